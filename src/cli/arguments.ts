import { parseArgs } from 'node:util'
import { didYouMean } from '../config/error.ts'

const options = {
  format: { type: 'string', multiple: true },
  config: { type: 'string' },
  'no-config': { type: 'boolean' },
  fix: { type: 'boolean' },
  'fix-dry-run': { type: 'boolean' },
  'fix-unsafe': { type: 'boolean' },
  baseline: { type: 'string' },
  'update-baseline': { type: 'boolean' },
  'changed-since': { type: 'string' },
  from: { type: 'string' },
  pr: { type: 'string' },
  repo: { type: 'string' },
  sha: { type: 'string' },
  category: { type: 'string' },
  rule: { type: 'string', multiple: true },
  preset: { type: 'string', multiple: true },
  quiet: { type: 'boolean' },
  'fail-on': { type: 'string' },
  'max-warnings': { type: 'string' },
  'kubernetes-version': { type: 'string' },
  'stdin-filename': { type: 'string' },
  'show-files': { type: 'boolean' },
  'no-ignore': { type: 'boolean' },
  'no-color': { type: 'boolean' },
  markdown: { type: 'boolean' },
  shellcheck: { type: 'boolean' },
  'strict-kinds': { type: 'boolean' },
  'no-foreign-ignores': { type: 'boolean' },
  write: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

export type Flags = ReturnType<typeof parseArguments>['values']

export const usage = `k8s-lint [paths…]            lint files and folders (default: the working directory; "-" reads stdin)
k8s-lint explain <rule>      what a rule, or a check of another tool, is about, with examples
k8s-lint rules [word…]       all rules, or those of an area, a tool or a name (--format json for programs)
k8s-lint init                write a commented k8s-lint.yaml
k8s-lint diff-config <preset> [paths…]  what a preset would report besides
k8s-lint report github-pr --from report.json  comment on a pull request what a run found; gitlab-mr likewise
k8s-lint lsp                 serve an editor (Language Server Protocol on stdin and stdout)
k8s-lint migrate tool        turn a .hadolint.yaml or .kube-linter.yaml into a k8s-lint.yaml (--write writes it)

  --format name[=file]       console, compact, json, sarif, github, gitlab, junit, checkstyle, rdjson,
                             markdown, html or github-pr; repeatable
  --config file, --no-config configuration file instead of the one found, or none
  --preset name              recommended, strict, security, or another tool to judge as it does, for what is
                             extended; repeatable
  --rule id=level            off, info, warning or error for one rule; repeatable
  --kubernetes-version 1.34  the cluster that the manifests are for
  --strict-kinds             report objects of kinds without a schema
  --fail-on level            lowest level that fails the run (default: error)
  --max-warnings n           fail on more warnings than that
  --quiet                    show errors only
  --category name            tells several SARIF uploads or summaries of one pull request apart
  --pr, --repo, --sha        the pull request, where GitHub Actions do not tell
  --fix, --fix-dry-run       mend what can be mended, or show how
  --fix-unsafe               mend also what may change how a workload behaves
  --baseline file            report only what the file does not list
  --update-baseline          write what is found now to that file
  --changed-since ref        report only lines changed since the merge base with a branch or commit
  --shellcheck               add what ShellCheck, which has to be installed, finds in RUN
  --no-foreign-ignores       report what comments and annotations for other tools hide
  --markdown                 read yaml and dockerfile blocks of Markdown files too
  --stdin-filename path      what stdin is called, for its kind and for the report
  --show-files               list each file and what it was linted as, and the kinds without a schema
  --no-ignore                read files that .gitignore leaves out
  --no-color, --version, --help

Exit code: 0 nothing at or above --fail-on, 1 findings there, 2 could not run.
`

/** A mistake in the arguments: one sentence, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** @throws UsageError for a flag that there is not, or one without its value */
export function parseArguments(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(usageProblem(error as Error))
  }
}

function usageProblem(error: Error): string {
  const unknown = /Unknown option '(-{1,2}[^']*)'/.exec(error.message)?.[1]
  if (unknown)
    return `There is no flag "${unknown}".${didYouMean(
      unknown,
      Object.keys(options).map(name => `--${name}`),
    )} See --help.`
  return `${error.message.split(/\. |\n/)[0]!.replace(/\.$/, '')}. See --help.`
}
