import { readerDependentTexts } from '../../model/yaml/yaml-scalar.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  presets: [],
  summary: 'Quote times and dates that other readers take for numbers or dates.',
  why: 'kubectl reads 22:30 and 2027-01-31 as text. Readers of all of YAML 1.1, such as those of Python and Ruby, make 1350 of the one and a date of the other, so that scripts and templates pass on something else than was written.',
  references: ['https://yaml.org/type/int.html', 'https://yaml.org/type/timestamp.html'],
  on: readerDependentTexts,

  *check({ at, text, elsewhere }) {
    yield {
      at,
      message: `${text} is text for kubectl and ${elsewhere} for other tools that read YAML, which pass on something else. Put it in quotes.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: opening-hours
          annotations: { reviewed: «2027-01-31» }
        data:
          opens: «9:30»
          closes: «22:30»
      `,
    },
    {
      title: 'text for everybody, and times that the cluster reads',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: clock
          annotations: { version: 1.2.3, port: '80:80', range: 9:30-22:30, build: 2027-01 }
        spec:
          containers:
            - name: clock
              image: example.com/clock:1.0.0
              args: [--at=22:30, "2027-01-31"]
      `,
    },
  ],
})
