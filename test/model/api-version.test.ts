import { describe, expect, test } from 'vitest'
import { lint } from '../../src/lint.ts'

/** What the two rules say of a document, and what they write instead: `[message, fix]`. */
async function judged(text: string, kubernetesVersion = '1.34', more: Record<string, string> = {}): Promise<(readonly [string, string | undefined])[]> {
  const rules = { 'kubernetes/removed-api': 'error', 'kubernetes/deprecated-api': 'warning' } as const
  const { findings } = await lint({ files: { 'a.yaml': text, ...more }, config: { extends: [], kubernetesVersion, rules } })
  return findings.map(({ message, fix }) => [message, fix?.edits.map(edit => edit.text).join()] as const)
}

const ingress = (backend: string): string => `apiVersion: networking.k8s.io/v1beta1
kind: Ingress
metadata: { name: shop }
spec: { rules: [{ http: { paths: [{ path: /, backend: ${backend} }] } }] }
`
const hpa = (version: string, metric: string): string => `apiVersion: autoscaling/${version}
kind: HorizontalPodAutoscaler
metadata: { name: shop }
spec: { scaleTargetRef: { kind: Deployment, name: shop, apiVersion: apps/v1 }, maxReplicas: 3, metrics: [${metric}] }
`

describe('a successor is written where it takes the document as it is', () => {
  test.each<[string, string, string]>([
    ['the same fields', hpa('v2beta2', '{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }'), 'autoscaling/v2'],
    ['a cron job', 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: a }\nspec: { schedule: "0 3 * * *", jobTemplate: {} }\n', 'batch/v1'],
    ['what was wrong before may stay wrong', 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: a }\nspec: { scedule: "0 3 * * *" }\n', 'batch/v1'],
  ])('%s', async (_, text, expected) => {
    expect(await judged(text)).toEqual([[expect.stringContaining(`Use ${expected}.`), expected]])
  })

  test('an External Secret', async () => {
    const text =
      'apiVersion: external-secrets.io/v1beta1\nkind: SecretStore\nmetadata: { name: a }\nspec: { provider: { fake: { data: [{ key: a, value: b }] } } }\n'
    expect(await judged(text)).toEqual([[expect.stringContaining('External Secrets 0.17 and later no longer serve'), 'external-secrets.io/v1']])
  })
})

describe('else what changes is named', () => {
  test.each<[string, string, string]>([
    [
      'fields that went and fields that came',
      ingress('{ serviceName: shop, servicePort: 80 }'),
      'where "backend.serviceName" and "backend.servicePort" are gone and "paths.pathType" is required',
    ],
    [
      'a metric that is written otherwise',
      hpa('v2beta1', '{ type: Resource, resource: { name: cpu, targetAverageUtilization: 70 } }'),
      'where "resource.targetAverageUtilization" is gone and "resource.target" is required',
    ],
    [
      'a selector that had a default',
      'apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { metadata: { labels: { a: b } }, spec: { containers: [{ name: a }] } } }\n',
      'where "spec.selector" is required',
    ],
    [
      'the same fields with another meaning',
      'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: { name: a }\nspec: { minAvailable: 1, selector: {} }\n',
      'where an empty "spec.selector" selects all pods of the namespace instead of none',
    ],
  ])('%s', async (_, text, expected) => {
    expect(await judged(text)).toEqual([[expect.stringContaining(expected), undefined]])
  })

  test('nothing is promised of a patch', async () => {
    const text = 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: a }\nspec: { schedule: "0 3 * * *" }\n'
    const patched = await judged(text, '1.34', { 'kustomization.yaml': 'patches: [{ path: a.yaml }]\n' })
    expect(patched).toEqual([[expect.stringContaining('Use batch/v1'), undefined]])
  })

  test('a successor that the cluster does not serve yet', async () => {
    const text =
      'apiVersion: flowcontrol.apiserver.k8s.io/v1beta2\nkind: FlowSchema\nmetadata: { name: a }\nspec: { priorityLevelConfiguration: { name: a } }\n'
    expect(await judged(text, '1.28')).toEqual([[expect.stringContaining('which Kubernetes 1.29 and later serve'), undefined]])
  })
})

test('an operator’s version is judged by its definition where that stands in the tree', async () => {
  const resource = 'apiVersion: cert-manager.io/v1alpha2\nkind: Issuer\nmetadata: { name: a }\nspec: { selfSigned: {} }\n'
  expect(await judged(resource)).toHaveLength(1)
  const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: issuers.cert-manager.io }
spec:
  group: cert-manager.io
  scope: Namespaced
  names: { kind: Issuer, plural: issuers }
  versions: [{ name: v1alpha2, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]
`
  expect(await judged(resource, '1.34', { 'crd.yaml': definition })).toEqual([])
})
