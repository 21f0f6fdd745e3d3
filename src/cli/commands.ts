import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { resolveConfig } from '../config.ts'
import { ConfigError, didYouMean } from '../config/error.ts'
import { levelIn } from '../config/states.ts'
import { migrateHadolint } from '../migrate/hadolint.ts'
import { migrateKubeLinter } from '../migrate/kube-linter.ts'
import { PeerNames, toolOf } from '../peers.ts'
import { presets } from '../presets/index.ts'
import type { Rule } from '../rule.ts'
import { rules } from '../rules/index.ts'
import type { Flags } from './arguments.ts'
import { packageFile } from './package-file.ts'
import type { Streams } from './streams.ts'

type Command = (positionals: readonly string[], flags: Flags, io: Streams) => number

/** The commands that do not lint. */
export const commands: Readonly<Record<'explain' | 'rules' | 'init' | 'migrate', Command>> = { explain, rules: listRules, init, migrate }

/** The pages of rules, as they stand in the docs: of those that are named, and of those that cover a named check of another tool. */
function explain(names: readonly string[], _flags: Flags, io: Streams): number {
  if (names.length === 0) throw new ConfigError('explain takes a rule, or a check of another tool: k8s-lint explain kubernetes/latest-tag.')
  const peers = new PeerNames(rules)
  const ids = new Set(names.flatMap(name => rulesNamed(name, peers)))
  if (ids.size > 1) io.stderr(`k8s-lint: these are ${ids.size} rules: ${[...ids].join(', ')}.\n`)
  io.stdout([...ids].map(id => readFileSync(packageFile(`docs/rules/${id}.md`), 'utf8')).join('\n'))
  return 0
}

/**
 * Ids of the rules that a name stands for: its own, that without the area, or a check of another tool.
 *
 * @throws ConfigError where there is none
 */
function rulesNamed(name: string, peers: PeerNames): readonly string[] {
  const known = rules.map(({ id }) => id)
  if (known.includes(name)) return [name]
  const found = new Set([...known.filter(id => shortName(id) === name), ...peers.rulesNamed(name).filter(id => known.includes(id))])
  if (found.size > 0) return [...found]
  const near = didYouMean(name, name.includes('/') ? known : known.map(shortName))
  throw new ConfigError(`There is no rule "${name}".${near || ' "k8s-lint rules" lists them all.'}`)
}

function shortName(id: string): string {
  return id.slice(id.indexOf('/') + 1)
}

/** All rules, or those that some words name; the levels are those of the presets that --preset names. */
function listRules(words: readonly string[], flags: Flags, io: Streams): number {
  const format = flags.format?.[0] ?? 'console'
  if (format !== 'console' && format !== 'json')
    throw new ConfigError(`rules knows the formats console and json, not "${format}".${didYouMean(format, ['console', 'json'])}`)
  const names = flags.preset ?? ['recommended']
  const config = resolveConfig({ extends: names }, rules)
  const peers = new PeerNames(rules)
  const listed = words.length === 0 ? rules : rules.filter(rule => words.some(word => concerns(rule, word, peers)))
  if (listed.length === 0) throw new ConfigError(`No rule has ${words.map(word => `"${word}"`).join(' or ')} in its name, or covers a check of that name.`)
  if (format === 'json') io.stdout(`${JSON.stringify(listed.map(describe), null, 2)}\n`)
  else {
    const width = Math.max(...listed.map(({ id }) => id.length))
    io.stdout(listed.map(rule => `${rule.id.padEnd(width)}  ${config.settingsOf(rule, '', undefined).level.padEnd(7)}  ${rule.summary}\n`).join(''))
    io.stderr(`k8s-lint: the levels are those of ${names.join(', ')}; --preset shows others, "k8s-lint explain <rule>" a rule with examples.\n`)
  }
  return 0
}

/** Whether a word is part of the rule's id, or another tool that it covers or a check of it. */
function concerns({ id, peers = [] }: Rule, word: string, names: PeerNames): boolean {
  return id.includes(word) || peers.some(peer => toolOf(peer) === word) || names.rulesNamed(word).includes(id)
}

