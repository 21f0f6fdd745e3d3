import type { Config } from './config.ts'

/**
 * Sets of rules and options by name. Which rules `recommended`, `strict` and `security` turn on stands in the rules themselves;
 * a preset that is named like another tool holds the options under which ours judge as that tool does.
 */
export const presets: Readonly<Record<string, Config>> = {
  recommended: {},
  strict: {},
  security: {},
}
