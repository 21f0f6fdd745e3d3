import type { OffsetMap } from './yaml.ts'

/** A fenced code block of a Markdown file. */
export interface FencedBlock {
  readonly language: 'yaml' | 'dockerfile'
  /** The block's text without the indentation of its fence. */
  readonly text: string
  /** Offset in `text` → offset in the Markdown file. */
  readonly toFile: OffsetMap
}

const languages: Record<string, FencedBlock['language']> = {
  yaml: 'yaml',
  yml: 'yaml',
  dockerfile: 'dockerfile',
  docker: 'dockerfile',
  containerfile: 'dockerfile',
}

/** The `yaml` and `dockerfile` blocks of a Markdown text (CommonMark §4.5: fences of three or more backticks or tildes). */
export function fencedBlocks(text: string): FencedBlock[] {
  const blocks: FencedBlock[] = []
  let open: { fence: string; indent: number; language: FencedBlock['language'] | undefined; lines: { text: string; offset: number }[] } | undefined
  for (const { line, start } of linesOf(text)) {
    const match = /^([ \t]*(?:>[ \t]?)*)(`{3,}|~{3,})[ \t]*([^\s`{]*)/.exec(line)
    if (!open) {
      if (match) open = { fence: match[2]!, indent: match[1]!.length, language: languages[match[3]!.toLowerCase()], lines: [] }
      continue
    }
    if (match && match[2]!.startsWith(open.fence) && line.slice(match[0].length).trim() === '' && match[3] === '') {
      if (open.language) blocks.push(block(open.language, open.lines))
      open = undefined
      continue
    }
    const lead = Math.min(open.indent, line.length - line.trimStart().length)
    open.lines.push({ text: line.slice(lead), offset: start + lead })
  }
  return blocks
}

function* linesOf(text: string): Generator<{ line: string; start: number }> {
  for (let start = 0; start < text.length;) {
    const lineBreak = text.indexOf('\n', start)
    const end = lineBreak < 0 ? text.length : lineBreak + 1
    yield { line: text.slice(start, end), start }
    start = end
  }
}

function block(language: FencedBlock['language'], lines: readonly { text: string; offset: number }[]): FencedBlock {
  const starts: number[] = []
  let length = 0
  for (const line of lines) {
    starts.push(length)
    length += line.text.length
  }
  const toFile = (offset: number): number => {
    const index = Math.max(
      starts.findLastIndex(start => start <= offset),
      0,
    )
    return (lines[index]?.offset ?? 0) + offset - (starts[index] ?? 0)
  }
  return { language, text: lines.map(line => line.text).join(''), toFile }
}
