export type { Config, Ignore, Level, Override, RuleSetting } from './config.ts'
export { ConfigError } from './config.ts'
export type { Edit, FileSummary, Finding, Position, RelatedLocation, Report, ResourceName } from './finding.ts'
export type { Fix } from './fix.ts'
export { insert, remove, replace } from './fix.ts'
export { lint, type LintInput } from './lint.ts'
export type { CheckedScript, ScriptRemark, ShellCheck } from './model/dockerfile/shell/shellcheck.ts'
export type { HadolintOptions } from './presets/hadolint-options.ts'
export { presets } from './presets/index.ts'
export type { Project, Settings } from './project.ts'
export type { Context, Example, Option, Options, Problem, Query, Rule, RuleDefinition, Severity, Snippet } from './rule.ts'
export { option, rule as defineRule } from './rule.ts'
export { rules } from './rules/index.ts'
export { Ref } from './source/ref.ts'
export type { Language, Path, Range, Resource, Source, SourceFile } from './source/source.ts'
import type { Config } from './config.ts'

/** Gives a configuration its type; nothing else. */
export function defineConfig(config: Config): Config {
  return config
}
