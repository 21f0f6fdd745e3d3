import { unreadableFiles } from '../../model/read-problem.ts'
import { rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Every file that is linted can be read.',
  why: 'What cannot be read is not linted, and a run that passes over it in silence says less than it seems to.',
  on: unreadableFiles,

  *check({ at, message }) {
    yield { at, message }
  },

  examples: [],
})
