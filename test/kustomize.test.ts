import { expect, test } from 'vitest'
import { lint } from '../src/lint.ts'
import { manifests } from '../src/model/kubernetes/manifest.ts'
import { Project } from '../src/project.ts'
import { markPartial } from '../src/source/kustomize.ts'
import { readSource } from '../src/source/read.ts'

const settings = {
  kubernetesVersion: 34,
  podSecurity: undefined,
  closedWorld: true,
  external: [],
  prometheus: { features: [], relaxed: false },
}

function projectOf(files: Record<string, string>): Project {
  const options = { markdown: false, relaxed: false, paths: new Set(Object.keys(files)) }
  return new Project(markPartial(Object.entries(files).map(([path, text]) => readSource(path, text, options))), settings)
}

function kustomization(fields: object): string {
  return JSON.stringify({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', ...fields })
}

/** What a patch says of the one container of Deployment "web", in JSON. */
const container = (fields: object, spec: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { ...spec, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', ...fields }] } } },
})
const probe = { httpGet: { path: '/healthz', port: 8080 } }
const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] } }
const rollout = (strategy: object): object => ({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'web' }, spec: { strategy } })
const templates = { templates: [{ templateName: 'latency' }] }

/** Patches about which nothing can be said, since what counts may stand in the base; each as a whole object breaks the rule. */
const patches: readonly (readonly [rule: string, patch: object, base: readonly object[]])[] = [
  ['kubernetes/undefined-env-reference', container({ args: ['--port', '$(HTTP)'] }), []],
  ['kubernetes/liveness-restart-storm', container({ livenessProbe: { ...probe, periodSeconds: 5 } }, { replicas: 2 }), []],
  ['kubernetes/probe-timing', container({ readinessProbe: { ...probe, timeoutSeconds: 10 } }), []],
  [
    'kubernetes/probe-timing',
    container({ image: 'eclipse-temurin:21', livenessProbe: { ...probe, initialDelaySeconds: 0, failureThreshold: 2, periodSeconds: 10 } }),
    [],
  ],
  ['kubernetes/identical-probes', container({ livenessProbe: probe, readinessProbe: probe }), []],
  ['kubernetes/run-as-root', container({ securityContext: { runAsNonRoot: false } }), []],
  ['kubernetes/service-target-port', container({ ports: [{ name: 'metrics', containerPort: 9090 }] }), [service]],
  ['kubernetes/service-without-pods', { ...service, spec: { selector: { app: 'website' } } }, []],
  [
    'kubernetes/statefulset-service-missing',
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'db' }, spec: { ports: [{ port: 5432 }] } },
    [{ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'db' }, spec: { serviceName: 'db' } }],
  ],
  [
    'kubernetes/hpa-fixed-replicas',
    container({}, { replicas: 3 }),
    [
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'web' },
        spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
      },
    ],
  ],
  [
    'kubernetes/egress-blocks-dns',
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web' }, spec: { egress: [{ ports: [{ port: 5432 }] }] } },
    [],
  ],
  ['kubernetes/istio-allow-all', { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { name: 'web' }, spec: { rules: [{}] } }, []],
  ['rollouts/invalid-strategy', rollout({ blueGreen: { activeService: 'web' }, canary: null }), []],
  ['rollouts/invalid-step', rollout({ canary: { steps: [{ setWeight: 500 }] } }), []],
  [
    'rollouts/analysis-argument',
    rollout({ canary: { analysis: templates } }),
    [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate', metadata: { name: 'latency' }, spec: { args: [{ name: 'service' }] } }],
  ],
]

