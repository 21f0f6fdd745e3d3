import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Flags, packageFile, type Streams } from './cli.ts'
import { ConfigError, didYouMean } from './config.ts'
import type { Rule } from './rule.ts'
import { rules } from './rules/index.ts'

type Command = (positionals: readonly string[], flags: Flags, io: Streams) => number

/** The commands that do not lint. */
export const commands: Readonly<Record<'explain' | 'rules' | 'init', Command>> = { explain, rules: listRules, init }

/** The page of a rule, as it stands in the docs. */
function explain([id]: readonly string[], _flags: Flags, io: Streams): number {
  if (id === undefined) throw new ConfigError('explain takes a rule: k8s-lint explain kubernetes/latest-tag.')
  if (!rules.some(rule => rule.id === id))
    throw new ConfigError(
      `There is no rule "${id}".${didYouMean(
        id,
        rules.map(rule => rule.id),
      )}`,
    )
  io.stdout(readFileSync(packageFile(`docs/rules/${id}.md`), 'utf8'))
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
    presets: rule.presets ?? ['recommended'],
    summary: rule.summary,
    why: rule.why,
    peers: rule.peers ?? [],
    options: Object.fromEntries(options),
  }
}

function levelOf(rule: Rule): string {
  return (rule.presets ?? ['recommended']).includes('recommended') ? rule.severity : 'off'
}

const template = `# yaml-language-server: $schema=https://raw.githubusercontent.com/k8s-lint/k8s-lint/main/schema/k8s-lint.schema.json

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
  const file = join(io.cwd, 'k8s-lint.yaml')
  if (existsSync(file)) throw new ConfigError('There is a k8s-lint.yaml already; it stays as it is.')
  writeFileSync(file, template)
  io.stderr('Wrote k8s-lint.yaml.\n')
  return 0
}
