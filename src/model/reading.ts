import type { Project, Query } from '../project.ts'
import type { ReadProblem } from '../source/source.ts'

/** A query for the trouble of one kind that was met while reading the files. */
function trouble(code: string): Query<ReadProblem> {
  return project => project.get(allTrouble).filter(problem => problem.code === code)
}

function allTrouble(project: Project): ReadProblem[] {
  return project.files.flatMap(file => file.problems)
}

export const unreadableFiles = trouble('unreadable')
export const yamlErrors = trouble('syntax')
export const duplicateKeys = trouble('duplicate-key')
export const templates = trouble('template')
export const placeholders = trouble('placeholder')
export const dockerfileErrors = trouble('parse-error')