test.each(patches)('%s says nothing of what a patch leaves out', async (rule, patch, base) => {
  const judge = async (fields: object): Promise<string[]> => {
    const files = {
      'kustomization.yaml': kustomization(fields),
      'base.yaml': base.map(object => JSON.stringify(object)).join('\n---\n'),
      'patch.yaml': JSON.stringify(patch),
    }
    const { findings } = await lint({ files, config: { extends: [], rules: { [rule]: 'warning' } } })
    return findings.map(({ message }) => message)
  }
  expect(await judge({ resources: ['base.yaml'], patches: [{ path: 'patch.yaml' }] })).toEqual([])
  if (rule === 'rollouts/invalid-strategy') return
  expect(await judge({ resources: ['base.yaml', 'patch.yaml'] })).not.toEqual([])
})

test('a patch gives pods the label that a Service asks for', async () => {
  const whole = container({ image: 'shop/web:1.4.0' })
  const patch = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { template: { metadata: { labels: { track: 'stable' } } } } }
  const files = {
    'kustomization.yaml': kustomization({ resources: ['web.yaml', 'service.yaml'], patches: [{ path: 'track.yaml' }] }),
    'web.yaml': JSON.stringify(whole),
    'service.yaml': JSON.stringify({ ...service, spec: { selector: { app: 'web', track: 'stable' } } }),
    'track.yaml': JSON.stringify(patch),
  }
  const config = { extends: [], rules: { 'kubernetes/service-without-pods': 'warning' as const } }
  expect((await lint({ files, config })).findings).toEqual([])
})

/** The namespace of each object of the tree, by its name. */
function namespacesIn(files: Record<string, string>): Record<string, string | undefined> {
  return Object.fromEntries(
    projectOf(files)
      .get(manifests)
      .filter(({ kind }) => kind !== 'Kustomization')
      .map(({ name, namespace }) => [name, namespace]),
  )
}

const written = (name: string, namespace?: string, kind = 'ConfigMap'): string => JSON.stringify({ apiVersion: 'v1', kind, metadata: { name, namespace } })

test('a kustomization goes before what an object says of its namespace', () => {
  const files = {
    'kustomization.yaml': kustomization({ namespace: 'shop', resources: ['a.yaml', 'b.yaml'] }),
    'a.yaml': written('a', 'default'),
    'b.yaml': written('b'),
    'c.yaml': written('c', 'crm'),
  }
  expect(namespacesIn(files)).toEqual({ a: 'shop', b: 'shop', c: 'crm' })
})

test('objects of the whole cluster get no namespace', () => {
  const files = { 'kustomization.yaml': kustomization({ namespace: 'shop', resources: ['a.yaml'] }), 'a.yaml': written('a', undefined, 'Namespace') }
  expect(namespacesIn(files)).toEqual({ a: undefined })
})

test('an overlay goes before its base, and overlays that disagree leave it open', () => {
  const base = { 'base/kustomization.yaml': kustomization({ namespace: 'base', resources: ['a.yaml'] }), 'base/a.yaml': written('a', 'default') }
  const overlay = (namespace?: string): string => kustomization({ namespace, resources: ['../../base'] })
  expect(namespacesIn(base)).toEqual({ a: 'base' })
  expect(namespacesIn({ ...base, 'overlays/dev/kustomization.yaml': overlay('dev') })).toEqual({ a: 'dev' })
  expect(namespacesIn({ ...base, 'overlays/dev/kustomization.yaml': overlay() })).toEqual({ a: 'base' })
  expect(namespacesIn({ ...base, 'overlays/dev/kustomization.yaml': overlay('dev'), 'overlays/prod/kustomization.yaml': overlay('prod') })).toEqual({
    a: undefined,
  })
  expect(namespacesIn({ ...base, 'overlays/dev/kustomization.yaml': overlay('dev'), 'overlays/prod/kustomization.yaml': overlay() })).toEqual({ a: undefined })
})

test('kustomizations that name each other end', () => {
  const files = {
    'a/kustomization.yaml': kustomization({ namespace: 'a', resources: ['../b', '.'] }),
    'b/kustomization.yaml': kustomization({ namespace: 'b', resources: ['../a', 'b.yaml'] }),
    'b/b.yaml': written('b', 'default'),
  }
  expect(namespacesIn(files)).toEqual({ b: 'default' })
})
