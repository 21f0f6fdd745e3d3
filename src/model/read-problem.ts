import { flatMap } from '../flat-map.ts'
import type { Dockerfile } from '../languages/dockerfile/index.ts'
import type { Project, Query } from '../project.ts'
import type { Ref } from '../source/ref.ts'
import type { ReadProblem, SourceFile } from '../source/source.ts'
import { dockerfiles } from './dockerfile/dockerfile.ts'

/** A query for the trouble of one kind that was met while reading the files. */
function trouble(code: string): Query<ReadProblem> {
  return project => project.get(allTrouble).filter(problem => problem.code === code)
}

function allTrouble(project: Project): ReadProblem[] {
  return flatMap(project.files, file => file.problems)
}

export const unreadableFiles = trouble('unreadable')
export const yamlErrors: Query<ReadProblem> = project => [...project.get(unreadableYaml), ...project.get(questionMarks)]
export const duplicateKeys = trouble('duplicate-key')
export const tabs: Query<ReadProblem> = project => [...project.get(misplacedTabs), ...project.get(strayTabs)]
export const overriddenKeys = trouble('merge-order')
export const templates = trouble('template')
export const placeholders = trouble('placeholder')

/** A query for trouble that only means something where the file is for kubectl or Prometheus. */
function troubleOfOurs(code: string, isOurs: (file: SourceFile) => boolean): (project: Project) => ReadProblem[] {
  return project => flatMap(project.files.filter(isOurs), file => file.problems.filter(problem => problem.code === code))
}

const hasResources = ({ resources }: SourceFile): boolean => resources.length > 0
const hasObjects = ({ resources }: SourceFile): boolean => resources.some(({ apiVersion }) => apiVersion !== '')

const unreadableYaml = trouble('syntax') as (project: Project) => ReadProblem[]
const questionMarks = troubleOfOurs('question-mark', hasObjects)
const misplacedTabs = trouble('tab') as (project: Project) => ReadProblem[]
const strayTabs = troubleOfOurs('stray-tab', hasResources)
export const controlCharacters = troubleOfOurs('control-character', hasResources)
export const directives = troubleOfOurs('directive', hasObjects)
export const separatorTexts = troubleOfOurs('document-separator', hasObjects)

/** Something for which BuildKit would refuse the build. */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly at: Ref<unknown>
  /** The name of the flag that is not known. */
  readonly flag: string | undefined
  /** The file is read by a frontend that is not Docker's, which may well know what Docker's does not. */
  readonly foreign: boolean
}

function allRefusals(project: Project): Refusal[] {
  return flatMap(project.get(dockerfiles), ref => {
    const dockerfile = ref.value
    if (!dockerfile) return []
    const foreign = hasForeignFrontend(dockerfile)
    return dockerfile.problems.map(({ code, message, flag }, index) => ({
      code,
      message: foreign ? `${message} The frontend that "# syntax=" names may know better.` : message,
      flag,
      at: ref.at('problems').at(index),
      foreign,
    }))
  })
}

/** `# syntax=` with another image than `docker/dockerfile`, its mirrors and its `-upstream`. */
function hasForeignFrontend({ directives }: Dockerfile): boolean {
  const syntax = directives.find(({ name }) => name === 'syntax')?.value
  return syntax !== undefined && !/(?:^|\/)docker\/dockerfile(?:-upstream)?(?:[:@]|$)/.test(syntax)
}

/** Codes of the parser that have a rule of their own. */
const ruled = new Set<string>()

/** A query for what BuildKit would refuse, by the parser's codes for it. */
function refusals(...codes: string[]): Query<Refusal> {
  for (const code of codes) ruled.add(code)
  return project => project.get(allRefusals).filter(({ code }) => codes.includes(code))
}

export const unknownInstructions = refusals('unknown-instruction')
export const unknownFlags = refusals('unknown-flag')
export const invalidFlags = refusals('duplicate-flag', 'flag-value', 'invalid-platform')
export const invalidMounts = refusals('invalid-mount')
export const invalidNetworksOrSecurity = refusals('invalid-network-or-security')
export const missingArguments = refusals('missing-arguments', 'missing-value')
export const tooManyArguments = refusals('too-many-arguments', 'from-arguments')
export const misplacedInstructions = refusals('instruction-order', 'missing-from')
export const forbiddenTriggers = refusals('onbuild-trigger')
export const invalidStageNames = refusals('invalid-stage-name')
export const invalidHealthchecks = refusals('healthcheck-type', 'healthcheck-option')
export const invalidJson = refusals('json-strings', 'shell-json')

/** What is left of the refusals: that which has no rule of its own. */
export const dockerfileErrors: Query<Refusal> = project => project.get(allRefusals).filter(({ code }) => !ruled.has(code))
