import { createHash } from 'node:crypto'
import type { Finding } from '../finding.ts'
import type { Severity } from '../rule.ts'
import { grouped } from '../grouped.ts'
import { type Entry, findingsOf, folded } from './fold.ts'
import { frameOf } from './frame.ts'
import { script, style } from './html-assets.ts'
import { FileLines, type Reporter, severities, shownFindings } from './reporter.ts'
import { count, summaryOf } from './summary.ts'
import { withoutCommands } from './text.ts'
import { escapeXml } from './xml.ts'

/** Columns of a code frame: a screen's width, so that no line has to be scrolled for. */
const FRAME_WIDTH = 110

/**
 * One page to look at, without anything from elsewhere: findings by file or by rule, with code frames and filters. Without
 * JavaScript it is the list by file.
 */
export const html: Reporter = (report, context) => {
  const findings = shownFindings(report, context)
  const files = new FileLines(context.texts)
  const fixable = findings.filter(finding => finding.fix).length
  const entries = grouped(folded(findings, context.rules).map(entry => [entry.file, entry] as const))
  const groups = [...entries].map(([file, found]) => group(file, found, files))
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${integrity(style)}'; script-src '${integrity(script)}'">
<title>k8s-lint: ${escapeXml(counts(findings))}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>k8s-lint</h1>
<p>${escapeXml(summaryOf(report, findings, fixable))}</p>
${findings.length > 0 ? filters(findings) : ''}
</header>
<main>
${groups.join('\n')}
<p id="none" hidden>No finding matches the filters.</p>
</main>
<footer>k8s-lint ${escapeXml(context.version)}</footer>
<script>${script}</script>
</body>
</html>
`
  return withoutCommands(page)
}

function counts(findings: readonly Finding[]): string {
  return severities.map(severity => count(findings.filter(finding => finding.severity === severity).length, severity)).join(', ')
}

function integrity(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

function filters(findings: readonly Finding[]): string {
  const boxes = severities.flatMap((severity: Severity) => {
    const number = findings.filter(finding => finding.severity === severity).length
    return number > 0 ? [`<label><input type="checkbox" name="severity" value="${severity}" checked> ${count(number, severity)}</label>`] : []
  })
  const rules = [...new Set(findings.map(({ rule }) => rule))].toSorted()
  const choices = rules.map(rule => `<option>${escapeXml(rule)}</option>`).join('')
  return `<form id="filters" hidden>
${boxes.join('\n')}
<label>Rule <select name="rule"><option value="">all ${rules.length}</option>${choices}</select></label>
<label>Text <input type="search" name="text" placeholder="file or message"></label>
<label>Group by <select name="group"><option value="file">file</option><option value="rule">rule</option></select></label>
</form>`
}

function group(name: string, entries: readonly Entry[], files: FileLines): string {
  return `<section data-group="${escapeXml(name)}">
<h2>${escapeXml(name)} <small>${findingsOf(entries)}</small></h2>
${entries.map(entry => article(entry, files)).join('\n')}
</section>`
}

/** The filters read its data: several levels and rules are apart by blanks. */
function article({ findings, rules, severity, file, start, end, message, related, tally }: Entry, files: FileLines): string {
  const place = `${file}:${start.line}:${start.column}`
  const others = related.map(other => `<li>${escapeXml(other.message)} <code>${escapeXml(`${other.file}:${other.start.line}`)}</code></li>`).join('')
  const levels = [...new Set(findings.map(finding => finding.severity))].join(' ')
  const ids = escapeXml(rules.map(({ rule }) => rule).join(' '))
  const links = rules.map(({ rule, docs }) => `<a href="${escapeXml(docs)}">${escapeXml(rule)}</a>`).join(', ')
  const told = tally === undefined ? links : `${escapeXml(tally)}: ${links}`
  const fix = findings.some(finding => finding.fix) ? ' <span class="fix">--fix</span>' : ''
  return `<article data-severity="${levels}" data-rule="${ids}" data-file="${escapeXml(file)}" data-count="${findings.length}">
<p><span class="${severity}">${severity}</span> <code>${escapeXml(place)}</code> ${told}${fix}</p>
<p>${escapeXml(message).replaceAll('&#10;', '<br>')}</p>
${frame({ file, start, end }, files)}${others && `<ul>${others}</ul>`}
</article>`
}

function frame({ file, start, end }: Pick<Finding, 'file' | 'start' | 'end'>, files: FileLines): string {
  const lines = files.get(file)
  const rows = lines ? frameOf(lines, start, end, FRAME_WIDTH) : []
  if (rows.length === 0) return ''
  const gutter = String(end.line).length
  const text = rows.flatMap(row => {
    const code = `<i>${String(row.line ?? '').padStart(gutter)}</i> ${escapeXml(row.text)}`
    return row.marker ? [code, `<i>${' '.repeat(gutter)}</i> <b>${row.marker}</b>`] : [code]
  })
  return `<pre>${text.join('\n')}</pre>\n`
}
