import { describe, expect, test } from 'vitest'
import { lint } from '../../src/lint.ts'

const rules = { 'kubernetes/schema': 'error', 'kubernetes/exclusive-fields': 'error' } as const

/** What is wrong with an object: the field that each finding is about, and what is missing in it. */
async function wrong(object: unknown): Promise<string[]> {
  const { findings } = await lint({ files: { 'a.json': JSON.stringify(object, null, 1) }, config: { extends: [], kubernetesVersion: '1.34', rules } })
  return findings.map(({ message }) => `${/^"([^"]*)"/.exec(message)![1]!}${/ lacks ("\w+")/.exec(message)?.[1]?.replaceAll('"', ' ').trimEnd() ?? ''}`)
}

const object = (apiVersion: string, kind: string, spec: unknown): unknown => ({ apiVersion, kind, metadata: { name: 'shop' }, spec })
const ports = [{ port: 80 }]
const container = { name: 'shop', image: 'shop/web:1' }
const pod = (spec: object, more: object = {}): unknown => object('v1', 'Pod', { containers: [{ ...container, ...more }], ...spec })
const env = (valueFrom: object): unknown => pod({}, { env: [{ name: 'A', valueFrom }] })

describe('Services', () => {
  test.each([
    [{ selector: { app: 'shop' } }, ['spec ports']],
    [{ clusterIP: 'None' }, []],
    [{ type: 'ExternalName', externalName: 'db.example.com.' }, []],
    [{ type: 'ExternalName' }, ['spec externalName']],
    [{ type: 'ExternalName', externalName: 'https://db.example.com' }, ['spec.externalName']],
    [{ ports: [{ port: 80 }, { port: 81, name: 'b' }] }, ['spec.ports[0] name']],
    [{ ports: [{ port: 80, nodePort: 30_000 }] }, ['spec.ports[0].nodePort']],
    [{ ports: [{ port: 80, nodePort: 0 }] }, []],
    [{ ports, type: 'NodePort', clusterIP: 'None' }, ['spec.clusterIP']],
    [{ ports, externalTrafficPolicy: 'Local' }, ['spec.externalTrafficPolicy']],
    [{ ports, externalTrafficPolicy: 'Local', externalIPs: ['203.0.113.7'] }, []],
    [{ ports, type: 'NodePort', loadBalancerClass: 'example.com/lb' }, ['spec.loadBalancerClass']],
    [{ ports, loadBalancerSourceRanges: [] }, []],
    [
      { ports, type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.1/8', '10.0.0.1', '::/0', '::/129'] },
      ['spec.loadBalancerSourceRanges[1]', 'spec.loadBalancerSourceRanges[3]'],
    ],
    [
      { ports, externalIPs: ['010.0.0.1', '256.0.0.1', '2001:db8::ffff:10.0.0.1', '1:2:3', '::1::'] },
      ['spec.externalIPs[1]', 'spec.externalIPs[3]', 'spec.externalIPs[4]'],
    ],
    [{ ports, clusterIP: '${ADDRESS}' }, []],
  ])('%j', async (spec, expected) => {
    expect(await wrong(object('v1', 'Service', spec))).toEqual(expected)
  })
})

describe('pods', () => {
  test.each([
    [pod({}, { image: '' }), ['spec.containers[0] image']],
    [pod({ initContainers: [container] }), ['spec.initContainers[0].name']],
    [
      pod({ initContainers: [{ ...container, name: 'wait', lifecycle: { preStop: { exec: {} } } }] }),
      ['spec.initContainers[0].lifecycle', 'spec.initContainers[0].lifecycle.preStop.exec command'],
    ],
    [pod({ dnsPolicy: 'None' }), ['spec.dnsPolicy']],
    [pod({ tolerations: [{ effect: 'NoSchedule' }, { operator: 'Exists' }, { key: 'a', operator: '' }] }), ['spec.tolerations[0]']],
    [pod({ tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 3 }] }), ['spec.tolerations[0].tolerationSeconds']],
    [pod({ hostAliases: [{ ip: 'db', hostnames: ['db'] }] }), ['spec.hostAliases[0].ip']],
    [pod({ securityContext: { seccompProfile: { type: 'Localhost' } } }), ['spec.securityContext.seccompProfile localhostProfile']],
    [pod({}, { resources: { limits: { gpu: 1, cpu: 1, 'hugepages-2Mi': '2Mi', 'kubernetes.io/batch': 1 } } }), ['spec.containers[0].resources.limits.gpu']],
    [pod({}, { resources: { limits: { 'nvidia.com/gpu': '0.5' } } }), ['spec.containers[0].resources.limits.nvidia.com/gpu']],
    [pod({}, { resources: { requests: { 'nvidia.com/gpu': 1 } } }), ['spec.containers[0].resources.requests.nvidia.com/gpu']],
    [pod({}, { resources: { requests: { 'nvidia.com/gpu': '1' }, limits: { 'nvidia.com/gpu': '1000m' } } }), []],
    [env({ fieldRef: { fieldPath: 'metadata.labels' } }), ['spec.containers[0].env[0].valueFrom.fieldRef.fieldPath']],
    [env({ fieldRef: { fieldPath: "metadata.labels['app']" } }), []],
    [env({ resourceFieldRef: { resource: 'limits.storage' } }), ['spec.containers[0].env[0].valueFrom.resourceFieldRef.resource']],
    [env({ secretKeyRef: { name: 'shop_key', key: 'a' } }), ['spec.containers[0].env[0].valueFrom.secretKeyRef.name']],
    [
      pod({ volumes: [{ name: 'v', configMap: { items: [{ key: 'a', path: '../a' }] } }] }),
      ['spec.volumes[0].configMap name', 'spec.volumes[0].configMap.items[0].path'],
    ],
    [
      pod({ volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: { spec: {} } } }] }),
      ['spec.volumes[0].ephemeral.volumeClaimTemplate.spec', 'spec.volumes[0].ephemeral.volumeClaimTemplate.spec accessModes'],
    ],
  ])('%j', async (object_, expected) => {
    expect(await wrong(object_)).toEqual(expected)
  })
})

