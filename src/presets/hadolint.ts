import type { Config } from '../config.ts'

/** Where our rules judge otherwise than hadolint, the options that make them judge as it does. */
export const hadolint: Config = {
  rules: {},
}
