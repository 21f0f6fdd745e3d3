import type { Instruction } from '../languages/dockerfile/index.ts'
import type { PeerNames } from '../peers.ts'
import type { Range, SourceFile } from '../source/source.ts'
import type { YamlSource } from '../source/yaml.ts'
import type { Suppression } from '../suppress.ts'
import { checkDirective } from './check-directive.ts'
import { isDate } from './comments.ts'
import { type CommentedText, documentAt, lastIndex, lineAt, standsAlone } from './texts.ts'

/** What another tool is told by a comment, in its own terms. */
interface Mark {
  readonly tool: string
  /** As written; `all` where the tool's every check is meant. */
  readonly names: readonly string[] | 'all'
  readonly reach: Reach
  readonly reason?: string | undefined
  readonly until?: string | undefined
}

/** What a comment covers: the whole text, the stage or document it belongs to, its line, what begins on the next, a script, a rule of Prometheus. */
type Reach = 'text' | 'stage' | 'document' | 'line' | 'next' | 'entry' | 'script' | 'rule'

interface Reader {
  readonly pattern: RegExp
  readonly language: 'dockerfile' | 'yaml' | 'any'
  read(match: RegExpExecArray, place: Place): readonly Mark[]
}

interface Place {
  readonly comment: Range
  readonly text: CommentedText
}

/** How each tool is told in a comment, behind its `#`, to leave something alone. */
const readers: readonly Reader[] = [
  {
    // https://github.com/hadolint/hadolint#ignoring-rules
    language: 'dockerfile',
    pattern: /^hadolint[ \t]+(?:(global|stage)[ \t]+)?ignore[ \t]*=(.*)$/i,
    read: ([, where, list]) => [
      { tool: 'hadolint', ...namesIn(list!), reach: where === undefined ? 'next' : where.toLowerCase() === 'stage' ? 'stage' : 'text' },
    ],
  },
  {
    // https://www.shellcheck.net/wiki/Directive, in the script of a heredoc; above an instruction it is what was meant.
    language: 'dockerfile',
    pattern: /^shellcheck[ \t]+(?:.*[ \t])?disable[ \t]*=[ \t]*([\w,]+)/i,
    read: ([, list], place) => [
      { tool: 'hadolint', names: list!.toLowerCase() === 'all' ? 'all' : list!.split(','), reach: isFirst(place) ? 'script' : 'next' },
    ],
  },
  {
    // https://docs.docker.com/build/checks/#skip-checks
    language: 'dockerfile',
    pattern: /^check[ \t]*=(.*)$/i,
    read: ([, value], { comment, text }) => {
      const skipped = checkDirective(value!).skip
      return skipped ? [{ tool: 'buildkit', ...skipped, reach: isDirective(comment, text) ? 'text' : 'next' }] : []
    },
  },
  {
    // https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html
    language: 'any',
    pattern: /(?:checkov|bridgecrew):skip=[ \t]*([\w,-]+)(?:[ \t]*:(.*))?/i,
    read: ([, list, reason]) => [{ tool: 'checkov', names: list!.split(','), reason: reason?.trim(), reach: 'document' }],
  },
  {
    // https://trivy.dev/latest/docs/configuration/filtering/#by-inline-comments
    language: 'any',
    pattern: /(?:^|\s)trivy:ignore:\S/i,
    read: ({ input }) =>
      [...input.matchAll(/trivy:ignore:([\w*-]+)(?:\[[^\]]*\])?(?::exp:(\d{4}-\d\d-\d\d))?/gi)].map(([, name, until]) => ({
        tool: 'trivy',
        names: name === '*' ? ('all' as const) : [name!],
        until,
        reach: 'entry' as const,
      })),
  },
  {
    // https://cloudflare.github.io/pint/ignoring.html
    language: 'yaml',
    pattern: /^pint[ \t]+(file\/)?(disable|snooze)[ \t]+(.*)$/,
    read: ([, whole, verb, rest]) => {
      const [first = '', ...more] = rest!.split(/[ \t]+/)
      const day = first.slice(0, 10)
      const snoozed = verb === 'snooze'
      if (snoozed && !isDate(day)) return []
      // What stands in parentheses narrows the check to a metric or a server.
      const name = ((snoozed ? more[0] : first) ?? '').replace(/\(.*/, '')
      return [{ tool: 'pint', names: [name], until: snoozed ? day : undefined, reach: whole ? 'text' : 'rule' }]
    },
  },
  {
    language: 'yaml',
    pattern: /^pint[ \t]+ignore\/(file|line|next-line)\b/,
    read: ([, where]) => [{ tool: 'pint', names: 'all', reach: where === 'file' ? 'text' : where === 'line' ? 'line' : 'next' }],
  },
]

