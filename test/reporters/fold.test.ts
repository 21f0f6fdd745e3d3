import { beforeAll, describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import type { Finding, Report } from '../../src/finding.ts'
import { lint } from '../../src/lint.ts'
import { console } from '../../src/reporters/console.ts'
import { type Entry, findingsOf, folded } from '../../src/reporters/fold.ts'
import { html } from '../../src/reporters/html.ts'
import { json, type JsonReport } from '../../src/reporters/json.ts'
import { markdown } from '../../src/reporters/markdown.ts'
import { rules } from '../../src/rules/index.ts'
import { context, finding, nothing, place } from './report.ts'

const hardening = ['capabilities-not-dropped', 'privilege-escalation', 'run-as-root', 'seccomp-profile', 'writable-root-filesystem']

const pod = (containers: string): string => `apiVersion: v1
kind: Pod
metadata: { name: shop }
spec:
  automountServiceAccountToken: false
  containers:
${containers}`

const bare = pod(`    - name: web
      image: shop/web:1.4.0
      ports: [{ containerPort: 8080 }]
`)

async function entriesOf(files: Record<string, string>, config: Config = {}): Promise<readonly Entry[]> {
  return folded((await lint({ files, config })).findings, rules)
}

describe('settings that one container misses', () => {
  test('are told once for each topic, with all rules', async () => {
    const entries = (await entriesOf({ 'pod.yaml': bare })).filter(({ tally }) => tally !== undefined)
    expect(entries.map(({ message, tally }) => `${message} ${tally}`)).toEqual([
      'Container "web" gives whoever breaks into it more than it needs. Set capabilities.drop: [ALL], allowPrivilegeEscalation: false, runAsNonRoot: true, seccompProfile.type: RuntimeDefault and readOnlyRootFilesystem: true (with an emptyDir for what it writes) in its securityContext. 5 problems (3 warnings, 2 infos) here',
      'Container "web" can crowd out its neighbours on the node. Set requests.cpu, limits.memory and requests.memory in its resources. 3 warnings here',
      'Container "web" is never asked whether it works, so it gets traffic before it can answer and while it hangs. Add readinessProbe and livenessProbe. 2 problems (1 warning, 1 info) here',
    ])
    expect(entries[0]!.rules.map(({ rule }) => rule)).toEqual(hardening.map(name => `kubernetes/${name}`))
    expect(entries.map(({ severity, start }) => [severity, start])).toEqual(entries.map(() => ['warning', { line: 7, column: 7 }]))
  })

  test('name only what is missing there', async () => {
    const text = pod(`    - name: web
      image: shop/web:1.4.0
      securityContext:
        runAsNonRoot: true
        readOnlyRootFilesystem: true
        capabilities: { drop: [ALL] }
`)
    const found = (await entriesOf({ 'pod.yaml': text })).find(({ rules: ids }) => ids.some(({ rule }) => rule === 'kubernetes/seccomp-profile'))
    expect(found!.message).toMatch(/Set allowPrivilegeEscalation: false and seccompProfile.type: RuntimeDefault in its securityContext\.$/)
    expect(found!.start.line).toBe(9)
  })

  test('stay apart for each container, and where one stands alone it keeps its words', async () => {
    const text = pod(`    - { name: a, image: 'shop/a:1.4.0' }
    - name: b
      image: shop/b:1.4.0
      resources: { requests: { cpu: 100m, memory: 64Mi } }
`)
    const found = await entriesOf(
      { 'pod.yaml': text },
      { extends: [], rules: { 'kubernetes/missing-memory-limit': 'warning', 'kubernetes/missing-cpu-request': 'warning' } },
    )
    expect(found.map(({ message }) => message)).toEqual([
      'Container "a" can crowd out its neighbours on the node. Set requests.cpu and limits.memory in its resources.',
      expect.stringMatching(/^Container "b" has no memory limit, so a leak/),
    ])
  })

  test('stay apart where a finding has more to say, or does not say whom it is about', () => {
    const at = place('name')
    const one = (rule: string, message: string, more: Partial<Finding> = {}): Finding =>
      finding({ rule: `kubernetes/${rule}`, severity: 'warning', message, ...at, ...more })
    const apart = (...findings: Finding[]): number => folded(findings, rules).length
    expect(apart(one('run-as-root', 'Container "a" x.'), one('seccomp-profile', 'Container "a" y.'))).toBe(1)
    expect(apart(one('run-as-root', 'Container "a" x.'), one('seccomp-profile', 'Container "b" y.'))).toBe(2)
    expect(apart(one('run-as-root', 'Container x.'), one('seccomp-profile', 'Container y.'))).toBe(2)
    expect(apart(one('run-as-root', 'Container "a" x.'), one('missing-cpu-request', 'Container "a" y.'))).toBe(2)
    expect(apart(one('run-as-root', 'Container "a" x.'), one('run-as-root', 'Container "a" y.'))).toBe(2)
    const related = [{ message: 'it', ...at }]
    expect(apart(one('run-as-root', 'Container "a" x.'), one('privilege-escalation', 'Container "a" y.', { related }))).toBe(2)
    expect(apart(one('never-heard-of', 'Container "a" x.'), one('toString', 'Container "a" y.'))).toBe(2)
  })

  test('loses no finding', async () => {
    const report = await lint({ files: { 'a.yaml': bare, 'b.yaml': bare.replaceAll('shop', 'bar') } })
    expect(findingsOf(folded(report.findings, rules))).toBe(report.findings.length)
    expect(new Set(folded(report.findings, rules).flatMap(({ findings }) => findings))).toEqual(new Set(report.findings))
  })
})

describe('templates of a chart', () => {
  const chart = (name: string): Record<string, string> => ({
    [`${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
    [`${name}/templates/a.yaml`]: 'kind: {{ .Values.kind }}\n',
    [`${name}/templates/b.yaml`]: 'kind: {{ .Values.kind }}\n',
    [`${name}/templates/sub/c.yaml`]: 'kind: {{ .Values.kind }}\n',
  })

  test('are told once for each chart', async () => {
    const entries = await entriesOf({ ...chart('shop'), ...chart('mail') })
    expect(entries.map(({ file, message, tally }) => [file, message, tally])).toEqual(
      ['mail', 'shop'].map(name => [
        `${name}/templates/a.yaml`,
        `This file is a template of the Helm chart "${name}", so it is not linted as it stands. Lint what "helm template" renders. The same holds for 2 more files.`,
        '3 infos in 3 files',
      ]),
    )
  })
})

describe('formats', () => {
  let report: Report
  beforeAll(async () => {
    report = await lint({ files: { 'pod.yaml': bare } })
  })
  const shown = context({ rules, texts: new Map([['pod.yaml', bare]]) })

  test('console lists the rules below the sentence, and counts what can be mended', () => {
    const text = console(report, shown)
    expect(text).toContain(`emptyDir for what it writes) in its securityContext.
                5 problems (3 warnings, 2 infos) here: kubernetes/capabilities-not-dropped,
                kubernetes/privilege-escalation, kubernetes/run-as-root, kubernetes/seccomp-profile,
                kubernetes/writable-root-filesystem  fixable with --fix-unsafe
`)
    expect(text).toMatch(new RegExp(`\n${report.findings.length} problems \\(`))
    expect(text.match(/- name: web/g)).toHaveLength(1)
  })

  test('console says how many of several can be mended', () => {
    const [first, ...others] = report.findings.filter(({ rule }) => hardening.includes(rule.replace('kubernetes/', '')))
    const { unsafeFix: _, ...rest } = first!
    expect(console({ ...nothing, findings: [rest, ...others] }, shown)).toContain('4 fixable with --fix-unsafe')
  })

  test('markdown has a row for several, with a link to each rule', () => {
    const rows = markdown(report, shown)
      .split('\n')
      .filter(line => line.includes('securityContext'))
    expect(rows).toHaveLength(1)
    for (const name of hardening) expect(rows[0]).toContain(`[kubernetes/${name}](https://`)
    expect(rows[0]).toContain('(5 problems (3 warnings, 2 infos) here)')
  })

  test('html keeps levels and rules for its filters', () => {
    const page = html(report, shown)
    const ids = hardening.map(name => `kubernetes/${name}`).join(' ')
    expect(page).toContain(`<article data-severity="warning info" data-rule="${ids}" data-file="pod.yaml" data-count="5">`)
    expect(page).toContain(`<h2>pod.yaml <small>${report.findings.length}</small></h2>`)
  })

  test('for programs show every finding for itself', () => {
    expect((JSON.parse(json(report, shown)) as JsonReport).findings.map(({ message }) => message)).toEqual(report.findings.map(({ message }) => message))
  })
})

describe('the end of a long report', () => {
  const many = (length: number, parts: (index: number) => Partial<Finding>): Report => ({
    ...nothing,
    findings: Array.from({ length }, (_, index) =>
      finding({ rule: 'kubernetes/one', severity: 'info', message: `${index}.`, ...place('name'), ...parts(index) }),
    ),
  })

  test('lists the rules and the files with most findings, and how to see less', () => {
    const report = many(70, index => ({ rule: `kubernetes/rule-${Math.min(index % 10, 6)}`, file: `${index % 2 === 0 ? 'even' : 'odd'}.yaml` }))
    const end = console(report, context({ texts: new Map() }))
      .split('\n\n')
      .slice(-2)
      .join('\n')
    expect(end).toBe(`Most are of
  28  kubernetes/rule-6
   7  kubernetes/rule-0
   7  kubernetes/rule-1
   7  kubernetes/rule-2
   7  kubernetes/rule-3
and in
  35  even.yaml
  35  odd.yaml
To begin with less: --quiet shows only errors, --preset security only what an attacker looks for,
and --update-baseline accepts what is there, so that --baseline shows only what is new.
70 problems (70 infos) in 2 files
`)
  })

  test('needs no list where all can be read, or errors alone are asked for', () => {
    expect(
      console(
        many(50, () => ({})),
        context(),
      ),
    ).not.toContain('Most are of')
    expect(
      console(
        many(60, () => ({ severity: 'error' })),
        context({ quiet: true }),
      ),
    ).not.toContain('Most are of')
    expect(
      console(
        many(60, () => ({})),
        context(),
      ),
    ).not.toContain('and in')
  })
})
