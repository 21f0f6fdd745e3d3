import { nearest } from '../../languages/nearest.ts'
import { labelFormats, labels } from '../../model/dockerfile/label.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Use only labels that the team has agreed on.',
  why: 'A label that nobody has heard of is most often a misspelled one, and what looks for the right name does not find it.',
  presets: [],
  peers: ['hadolint:DL3050'],
  references: ['https://docs.docker.com/reference/dockerfile/#label'],
  options: {
    schema: option<Readonly<Record<string, string>>>({}, 'The labels, each with the format of its value.', { required: true, schema: labelFormats }),
  },
  on: labels,

  *check({ key, pair }, { options }) {
    const allowed = Object.keys(options.schema)
    if (key === undefined || allowed.length === 0 || Object.hasOwn(options.schema, key)) return
    const meant = nearest(key, allowed)
    yield {
      at: pair.at('key'),
      message: `The label "${key}" is not among those agreed on, so nothing reads it. ${meant ? `Did you mean "${meant}"?` : 'Remove it, or add it to the schema.'}`,
    }
  },

  examples: [
    {
      options: { schema: { 'com.example.team': 'text', version: 'semver' } },
      bad: dockerfile`
        FROM alpine:3.24.1
        LABEL «com.example.taem»=checkout version=1.0.0
        LABEL «description» The shop's checkout
      `,
    },
    {
      options: { schema: { 'com.example.team': 'text' } },
      good: dockerfile`
        FROM alpine:3.24.1
        ARG PREFIX
        LABEL "com.example.team"=checkout \${PREFIX}.cost=4711
      `,
    },
  ],
})
