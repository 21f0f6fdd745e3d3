import type { PodTemplateSpec } from 'kubernetes-types/core/v1.js'
import type { LabelSelector } from 'kubernetes-types/meta/v1.js'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import type { AnalysisArgument } from './analysis.ts'
import { type Manifest, manifestsOfKind, type ObjectFields } from '../kubernetes/manifest.ts'
import { canaries } from './rollout.ts'

/** An analysis of an experiment names its one template itself. */
interface ExperimentAnalysis {
  name?: string
  templateName?: string
  clusterScope?: boolean
  requiredForCompletion?: boolean
  args?: AnalysisArgument[]
}

/** Pods that an experiment starts: those of a version of the Rollout in a step, described in full in an Experiment. */
interface ExperimentTemplate {
  name?: string
  specRef?: string
  weight?: number
  replicas?: number
  selector?: LabelSelector
  minReadySeconds?: number
  template?: PodTemplateSpec
}

export interface ExperimentSpec {
  duration?: string
  progressDeadlineSeconds?: number
  templates?: ExperimentTemplate[]
  analyses?: ExperimentAnalysis[]
}

interface ExperimentFields extends ObjectFields {
  spec: ExperimentSpec
}

export const experimentObjects = manifestsOfKind<ExperimentFields>('Experiment', 'argoproj.io')

/** An Experiment, or a step of a canary that is one. */
export interface Experiment {
  readonly owner: Manifest
  readonly spec: Ref<ExperimentSpec>
  readonly isStep: boolean
}

export function experiments(project: Project): Experiment[] {
  const objects = project
    .get(experimentObjects)
    .filter(experiment => !experiment.partial && experiment.at('spec').value !== undefined)
    .map(owner => ({ owner: owner as unknown as Manifest, spec: owner.at('spec'), isStep: false }))
  const steps = project.get(canaries).flatMap(({ rollout, steps: written }) =>
    written.flatMap(step => {
      const spec = step.at('experiment')
      return spec.value ? [{ owner: rollout as unknown as Manifest, spec: spec as Ref<ExperimentSpec>, isStep: true }] : []
    }),
  )
  return [...objects, ...steps]
}
