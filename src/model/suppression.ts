import { grouped } from '../grouped.ts'
import { bareName, toolOf } from '../peers.ts'
import type { Project, Review } from '../project.ts'
import type { Ref } from '../source/ref.ts'
import type { Suppression } from '../suppress.ts'
import { checkDirective } from '../suppress/check-directive.ts'
import { dockerfiles } from './dockerfile/dockerfile.ts'

/** A comment or annotation that suppresses, with what the run knows about it. */
export interface ReviewedSuppression {
  readonly suppression: Suppression
  readonly review: Review
}

/** The suppressions written in the files, once all rules have run. */
export function suppressions(project: Project): ReviewedSuppression[] {
  const { review } = project
  return review ? review.suppressions.map(suppression => ({ suppression, review })) : []
}

/** Where a Dockerfile says `# check=error=true`, and the checks of BuildKit that warn about it all the same. */
export function failingChecks(project: Project): { readonly at: Ref<string>; readonly names: readonly string[] }[] {
  // Most files say nothing of the kind, and need not be read again.
  const asking = project.get(dockerfiles).filter(({ source }) => /check\s*=/i.test(source.text))
  if (asking.length === 0) return []
  const failed = grouped((project.review?.left ?? []).flatMap(({ at, checks }) => checks.filter(isWarning).map(check => [at.source, bareName(check)] as const)))
  return asking.flatMap(dockerfile => {
    const names = [...new Set(failed.get(dockerfile.source))].toSorted()
    if (names.length === 0) return []
    const directives = dockerfile
      .at('directives')
      .each()
      .filter(({ value }) => value?.name === 'check' && checkDirective(value.value).error)
    return directives.map(directive => {
      const value = directive.at('value')
      const { index = 0, 0: text = '' } = /error\s*=\s*true/i.exec(value.value ?? '') ?? {}
      return { at: value.slice(index, index + text.length), names }
    })
  })
}

function isWarning(check: string): boolean {
  return toolOf(check) === 'buildkit' && check !== 'buildkit:build-error'
}
