import { tabs } from '../../model/read-problem.ts'
import { rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Indent YAML with spaces.',
  why: 'YAML has no tabs where indentation counts. kubectl refuses the document, also for a blank line that begins with a tab, which other readers let pass.',
  peers: ['promtool:yaml', 'promtool:config', 'promtool:rules', 'pint:yaml/parse'],
  references: ['https://yaml.org/spec/1.2.2/#61-indentation-spaces'],
  on: tabs,

  *check({ at, message }) {
    yield { at, message }
  },

  examples: [
    {
      bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
«\t»currency: EUR
`,
    },
    {
      title: 'unseen: a line that looks empty, a tab behind a dash',
      bad: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: shop
«\t»
secrets:
  - name: one
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: docs
secrets:
  -«\t»name: two
`,
    },
    {
      title: 'in text and behind a colon a tab does no harm',
      good: `apiVersion: v1
kind: ConfigMap
metadata:\t# ours
  name:\tshop
data:
  Makefile: |
    all:
    \techo done
`,
    },
  ],
})
