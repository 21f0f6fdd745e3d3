import type { Project, Review } from '../project.ts'
import type { Suppression } from '../suppress.ts'

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
