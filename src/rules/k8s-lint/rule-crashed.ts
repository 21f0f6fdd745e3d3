import type { Project } from '../../project.ts'
import { rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'No rule of k8s-lint crashes.',
  why: 'A rule that crashes has a bug of ours, and what it would have found at this place is missing from the report.',
  reviews: true,
  on: (project: Project) => project.review?.crashes ?? [],

  *check({ rule: id, at, resource, error }) {
    const where = resource ? ` on ${resource.kind} "${resource.name ?? '?'}"` : ''
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    yield {
      at,
      message: `The rule ${id} crashed${where} (${what.split('\n')[0]}), so its findings there are missing. Please report this; "${id}: off" gets you going until it is mended.`,
    }
  },

  examples: [],
})
