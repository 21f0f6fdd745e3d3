import type { Labels } from '../languages/label-selector.ts'
import type { Project } from '../project.ts'
import { type Manifest, manifestsOfKind, type ObjectFields } from './manifest.ts'

/** Pods that no template in the tree describes, because an operator makes them from a custom resource of the tree. */
export interface GeneratedPods {
  readonly owner: Manifest<OperatorFields>
  readonly labels: Labels
}

interface OperatorFields extends ObjectFields {
  spec: { podMetadata?: { labels?: Record<string, string> } }
}

/** Kinds of the Prometheus operator, with the label under which the pods carry the resource's name (its pkg/operator and docs/api). */
const prometheusKinds: Readonly<Record<string, string>> = {
  Prometheus: 'prometheus',
  PrometheusAgent: 'prometheus',
  Alertmanager: 'alertmanager',
  ThanosRuler: 'thanos-ruler',
}

const queries = Object.keys(prometheusKinds).map(kind => manifestsOfKind<OperatorFields>(kind, 'monitoring.coreos.com'))

export function generatedPods(project: Project): GeneratedPods[] {
  return queries
    .flatMap(query => project.get(query))
    .map(owner => {
      const label = prometheusKinds[owner.kind]!
      const name = owner.name ?? ''
      const own = {
        [label]: name,
        'app.kubernetes.io/name': label,
        'app.kubernetes.io/instance': name,
        'app.kubernetes.io/managed-by': 'prometheus-operator',
        'operator.prometheus.io/name': name,
      }
      return { owner, labels: { ...owner.at('spec').at('podMetadata').at('labels').value, ...own } }
    })
}
