import type { Config } from '../config.ts'

/** Where our rules judge otherwise than `docker build --check`, the options that make them judge as it does. */
export const buildkit: Config = {
  rules: {},
}
