import type { Project, Query } from '../project.ts'

type SubjectOf<Q> = Q extends Query<infer S> ? S : never

/** A query for the subjects of another that a test holds for. Most rules have nothing to say of most subjects, and a test takes far less than a check. */
export function where<Q extends Query<unknown>>(query: Q, holds: (subject: SubjectOf<Q>, project: Project) => boolean): Q {
  const filtered: Query<SubjectOf<Q>> = project => (project.subjects(query) as readonly SubjectOf<Q>[]).filter(subject => holds(subject, project))
  return filtered as Q
}
