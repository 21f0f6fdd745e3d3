import { parseGoDuration } from '../../languages/duration.ts'
import { matchesSelector } from '../../languages/label-selector.ts'
import { placeholdersOf } from '../../model/rollouts/analysis.ts'
import { type Experiment, experiments } from '../../model/rollouts/experiment.ts'
import { type Problem, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Write experiments that the controller can run.',
  why: 'The controller fails an experiment that it cannot carry out, which aborts the rollout that it is a step of.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/experiment/'],
  on: experiments,

  *check(experiment) {
    const { owner, spec } = experiment
    const duration = spec.at('duration')
    if (duration.value && !duration.value.includes('{{') && parseGoDuration(duration.value) === undefined)
      yield {
        at: duration,
        message: `"${duration.value}" is no duration that Argo reads, so the experiment of ${owner.title} never ends. Write hours, minutes and seconds: 30m, 1h30m.`,
      }
    for (const list of ['templates', 'analyses'] as const)
      yield* doubleNames(
        experiment,
        spec
          .at(list)
          .each()
          .map(entry => entry.at('name') as Ref<string>),
      )
    yield* unknownTemplates(experiment)
    yield* experiment.isStep ? badSpecRefs(experiment) : badTemplates(experiment)
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          strategy:
            canary:
              steps:
                - experiment:
                    duration: «1d»
                    templates:
                      - { name: next, specRef: «new» }
                      - { name: «next», specRef: stable }
      `,
    },
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Experiment
        metadata: { name: cart }
        spec:
          progressDeadlineSeconds: 60
          templates:
            - name: all
              «selector»: {}
              minReadySeconds: «90»
            - name: other
              «selector»: { matchLabels: { app: cart } }
              template: { metadata: { labels: { app: card } } }
          analyses:
            - { name: errors, templateName: errors, args: [{ name: hash, value: 'cart-«{{templates.next.podTemplateHash}}»' }] }
            - { name: «errors», templateName: latency }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Experiment
        metadata: { name: cart }
        spec:
          duration: 20m
          templates:
            - name: next
              selector: { matchLabels: { app: cart } }
              template: { metadata: { labels: { app: cart, version: next } } }
          analyses: [{ name: next, templateName: errors, args: [{ name: hash, value: '{{ templates.next.podTemplateHash }}' }] }]
      `,
    },
  ],
})

function* doubleNames({ owner }: Experiment, names: readonly Ref<string>[]): Generator<Problem> {
  const seen = new Set<string>()
  for (const name of names) {
    if (name.value && seen.has(name.value))
      yield name.path.includes('analyses')
        ? {
            at: name,
            severity: 'warning',
            message: `The experiment of ${owner.title} has two analyses "${name.value}", which overwrite each other's result. Rename one.`,
          }
        : { at: name, message: `The experiment of ${owner.title} has two templates "${name.value}", so it fails. Rename one.` }
    seen.add(name.value ?? '')
  }
}

/** Source: ResolveExperimentArgsValue of utils/template. */
function* unknownTemplates({ owner, spec }: Experiment): Generator<Problem> {
  const names = spec
    .at('templates')
    .each()
    .map(template => template.at('name').value)
  const known = new Set([
    'experiment.availableAt',
    'experiment.finishedAt',
    ...names.flatMap(name => [`templates.${name}.podTemplateHash`, `templates.${name}.replicaset.name`]),
  ])
  for (const { at, text } of placeholdersOf(spec.at('analyses')))
    if (/^(?:templates|experiment)\./.test(text) && !known.has(text))
      yield {
        at,
        message: `The experiment of ${owner.title} has no "${text}" to fill in, so its analysis does not start and the experiment fails. Name one of its templates: templates.${names[0] ?? 'name'}.podTemplateHash.`,
      }
}

/** A step takes the pods of one of the two versions of its Rollout. */
function* badSpecRefs({ owner, spec }: Experiment): Generator<Problem> {
  for (const template of spec.at('templates').each()) {
    const version = template.at('specRef')
    if (version.value && version.value !== 'stable' && version.value !== 'canary')
      yield {
        at: version,
        message: `"${version.value}" is no version of ${owner.title}, so the experiment fails and the rollout is aborted. Write stable or canary.`,
      }
  }
}

function* badTemplates({ owner, spec }: Experiment): Generator<Problem> {
  const deadline = spec.at('progressDeadlineSeconds').value ?? 600
  for (const template of spec.at('templates').each()) {
    const [selector, ready] = [template.at('selector'), template.at('minReadySeconds')]
    const labels = template.at('template').at('metadata').at('labels')
    const wanted = Object.keys(selector.at('matchLabels').value ?? {}).length + (selector.at('matchExpressions').value ?? []).length
    if (selector.value && wanted === 0)
      yield { at: selector, message: `An empty selector would take all pods, so the experiment of ${owner.title} fails. Select labels of its template.` }
    else if (selector.value && template.at('template').value && (labels.value || !labels.exists) && !matchesSelector(selector.value, labels.value))
      yield {
        at: selector,
        message: `This selector does not match the labels of its own template, so the experiment of ${owner.title} fails. Make them agree.`,
      }
    if (ready.value !== undefined && ready.value > deadline)
      yield {
        at: ready,
        message: `A pod counts as ready after ${ready.value} seconds, and ${owner.title} gives up after ${deadline} (progressDeadlineSeconds), so it fails. Raise the deadline.`,
      }
  }
}
