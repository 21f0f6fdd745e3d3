import { ConfigError } from './config/error.ts'
import type { Finding, ResourceName, Report } from './finding.ts'

/** Findings that are accepted until somebody gets to them. Without lines, so that it holds while files are edited. */
export interface Baseline {
  readonly version: 1
  readonly findings: readonly BaselineEntry[]
}

export interface BaselineEntry {
  readonly rule: string
  readonly file: string
  /** The object, for people: `Deployment/shop/web`. */
  readonly resource?: string
  /** What findings are known by. */
  readonly fingerprint: string
}

/** @throws ConfigError when the text is no baseline */
export function readBaseline(text: string, file: string): Baseline {
  const wrong = (what: string): ConfigError => new ConfigError(`The baseline "${file}" ${what}. Write it anew with --update-baseline.`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw wrong(`is no JSON: ${(error as Error).message}`)
  }
  const { version, findings } = (value ?? {}) as Partial<Record<keyof Baseline, unknown>>
  if (version !== 1 || !Array.isArray(findings)) throw wrong('is none that this version of k8s-lint knows')
  const broken = findings.findIndex(entry => !isEntry(entry))
  if (broken >= 0) throw wrong(`has an entry without rule, file and fingerprint, number ${broken + 1}`)
  return { version, findings: findings as BaselineEntry[] }
}

function isEntry(value: unknown): value is BaselineEntry {
  const { rule, file, fingerprint } = (value ?? {}) as Partial<Record<keyof BaselineEntry, unknown>>
  return [rule, file, fingerprint].every(text => typeof text === 'string')
}

/** Takes the findings of the baseline out of a report, and tells which entries no finding answers to any more. */
export function applyBaseline(report: Report, baseline: Baseline, file: string): { report: Report; gone: BaselineEntry[] } {
  const listed = new Set(baseline.findings.map(({ fingerprint }) => fingerprint))
  const accepted = report.findings.filter(({ fingerprint }) => listed.has(fingerprint))
  const found = new Set([...accepted, ...report.suppressed].map(({ fingerprint }) => fingerprint))
  const reason = `in the baseline ${file}`
  return {
    report: {
      ...report,
      findings: report.findings.filter(({ fingerprint }) => !listed.has(fingerprint)),
      // A copy would compute what is lazy.
      suppressed: [...report.suppressed, ...accepted.map(finding => Object.assign(finding, { reason }))],
    },
    gone: baseline.findings.filter(({ fingerprint }) => !found.has(fingerprint)),
  }
}

/**
 * The findings of a report as a baseline: one entry a line, so that version control can merge it. `kept` are entries that the run had
 * nothing to say about, because it did not look at their files.
 */
export function baselineOf(findings: readonly Finding[], kept: readonly BaselineEntry[] = []): string {
  const entries = findings.map(({ rule, file, resource, fingerprint }) => ({ rule, file, ...(resource && { resource: nameOf(resource) }), fingerprint }))
  const key = ({ file, rule, fingerprint }: BaselineEntry): string => `${file}\0${rule}\0${fingerprint}`
  const lines = [...kept, ...entries].toSorted((a, b) => (key(a) < key(b) ? -1 : 1)).map(entry => `    ${JSON.stringify(entry)}`)
  return `{\n  "version": 1,\n  "findings": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`
}

function nameOf({ kind, namespace, name }: ResourceName): string {
  return [kind, namespace, name].filter(part => part !== undefined).join('/')
}
