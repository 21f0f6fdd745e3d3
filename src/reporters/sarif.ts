import type { Invocation, Location, Log, Notification, ReportingDescriptor, Result, Fix as SarifFix, Region } from 'sarif'
import type { Finding, Position, RelatedLocation, Report } from '../finding.ts'
import type { Rule, Severity } from '../rule.ts'
import { lineHashes } from './line-hash.ts'
import { bySeverity, FileLines, type Reporter, type ReporterContext, shownFindings } from './reporter.ts'
import { type Lines, printableJson } from './text.ts'

const HOME = 'https://github.com/k8s-lint/k8s-lint'
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
const ROOT = '%SRCROOT%'
// What GitHub takes: results that it shows of a run, characters of a description, tags of a rule.
const MOST_RESULTS = 5000
const LONGEST_DESCRIPTION = 1024

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>
const problemSeverities = { error: 'error', warning: 'warning', info: 'recommendation' } as const satisfies Record<Severity, string>
// GitHub calls from 7.0 on high, from 4.0 on medium, below that low.
const securitySeverities = { error: '8.0', warning: '5.0', info: '2.0' } as const satisfies Record<Severity, string>

/**
 * SARIF 2.1.0 for code scanning. What is suppressed stays out: GitHub would open an alert for it.
 */
export const sarif: Reporter = (report, context) => {
  const found = shownFindings(report, context)
  const findings = mostSevere(found)
  const ruleIds = [...new Set(findings.map(finding => finding.rule))].toSorted()
  const files = new Files(context.texts)
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'k8s-lint',
            version: context.version,
            semanticVersion: context.version,
            informationUri: HOME,
            rules: ruleIds.map(id =>
              descriptor(
                id,
                findings.find(finding => finding.rule === id)!,
                context,
              ),
            ),
          },
        },
        // The part before the last slash is the category, so there has to be one.
        automationDetails: { id: `${(context.category ?? 'k8s-lint').replace(/\/+$/, '')}/` },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'The folder that k8s-lint ran in, as a rule the root of the repository.' } } },
        invocations: [invocation(report, found.length, findings.length)],
        results: findings.map(finding => result(finding, ruleIds.indexOf(finding.rule), files, context)),
      },
    ],
  }
  return printableJson(log)
}

function mostSevere(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MOST_RESULTS) return findings
  const kept = new Set(findings.toSorted(bySeverity).slice(0, MOST_RESULTS))
  return findings.filter(finding => kept.has(finding))
}

function invocation({ findings, notices }: Report, found: number, kept: number): Invocation {
  const notifications: Notification[] = notices.map(text => ({ level: 'note', message: { text } }))
  const cut = `GitHub shows ${MOST_RESULTS} results, so this file holds the ${kept} most severe of ${found}.`
  if (kept < found) notifications.push({ level: 'warning', message: { text: cut } })
  return {
    executionSuccessful: !findings.some(finding => finding.rule === 'k8s-lint/rule-crashed'),
    ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
  }
}

function descriptor(id: string, { severity, docs }: Finding, { rules }: ReporterContext): ReportingDescriptor {
  const rule = rules.find(other => other.id === id)
  const level = rule?.severity ?? severity
  const secures = rule?.presets?.includes('security') ?? false
  return {
    id,
    shortDescription: { text: cut(rule?.summary ?? id) },
    fullDescription: { text: cut(rule?.why ?? id) },
    helpUri: docs,
    help: { text: [rule?.why, rule?.summary, `See ${docs}`].filter(Boolean).join(' '), markdown: helpMarkdown(id, docs, rule) },
    defaultConfiguration: { level: levels[level] },
    properties: {
      tags: [id.split('/')[0]!, ...(secures ? ['security'] : [])],
      precision: 'high',
      'problem.severity': problemSeverities[level],
      ...(secures && { 'security-severity': securitySeverities[level] }),
    },
  }
}

// GitHub shows this beside an alert, and neither helpUri nor fixes.
function helpMarkdown(id: string, docs: string, rule: Rule | undefined): string {
  const fixable = rule?.examples.some(example => example.bad !== undefined && example.fixed !== undefined)
  const references = rule?.references?.map(url => `* <${url}>`).join('\n')
  const parts = [
    rule?.why,
    rule && `**What to do:** ${rule.summary}`,
    fixable && `\`k8s-lint ${rule?.unsafeFix ? '--fix-unsafe' : '--fix'}\` mends it.`,
    `[More about ${id}](${docs})`,
    references,
  ]
  return parts.filter(Boolean).join('\n\n')
}

