import type { Config } from '../config.ts'
import { buildkit } from './buildkit.ts'
import { hadolint } from './hadolint.ts'

/**
 * Sets of rules and options by name. Which rules `recommended`, `strict` and `security` turn on stands in the rules themselves. A
 * preset that is named like another tool turns on the rules that name it in `peers`, and holds the options under which they judge
 * as that tool does.
 */
export const presets: Readonly<Record<string, Config>> = {
  recommended: {},
  strict: {},
  security: {},
  hadolint,
  buildkit,
}
