import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { Log, Result, Run } from 'sarif'
import { describe, expect, test, vi } from 'vitest'
import type { Finding, Report } from '../src/finding.ts'
import { cellsOf, widthOf, wrap } from '../src/reporters/cells.ts'
import { checkstyle } from '../src/reporters/checkstyle.ts'
import { compact } from '../src/reporters/compact.ts'
import { console } from '../src/reporters/console.ts'
import { frameOf } from '../src/reporters/frame.ts'
import { github } from '../src/reporters/github.ts'
import { gitlab } from '../src/reporters/gitlab.ts'
import { html } from '../src/reporters/html.ts'
import { reporters } from '../src/reporters/index.ts'
import { json, type JsonReport } from '../src/reporters/json.ts'
import { junit } from '../src/reporters/junit.ts'
import { lineHashes } from '../src/reporters/line-hash.ts'
import { markdown } from '../src/reporters/markdown.ts'
import { markdownBlock, markdownCode, markdownText } from '../src/reporters/markdown-text.ts'
import { rdjson } from '../src/reporters/rdjson.ts'
import { sarif } from '../src/reporters/sarif.ts'
import { Lines, withoutCommands } from '../src/reporters/text.ts'
import { context, finding, findings, nothing, place, report, reportOf, texts } from './reporters/report.ts'

const formats = Object.keys(reporters)

/** The report of one finding. */
function reportWith(parts: Partial<Finding>): Report {
  return { ...nothing, findings: [finding({ rule: 'kubernetes/one', severity: 'error', message: 'One.', ...place('name'), ...parts })] }
}

describe('every format', () => {
  test.each(formats)('%s gives the same bytes for the same report', async format => {
    const reporter = await reporters[format]!()
    expect(reporter(report, context())).toBe(reporter(structuredClone(report), context()))
  })

  test.each(formats)('%s holds no control character, and ends with a line break', async format => {
    const text = (await reporters[format]!())(report, context())
    expect(text).not.toMatch(/[^\P{Cc}\n]/u)
    expect(text).toMatch(/[^\n]\n$/)
  })

  test.each(formats)('%s gives a build server no command of the user', async format => {
    const text = (await reporters[format]!())(report, context())
    const lines = text.split('\n').filter(line => line.trimStart().startsWith('::'))
    expect(lines).toHaveLength(format === 'github' ? findings.length : 0)
    expect(lines.every(line => /^::(error|warning|notice) file=/.test(line))).toBe(true)
    if (format !== 'github') expect(text).not.toContain('##[')
  })

  test.each(formats)('%s shows errors only with --quiet', async format => {
    const text = (await reporters[format]!())(report, context({ quiet: true }))
    expect(text).toContain('kubernetes/missing-readiness-probe')
    expect(text).not.toContain('kubernetes/missing-memory-limit')
    expect(text).not.toContain('kubernetes/odd-value')
  })

  test.each(formats)('%s leaves out what is suppressed', async format => {
    expect((await reporters[format]!())(report, context())).not.toContain('Hidden.')
  })
})

