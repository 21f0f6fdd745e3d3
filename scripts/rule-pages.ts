import { levelIn } from '../src/config/states.ts'
import type { Report } from '../src/finding.ts'
import { lint } from '../src/lint.ts'
import { presets } from '../src/presets/index.ts'
import { console as consoleReporter } from '../src/reporters/console.ts'
import type { Example, Rule } from '../src/rule.ts'
import { exampleConfig, exampleShellcheck, unmarked } from '../test/examples.ts'

const levelWords = { error: 'error', warning: 'warning', info: 'info' } as const

/** Path → text of every page about the rules: one for each, an index by area and one by other tools' checks. */
export async function rulePages(rules: readonly Rule[]): Promise<Record<string, string>> {
  const pages: Record<string, string> = {}
  for (const rule of rules) pages[`docs/rules/${rule.id}.md`] = await rulePage(rule)
  pages['docs/rules/README.md'] = indexPage(rules)
  pages['docs/rules/peers.md'] = peersPage(rules)
  return pages
}

async function rulePage(rule: Rule): Promise<string> {
  const examples = []
  for (const example of rule.examples) examples.push(await exampleText(rule, example))
  const parts = [
    `# ${rule.id}`,
    rule.summary,
    `Level: ${levelWords[rule.severity]}. ${presetsOf(rule)}${rule.examples.some(example => 'fixed' in example) ? ` \`${rule.unsafeFix ? '--fix-unsafe' : '--fix'}\` mends it.` : ''}`,
    '## Why',
    rule.why,
    ...optionsTable(rule),
    ...(examples.length > 0 ? ['## Examples', ...examples] : []),
    '## Turn it off or down',
    `In \`k8s-lint.yaml\`: \`rules: { ${rule.id}: off }\`. For one place, a comment above it: \`# k8s-lint-disable-next-line ${rule.id} -- reason\`.`,
    ...(rule.peers?.length ? ['## The same in other tools', rule.peers.map(peer => `\`${peer}\``).join(', ')] : []),
    ...(rule.references?.length ? ['## More', ...rule.references.map(url => `<${url}>`)] : []),
  ]
  return `${parts.join('\n\n')}\n`
}

function presetsOf(rule: Rule): string {
  if (rule.id.startsWith('k8s-lint/')) return 'Always on.'
  const names = Object.keys(presets).flatMap(name => {
    const level = levelIn(name, rule)
    if (level === undefined) return []
    return [level === rule.severity ? `\`${name}\`` : `\`${name}\` (${level})`]
  })
  // A preset cannot know the values.
  if (Object.values(rule.options ?? {}).some(option => option.required)) return 'Off until its options are set.'
  if (names.length === 0) return 'Off until it is turned on.'
  return `In the ${names.length > 1 ? 'presets' : 'preset'} ${names.join(', ')}.`
}

function optionsTable({ options }: Rule): string[] {
  const entries = Object.entries(options ?? {})
  if (entries.length === 0) return []
  const rows = entries.map(
    ([name, { default: value, description }]) => `| \`${name}\` | ${description.replaceAll('|', '\\|')} | \`${JSON.stringify(value)}\` |`,
  )
  return ['## Options', ['| Option | Meaning | Default |', '| --- | --- | --- |', ...rows].join('\n')]
}

async function exampleText(rule: Rule, example: Example): Promise<string> {
  const { files } = unmarked(rule, example.bad ?? example.good)
  const report = await lint({ files, config: exampleConfig(rule, example), now: new Date('2026-11-21T12:00:00Z'), ...exampleShellcheck(example) })
  const title = `### ${example.bad === undefined ? 'Fine' : 'Reported'}${example.title ? `: ${example.title}` : ''}`
  const settings = example.options
    ? [`With the options \`${JSON.stringify(example.options)}\`:`]
    : example.config
      ? [`With the configuration \`${JSON.stringify(example.config)}\`:`]
      : []
  const blocks = Object.entries(files).map(([path, text]) => fence(path, text, Object.keys(files).length > 1))
  const shown = example.bad === undefined ? [] : [`\`\`\`text\n${shownTo(report, rule, files)}\n\`\`\``]
  const fixed =
    example.bad !== undefined && example.fixed !== undefined
      ? ['Fixed:', ...Object.entries(unmarked(rule, example.fixed).files).map(([path, text]) => fence(path, text, false))]
      : []
  return [title, ...settings, ...blocks, ...shown, ...fixed].join('\n\n')
}

/** What the command line prints of the rule's findings, without the summary. */
function shownTo(report: Report, rule: Rule, files: Readonly<Record<string, string>>): string {
  const findings = report.findings.filter(finding => finding.rule === rule.id)
  const texts = new Map(Object.entries(files))
  const output = consoleReporter(
    { ...report, findings },
    { color: false, width: 100, texts, version: '', rules: [rule], failOn: 'error', quiet: false, terminal: false },
  )
  return output.trimEnd().split('\n\n').slice(0, -1).join('\n\n')
}

function fence(path: string, text: string, named: boolean): string {
  const language = /dockerfile/i.test(path)
    ? 'dockerfile'
    : path.endsWith('.json')
      ? 'json'
      : path.endsWith('.md')
        ? 'markdown'
        : path.endsWith('ignore')
          ? 'text'
          : 'yaml'
  // Markdown holds fences of its own.
  const ticks = text.includes('```') ? '````' : '```'
  return `${named ? `${path}:\n\n` : ''}${ticks}${language}\n${text.replace(/\n?$/, '\n')}${ticks}`
}

const areas: Readonly<Record<string, string>> = {
  dockerfile: 'Dockerfiles',
  kubernetes: 'Kubernetes',
  rollouts: 'Argo Rollouts',
  prometheus: 'Prometheus',
  yaml: 'YAML',
  'k8s-lint': 'The run itself',
}

function indexPage(rules: readonly Rule[]): string {
  const sections = Object.entries(areas).map(([area, title]) => {
    const rows = rules
      .filter(({ id }) => id.startsWith(`${area}/`))
      .map(rule => `| [${rule.id}](${rule.id}.md) | ${(rule.presets ?? ['recommended']).includes('recommended') ? rule.severity : 'off'} | ${rule.summary} |`)
    return `## ${title}\n\n| Rule | Level | |\n| --- | --- | --- |\n${rows.join('\n')}`
  })
  return `# Rules\n\nThe level is that of the default preset, \`recommended\`. [By other tools' checks](peers.md).\n\n${sections.join('\n\n')}\n`
}

function peersPage(rules: readonly Rule[]): string {
  const peers = new Map<string, string[]>()
  for (const rule of rules) for (const peer of rule.peers ?? []) peers.set(peer, [...(peers.get(peer) ?? []), rule.id])
  const rows = [...peers].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([peer, ids]) => `| \`${peer}\` | ${ids.map(id => `[${id}](${id}.md)`).join(', ')} |`)
  return `# Rules by other tools' checks\n\n| Check | Rule |\n| --- | --- |\n${rows.join('\n')}\n`
}
