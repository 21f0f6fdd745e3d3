import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'

/** A `---` of a file with Kubernetes objects behind which nothing stands, not even a comment. */
export interface EmptyDocument {
  readonly at: Ref<string>
  /** Nothing follows in the whole file. */
  readonly last: boolean
}

export function emptyDocuments(project: Project): EmptyDocument[] {
  return project.files.flatMap(({ language, resources, text, whole }) => {
    if (language !== 'yaml' || !resources.some(({ apiVersion }) => apiVersion !== '')) return []
    // kubectl cuts at these lines before it parses what is between them.
    const separators = [...text.matchAll(/^---.*/gm)].map(({ index, 0: line }) => ({ start: index, end: index + line.length, bare: line.trimEnd() === '---' }))
    return separators.flatMap(({ start, end, bare }, index) => {
      const next = separators[index + 1]
      const isEmpty = bare && text.slice(end, next?.start).trim() === ''
      return isEmpty ? [{ at: whole.slice(start, start + '---'.length), last: next === undefined }] : []
    })
  })
}