describe('console', () => {
  test('shows each place with its code, marked exactly, and a summary', async () => {
    await expect(console(report, context())).toMatchFileSnapshot('reporters/console.txt')
  })

  test('wraps to a narrow terminal', async () => {
    const text = console(report, context({ width: 60 }))
    await expect(text).toMatchFileSnapshot('reporters/console-60.txt')
    const lines = text.split('\n').slice(0, -2)
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(60)
  })

  test('says how much it looked at when all is well', () => {
    expect(console(nothing, context())).toBe('No problems in 3 files.\n')
    expect(console({ ...nothing, suppressed: report.suppressed }, context())).toBe('No problems in 3 files; 1 suppressed.\n')
  })

  test('says what --quiet hides', () => {
    expect(console(report, context({ quiet: true }))).toMatch(/3 problems \(3 errors\) in 2 files; 1 fixable with --fix; 6 hidden by --quiet; 1 suppressed\n$/)
    expect(console(reportOf({ info: 2 }), context({ quiet: true }))).toBe('No errors in 3 files; 2 hidden by --quiet.\n')
  })

  test('counts one problem as one', () => {
    expect(console(reportOf({ error: 1 }), context())).toMatch(/1 problem \(1 error\) in 1 file\n$/)
  })

  test('colours only when asked, links only on a terminal', () => {
    const escape = '\u001B'
    expect(console(report, context({ terminal: true }))).not.toContain(escape)
    const colored = console(report, context({ color: true }))
    expect(colored).toContain(`${escape}[31merror${escape}[39m`)
    expect(colored).not.toContain(`${escape}]8`)
    expect(colored.replaceAll(new RegExp(`${escape}\\[\\d+m`, 'g'), '')).toBe(console(report, context()))
    expect(console(report, context({ color: true, terminal: true }))).toContain(`${escape}]8;;https://github.com/`)
  })

  test('shows a finding in a file without a text, with no frame', () => {
    expect(console(reportWith({ file: 'gone.yaml' }), context())).toBe('gone.yaml\n  8:11  error  One.  kubernetes/one\n\n1 problem (1 error) in 1 file\n')
  })

  test('works out no fix, as that is costly', () => {
    const fix = vi.fn<() => Finding['fix']>(() => undefined)
    const lazy = Object.defineProperty({ ...reportWith({}).findings[0]! }, 'fix', { get: fix, enumerable: true })
    console({ ...nothing, findings: [lazy] }, context())
    compact({ ...nothing, findings: [lazy] }, context())
    github({ ...nothing, findings: [lazy] }, context())
    expect(fix).not.toHaveBeenCalled()
  })
})

describe('a code frame', () => {
  // The mark under a text is shown by what stands above it.
  test.each([
    ['ASCII', 'image: nginx', 'nginx', '       ^^^^^'],
    ['a tab', '\tRUN\tapk', 'apk', '        ^^^'],
    ['wide characters', '名前: 商店', '商店', '      ^^^^'],
    ['an emoji of several code points', '👩‍🚀 a: 🇯🇵', '🇯🇵', '      ^^'],
    ['a symbol shown as emoji', '⚠️: x', 'x', '    ^'],
    ['a combining accent', 'cafe\u0301: x', 'x', '      ^'],
    ['Hangul letters', '\u1112\u1161\u11AB x', 'x', '   ^'],
    ['an escape sequence', '\u001B[31mx', 'x', '     ^'],
  ])('stays aligned after %s', (_, line, part, marker) => {
    const column = line.indexOf(part) + 1
    const rows = frameOf(new Lines(line), { line: 1, column }, { line: 1, column: column + part.length }, 80)
    expect(rows.map(row => row.marker)).toEqual([marker])
  })

  test('marks one cell where the range is empty or past the end of the line', () => {
    const lines = new Lines('abc\n')
    expect(frameOf(lines, { line: 1, column: 2 }, { line: 1, column: 2 }, 80)).toEqual([{ line: 1, text: 'abc', marker: ' ^' }])
    expect(frameOf(lines, { line: 1, column: 4 }, { line: 2, column: 1 }, 80)).toEqual([{ line: 1, text: 'abc', marker: '   ^' }])
    expect(frameOf(lines, { line: 9, column: 1 }, { line: 9, column: 2 }, 80)).toEqual([])
  })

  test('shows no line ends and no byte order mark', () => {
    const rows = frameOf(new Lines('\uFEFFa: 1\r\nb: 2\r\n'), { line: 1, column: 1 }, { line: 2, column: 5 }, 80)
    expect(rows).toEqual([
      { line: 1, text: 'a: 1', marker: '^^^^' },
      { line: 2, text: 'b: 2', marker: '^^^^' },
    ])
  })

  test.each([0, 5, 30, 60, 95, 1000, 100_000, 8_000_000])('cuts a long line around a range at %i', column => {
    const line = `${'-'.repeat(column)}here${'+'.repeat(8_000_000 - column)}`
    const [row] = frameOf(new Lines(line), { line: 1, column: column + 1 }, { line: 1, column: column + 5 }, 60)
    expect(widthOf(row!.text)).toBeLessThanOrEqual(60)
    expect(row!.text.slice(row!.marker.indexOf('^'), row!.marker.length)).toBe('here')
  })

  test('cuts a range that is longer than the line may be', () => {
    const [row] = frameOf(new Lines(`key: ${'値'.repeat(200)}`), { line: 1, column: 6 }, { line: 1, column: 206 }, 40)
    expect(widthOf(row!.text)).toBeLessThanOrEqual(40)
    expect(row!.marker.length).toBe(widthOf(row!.text))
    expect(row!.text).toMatch(/値…$/)
  })
})

