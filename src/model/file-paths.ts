import type { Project } from '../project.ts'

/** The paths of all files of the run. */
export function filePaths(project: Project): ReadonlySet<string> {
  return new Set(project.files.map(({ path }) => path))
}
