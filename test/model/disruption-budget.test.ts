import { describe, expect, test } from 'vitest'
import { lint } from '../../src/lint.ts'

const deployment = (spec = '', namespace = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web${namespace && `, namespace: ${namespace}`} }
spec: { ${spec}template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: nginx:1.29 }] } } }
`
const budget = (spec: string, namespace = ''): string => `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web${namespace && `, namespace: ${namespace}`} }
spec: { ${spec} }
`
const autoscaler = (range: string): string => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, ${range} }
`
const scaledObject = (range: string): string => `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: web }
spec: { scaleTargetRef: { name: web }${range} }
`
const web = 'selector: { matchLabels: { app: web } }'

async function found(...documents: string[]): Promise<string[]> {
  const names = ['pdb-blocks-drain', 'pdb-exceeds-autoscaler', 'pdb-protects-nothing'] as const
  const rules = Object.fromEntries(names.map(name => [`kubernetes/${name}`, 'warning'] as const))
  const { findings } = await lint({ files: { 'a.yaml': documents.join('---\n') }, config: { extends: [], rules } })
  return findings.map(({ rule }) => rule.replace('kubernetes/', ''))
}

describe('a budget against the pods that there are', () => {
  test.each<[string, string[], string[]]>([
    ['as many as there are', [deployment('replicas: 3, '), budget(`minAvailable: 3, ${web}`)], ['pdb-blocks-drain']],
    ['one less', [deployment('replicas: 3, '), budget(`minAvailable: 2, ${web}`)], []],
    ['a percentage, rounded up', [deployment('replicas: 3, '), budget(`minAvailable: 67%, ${web}`)], ['pdb-blocks-drain']],
    ['a percentage of one pod', [deployment(), budget(`minAvailable: 1%, ${web}`)], ['pdb-blocks-drain']],
    ['no percent of them', [deployment(), budget(`minAvailable: 0%, ${web}`)], ['pdb-protects-nothing']],
    ['by an expression', [deployment(), budget('minAvailable: 1, selector: { matchExpressions: [{ key: app, operator: Exists }] }')], ['pdb-blocks-drain']],
    ['none are meant to run', [deployment('replicas: 0, '), budget(`minAvailable: 1, ${web}`)], []],
    ['other pods', [deployment(), budget('minAvailable: 1, selector: { matchLabels: { app: shop } }')], []],
    ['of another namespace', [deployment('', 'shop'), budget(`minAvailable: 1, ${web}`, 'mail')], []],
    ['all may go', [deployment('replicas: 3, '), budget(`maxUnavailable: 3, ${web}`)], ['pdb-protects-nothing']],
    [
      'the minimum of an autoscaler',
      [deployment(), autoscaler('minReplicas: 2, maxReplicas: 9'), budget(`minAvailable: 2, ${web}`)],
      ['pdb-exceeds-autoscaler'],
    ],
    ['below it', [deployment(), autoscaler('minReplicas: 3, maxReplicas: 9'), budget(`minAvailable: 2, ${web}`)], []],
    ['its default', [deployment('replicas: 5, '), autoscaler('maxReplicas: 9'), budget(`minAvailable: 1, ${web}`)], ['pdb-exceeds-autoscaler']],
    ['KEDA, which goes down to none by one', [deployment(), scaledObject(''), budget(`minAvailable: 50%, ${web}`)], ['pdb-exceeds-autoscaler']],
    ['KEDA with a minimum', [deployment(), scaledObject(', minReplicaCount: 4'), budget(`minAvailable: 50%, ${web}`)], []],
  ])('%s', async (_, documents, expected) => {
    expect(await found(...documents)).toEqual(expected)
  })

  test('where the template has no labels, the selector promises them', async () => {
    const bare = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { selector: { matchLabels: { app: web } } }\n'
    expect(await found(bare, budget(`minAvailable: 1, ${web}`))).toEqual(['pdb-blocks-drain'])
  })
})