describe('widths', () => {
  test.each([
    ['abc', 3],
    ['商店', 4],
    ['ｱ', 1],
    ['Ａ', 2],
    ['🚀', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['e\u0301', 1],
    ['a\u200Bb', 2],
    ['\u0000', 1],
  ])('%j fills %i cells', (text, width) => expect(widthOf(text)).toBe(width))

  test('cells know where they stand in the text', () => {
    expect(cellsOf('a🚀\tb').map(({ start, end, width }) => [start, end, width])).toEqual([
      [0, 1, 1],
      [1, 3, 2],
      [3, 4, 1],
      [4, 5, 1],
    ])
  })

  test('text is wrapped at spaces, by cells', () => {
    expect(wrap('商店 is a shop averylongwordthatstayswhole', 9)).toEqual(['商店 is a', 'shop', 'averylongwordthatstayswhole'])
  })
})

test('text that a build server would obey is broken', () => {
  const broken = withoutCommands('::error::x\n  ::add-mask::y\na ::b\n##[group]z ##vso[task.complete]\n# [x]')
  expect(broken).toBe('\u200B::error::x\n  \u200B::add-mask::y\na ::b\n##\u200B[group]z ##\u200Bvso[task.complete]\n# [x]')
})

describe('compact', () => {
  test('writes one line for each finding', async () => {
    await expect(compact(report, context())).toMatchFileSnapshot('reporters/compact.txt')
    expect(compact(nothing, context())).toBe('')
  })
})

describe('json', () => {
  const schema: object = JSON.parse(readFileSync(new URL('../schema/report.schema.json', import.meta.url), 'utf8'))
  const validate = new Ajv({ allErrors: true }).compile(schema)
  const parsed = (of: Report): JsonReport => JSON.parse(json(of, context()))

  test.each([
    ['findings', report],
    ['nothing', nothing],
  ])('fits its schema with %s', (_, of) => {
    validate(parsed(of))
    expect(validate.errors).toBeNull()
  })

  test('a wrong report does not fit', () => {
    expect(validate({ ...parsed(report), version: 2 })).toBe(false)
    expect(validate({ ...parsed(report), findings: [{ ...findings[0], severity: 'fatal' }] })).toBe(false)
  })

  test('brings the findings back as they were', () => {
    expect(parsed(report).findings).toEqual(findings)
    expect(parsed(report).files).toEqual(report.files)
  })

  test('sums up', () => {
    expect(parsed(report).summary).toEqual({ errors: 3, warnings: 3, infos: 3, files: 3, fixable: 2, suppressed: 1 })
    expect(parsed(report).tool).toEqual({ name: 'k8s-lint', version: '1.2.3' })
  })

  test('keeps one order of keys', () => {
    const reversed = findings.map(one => Object.fromEntries(Object.entries(one).toReversed()) as unknown as Finding)
    expect(json({ ...report, findings: reversed }, context())).toBe(json(report, context()))
    expect(Object.keys(parsed(report))).toEqual(['version', 'tool', 'summary', 'findings', 'files'])
  })
})

describe('sarif', () => {
  const logOf = (of: Report, parts = {}): Log => JSON.parse(sarif(of, context(parts)))
  const runOf = (of: Report, parts = {}): Run => logOf(of, parts).runs[0]!
  const resultOf = (parts: Partial<Finding>): Result => runOf(reportWith(parts)).results![0]!
  const run = runOf(report)
  const results = run.results!
  const descriptors = run.tool.driver.rules!

  test('is one run, versioned, with its category', () => {
    expect(logOf(report)).toMatchObject({ $schema: expect.stringMatching(/^https:.*sarif-schema-2\.1\.0\.json$/), version: '2.1.0' })
    expect(logOf(report).runs).toHaveLength(1)
    expect(run.columnKind).toBe('utf16CodeUnits')
    expect(run.tool.driver).toMatchObject({ name: 'k8s-lint', semanticVersion: '1.2.3' })
    expect(run.automationDetails!.id).toBe('k8s-lint/')
    expect(runOf(report, { category: 'k8s-lint/deploy' }).automationDetails!.id).toBe('k8s-lint/deploy/')
    expect(runOf(report, { category: 'deploy/' }).automationDetails!.id).toBe('deploy/')
  })

  test('has results also when there are none', () => {
    expect(runOf(nothing)).toMatchObject({ results: [], tool: { driver: { rules: [] } }, invocations: [{ executionSuccessful: true }] })
  })

  test('describes the rules that have findings, and no others', () => {
    expect(descriptors.map(rule => rule.id)).toEqual([...new Set(findings.map(one => one.rule))].toSorted())
    for (const { ruleId, ruleIndex } of results) expect(descriptors[ruleIndex!]!.id).toBe(ruleId)
  })

  test('gives GitHub all that it asks of a rule, within its limits', () => {
    for (const rule of descriptors) {
      for (const text of [rule.shortDescription!.text, rule.fullDescription!.text]) {
        expect(text.length).toBeGreaterThan(0)
        expect(text.length).toBeLessThanOrEqual(1024)
      }
      expect(rule.help!.text).toContain(rule.helpUri)
      expect(rule.help!.markdown).toContain(`](${rule.helpUri})`)
      expect(['error', 'warning', 'note']).toContain(rule.defaultConfiguration!.level)
      expect(rule.properties!.tags!.length).toBeLessThanOrEqual(10)
      expect(rule.properties!['precision']).toBe('high')
      expect(['error', 'warning', 'recommendation']).toContain(rule.properties!['problem.severity'])
    }
  })

  test('explains a rule: why, what to do, whether it can be fixed, where to read on', () => {
    expect(descriptors.find(rule => rule.id === 'kubernetes/latest-tag')!.help!.markdown).toBe(
      [
        'A floating tag rolls out what nobody tested.',
        '**What to do:** Pin images.',
        '`k8s-lint --fix` mends it.',
        '[More about kubernetes/latest-tag](https://github.com/k8s-lint/k8s-lint/blob/main/docs/rules/kubernetes/latest-tag.md)',
        '* <https://kubernetes.io/docs/concepts/containers/images/>',
      ].join('\n\n'),
    )
  })

  test('rates security rules alone, in a string', () => {
    const rated = descriptors.filter(rule => 'security-severity' in rule.properties!)
    expect(rated.map(rule => [rule.id, rule.properties!['security-severity'], rule.properties!.tags])).toEqual([
      ['kubernetes/missing-readiness-probe', '5.0', ['kubernetes', 'security']],
    ])
  })

  test('points each result at one place on one line, by a valid address', () => {
    for (const result of results) {
      expect(result.locations).toHaveLength(1)
      const { artifactLocation, region } = result.locations![0]!.physicalLocation!
      expect(artifactLocation!.uri).toMatch(/^(?!\.\/)([\w.~()!*'-]|%[0-9A-F]{2}|\/)+$/)
      expect(Object.keys(run.originalUriBaseIds!)).toContain(artifactLocation!.uriBaseId)
      expect(Object.keys(region!)).toEqual(['startLine', 'startColumn', 'endLine', 'endColumn'])
      expect(region!.startLine).toBeGreaterThanOrEqual(1)
      expect(region!.endLine).toBe(region!.startLine)
      expect(region!.endColumn!).toBeGreaterThanOrEqual(region!.startColumn!)
    }
  })

  test.each([
    ['my shop/prüfung, 100%.yaml', 'my%20shop/pr%C3%BCfung%2C%20100%25.yaml', '%SRCROOT%'],
    ['./a#b?.yaml', 'a%23b%3F.yaml', '%SRCROOT%'],
    ['a:b/c\\d.yaml', 'a%3Ab/c%5Cd.yaml', '%SRCROOT%'],
    ['half\uD800.yaml', 'half%EF%BF%BD.yaml', '%SRCROOT%'],
    ['/srv/my app/a.yaml', 'file:///srv/my%20app/a.yaml', undefined],
    ['C:/my app/a.yaml', 'file:///C:/my%20app/a.yaml', undefined],
  ])('encodes %j', (file, uri, uriBaseId) => {
    const { artifactLocation } = resultOf({ file }).locations![0]!.physicalLocation!
    expect(artifactLocation).toEqual(uriBaseId === undefined ? { uri } : { uri, uriBaseId })
  })

  test('cuts a range of several lines to its first, where the text is known', () => {
    const range = { start: { line: 1, column: 3 }, end: { line: 3, column: 2 } }
    const regionOf = (file: string) => resultOf({ file, ...range }).locations![0]!.physicalLocation!.region
    expect(regionOf('Dockerfile')).toEqual({ startLine: 1, startColumn: 3, endLine: 1, endColumn: 'FROM golang:1.24'.length + 1 })
    expect(regionOf('gone.yaml')).toEqual({ startLine: 1, startColumn: 3, endLine: 3, endColumn: 2 })
  })

  test('says each level in the words of SARIF', () => {
    expect(results.map(result => result.level)).toEqual(findings.map(one => ({ error: 'error', warning: 'warning', info: 'note' })[one.severity]))
  })

  test('tells findings apart by the hash of their line and by their fingerprint', () => {
    findings.forEach(({ file, start, fingerprint }, index) => {
      expect(results[index]!.partialFingerprints).toEqual({
        primaryLocationLineHash: lineHashes(texts.get(file)!).get(start.line),
        'k8sLint/v1': fingerprint,
      })
    })
    expect(resultOf({ file: 'gone.yaml' }).partialFingerprints).toEqual({ 'k8sLint/v1': expect.stringMatching(/^[0-9a-f]{32}$/) })
  })

  test('links every related location in the message, and nothing else', () => {
    const result = results.at(-1)!
    expect(result.message.text).toBe(
      'Service selects app=wbe, which no pod has. Did you mean "web"? See: [The Deployment \\[web\\] has app=web](1), [It runs this image](2).',
    )
    expect(result.relatedLocations!.map(location => location.id)).toEqual([1, 2])
    expect(result.relatedLocations![0]!.physicalLocation!.region).toEqual({ startLine: 3, startColumn: 19, endLine: 3, endColumn: 22 })
    for (const { message, relatedLocations = [] } of results) {
      const links = [...message.text!.matchAll(/(?<!\\)\[(?:\\.|[^\]\\])+\]\((\d+)\)/g)].map(match => Number(match[1]))
      expect(links).toEqual(relatedLocations.map(location => location.id))
    }
  })

  test('carries fixes', () => {
    expect(results.at(-1)!.fixes).toEqual([
      {
        description: { text: 'kubernetes/service-without-pods' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'my%20shop/pr%C3%BCfung%2C%20100%25.yaml', uriBaseId: '%SRCROOT%' },
            replacements: [
              { deletedRegion: { startLine: 3, startColumn: 20, endLine: 3, endColumn: 23 }, insertedContent: { text: 'web' } },
              { deletedRegion: { startLine: 4, startColumn: 1, endLine: 4, endColumn: 1 } },
            ],
          },
        ],
      },
    ])
    expect(results.filter(result => result.fixes)).toHaveLength(2)
  })

  test('holds no suppressions, empty objects or unused keys', () => {
    const text = sarif(report, context())
    expect(text).not.toMatch(/"suppressions"|"snippet"|"none"|\{\}|null/)
  })

  test('keeps the 5000 most severe, in their order, and says so', () => {
    const many = runOf(reportOf({ info: 3000, warning: 3000, error: 10 }))
    expect(many.results).toHaveLength(5000)
    const number = (level: string) => many.results!.filter(result => result.level === level).length
    expect([number('error'), number('warning'), number('note')]).toEqual([10, 3000, 1990])
    expect(many.results![0]!.level).toBe('note')
    expect(many.invocations![0]!.toolExecutionNotifications).toEqual([
      { level: 'warning', message: { text: 'GitHub shows 5000 results, so this file holds the 5000 most severe of 6010.' } },
    ])
  })

  test('passes on notices, and tells of a rule that crashed', () => {
    expect(run.invocations).toEqual([
      { executionSuccessful: true, toolExecutionNotifications: [{ level: 'note', message: { text: 'Kubernetes 1.99 is newer than the data.' } }] },
    ])
    expect(runOf(reportWith({ rule: 'k8s-lint/rule-crashed' })).invocations).toEqual([{ executionSuccessful: false }])
  })
})

describe("GitHub's hash of a line", () => {
  /** By definition, not by rolling: 100 code units from the start of a line, blanks left out, as digits of a number to the base 37. */
  function expected(text: string): Map<number, string> {
    const kept = text.replace(/\r\n?/g, '\n').replace(/[ \t]/g, '')
    const codes = [...Array.from({ length: kept.length }, (_, index) => kept.charCodeAt(index)), 0xffff]
    const starts = [0, ...codes.flatMap((code, index) => (code === 10 ? [index + 1] : []))]
    const occurrences = new Map<string, number>()
    return new Map(
      starts.map((start, index) => {
        const digits = Array.from({ length: 100 }, (_, offset) => BigInt(codes[start + offset] ?? 0))
        const hash = BigInt.asUintN(
          64,
          digits.reduce((sum, digit) => sum * 37n + digit, 0n),
        ).toString(16)
        const occurrence = (occurrences.get(hash) ?? 0) + 1
        occurrences.set(hash, occurrence)
        return [index + 1, `${hash}:${occurrence}`]
      }),
    )
  }

  test.each([
    ['an empty text', ''],
    ['one line', 'kind: Pod\n'],
    ['no final line break', 'a: 1\nb: 2'],
    ['CRLF', 'a: 1\r\nb: 2\r\n'],
    ['lone carriage returns', 'a\rb\r\rc'],
    ['blank lines and indentation', '\n\n  \n\ta:\n\t  b\n'],
    ['repeated blocks', 'a:\n  - b\n'.repeat(60)],
    ['long lines', `${'x'.repeat(99)}\n${'y'.repeat(100)}\n${'z'.repeat(101)}\n`],
    ['wide characters', 'image: 商店🚀\n\u0301\uFFFF\n'],
    ...[...texts].map(([file, text]) => [file, text] as [string, string]),
  ])('is right for %s', (_, text) => {
    expect(lineHashes(text)).toEqual(expected(text))
  })

  test('is what the algorithm of codeql-action gives', () => {
    expect([...lineHashes('a: 1\r\nb: 2\r\n')]).toEqual([
      [1, '132b7ee912c57691:1'],
      [2, '5d56533273a3bbdb:1'],
      [3, 'c129715d7a2bc9a3:1'],
    ])
    expect([...lineHashes(`a\na\na\n${'b'.repeat(200)}`).values()]).toEqual([
      'a9660ea3449fc241:1',
      'db2b9f4567a4d286:1',
      '4ae1252adb8d383:1',
      'ff47544e6eb21c78:1',
    ])
  })
})

describe('github', () => {
  test('writes a command for each finding, the most severe first', async () => {
    await expect(github(report, context())).toMatchFileSnapshot('reporters/github.txt')
    expect(github(nothing, context())).toBe('')
  })

  test('escapes what would end a property or the command', () => {
    const text = github(reportWith({ file: 'a,b:c%\n.yaml', message: '50%\r\n::warning::x' }), context())
    expect(text).toBe('::error file=a%2Cb%3Ac%25␊.yaml,line=8,endLine=8,col=11,endColumn=15,title=kubernetes/one::50%25%0A::warning::x\n')
  })

  test('names columns only on one line', () => {
    const at = (line: number, column: number): string => github(reportWith({ end: { line, column } }), context())
    expect(at(8, 15)).toContain('line=8,endLine=8,col=11,endColumn=15,')
    expect(at(9, 3)).toContain('line=8,endLine=9,title')
    expect(at(10, 1)).toContain('line=8,endLine=9,title')
  })

  test("stays within GitHub's limits and writes the rest plainly", () => {
    const lines = github(reportOf({ info: 12, warning: 11, error: 10 }), context())
      .trimEnd()
      .split('\n')
    const commands = lines.slice(0, 30).map(line => /^::(\w+) /.exec(line)?.[1])
    expect(commands).toEqual(['error', 'warning', 'notice'].flatMap(command => Array.from({ length: 10 }, () => command)))
    expect(lines.slice(30)).toEqual([
      'GitHub annotates at most 10 errors, warnings and notices each; 3 more problems:',
      'deploy/web.yaml:8:11: warning: warning 10. [kubernetes/warning]',
      'deploy/web.yaml:8:11: info: info 10. [kubernetes/info]',
      'deploy/web.yaml:8:11: info: info 11. [kubernetes/info]',
    ])
  })

  test('lets no path of the rest become a command', () => {
    const eleven = Array.from({ length: 11 }, () => reportWith({ file: ' ::error::x' }).findings[0]!)
    const text = github({ ...nothing, findings: eleven }, context())
    expect(text.trimEnd().split('\n').at(-1)).toBe(' \u200B::error::x:8:11: error: One. [kubernetes/one]')
  })
})

/** What a parser reads of XML: lists throughout, attributes as `@name`. */
function readXml(text: string): any {
  expect(XMLValidator.validate(text)).toBe(true)
  return new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    htmlEntities: true,
    isArray: (_name, _path, _leaf, attribute) => !attribute,
  }).parse(text)
}

