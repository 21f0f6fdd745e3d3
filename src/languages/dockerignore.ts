/** What a `.dockerignore` leaves out of the build context. */
export interface Dockerignore {
  /** Whether a path (relative to the context, with `/`) is left out, itself or with a directory it lies in. */
  readonly matches: (path: string) => boolean
  /** Whether some `!` pattern may bring back what lies below a path that is left out. */
  readonly keepsBelow: (path: string) => boolean
  /** Whether nothing at all is sent. */
  readonly everything: boolean
}

interface Pattern {
  /** `!…`: brings back what an earlier pattern left out. */
  negated: boolean
  /** Cleaned, without the `/` it may start with. */
  text: string
  matches: (path: string) => boolean
}

/**
 * Reads a `.dockerignore`: `#` comments at the start of a line, `!` negations, `*`, `?`, `[…]`, `**` over directories; a leading `/`
 * and spaces around a pattern do not count; the last pattern that matches wins. Unlike in a `.gitignore`, `foo` means `./foo` only.
 * A pattern that docker refuses (`[`, `!`) matches nothing here.
 *
 * Source: github.com/moby/patternmatcher (`ignorefile.ReadAll`, `MatchesOrParentMatches`), which docker and BuildKit use.
 */
export function parseDockerignore(text: string): Dockerignore {
  const patterns = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .filter(line => !line.startsWith('#'))
    .flatMap(line => parsePattern(line.trim()))

  return {
    matches(path) {
      const cleaned = cleanPath(`/${path}`).slice(1)
      // The context itself is always sent.
      if (cleaned === '') return false
      const paths = withParents(cleaned)
      let ignored = false
      for (const pattern of patterns) {
        // A pattern that would change nothing is not asked.
        if (pattern.negated === ignored && paths.some(pattern.matches)) ignored = !ignored
      }
      return ignored
    },
    keepsBelow: path => {
      const parts = cleanPath(`/${path}`).slice(1).split('/')
      return patterns.some(({ negated, text: pattern }) => negated && mayLieBelow(pattern, parts))
    },
    everything: patterns.some(({ text: pattern }) => /^(?:\*|\*\*|\*\*\/\*)$/.test(pattern)) && !patterns.some(({ negated }) => negated),
  }
}

/** Whether a pattern may match something below a folder; `*` and its like may be any name. */
function mayLieBelow(pattern: string, folder: readonly string[]): boolean {
  const parts = pattern.split('/')
  for (const [index, part] of folder.entries()) {
    const own = parts[index]
    if (own === undefined) return false
    if (own.includes('**')) return true
    if (own !== part && !/[*?[\\]/.test(own)) return false
  }
  return parts.length > folder.length
}

function parsePattern(line: string): Pattern[] {
  const negated = line.startsWith('!')
  const written = negated ? line.slice(1).trim() : line
  if (written === '') return []
  const cleaned = cleanPath(written)
  const pattern = cleaned.length > 1 ? cleaned.replace(/^\//, '').trim() : cleaned
  return [{ negated, text: pattern, matches: matcher(pattern) }]
}

/** `a/b/c` → `a/b/c`, `a`, `a/b` */
function withParents(path: string): string[] {
  const parents = [...path.matchAll(/\//g)].map(slash => path.slice(0, slash.index))
  return [path, ...parents]
}

/** Go's `path.Clean`: no empty parts, no `.`, and `..` taken together with the part before it. */
function cleanPath(path: string): string {
  const rooted = path.startsWith('/')
  const kept: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') kept.push(part)
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else if (!rooted) kept.push(part)
  }
  return (rooted ? '/' : '') + kept.join('/') || '.'
}

/**
 * A pattern is one of four things, as in patternmatcher: plain text, text before a closing `**`, text behind an opening `**`
 * (also `**foo`, which matches `xfoo`), or a regular expression.
 */
function matcher(pattern: string): (path: string) => boolean {
  const plain = /^[^*?[\]\\]*$/
  if (plain.test(pattern)) return path => path === pattern

  const start = pattern.slice(0, -2)
  if (start !== '' && pattern.endsWith('**') && plain.test(start)) return path => path.startsWith(start)

  const end = pattern.slice(2)
  if (pattern.startsWith('**') && plain.test(end)) return path => path.endsWith(end) || (end.startsWith('/') && path === end.slice(1))

  const expression = toRegExp(pattern)
  return path => expression?.test(path) ?? false
}

const globPart = /\*\*\/?$|\*\*\/?|\*|\?|\\[\s\S]|\\$|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|[\s\S]/gu

function toRegExp(pattern: string): RegExp | undefined {
  let source = ''
  for (const match of pattern.matchAll(globPart)) {
    const [part] = match
    const last = match.index + part.length === pattern.length
    if (part.startsWith('**')) source += last ? '.*' : '(.*/)?'
    else if (part === '*') source += '[^/]*'
    else if (part === '?') source += '[^/]'
    else if (part.startsWith('[') && part.length > 1) source += part
    else if (part.startsWith('\\') && part.length > 1) source += escaped(part.slice(1))
    else if (part === '[' || part === '\\') return
    else source += escaped(part)
  }
  try {
    return new RegExp(`^${source}$`, 'u')
  } catch {
    return
  }
}

function escaped(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character
}
