import { failingChecks } from '../../model/suppression.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Pass the checks that stop the build.',
  why: 'With "error=true" a check of BuildKit that warns ends "docker build", so no image is built. Each of them is reported as an error; this rule adds one finding for the build as a whole.',
  presets: [],
  peers: ['buildkit:build-error'],
  references: ['https://docs.docker.com/build/checks/#fail-on-check-violations'],
  reviews: true,
  on: failingChecks,

  *check({ at, names }) {
    yield {
      at,
      message: `"error=true" makes "docker build" stop for ${names.join(', ')}. Mend what is reported for ${names.length > 1 ? 'them' : 'it'}, or leave the checks out with "skip=${names.join(',')}".`,
    }
  },

  examples: [
    {
      config: { extends: [], rules: { 'dockerfile/failing-check': 'error', 'dockerfile/shell-form-command': 'warning' } },
      bad: dockerfile`
        # check=«error=true»
        FROM debian:13.1-slim
        CMD shop --port 8080
      `,
    },
    {
      title: 'nothing to stop for',
      config: { extends: [], rules: { 'dockerfile/failing-check': 'error', 'dockerfile/shell-form-command': 'warning' } },
      good: dockerfile`
        # check=skip=JSONArgsRecommended;error=true
        FROM debian:13.1-slim
        CMD shop --port 8080
      `,
    },
  ],
})