const hostile = '<a> & "b" \'c\' ]]> \u0007 \uFFFE\nsecond line'

describe('junit', () => {
  test('has a suite for each file, a case for each finding, and fails what fails the run', () => {
    const [all] = readXml(junit(report, context())).testsuites
    const web = all.testsuite.find((suite: any) => suite['@name'] === 'deploy/web.yaml')
    const errors = findings.filter(({ severity }) => severity === 'error').length
    expect([all['@tests'], all['@failures']]).toEqual([String(findings.length), String(errors)])
    expect(web.testcase).toHaveLength(findings.filter(({ file }) => file === 'deploy/web.yaml').length)
    expect(web.testcase.filter((found: any) => found.failure)).toHaveLength(Number(web['@failures']))
  })

  test('fails warnings too when they fail the run', () => {
    const [all] = readXml(junit(reportOf({ warning: 2, info: 1 }), context({ failOn: 'warning' }))).testsuites
    expect([all['@tests'], all['@failures']]).toEqual(['5', '2']) // the two clean files have a case each
  })

  test('has a case that passes for a clean file', () => {
    const [all] = readXml(junit(nothing, context())).testsuites
    expect(all.testsuite.map((suite: any) => [suite['@tests'], suite.testcase.length, suite.testcase[0]['@name']])).toEqual(
      nothing.files.filter(file => file.skipped === undefined).map(() => ['1', 1, 'no findings']),
    )
  })

  test('gives back what a message says', () => {
    const [all] = readXml(junit(reportWith({ message: hostile }), context())).testsuites
    const found = all.testsuite.find((suite: any) => suite['@name'] === 'deploy/web.yaml').testcase[0].failure[0]
    expect(found['@message']).toBe('<a> & "b" \'c\' ]]> ␇ \uFFFD\nsecond line')
    expect(found['#text']).toContain('second line')
  })
})

