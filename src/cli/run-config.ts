import { existsSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import type { Config, Level } from '../config.ts'
import type { Severity } from '../rule.ts'
import { slashed } from './slashed.ts'
import { type Flags, UsageError } from './arguments.ts'
import type { Streams } from './streams.ts'

/** The configuration of a run: the file that is found or named, and over it what the flags say. */
export async function configOf(flags: Flags, io: Streams): Promise<Config> {
  let config: Config = {}
  if (!flags['no-config']) {
    // Looking for the file costs little; what reads it is loaded only when there is one.
    const { findConfig } = await import('./config-find.ts')
    const file = flags.config === undefined ? findConfig(io.cwd) : configNamed(flags.config, io)
    if (file) config = await (await import('./config-file.ts')).loadConfig(file, io.cwd)
    // Patterns in a file of a parent folder start there; one that is named may lie anywhere.
    if (file && flags.config === undefined) config = { ...config, base: slashed(relative(dirname(file), io.cwd)) }
  }
  return {
    ...config,
    ...(flags.preset && { extends: flags.preset }),
    ...(flags['kubernetes-version'] !== undefined && { kubernetesVersion: flags['kubernetes-version'] }),
    ...(flags['fail-on'] !== undefined && { failOn: flags['fail-on'] as Severity }),
    ...(flags.markdown && { markdown: true }),
    ...(flags['strict-kinds'] && { strictKinds: true }),
    ...(flags['no-foreign-ignores'] && { foreignIgnores: false }),
    ...(flags.rule && { rules: { ...config.rules, ...(await ruleFlags(flags.rule)) } }),
  }
}

function configNamed(path: string, io: Streams): string {
  const file = resolve(io.cwd, path)
  if (!existsSync(file)) throw new UsageError(`There is no configuration file "${path}".`)
  return file
}

/** Levels by rule. A name that other tools have for a check (`DL3008`) stands for all rules that cover it. */
async function ruleFlags(texts: readonly string[]): Promise<Record<string, Level>> {
  const { PeerNames } = await import('../peers.ts')
  const { rules } = await import('../rules/index.ts')
  const names = new PeerNames(rules)
  const known = new Set(rules.map(({ id }) => id))
  return Object.fromEntries(
    texts.flatMap(text => {
      const [name = '', level] = text.split('=')
      if (!level) throw new UsageError(`--rule takes id=level, for instance --rule kubernetes/latest-tag=off; "${text}" has no level.`)
      const ids = known.has(name) ? [] : names.rulesNamed(name)
      return (ids.length > 0 ? ids : [name]).map(id => [id, level as Level] as const)
    }),
  )
}
