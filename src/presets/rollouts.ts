import type { Config } from '../config.ts'

/** Where our rules judge otherwise than `kubectl argo rollouts lint`, the options that make them judge as it does. */
export const rollouts: Config = {
  rules: {},
}