describe('checkstyle', () => {
  test('has each finding under its file', () => {
    const [all] = readXml(checkstyle(report, context())).checkstyle
    expect(all.file.map((file: any) => file['@name'])).toEqual([...new Set(findings.map(({ file }) => file))].toSorted())
    const errors = all.file.flatMap((file: any) =>
      file.error.map((error: any) => [file['@name'], Number(error['@line']), Number(error['@column']), error['@source']]),
    )
    expect(errors).toEqual(findings.map(({ file, start, rule }) => [file, start.line, start.column, `k8s-lint.${rule}`]))
  })

  test('gives back what a message says, and is well formed when all is well', () => {
    const [all] = readXml(checkstyle(reportWith({ message: hostile }), context())).checkstyle
    expect(all.file[0].error[0]['@message']).toContain(']]> ␇ \uFFFD\nsecond line')
    expect(checkstyle(nothing, context())).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n</checkstyle>\n')
  })
})

describe('gitlab', () => {
  test('is a list, empty when all is well, with the rule in the description', () => {
    expect(gitlab(nothing, context())).toBe('[]\n')
    expect(JSON.parse(gitlab(reportWith({ fingerprint: 'a'.repeat(32) }), context()))).toEqual([
      {
        description: 'One. [kubernetes/one]',
        check_name: 'kubernetes/one',
        fingerprint: 'a'.repeat(32),
        severity: 'major',
        location: { path: 'deploy/web.yaml', lines: { begin: 8, end: 8 } },
      },
    ])
  })

  test('has no fingerprint twice', () => {
    const twice = { ...nothing, findings: [1, 2, 3].map(() => ({ ...findings[0]!, fingerprint: 'f'.repeat(32) })) }
    const fingerprints = JSON.parse(gitlab(twice, context())).map((issue: { fingerprint: string }) => issue.fingerprint)
    expect(new Set(fingerprints).size).toBe(3)
    expect(fingerprints[0]).toBe('f'.repeat(32))
  })
})

