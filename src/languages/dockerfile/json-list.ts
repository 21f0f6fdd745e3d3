import type { Instruction } from './tree.ts'

/** Text that is meant as a JSON list and is none, so that Docker takes it for shell text or names of files. */
export interface BrokenList {
  /** The list, at the end of the instruction's text. */
  readonly text: string
  /** What is wrong with it; `other` where it is not plain to see. */
  readonly fault: 'single-quotes' | 'typographic-quotes' | 'comma-at-end' | 'unclosed' | 'other'
  /** Its items, where they are plain to see. */
  readonly items: readonly string[] | undefined
}

const withLists: ReadonlySet<string> = new Set(['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'HEALTHCHECK', 'RUN', 'VOLUME'])

/** The broken list that an instruction has for its arguments; undefined for a whole one, and for what is none. */
export function brokenListIn({ keyword, json, text: all, words }: Instruction): BrokenList | undefined {
  if (json || !withLists.has(keyword)) return undefined
  const text = keyword === 'HEALTHCHECK' ? (words[1]?.raw ?? '') : all
  return looksLikeList(text, keyword) && !isList(text) ? { text, fault: faultOf(text), items: itemsOf(text) } : undefined
}

/** `[` is a program too (`[ -f x ]`), and in names of files it starts a set of characters. */
function looksLikeList(text: string, keyword: string): boolean {
  if (!text.startsWith('[') || text.startsWith('[[')) return false
  if (keyword === 'VOLUME') return true
  if (keyword === 'COPY' || keyword === 'ADD') return /^\[\s*["']/.test(text)
  return /^\[[^\s!-]/.test(text) || /^\[\s+(?:"[^"]*"|'[^']*')\s*(?:[,"']|$)/.test(text) || /^\[\s+'[^']*'\s*\]$/.test(text)
}

/** A list of more than strings, which BuildKit refuses. */
function isList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text))
  } catch {
    return false
  }
}

function faultOf(text: string): BrokenList['fault'] {
  if (/^\[\s*'/.test(text)) return 'single-quotes'
  if (/[\u201c-\u201f]/.test(text)) return 'typographic-quotes'
  if (!text.endsWith(']')) return 'unclosed'
  return text.slice(0, -1).trimEnd().endsWith(',') ? 'comma-at-end' : 'other'
}

const item = /"[^"]*"|'[^']*'|[\u201c-\u201f][^\u201c-\u201f]*[\u201c-\u201f]|[^\s,"'[\]\u201c-\u201f]+/g

/** The items of a list that has the wrong quotes or none, a comma too many or too few, or no end. */
function itemsOf(text: string): string[] | undefined {
  const inside = text.slice(1, text.endsWith(']') ? -1 : undefined)
  const items = inside.match(item) ?? []
  // Nothing may be lost, and a backslash may mean two things.
  if (items.length === 0 || text.includes('\\') || /[^\s,]/.test(inside.replaceAll(item, ''))) return undefined
  return items.map(written => written.replaceAll(/^["'\u201c-\u201f]|["'\u201c-\u201f]$/g, ''))
}
