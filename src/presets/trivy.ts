import type { Config } from '../config.ts'

/** Where our rules judge otherwise than `trivy config`, the options that make them judge as it does. */
export const trivy: Config = {
  rules: {},
}
