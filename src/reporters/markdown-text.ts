import { inline, visible } from './text.ts'

/**
 * User text for Markdown that GitHub or GitLab shows: no markup, no HTML, nobody notified by an `@name` and nothing linked by a
 * `#123` that a manifest holds. On one line.
 */
export function markdownText(text: string): string {
  return inline(text)
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[@#!](?=[\w(&[])|\bGH-(?=\d)/g, '$&\u2060')
}

/** User text as code, whatever backticks it holds; for a cell of a table the bar is escaped. */
export function markdownCode(text: string): string {
  const plain = inline(text).replaceAll('|', '\\|')
  const fence = fenceAround(plain, 1)
  const pad = plain.startsWith('`') || plain.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${plain}${pad}${fence}`
}

/** A block of code, whatever backticks it holds. */
export function markdownBlock(language: string, text: string): string {
  const plain = text.split('\n').map(visible).join('\n')
  const fence = fenceAround(plain, 3)
  return `${fence}${language}\n${plain.replace(/\n$/, '')}\n${fence}`
}

function fenceAround(text: string, least: number): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length))
  return '`'.repeat(Math.max(least, longest + 1))
}
