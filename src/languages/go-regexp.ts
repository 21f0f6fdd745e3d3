const compiled = new Map<string, RegExp | undefined>()

/**
 * A pattern of Go's syntax (RE2) as JavaScript has it; undefined for one that JavaScript cannot say, which is then not judged.
 * For patterns that are taken to be right, over short texts: those of schemas and options, which are written for Go (`^(?i)(warn|abort)?$`,
 * `\_`). An expression of Prometheus, which may itself be what is wrong, is read by `readRegexp` of promql/, with RE2.
 */
export function regularExpression(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern))
  return compiled.get(pattern)
}

function compile(pattern: string): RegExp | undefined {
  const flags = /^(\^?)\(\?([ims]+)\)/.exec(pattern)
  const body = flags ? flags[1]! + pattern.slice(flags[0].length) : pattern
  // JavaScript gives these another meaning, or none.
  if (/\[\[:|\\[QEAzC]|\\[1-9]/.test(body)) return undefined
  try {
    return new RegExp(body.replaceAll(/\\(.)/gsu, plain).replaceAll('(?P<', '(?<'), `${flags?.[2] ?? ''}u`)
  } catch {
    return undefined
  }
}

/** Go lets any punctuation be escaped; JavaScript only what means something. */
function plain(escape: string, character: string): string {
  return /[a-zA-Z\d^$\\.*+?()[\]{}|/]/.test(character) ? escape : `\\u{${character.codePointAt(0)!.toString(16)}}`
}
