import type { Config } from '../config.ts'

/** Where our rules judge otherwise than kubescape, the options that make them judge as it does. */
export const kubescape: Config = {
  rules: {},
}
