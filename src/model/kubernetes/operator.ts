import type { Labels } from '../../languages/label-selector.ts'
import type { Project } from '../../project.ts'
import { folderOf, groupOf, type Manifest, manifestsOfKind, type ObjectFields } from './manifest.ts'
import { pods } from './workload.ts'

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

/**
 * Whether a label is one that an operator gives to the pods that it makes from the custom resources of the tree: its domain is that of
 * their API group (`strimzi.io/cluster` for `kafka.strimzi.io`), and no template of the tree carries it.
 */
export function isOperated(project: Project): (label: string) => boolean {
  const groups = project.get(customGroups)
  const domains = new Set([...groups].flatMap(domainsAbove))
  const written = new Set(project.get(pods).flatMap(pod => Object.keys(pod.labels)))
  return label => {
    const domain = label.slice(0, Math.max(label.indexOf('/'), 0))
    return domain !== '' && !written.has(label) && (domains.has(domain) || domainsAbove(domain).some(above => groups.has(above)))
  }
}

/** The folders with templates that were not rendered: what these make is not known. */
export function templatedFolders(project: Project): ReadonlySet<string> {
  return new Set(project.files.filter(({ problems }) => problems.some(({ code }) => code === 'template')).map(({ path }) => folderOf(path)))
}

/** Labels and groups of Kubernetes itself, whose domains many projects share. */
const shared = new Set(['k8s.io', 'x-k8s.io', 'kubernetes.io'])

function customGroups(project: Project): ReadonlySet<string> {
  return new Set(
    project
      .all()
      .map(({ apiVersion }) => groupOf(apiVersion))
      .filter(group => group.includes('.')),
  )
}

/** `kafka.strimzi.io` and `strimzi.io` of `kafka.strimzi.io`; none of what is too long for a domain. */
function domainsAbove(group: string): string[] {
  const steps = group.length > 253 ? [] : group.split('.')
  return steps
    .slice(0, -1)
    .map((_, index) => steps.slice(index).join('.'))
    .filter(domain => !shared.has(domain))
}