/** A code of hadolint or ShellCheck, a check of another tool, a rule of ours. */
const code = /^(?:[a-z]{2}\d{4}|[a-z][\w-]*(?:\/[\w-]+)+)$/i

/**
 * `DL3008, SC2046 # why`. Where hadolint gives up the whole list for one word that is no code, the codes count here; what follows
 * them without a comma is a reason.
 */
function namesIn(list: string): Pick<Mark, 'names' | 'reason'> {
  const [, head = '', reason] = /^(.*?)(?:(?:#|\s--\s)(.*))?$/s.exec(list) ?? []
  const names: string[] = []
  const pieces = head.split(',')
  for (const [index, piece] of pieces.entries()) {
    const words = piece.trim().split(/[ \t]+/)
    const end = words.findIndex(word => !code.test(word))
    names.push(...(end < 0 ? words : words.slice(0, end)))
    // A single word between commas may be meant as a code; prose is not, and may name others.
    if (end >= 0 && (words.length > 1 || index === pieces.length - 1))
      return { names, reason: reason?.trim() || [...words.slice(end), ...pieces.slice(index + 1)].join(' ').trim() || undefined }
  }
  return { names, reason: reason?.trim() || undefined }
}

/** Whether a comment stands where BuildKit reads directives. */
function isDirective({ start }: Range, { dockerfile }: CommentedText): boolean {
  return dockerfile?.tree.directives.some(({ range }) => range.start === start) ?? false
}

/** The suppressions that comments for other tools are. One that names nothing we know is none: it may be right all the same. */
export function inForeignComments(file: SourceFile, text: CommentedText, names: PeerNames): Suppression[] {
  const language = text.dockerfile ? 'dockerfile' : 'yaml'
  return text.comments.flatMap(comment => {
    const words = text.text
      .slice(comment.start, comment.end)
      .replace(/^#+[ \t]*/, '')
      .trimEnd()
    for (const reader of readers) {
      const match = reader.language === 'any' || reader.language === language ? reader.pattern.exec(words) : null
      if (match) return reader.read(match, { comment, text }).map(mark => suppression(mark, { comment, text }, file, names))
    }
    return []
  })
}

function suppression(mark: Mark, place: Place, file: SourceFile, names: PeerNames): Suppression {
  const { comment, text } = place
  const { start, end } = text.toFile(comment)
  const scope = reached(mark.reach, place)
  return {
    ...foreign(mark.tool, mark.names, names),
    reason: mark.reason || undefined,
    until: mark.until,
    scope: scope && text.toFile(scope),
    at: file.whole.slice(start, end),
    file: file.path,
  }
}

/** What stops a build is no check: no comment makes BuildKit go on. */
const buildError = 'buildkit:build-error'

/** What a suppression of another tool says of its names. */
export function foreign(tool: string, written: readonly string[] | 'all', names: PeerNames): Pick<Suppression, 'rules' | 'checks' | 'tool' | 'used'> {
  const rules = written === 'all' ? ['all'] : [...new Set(written)]
  const all = names.checksOf(tool).filter(check => check !== buildError)
  const checks = new Map(rules.map(rule => [rule, rule === 'all' ? all : names.checksNamed(rule, tool)]))
  return { rules, checks, tool, used: new Set() }
}

function reached(reach: Reach, { comment, text }: Place): Range | undefined {
  switch (reach) {
    case 'text':
      return text.isFile ? undefined : { start: 0, end: text.text.length }
    case 'document':
      return documentAt(text.documents, comment.start)?.document.range ?? (text.isFile ? undefined : { start: 0, end: text.text.length })
    case 'stage':
      return stageAt(comment, text)
    case 'line':
      return lineAt(text.text, comment.start)
    case 'next':
      return text.nextLine(comment.end)
    case 'entry':
      return standsAlone(text.text, comment) ? text.nextLine(comment.end) : entryOn(comment, text)
    case 'script':
      return instructionAt(comment, text)?.range
    case 'rule':
      return ruleAt(comment, text) ?? text.nextLine(comment.end)
  }
}

/** Whether nothing but comments stands above a comment in its script. */
function isFirst({ comment, text }: Place): boolean {
  const instruction = instructionAt(comment, text)
  const body = instruction?.heredocs[0]
  if (!body || comment.start < body.contentRange.start) return false
  let length = leads.get(instruction)
  if (length === undefined) leads.set(instruction, (length = /^(?:[ \t]*(?:#.*)?\r?\n)*/.exec(body.content)![0].length))
  return comment.start < body.contentRange.start + length
}

/** How far the comments go with which a script begins. */
const leads = new WeakMap<Instruction, number>()

/** The instruction that a comment stands in. */
function instructionAt({ start }: Range, { dockerfile }: CommentedText): Instruction | undefined {
  const instructions = dockerfile?.tree.instructions ?? []
  const found = instructions[lastIndex(instructions, ({ range }) => range.start <= start)]
  return found && start < found.range.end ? found : undefined
}

/** The stage that a comment stands above or, where no FROM follows, in. */
function stageAt({ start, end }: Range, { text, dockerfile, nextLine }: CommentedText): Range {
  const starts = (dockerfile?.tree.stages ?? []).map(({ from }) => from?.range.start ?? 0)
  const next = nextLine(end).start
  const index = starts.includes(next) ? starts.indexOf(next) : lastIndex(starts, from => from <= start)
  return { start: starts[index] ?? 0, end: starts[index + 1] ?? text.length }
}

/** What begins on the line of a comment. */
function entryOn({ start }: Range, { text, documents }: CommentedText): Range {
  const line = lineAt(text, start)
  const first = line.start + text.slice(line.start, line.end).search(/\S/)
  return documentAt(documents, first)?.document.entryAt(first) ?? line
}

/** The alert or recording that a comment stands in or right above: an item of a list of `rules`. */
function ruleAt({ start, end }: Range, { text, documents, nextLine }: CommentedText): Range | undefined {
  const source = documentAt(documents, start)
  const next = nextLine(end).start
  return (
    source &&
    rulesIn(source).find(
      range => (start >= range.start && start < range.end) || next === range.start || lineAt(text, range.start).start === lineAt(text, next).start,
    )
  )
}

/** The alerts and recordings of a Prometheus rule file, or of an object that holds one. */
function rulesIn({ document }: YamlSource): Range[] {
  const ranges: Range[] = []
  const value = document.value as { groups?: unknown; spec?: { groups?: unknown } } | undefined
  for (const [path, groups] of [
    [['groups'], value?.groups],
    [['spec', 'groups'], value?.spec?.groups],
  ] as const) {
    if (!Array.isArray(groups)) continue
    for (const [index, group] of (groups as readonly ({ rules?: unknown } | null)[]).entries()) {
      const rules = group?.rules
      if (!Array.isArray(rules)) continue
      for (const at of rules.keys()) {
        const range = document.extent([...path, index, 'rules', at])
        if (range) ranges.push(range)
      }
    }
  }
  return ranges
}
