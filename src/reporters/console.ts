import { inspect } from 'node:util'
import type { Finding } from '../finding.ts'
import { grouped } from '../grouped.ts'
import type { Severity } from '../rule.ts'
import { widthOf, wrap } from './cells.ts'
import { type Entry, folded } from './fold.ts'
import { frameOf } from './frame.ts'
import { bySeverity, type Reporter, type ReporterContext, severities, shownFindings } from './reporter.ts'
import { mostOf, summaryOf } from './summary.ts'
import { inline, Lines, visible, withoutCommands } from './text.ts'

type Color = 'red' | 'yellow' | 'blue' | 'green' | 'bold' | 'dim' | 'underline'
type Colors = Readonly<Record<Color, (text: string) => string>>

const severityColor = { error: 'red', warning: 'yellow', info: 'blue' } as const satisfies Record<Severity, Color>

/** For people: findings by file, each place with its code, and a summary. */
export const console: Reporter = (report, context) => {
  const colors = colorsOf(context.color)
  const findings = shownFindings(report, context)
  const files = groups(folded(findings, context.rules), (a, b) => a.file === b.file).map(entries => fileSection(entries, context, colors))
  const fixable = findings.filter(finding => flagOf(finding) === '--fix').length
  const worst = findings.toSorted(bySeverity)[0]
  const summary = colors.bold(colors[worst ? severityColor[worst.severity] : 'green'](summaryOf(report, findings, fixable)))
  const most = context.quiet ? [] : mostOf(findings, widthFor(context)).map(line => colors.dim(line))
  return withoutCommands(`${[...files, ...(most.length > 0 ? [most.join('\n')] : []), summary].join('\n\n')}\n`)
}

/** What mends a finding, if anything does. A fix is costly to work out, and here it only matters that there is one. */
function flagOf(finding: Finding): '--fix' | '--fix-unsafe' | undefined {
  return 'fix' in finding ? '--fix' : 'unsafeFix' in finding ? '--fix-unsafe' : undefined
}

/** What the findings of one file have in common: their layout. */
interface Layout {
  readonly colors: Colors
  /** Cells of the columns: `line:column`, severity, line numbers of frames. */
  readonly location: number
  readonly severity: number
  readonly gutter: number
  readonly width: number
  /** Cells before a message and for it. */
  readonly indent: number
  readonly room: number
  readonly links: boolean
}

function fileSection(entries: readonly Entry[], context: ReporterContext, colors: Colors): string {
  const { file } = entries[0]!
  const width = widthFor(context)
  const location = Math.max(...entries.map(entry => locationOf(entry).length))
  const severity = Math.max(...entries.map(entry => entry.severity.length))
  const indent = 2 + location + 2 + severity + 2
  const layout: Layout = {
    colors,
    location,
    severity,
    gutter: Math.max(...entries.map(entry => String(entry.end.line).length)),
    width,
    indent,
    room: Math.max(width - indent, 30),
    links: context.color && context.terminal,
  }
  const text = context.texts.get(file)
  const lines = text === undefined ? undefined : new Lines(text)

  // Several findings about one thing share its code frame.
  const places = groups(entries, samePlace).map(place => {
    const frame = lines ? frameLines(place, lines, layout) : []
    return [...place.flatMap(entry => messageLines(entry, layout)), ...frame].join('\n')
  })
  return `${colors.underline(visible(file))}\n${places.join(lines ? '\n\n' : '\n')}`
}

/** Longer lines are hard to read, shorter ones hold no message. */
function widthFor({ width }: ReporterContext): number {
  return Math.min(Math.max(width, 40), 160)
}

function messageLines(entry: Entry, { colors, location, severity, indent, room, links }: Layout): string[] {
  const lines = wrap(inline(entry.message), room)
  let width = widthOf(lines.at(-1)!)
  const append = (text: string, shown: string, gap = '  '): void => {
    const fits = width + gap.length + widthOf(text) <= room
    if (fits) lines.push(`${lines.pop()!}${gap}${shown}`)
    else lines.push(shown)
    width = (fits ? width + gap.length : 0) + widthOf(text)
  }
  if (entry.tally !== undefined) {
    lines.push(colors.dim(`${entry.tally}:`))
    width = entry.tally.length + 1
  }
  for (const [index, { rule, docs }] of entry.rules.entries()) {
    const name = inline(rule)
    const comma = index < entry.rules.length - 1 ? ',' : ''
    append(name + comma, colors.dim((links ? hyperlink(name, docs) : name) + comma), entry.tally === undefined ? '  ' : ' ')
  }
  for (const [flag, { length }] of grouped(entry.findings.map(finding => [flagOf(finding), finding] as const))) {
    if (flag === undefined) continue
    const text = `${length < entry.findings.length ? `${length} ` : ''}fixable with ${flag}`
    append(text, colors.green(text))
  }

  const related = entry.related.flatMap(({ file, start, message }) => wrap(`see ${visible(file)}:${start.line}:${start.column}: ${inline(message)}`, room))
  const level = colors.bold(colors[severityColor[entry.severity]](entry.severity)) + ' '.repeat(severity - entry.severity.length)
  const first = `  ${colors.dim(locationOf(entry).padStart(location))}  ${level}  `
  return [...lines, ...related.map(line => colors.dim(line))].map((line, index) => (index === 0 ? first : ' '.repeat(indent)) + line)
}

function frameLines(place: readonly Entry[], lines: Lines, { colors, gutter, width }: Layout): string[] {
  const { start, end } = place[0]!
  const rows = frameOf(lines, start, end, width - gutter - 7)
  const color = colors[severityColor[severities.find(severity => place.some(entry => entry.severity === severity))!]]
  const line = (number: string, text: string): string => `    ${colors.dim(`${number.padStart(gutter)} │`)} ${text}`.trimEnd()
  return rows.flatMap(row => [line(String(row.line ?? ''), row.text), ...(row.marker ? [line('', color(row.marker))] : [])])
}

function locationOf({ start }: Entry): string {
  return `${start.line}:${start.column}`
}

function samePlace(a: Entry, b: Entry): boolean {
  return a.start.line === b.start.line && a.start.column === b.start.column && a.end.line === b.end.line && a.end.column === b.end.column
}

/** Neighbours that belong together. */
function groups<T>(items: readonly T[], together: (a: T, b: T) => boolean): T[][] {
  const result: T[][] = []
  for (const item of items) {
    const group = result.at(-1)
    if (group && together(group[0]!, item)) group.push(item)
    else result.push([item])
  }
  return result
}

/** OSC 8: terminals that do not know it show the text alone. */
function hyperlink(text: string, url: string): string {
  return `\u001B]8;;${encodeURI(url)}\u001B\\${text}\u001B]8;;\u001B\\`
}

/** The codes are Node's own. A library for this would look at `process.stdout` when it is loaded, and set that up for nothing. */
function colorsOf(enabled: boolean): Colors {
  const paint = (color: Color): ((text: string) => string) => {
    const [on, off] = inspect.colors[color]!
    return text => (enabled ? `\u001B[${on}m${text}\u001B[${off}m` : text)
  }
  return {
    red: paint('red'),
    yellow: paint('yellow'),
    blue: paint('blue'),
    green: paint('green'),
    bold: paint('bold'),
    dim: paint('dim'),
    underline: paint('underline'),
  }
}
