import { readFileSync, statSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { projectFolder } from './config-find.ts'
import { didYouMean } from '../config/error.ts'
import type { Report } from '../finding.ts'
import type { ReporterContext } from '../reporters/reporter.ts'
import { slashed } from './slashed.ts'
import { type Flags, UsageError } from './arguments.ts'
import type { Streams } from './streams.ts'
import { version } from './package-file.ts'

/** A report is text about text; one that is larger is none of ours. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * `k8s-lint report github-pr --from report.json`, and `gitlab-mr`: says on a pull or merge request what another run has found. For workflows that may write but
 * must not run what a fork sends; so the report is read with distrust.
 */
export async function report([target]: readonly string[], flags: Flags, io: Streams): Promise<number> {
  if (target !== 'github-pr' && target !== 'gitlab-mr')
    throw new UsageError(
      `report takes "github-pr" or "gitlab-mr"${target === undefined ? '' : `, not "${target}"`}.${didYouMean(target ?? '', ['github-pr', 'gitlab-mr'])}`,
    )
  if (flags.from === undefined)
    throw new UsageError(`report ${target} takes the findings from a file: --from report.json, as --format json=report.json writes it.`)
  const { rules } = await import('../rules/index.ts')
  const context: ReporterContext = {
    color: false,
    width: 100,
    texts: new Map(),
    version: version(),
    rules,
    failOn: 'error',
    quiet: flags.quiet ?? false,
    terminal: false,
    ...(flags.category !== undefined && { category: flags.category }),
  }
  const found = await reportIn(resolve(io.cwd, flags.from), flags.from)
  await (target === 'github-pr' ? commentOnPull(found, context, flags, io) : commentOnMergeRequest(found, context, io))
  return 0
}

/** Comments on the pull request that the environment or the flags name. */
export async function commentOnPull(found: Report, reporter: ReporterContext, flags: Flags, io: Streams): Promise<void> {
  const { githubContext } = await import('../review/github-context.ts')
  const github = githubContext({ pr: flags.pr, repo: flags.repo, sha: flags.sha }, io.env)
  if (!github) {
    io.stderr('k8s-lint: this run is about no pull request, so there is nothing to comment on.\n')
    return
  }
  const { reviewPull } = await import('../review/github-pr.ts')
  const { diffSince } = await import('./changed-lines.ts')
  const { root, prefix } = placeInRepository(io.cwd)
  const base = io.env['GITHUB_BASE_REF']
  const { notes, annotations } = await reviewPull({
    report: found,
    reporter,
    github,
    prefix,
    localChanges:
      root !== undefined && base
        ? () => new Map(diffSince(`origin/${base}`, io.cwd).patches.flatMap(({ path, hunks }) => (path === undefined ? [] : [[path, hunks] as const])))
        : undefined,
    stepSummary: io.env['GITHUB_STEP_SUMMARY'],
  })
  for (const note of notes) io.stderr(`k8s-lint: ${note}\n`)
  if (annotations !== '') io.stdout(annotations)
}

async function commentOnMergeRequest(found: Report, reporter: ReporterContext, io: Streams): Promise<void> {
  const { gitlabContext, reviewMergeRequest } = await import('../review/gitlab-mr.ts')
  const gitlab = gitlabContext(io.env)
  const notes = gitlab
    ? await reviewMergeRequest({ report: found, reporter, gitlab, prefix: placeInRepository(io.cwd).prefix })
    : ['this run is about no merge request, so there is nothing to comment on.']
  for (const note of notes) io.stderr(`k8s-lint: ${note}\n`)
}

/** Where the repository starts, and how paths of the report begin in it. */
function placeInRepository(cwd: string): { root: string | undefined; prefix: string } {
  const root = projectFolder(resolve(cwd, 'any'))
  return { root, prefix: root === undefined || root === cwd ? '' : `${slashed(relative(root, cwd))}/` }
}

interface Validator {
  (value: unknown): boolean
  errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null
}

async function reportIn(path: string, name: string): Promise<Report> {
  let value: unknown
  try {
    if (statSync(path).size > MOST_BYTES) throw new Error('it is larger than 64 MB')
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`The report "${name}" cannot be read: ${(error as Error).message}.`)
  }
  const { default: validate } = (await import('../schemas/report-validator.ts')) as unknown as { default: Validator }
  if (!validate(value)) {
    const [first] = validate.errors ?? []
    throw new UsageError(
      `"${name}" is no report of k8s-lint: ${first?.instancePath || 'it'} ${first?.message ?? 'does not fit'}. Write one with --format json=${name}.`,
    )
  }
  const { findings, files } = value as Pick<Report, 'findings' | 'files'>
  return { findings, files, suppressed: [], notices: [] }
}
