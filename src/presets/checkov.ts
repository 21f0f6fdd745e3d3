import type { Config } from '../config.ts'

/** Where our rules judge otherwise than checkov, the options that make them judge as it does. */
export const checkov: Config = {
  rules: {},
}