describe('workloads', () => {
  const template = (labels: object, more: object = {}): object => ({ template: { metadata: { labels }, spec: { containers: [container], ...more } } })
  const apps = (kind: string, spec: object): unknown =>
    object('apps/v1', kind, { selector: { matchLabels: { app: 'shop' } }, ...template({ app: 'shop' }), ...spec })
  const job = (spec: object, more: object = {}): unknown => object('batch/v1', 'Job', { ...template({}, { restartPolicy: 'Never', ...more }), ...spec })
  const cron = (timeZone: string): unknown =>
    object('batch/v1', 'CronJob', { schedule: '0 4 * * *', timeZone, jobTemplate: { spec: template({}, { restartPolicy: 'Never' }) } })
  test.each([
    [apps('Deployment', { selector: {} }), ['spec.selector']],
    [apps('Deployment', { strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } }), ['spec.strategy.rollingUpdate']],
    [apps('DaemonSet', { updateStrategy: { rollingUpdate: { maxSurge: 1 } } }), ['spec.updateStrategy.rollingUpdate.maxSurge']],
    [apps('DaemonSet', { updateStrategy: { rollingUpdate: { maxSurge: '10%', maxUnavailable: 0 } } }), []],
    [apps('DaemonSet', { updateStrategy: { rollingUpdate: { maxUnavailable: '0%' } } }), ['spec.updateStrategy.rollingUpdate.maxUnavailable']],
    [job({ completionMode: 'Indexed' }), []],
    [job({ completionMode: 'Indexed', parallelism: 2 }), ['spec completions']],
    [job({ backoffLimitPerIndex: 1 }), ['spec.backoffLimitPerIndex']],
    [cron('Europe/Berlin'), []],
    [cron('Etc/GMT+5'), []],
    [cron('Europe/berlin'), ['spec.timeZone']],
    [cron('PST'), ['spec.timeZone']],
    [cron('EST'), []],
    [cron('+01:00'), ['spec.timeZone']],
    [cron(''), ['spec.timeZone']],
  ])('%j', async (object_, expected) => {
    expect(await wrong(object_)).toEqual(expected)
  })
})

