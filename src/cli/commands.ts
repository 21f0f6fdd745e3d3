import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Flags, packageFile, type Streams } from '../cli.ts'
import { ConfigError, didYouMean, levelIn } from '../config.ts'
import { migrateHadolint } from '../migrate/hadolint.ts'
import { migrateKubeLinter } from '../migrate/kube-linter.ts'
import { PeerNames } from '../peers.ts'
import { presets } from '../presets/index.ts'
import type { Rule } from '../rule.ts'
import { rules } from '../rules/index.ts'

type Command = (positionals: readonly string[], flags: Flags, io: Streams) => number

/** The commands that do not lint. */
export const commands: Readonly<Record<'explain' | 'rules' | 'init' | 'migrate', Command>> = { explain, rules: listRules, init, migrate }

/** The page of a rule, as it stands in the docs; for a check of another tool, those of the rules that cover it. */
function explain([name]: readonly string[], _flags: Flags, io: Streams): number {
  if (name === undefined) throw new ConfigError('explain takes a rule: k8s-lint explain kubernetes/latest-tag.')
  const known = rules.map(({ id }) => id)
  const ids = known.includes(name) ? [name] : new PeerNames(rules).rulesNamed(name).filter(id => known.includes(id))
  if (ids.length === 0) throw new ConfigError(`There is no rule "${name}".${didYouMean(name, known)}`)
  io.stdout(ids.map(id => readFileSync(packageFile(`docs/rules/${id}.md`), 'utf8')).join('\n'))
  return 0
}

function listRules(_: readonly string[], flags: Flags, io: Streams): number {
  const format = flags.format?.[0] ?? 'console'
  if (format !== 'console' && format !== 'json')
    throw new ConfigError(`rules knows the formats console and json, not "${format}".${didYouMean(format, ['console', 'json'])}`)
  if (format === 'json') io.stdout(`${JSON.stringify(rules.map(describe), null, 2)}\n`)
  else {
    const width = Math.max(...rules.map(({ id }) => id.length))
    io.stdout(rules.map(rule => `${rule.id.padEnd(width)}  ${levelOf(rule).padEnd(7)}  ${rule.summary}\n`).join(''))
  }
  return 0
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

function levelOf(rule: Rule): string {
  return (rule.presets ?? ['recommended']).includes('recommended') ? rule.severity : 'off'
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
