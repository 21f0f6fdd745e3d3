import type { Config } from '../config.ts'

/** Where our rules judge otherwise than kube-linter, the options that make them judge as it does. */
export const kubeLinter: Config = {
  rules: {},
}