describe('rdjson', () => {
  const diagnosticOf = (parts: Partial<Finding>): any => JSON.parse(rdjson(reportWith(parts), context())).diagnostics[0]

  test('counts columns in bytes of UTF-8', () => {
    const text = texts.get('deploy/web.yaml')!.split('\n')
    const { start, end } = place('商店 🚀')
    const bytes = (column: number): number => Buffer.byteLength(text[start.line - 1]!.slice(0, column - 1)) + 1
    expect(diagnosticOf(place('商店 🚀')).location.range).toEqual({
      start: { line: start.line, column: bytes(start.column) },
      end: { line: end.line, column: bytes(end.column) },
    })
    expect(bytes(end.column) - bytes(start.column)).toBe(11)
  })

  test('has one suggestion for all edits of a fix, which are one change', () => {
    const { start, end } = place('nginx:latest')
    const edits = [
      { start: { ...end, column: end.column - 6 }, end, text: '1.29' },
      { start, end: start, text: 'mirror.example/' },
    ]
    expect(diagnosticOf({ fix: { edits } }).suggestions).toEqual([
      { range: { start: { line: start.line, column: start.column }, end: { line: end.line, column: end.column } }, text: 'mirror.example/nginx:1.29' },
    ])
  })

  test('knows the line alone of a file without a text', () => {
    expect(diagnosticOf({ file: 'gone.yaml' }).location.range.start).toEqual({ line: 8 })
  })
})

