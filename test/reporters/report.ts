import type { FileSummary, Finding, Report } from '../../src/finding.ts'
import type { ReporterContext } from '../../src/reporters/reporter.ts'
import type { Rule } from '../../src/rule.ts'

/** The files that the report is about. `«…»` marks a finding's range and is no part of the text. */
const marked = {
  'deploy/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - «name»: web
          image: «nginx:latest»
          env:
            - { name: TITLE, value: «商店 🚀» }
            - { name: SHELL, value: "\u001B[2J«::error::gotcha»" }
\t\t\t«tabs»: here
«          args:
            - one

            - two
            - three
»          tty: true
`,
  'my shop/prüfung, 100%.yaml': 'kind: Service\nspec:\n  selector: { app: «wbe» }\n',
  Dockerfile: `FROM golang:1.24\r\nRUN ${'echo padding && '.repeat(30)}«apt-get install curl»${' && echo more'.repeat(30)}\r\n`,
}

const places = Object.entries(marked).flatMap(([file, text]) => placesIn(file, text))

export const texts: ReadonlyMap<string, string> = new Map(Object.entries(marked).map(([file, text]) => [file, text.replace(/[«»]/g, '')]))

/** The place of the mark that encloses a text. */
export function place(text: string): Pick<Finding, 'file' | 'start' | 'end'> {
  const found = places.find(other => other.text === text)
  if (!found) throw new Error(`No mark around ${JSON.stringify(text)}`)
  return { file: found.file, start: found.start, end: found.end }
}

function placesIn(file: string, text: string): (Pick<Finding, 'file' | 'start' | 'end'> & { text: string })[] {
  return [...text.matchAll(/«([^»]*)»/g)].map(match => {
    const position = (offset: number): Finding['start'] => {
      const before = text.slice(0, offset).replace(/[«»]/g, '').split('\n')
      return { line: before.length, column: before.at(-1)!.length + 1 }
    }
    return { file, text: match[1]!, start: position(match.index), end: position(match.index + match[0].length) }
  })
}

let fingerprints = 0

/** A finding; what the test does not name has a plain value. */
export function finding(parts: Partial<Finding> & Pick<Finding, 'rule' | 'severity' | 'message' | 'file' | 'start' | 'end'>): Finding {
  return {
    fingerprint: (++fingerprints).toString(16).padStart(32, '0'),
    docs: `https://github.com/k8s-lint/k8s-lint/blob/main/docs/rules/${parts.rule}.md`,
    ...parts,
  }
}

const web = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
const image = place('nginx:latest')

export const findings: readonly Finding[] = [
  finding({ rule: 'dockerfile/apt-lists', severity: 'info', message: 'Delete /var/lib/apt/lists in the same RUN.', ...place('apt-get install curl') }),
  finding({
    rule: 'kubernetes/missing-memory-limit',
    severity: 'warning',
    message: 'Container "web" has no memory limit; when it leaks it takes the node with it. Set resources.limits.memory.',
    resource: web,
    ...place('name'),
  }),
  finding({
    rule: 'kubernetes/missing-readiness-probe',
    severity: 'error',
    message: 'Container "web" has no readiness probe.',
    resource: web,
    ...place('name'),
  }),
  finding({
    rule: 'kubernetes/latest-tag',
    severity: 'warning',
    message: 'Image "nginx:latest" floats; pin a release.',
    resource: web,
    fix: { edits: [{ start: image.start, end: image.end, text: 'nginx:1.29' }] },
    ...image,
  }),
  finding({ rule: 'kubernetes/odd-value', severity: 'info', message: 'Value "商店 🚀" is 50% odd,\nsay so: [here](1).', resource: web, ...place('商店 🚀') }),
  finding({ rule: 'kubernetes/odd-value', severity: 'info', message: '::error::gotcha \u001B[2J ##[add-mask]web', resource: web, ...place('::error::gotcha') }),
  finding({ rule: 'yaml/tab', severity: 'error', message: 'YAML forbids tabs as indentation.', ...place('tabs') }),
  finding({
    rule: 'kubernetes/long-args',
    severity: 'warning',
    message: 'Four arguments.',
    resource: web,
    ...place('          args:\n            - one\n\n            - two\n            - three\n'),
  }),
  finding({
    rule: 'kubernetes/service-without-pods',
    severity: 'error',
    message: 'Service selects app=wbe, which no pod has. Did you mean "web"?',
    resource: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' },
    related: [
      { message: 'The Deployment [web] has app=web.', file: 'deploy/web.yaml', start: { line: 3, column: 19 }, end: { line: 3, column: 22 } },
      { message: 'It runs this image.', ...image },
    ],
    fix: {
      edits: [
        { start: place('wbe').start, end: place('wbe').end, text: 'web' },
        { start: { line: 4, column: 1 }, end: { line: 4, column: 1 }, text: '' },
      ],
    },
    ...place('wbe'),
  }),
]

const files: readonly FileSummary[] = [
  { path: 'Dockerfile', kinds: ['Dockerfile'] },
  { path: 'README.yaml', kinds: [], skipped: 'nothing in it that is linted' },
  { path: 'deploy/web.yaml', kinds: ['Deployment'] },
  { path: 'my shop/prüfung, 100%.yaml', kinds: ['Service'] },
]

export const report: Report = {
  findings,
  suppressed: [finding({ ...findings[0]!, message: 'Hidden.' })],
  files,
  notices: ['Kubernetes 1.99 is newer than the data.'],
}
export const nothing: Report = { findings: [], suppressed: [], files, notices: [] }

/** A report with as many findings of a severity as the test wants. */
export function reportOf(counts: Partial<Record<Finding['severity'], number>>): Report {
  const many = Object.entries(counts).flatMap(([severity, number]) =>
    Array.from({ length: number }, (_, index) =>
      finding({ rule: `kubernetes/${severity}`, severity: severity as Finding['severity'], message: `${severity} ${index}.`, ...place('name') }),
    ),
  )
  return { ...nothing, findings: many }
}

const nowhere = { on: () => [], check: () => [], examples: [] }

export const rules: readonly Rule[] = [
  { ...nowhere, id: 'kubernetes/missing-memory-limit', severity: 'warning', summary: 'Limit the memory of each container.', why: 'w'.repeat(2000) },
  {
    ...nowhere,
    id: 'kubernetes/latest-tag',
    severity: 'warning',
    summary: 'Pin images.',
    why: 'A floating tag rolls out what nobody tested.',
    references: ['https://kubernetes.io/docs/concepts/containers/images/'],
    examples: [{ bad: 'image: «nginx:latest»', fixed: 'image: nginx:1.29' }],
  },
  {
    ...nowhere,
    id: 'kubernetes/missing-readiness-probe',
    severity: 'warning',
    summary: 'Probe readiness.',
    why: 'Traffic comes too early.',
    presets: ['security'],
  },
  { ...nowhere, id: 'kubernetes/never-fires', severity: 'error', summary: 'Never.', why: 'Never.' },
]

/** What the command line hands over when the output goes to a file. */
export function context(parts: Partial<ReporterContext> = {}): ReporterContext {
  return { color: false, width: 100, texts, version: '1.2.3', rules, failOn: 'error', quiet: false, terminal: false, ...parts }
}