describe('other objects', () => {
  const path = (written: string, pathType = 'Prefix'): unknown =>
    object('networking.k8s.io/v1', 'Ingress', {
      rules: [{ http: { paths: [{ path: written, pathType, backend: { service: { name: 'shop', port: { number: 80 } } } }] } }],
    })
  const policy = (rule: unknown): unknown => object('networking.k8s.io/v1', 'NetworkPolicy', { podSelector: {}, ingress: [rule] })
  const metric = (one: object): unknown =>
    object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      maxReplicas: 3,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' },
      metrics: [one],
    })
  const role = (kind: string, rule: object): unknown => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: 'shop' }, rules: [rule] })
  test.each([
    [object('networking.k8s.io/v1', 'Ingress', { ingressClassName: 'nginx' }), ['spec rules']],
    [path('shop'), ['spec.rules[0].http.paths[0].path']],
    [path('/shop//cart'), ['spec.rules[0].http.paths[0].path']],
    [path('/.well-known'), []],
    [path('', 'ImplementationSpecific'), []],
    [policy({ from: [{}] }), ['spec.ingress[0].from[0]']],
    [policy({ from: [{ ipBlock: { cidr: '10.0.0.1' } }] }), ['spec.ingress[0].from[0].ipBlock.cidr']],
    [policy({ ports: [{ port: 90, endPort: 80 }] }), ['spec.ingress[0].ports[0].endPort']],
    [metric({ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization' } } }), ['spec.metrics[0].resource.target']],
    [metric({ type: 'Pods' }), ['spec.metrics[0] pods']],
    [role('Role', { apiGroups: [''], resources: ['pods'], verbs: [] }), ['rules[0] verbs']],
    [role('Role', { resources: ['pods'], verbs: ['get'] }), ['rules[0] apiGroups']],
    [role('Role', { nonResourceURLs: ['/metrics'], verbs: ['get'] }), ['rules[0].nonResourceURLs']],
    [role('ClusterRole', { nonResourceURLs: ['/metrics'], verbs: ['get'] }), []],
    [object('v1', 'LimitRange', { limits: [{ type: 'Container', default: { cpu: 1 }, defaultRequest: { cpu: 2 } }] }), ['spec.limits[0].defaultRequest.cpu']],
    [object('v1', 'LimitRange', { limits: [{ type: 'container', max: { cpu: 1 } }] }), ['spec.limits[0].type']],
    [object('v1', 'ResourceQuota', { hard: { pods: 3, deployments: 2, 'count/deployments.apps': 2 } }), ['spec.hard.deployments']],
    [object('v1', 'PersistentVolume', { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' } }), ['spec']],
    [
      object('v1', 'PersistentVolumeClaim', { accessModes: [], resources: { requests: { storage: '0' } } }),
      ['spec accessModes', 'spec.resources.requests.storage'],
    ],
  ])('%j', async (object_, expected) => {
    expect(await wrong(object_)).toEqual(expected)
  })
})

test('a file that is called a patch lacks nothing', async () => {
  const files = { 'patches/shop.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: shop }\nspec: { containers: [{ name: shop }] }\n' }
  expect((await lint({ files, config: { extends: [], rules } })).findings).toEqual([])
})

test('what is misspelled is not missing, too', async () => {
  const files = { 'shop.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: shop }\nspec: { port: [{ port: 80 }] }\n' }
  expect((await lint({ files, config: { extends: [], rules } })).findings).toEqual([])
})
