/** A stretch of a changed file as `diff -u` tells it: lines of the new version, 1-based. */
export interface Hunk {
  /** The first line of the new version that the hunk shows, and the one after the last. */
  readonly start: number
  readonly end: number
  /** The lines that are new or changed. */
  readonly added: readonly number[]
  /** The text of each line from `start` on. */
  readonly lines: readonly string[]
}

/** The changes of one file. */
export interface FilePatch {
  /** Its path in the new version; undefined when it is deleted. */
  readonly path: string | undefined
  readonly hunks: readonly Hunk[]
}

/** The hunks of one file, as GitHub gives them (`patch`) and as they stand in a diff under its `+++`. */
export function hunksOf(patch: string): Hunk[] {
  const hunks: { start: number; end: number; added: number[]; lines: string[] }[] = []
  for (const text of patch.split('\n')) {
    const head = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text)
    const hunk = hunks.at(-1)
    if (head) hunks.push({ start: Number(head[1]), end: Number(head[1]), added: [], lines: [] })
    else if (hunk && /^[+ ]/.test(text)) {
      if (text.startsWith('+')) hunk.added.push(hunk.end)
      hunk.lines.push(text.slice(1))
      hunk.end++
    }
  }
  return hunks
}

/** The files of a diff in the format of git, whose names are prefixed by `a/` and `b/`. */
export function patchesOf(diff: string): FilePatch[] {
  return diff.split(/^(?=diff --git )/m).flatMap(section => {
    const head = /^\+\+\+ (.*)$/m.exec(section)
    if (!head) return []
    const name = unquoted(head[1]!.replace(/\t$/, ''))
    const path = name === '/dev/null' ? undefined : name.replace(/^b\//, '')
    return [{ path, hunks: hunksOf(section.slice(head.index + head[0].length + 1)) }]
  })
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 }

/** A name as git quotes it: C escapes, and bytes in octal. */
function unquoted(name: string): string {
  if (!name.startsWith('"')) return name
  const bytes: number[] = []
  for (const [part, octal, letter] of name.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|[^\\]+/gs)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8))
    else bytes.push(...(letter === undefined ? Buffer.from(part) : [escapes[letter] ?? letter.charCodeAt(0)]))
  }
  return Buffer.from(bytes).toString()
}
