const simple: Readonly<Record<string, string>> = { a: '\u0007', b: '\b', e: '\u001b', E: '\u001b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** The text of `$'…'` without its escapes, as bash has them. */
export function unescape(text: string): string {
  if (!text.includes('\\')) return text
  return text.replaceAll(
    /\\(?:x([\da-fA-F]{1,2})|u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|([0-7]{1,3})|c(.)|(.))/gs,
    (whole, hex, short, long, octal, control, other) => {
      const digits: string | undefined = hex ?? short ?? long
      if (digits !== undefined) return characterOf(Number.parseInt(digits, 16))
      if (octal !== undefined) return characterOf(Number.parseInt(octal, 8) & 0xff)
      if (control !== undefined) return String.fromCharCode(String(control).charCodeAt(0) & 0x1f)
      return simple[other] ?? (/["'?\\]/.test(other) ? other : whole)
    },
  )
}

function characterOf(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\ufffd'
}
