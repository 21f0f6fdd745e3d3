import { metricOf, type Matcher, type Selector, selectorsOf } from '../../languages/promql/index.ts'
import { findWorkloads } from '../../model/kubernetes/workload.ts'
import { partOf, readableExpressions } from '../../model/prometheus/promql.ts'
import { rollouts } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Watch a Rollout by its own metrics, not by those of a Deployment.',
  why: 'kube-state-metrics tells of Deployments and not of Rollouts. After a migration such an alert finds nothing, and is silent whatever happens.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/controller-metrics/'],
  on: project => (project.get(rollouts).length > 0 ? project.get(readableExpressions) : []),

  *check(expression, { project }) {
    for (const selector of selectorsOf(expression.promql.expression)) {
      const metric = metricOf(selector)
      const name = metric?.startsWith('kube_deployment_') ? valueOf(selector, ['deployment']) : undefined
      if (!name) continue
      const namespace = valueOf(selector, ['namespace', 'exported_namespace'])?.value
      const [rollout] = findWorkloads(project, 'Rollout', name.value, namespace)
      // One that stands beside it is told of by rollouts/selector-clash.
      if (!rollout || findWorkloads(project, 'Deployment', name.value, namespace).length > 0) continue
      yield {
        at: partOf(expression, name.valueRange),
        message: `"${name.value}" is a Rollout and no Deployment, so ${metric} knows nothing of it and this is never true. ${adviceOn(metric!, name.value)}`,
        related: [{ at: rollout.at('metadata').at('name'), message: 'the Rollout' }],
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart, namespace: shop }
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata: { name: cart, namespace: shop }
        spec:
          groups:
            - name: cart
              rules:
                - alert: CartDown
                  expr: kube_deployment_status_replicas_available{namespace="shop", deployment=«"cart"»} < 2
                  for: 5m
      `,
    },
    {
      title: 'Deployments, patterns, another namespace, and metrics of the controller',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart, namespace: shop }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: search, namespace: shop }
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata: { name: cart, namespace: shop }
        spec:
          groups:
            - name: cart
              rules:
                - { alert: SearchDown, expr: 'kube_deployment_status_replicas_available{deployment="search"} < 2' }
                - { alert: Down, expr: 'kube_deployment_status_replicas_available{deployment=~"cart|search"} < 2' }
                - { alert: OldCartDown, expr: 'kube_deployment_status_replicas_available{namespace="old", deployment="cart"} < 2' }
                - { alert: CartDown, expr: 'rollout_info_replicas_available{name="cart"} < 2' }
      `,
    },
  ],
})

function valueOf({ matchers }: Selector, labels: readonly string[]): Matcher | undefined {
  return matchers.find(({ label, operator, value }) => labels.includes(label.name) && operator === '=' && value !== '')
}

/** Metrics of Argo's controller. Source: controller/metrics/prommetrics.go of Argo Rollouts 1.8. */
function adviceOn(metric: string, name: string): string {
  const state = metric === 'kube_deployment_spec_replicas' ? 'desired' : /_status_replicas_(available|unavailable|updated)$/.exec(metric)?.[1]
  return state ? `Write rollout_info_replicas_${state}{name="${name}"}.` : `Write rollout_info{name="${name}"}, which has its phase.`
}