function describe(rule: Rule): object {
  const options = Object.entries(rule.options ?? {}).map(([name, option]) => [
    name,
    { default: option.default, description: option.description, required: option.required, schema: option.schema },
  ])
  return {
    id: rule.id,
    level: rule.severity,
    presets: Object.keys(presets).filter(name => levelIn(name, rule) !== undefined),
    summary: rule.summary,
    why: rule.why,
    peers: rule.peers ?? [],
    options: Object.fromEntries(options),
  }
}

const schemaLine = '# yaml-language-server: $schema=https://raw.githubusercontent.com/k8s-lint/k8s-lint/main/schema/k8s-lint.schema.json'

const template = `${schemaLine}

# Presets: recommended, strict (every rule), security; or other files. [] means only the rules named below.
extends: [recommended]

# The version of the cluster that the manifests are for.
# kubernetesVersion: '1.34'

# The Pod Security Standard that all pods must meet: baseline or restricted.
# podSecurity: baseline

# Services, workloads and analysis templates that exist outside these files.
# external: [Service/legacy-db]

# A level (off, info, warning, error), or a level with options. "k8s-lint rules" lists them all.
rules: {}
#  kubernetes/single-replica: [warning, { min: 3 }]

# Other levels for some files, kinds, namespaces or names; the last that matches wins.
# overrides:
#   - files: ['dev/**']
#     rules: { kubernetes/missing-memory-limit: off }

# Findings that are accepted, for a reason and for a time.
# ignore:
#   - { rule: kubernetes/host-path, resource: DaemonSet/logging/agent, reason: reads the logs of the host, until: 2027-01-31 }

# The lowest level that fails the run.
failOn: error
`

function init(_: readonly string[], _flags: Flags, io: Streams): number {
  return writeConfig(template, io)
}

function writeConfig(text: string, io: Streams): number {
  const file = join(io.cwd, 'k8s-lint.yaml')
  if (existsSync(file)) throw new ConfigError('There is a k8s-lint.yaml already; it stays as it is.')
  writeFileSync(file, text)
  io.stderr('Wrote k8s-lint.yaml.\n')
  return 0
}

/** Tools whose configuration we read: the names of its file, and what makes ours of it. */
const migrations: Readonly<Record<string, { readonly files: readonly string[]; readonly migrate: (text: string, file: string, all: typeof rules) => string }>> =
  {
    hadolint: { files: ['.hadolint.yaml', '.hadolint.yml'], migrate: migrateHadolint },
    'kube-linter': { files: ['.kube-linter.yaml', '.kube-linter.yml'], migrate: migrateKubeLinter },
  }

/** Prints the configuration of another tool as one of ours; with --write, writes it. */
function migrate([tool = '', path = '.']: readonly string[], flags: Flags, io: Streams): number {
  const migration = Object.hasOwn(migrations, tool) ? migrations[tool]! : undefined
  if (!migration) {
    const tools = Object.keys(migrations)
      .map(name => `"${name}"`)
      .join(' or ')
    throw new ConfigError(`migrate takes ${tools} and the path of its configuration${tool === '' ? '' : `, not "${tool}"`}.`)
  }
  const file = foreignFile(tool, migration.files, path, io)
  const text = `${schemaLine}\n\n${migration.migrate(readFileSync(resolve(io.cwd, file), 'utf8'), file, rules)}`
  if (flags.write) return writeConfig(text, io)
  io.stdout(text)
  return 0
}

function foreignFile(tool: string, names: readonly string[], path: string, io: Streams): string {
  const named = statSync(resolve(io.cwd, path), { throwIfNoEntry: false })
  if (named?.isFile()) return path
  const found = names.map(name => (path === '.' ? name : join(path, name))).find(candidate => existsSync(resolve(io.cwd, candidate)))
  if (found === undefined)
    throw new ConfigError(named ? `There is no ${names[0]} in "${path}". Name the file: k8s-lint migrate ${tool} <path>.` : `There is no file "${path}".`)
  return found
}
