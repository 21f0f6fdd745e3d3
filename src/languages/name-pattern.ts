/** Whether a name fits a pattern, in which `*` stands for any text. */
export function matchesPattern(pattern: string, text: string): boolean {
  if (!pattern.includes('*')) return pattern === text
  const parts = pattern.split('*')
  let at = parts[0]!.length
  if (!text.startsWith(parts[0]!)) return false
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  const last = parts.at(-1)!
  return text.length - at >= last.length && text.endsWith(last)
}
