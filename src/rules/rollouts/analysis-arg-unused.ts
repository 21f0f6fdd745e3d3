import { nearest } from '../../languages/nearest.ts'
import { analysisObjects, argumentsOf, mergedWithOthers, metricsOf, nestedTemplates, placeholdersOf } from '../../model/rollouts/analysis.ts'
import { grouped } from '../../grouped.ts'
import { placeholders } from '../../model/read-problem.ts'
import type { Project } from '../../project.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Declare only the arguments that metrics use.',
  why: 'Whoever runs the analysis has to look up and pass a value that changes nothing, or believes that it does.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments'],
  on: analysisObjects,

  *check(owner, { project }) {
    // The arguments of a template that is merged with others may be for those.
    if (owner.partial || nestedTemplates(owner).length > 0 || metricsOf(owner).length === 0 || project.get(mergedWithOthers).has(owner)) return
    const used = new Set(metricsOf(owner).flatMap(metric => placeholdersOf(metric).map(({ text }) => text)))
    for (const text of project.get(unreadUses).get(owner.source.file) ?? []) used.add(text)
    // A name that is written otherwise where it is used is told of there.
    const declared = new Set(argumentsOf(owner).map(argument => `args.${argument.at('name').value}`))
    const slips = [...used].filter(text => !declared.has(text)).map(text => text.split('.').at(-1)!)
    for (const argument of argumentsOf(owner)) {
      const name = argument.at('name')
      if (!name.value || used.has(`args.${name.value}`) || slips.includes(name.value) || nearest(name.value, slips)) continue
      yield { at: name, message: `No metric of ${owner.title} uses the argument "${name.value}". Use it as {{args.${name.value}}}, or leave it out.` }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: service }, { name: «window», value: 5m }]
          metrics:
            - name: share
              provider: { prometheus: { query: 'sum(rate(errors_total{service="{{args.service}}"}[5m]))' } }
      `,
    },
    {
      title: 'a use without the quotes that it needs, which yaml/unrendered-template reports',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: service }]
          metrics:
            - name: share
              provider:
                job:
                  metadata:
                    labels:
                      service: {{args.service}}
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: service }]
          metrics:
            - name: share
              provider: { job: { spec: { template: { spec: { containers: [{ name: test, args: ['{{ args.service }}'] }] } } } } }
      `,
    },
  ],
})

/** Uses that lack their quotes, which yaml/unrendered-template reports, by file. */
function unreadUses(project: Project): Map<string, string[]> {
  return grouped([...placeholders(project)].map(({ at }) => [at.source.file, String(at.value).replace(/^\{\{\s*|\s*\}\}$/g, '')] as const))
}