describe('markdown', () => {
  test('is a table, the most severe first', () => {
    const rows = markdown(report, context())
      .split('\n')
      .filter(line => /^\| (error|warning|info)/.test(line))
    expect(rows).toHaveLength(findings.length)
    expect(rows.map(row => row.split(' ')[1])).toEqual(
      rows.map(row => row.split(' ')[1]!).toSorted((a, b) => 'error warning info'.indexOf(a) - 'error warning info'.indexOf(b)),
    )
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(6)
  })

  test('is a sentence when all is well', () => {
    expect(markdown(nothing, context())).toBe('## k8s-lint\n\nNo problems in 3 files.\n')
  })

  test('stays below what GitHub takes, and says what is left out', () => {
    const long = { ...nothing, findings: Array.from({ length: 3000 }, () => finding({ ...findings[0]!, message: 'é'.repeat(300) })) }
    const text = markdown(long, context())
    expect(Buffer.byteLength(text)).toBeLessThan(2 ** 20)
    expect(text).toMatch(/There is no room here for \d+ more problems\.\n$/)
  })

  test.each([
    ['markup', '*a* _b_ `c` [d](e) | ~f~ $g$', '\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\| \\~f\\~ \\$g\\$'],
    ['HTML', '<img src=x> &lt; -->', '&lt;img src=x&gt; &amp;lt; --&gt;'],
    ['names and numbers', 'by @team/ops in #12 and GH-3, a@b', 'by @\u2060team/ops in #\u206012 and GH-\u20603, a@\u2060b'],
    ['lines', 'a\n# b', 'a # b'],
  ])('shows %s as they are', (_, text, expected) => {
    expect(markdownText(text)).toBe(expected)
  })

  test.each([
    ['a', '`a`'],
    ['a `b` c', '``a `b` c``'],
    ['`', '`` ` ``'],
    ['a|b', '`a\\|b`'],
  ])('code: %s', (text, expected) => {
    expect(markdownCode(text)).toBe(expected)
  })

  test('a block of code ends where it should', () => {
    expect(markdownBlock('yaml', 'a: |\n  ```\n')).toBe('````yaml\na: |\n  ```\n````')
  })
})

describe('html', () => {
  test('is one page that reaches for nothing and runs only its own script', () => {
    const text = html(report, context())
    expect(text).toMatch(/default-src 'none'; style-src 'sha256-[\w+/]+=*'; script-src 'sha256-/)
    expect(text.match(/<script/g)).toHaveLength(1)
    expect(text).not.toMatch(/(?:src|href)="(?!https:\/\/github\.com\/k8s-lint\/)/)
  })

  test('shows each finding with its code, and no markup of the user', () => {
    const text = html(report, context())
    expect(text.match(/<article /g)).toHaveLength(findings.length)
    expect(html(reportWith({ message: '<script>alert(1)</script>' }), context())).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(text).toContain('image: nginx:latest')
  })

  test('is a page without filters when all is well', () => {
    const text = html(nothing, context())
    expect(text).toContain('<p>No problems in 3 files.</p>')
    expect(text).not.toContain('<form')
  })
})
