import { visible } from './text.ts'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' }

/**
 * User text for an attribute or the text of an element. XML 1.0 has no way to write control characters, halves of characters and
 * U+FFFE, so they are made visible; line breaks are written as references, because readers turn those of attributes into blanks.
 */
export function escapeXml(text: string): string {
  const lines = text.split(/\r\n?|\n/).map(line => visible(line).replace(/[\uFFFE\uFFFF]/g, '\uFFFD'))
  return lines.join('\n').replace(/[&<>"\n]/g, char => entities[char]!)
}

/** `<name key="value">`, ready to be closed or filled; attributes without a value are left out. */
export function openTag(name: string, attributes: Readonly<Record<string, string | number | undefined>>): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapeXml(String(value))}"`]))
  return `<${name}${written.join('')}`
}

export const xmlHeader = '<?xml version="1.0" encoding="UTF-8"?>'
