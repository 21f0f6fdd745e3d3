import type { Config } from '../config.ts'

/** Where our rules judge otherwise than `promtool check`, the options that make them judge as it does. */
export const promtool: Config = {
  rules: {},
}