function result(finding: Finding, ruleIndex: number, files: Files, { rules }: ReporterContext): Result {
  const { rule, severity, file, start, end, related = [], fix, fingerprint } = finding
  const lineHash = files.hashes(file)?.get(start.line)
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: message(finding) },
    locations: [{ physicalLocation: physicalLocation(file, start, end, files) }],
    partialFingerprints: { ...(lineHash && { primaryLocationLineHash: lineHash }), 'k8sLint/v1': fingerprint },
    ...(related.length > 0 && { relatedLocations: related.map((other, index) => relatedLocation(other, index + 1, files)) }),
    ...(fix && { fixes: [sarifFix(file, fix.edits, rules.find(other => other.id === rule)?.summary ?? rule)] }),
  }
}

/** GitHub shows a related location only where the message links to it. */
function message({ message: text, related = [] }: Finding): string {
  // What looks like a link in user text would lead nowhere.
  const plain = text.replace(/\[(?=[^[\]]*\]\()/g, '\\[')
  const links = related.map((other, index) => `[${linkText(other)}](${index + 1})`)
  return links.length > 0 ? `${plain} See: ${links.join(', ')}.` : plain
}

function linkText({ message: text, file, start }: RelatedLocation): string {
  const plain = text.trim().replace(/\s+/g, ' ').replace(/\.$/, '')
  return (plain || `${file}:${start.line}`).replace(/[[\]\\]/g, '\\$&')
}

function relatedLocation({ message: text, file, start, end }: RelatedLocation, id: number, files: Files): Location {
  return { id, physicalLocation: physicalLocation(file, start, end, files), message: { text } }
}

function physicalLocation(file: string, start: Position, end: Position, files: Files): NonNullable<Location['physicalLocation']> {
  return { artifactLocation: artifactLocation(file), region: oneLine(start, end, files.lines(file)) }
}

function artifactLocation(file: string): { uri: string; uriBaseId?: string } {
  const segments = file.replace(/^(\.\/)+/, '').split('/')
  const path = segments.map(segment => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\uFFFD'))).join('/')
  if (file.startsWith('/')) return { uri: `file://${path}` }
  if (/^[A-Za-z]:\//.test(file)) return { uri: `file:///${path.replace('%3A', ':')}` }
  return { uri: path, uriBaseId: ROOT }
}

/** A pull request shows an alert only if all its lines are new, so a longer range is cut to its first line. */
function oneLine(start: Position, end: Position, lines: Lines | undefined): Region {
  const first = lines?.get(start.line)
  if (end.line === start.line || first === undefined) return region(start, end)
  return region(start, { line: start.line, column: Math.max(start.column, first.trimEnd().length + 1) })
}

function region(start: Position, end: Position): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
}

function sarifFix(file: string, edits: NonNullable<Finding['fix']>['edits'], description: string): SarifFix {
  const replacements = edits.map(({ start, end, text }) => ({ deletedRegion: region(start, end), ...(text !== '' && { insertedContent: { text } }) }))
  return { description: { text: description }, artifactChanges: [{ artifactLocation: artifactLocation(file), replacements }] }
}

function cut(text: string): string {
  return text.length <= LONGEST_DESCRIPTION ? text : `${text.slice(0, LONGEST_DESCRIPTION - 1).trimEnd()}…`
}

/** What is worked out once for each file that has findings. */
class Files {
  readonly #texts: ReadonlyMap<string, string>
  readonly #hashes = new Map<string, Map<number, string>>()
  readonly #lines: FileLines

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts
    this.#lines = new FileLines(texts)
  }

  hashes(file: string): Map<number, string> | undefined {
    const text = this.#texts.get(file)
    if (text === undefined || this.#hashes.has(file)) return this.#hashes.get(file)
    const hashes = lineHashes(text)
    this.#hashes.set(file, hashes)
    return hashes
  }

  lines(file: string): Lines | undefined {
    return this.#lines.get(file)
  }
}
