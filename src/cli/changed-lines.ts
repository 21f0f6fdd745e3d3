import { spawnSync } from 'node:child_process'
import { relative, resolve, sep } from 'node:path'
import type { Finding } from '../finding.ts'
import { type FilePatch, patchesOf } from '../languages/patch.ts'

/** File → its lines that are new or changed; 'all' for a file that git does not know yet. */
export type ChangedLines = ReadonlyMap<string, ReadonlySet<number> | 'all'>

/** Git could not tell what has changed: one sentence that says why. */
export class GitError extends Error {
  override readonly name = 'GitError'
}

/**
 * What has changed in the working tree since it and `ref` had the same history, by path relative to `cwd`. Like a pull request:
 * what came into `ref` meanwhile is no change.
 *
 * @throws GitError where there is no repository, no such commit or no common history
 */
export function changedSince(ref: string, cwd: string): ChangedLines {
  const { root, patches } = diffSince(ref, cwd)
  const name = (path: string): string => relative(cwd, resolve(root, path)).split(sep).join('/')
  const untracked = git(root, ['ls-files', '--others', '--exclude-standard', '-z']).split('\0').filter(Boolean)
  const changed = patches.flatMap(({ path, hunks }) => (path === undefined ? [] : [[name(path), new Set(hunks.flatMap(({ added }) => added))] as const]))
  return new Map<string, ReadonlySet<number> | 'all'>([...changed, ...untracked.map(path => [name(path), 'all'] as const)])
}

/**
 * The patches of the working tree since it and `ref` had the same history, by path in the repository, and where that lies.
 *
 * @throws GitError as `changedSince` does
 */
export function diffSince(ref: string, cwd: string): { root: string; patches: FilePatch[] } {
  if (ref.startsWith('-')) throw new GitError(`"${ref}" is no commit.`)
  const root = git(cwd, ['rev-parse', '--show-toplevel'], 'this folder is in no git repository').trim()
  git(
    cwd,
    ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`],
    `git knows no commit "${ref}"; fetch it first, in CI with the whole history (fetch-depth: 0)`,
  )
  const base = git(cwd, ['merge-base', ref, 'HEAD'], `"${ref}" and HEAD have no common history here; fetch more of it, in CI with fetch-depth: 0`).trim()
  // Nothing that the repository's own configuration names is run.
  const diff = git(cwd, [
    'diff',
    '--no-ext-diff',
    '--no-textconv',
    '--no-color',
    '--unified=0',
    '--find-renames',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    base,
    '--',
  ])
  return { root, patches: patchesOf(diff) }
}

/** Whether a finding, or a place that it relates to, is on a changed line. */
export function touches(changed: ChangedLines, { file, start, end, related = [] }: Finding): boolean {
  return [{ file, start, end }, ...related].some(place => {
    const lines = changed.get(place.file)
    if (lines === undefined || lines === 'all') return lines === 'all'
    // A range that ends before the first character of a line does not hold that line.
    const last = place.end.column === 1 && place.end.line > place.start.line ? place.end.line - 1 : place.end.line
    for (let line = place.start.line; line <= last; line++) if (lines.has(line)) return true
    return false
  })
}

function git(cwd: string, args: readonly string[], problem = 'git failed'): string {
  const run = spawnSync('git', ['-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false', ...args], { cwd, encoding: 'utf8', maxBuffer: 1 << 30 })
  if (run.error) throw new GitError(`--changed-since needs git, which cannot be run: ${run.error.message}.`)
  if (run.status !== 0) {
    const said = run.stderr.trim().split('\n')[0]
    throw new GitError(`--changed-since: ${problem}.${said ? ` Git says: ${said}` : ''}`)
  }
  return run.stdout
}
