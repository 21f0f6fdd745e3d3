import type { Position } from '../finding.ts'

// A manifest must not drive the terminal or the build server that shows a report about it.

/** User text with control characters, bidirectional overrides and half characters made visible: `␛[31m`. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, char => {
    const code = char.charCodeAt(0)
    if (code < 0x20) return String.fromCharCode(0x2400 + code)
    return code === 0x7f ? '\u2421' : '\uFFFD'
  })
}

/** The same on one line, as text of several is written. */
export function inline(text: string): string {
  return visible(text.trim().replace(/\s*[\r\n\u2028\u2029]\s*|\t/g, ' '))
}

/**
 * Output in which a build server finds no command: GitHub's runner obeys lines that start with `::` after blanks and
 * `##[…` anywhere, Azure and TeamCity `##vso[…` and `##teamcity[…`. A character without width breaks them.
 */
export function withoutCommands(output: string): string {
  return output.replace(/^[^\S\n]*(?=::)|##(?=\w*\[)/gm, '$&\u200B')
}

/** JSON that is also safe to print: the same value, with escapes for what drives a terminal or a build server. */
export function printableJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(/[\x7F-\x9F\u2028\u2029\p{Bidi_Control}]/gu, escaped)
  return `${text.replace(/##(?=\w*\[)/g, '#\\u0023')}\n`
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** The lines of a text, by number; a byte order mark is no column. */
export class Lines {
  readonly #lines: readonly string[]

  constructor(text: string) {
    this.#lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  }

  /** A line by its 1-based number, without its end. */
  get(line: number): string | undefined {
    return this.#lines[line - 1]
  }

  /** The text between two places; undefined where it has no such lines. */
  between(start: Position, end: Position): string | undefined {
    if (this.get(start.line) === undefined || this.get(end.line) === undefined) return undefined
    if (start.line === end.line) return this.get(start.line)!.slice(start.column - 1, end.column - 1)
    const whole = this.#lines.slice(start.line, end.line - 1)
    return [this.get(start.line)!.slice(start.column - 1), ...whole, this.get(end.line)!.slice(0, end.column - 1)].join('\n')
  }
}
