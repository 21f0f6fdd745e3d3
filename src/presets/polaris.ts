import type { Config } from '../config.ts'

/** Where our rules judge otherwise than polaris, the options that make them judge as it does. */
export const polaris: Config = {
  rules: {},
}
