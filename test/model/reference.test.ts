import { expect, test } from 'vitest'
import { parseImage } from '../../src/languages/image-reference.ts'
import { resolve, type Target } from '../../src/model/kubernetes/references/reference.ts'
import { inRegistry } from '../../src/languages/image-registry.ts'
import { Project } from '../../src/project.ts'
import { readSource } from '../../src/source/read.ts'

/** How references into a tree of these objects turn out, in words. */
function outcomes(objects: readonly object[], targets: readonly Target[], namespace?: string): string[] {
  const file = readSource('all.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }), { markdown: false, relaxed: false, paths: new Set() })
  const settings = { kubernetesVersion: 34, podSecurity: undefined, closedWorld: true, external: [], prometheus: { features: [], relaxed: false } }
  const project = new Project([file], settings)
  return targets.map(target => {
    const resolution = resolve(project, target, namespace)
    return resolution.state === 'found' || resolution.state === 'made'
      ? 'found'
      : `${resolution.state}${resolution.similar ? `: ${resolution.similar.hint}` : ''}`
  })
}

const object = (apiVersion: string, kind: string, name: string, namespace?: string): object => ({ apiVersion, kind, metadata: { name, namespace } })

test('a kind is told from one of that name in another API group', () => {
  const objects = [object('rollouts.example.com/v1', 'Rollout', 'web'), object('argoproj.io/v1alpha1', 'Rollout', 'api')]
  const targets = [
    { kind: 'Rollout', group: 'argoproj.io', name: 'web' },
    { kind: 'Rollout', group: 'argoproj.io', name: 'api' },
    { kind: 'Rollout', name: 'web' },
  ]
  expect(outcomes(objects, targets)).toEqual(['missing', 'found', 'found'])
})

test('a closed kind of a foreign group may be anywhere', () => {
  const targets = [
    { kind: 'Deployment', group: 'extensions', name: 'web' },
    { kind: 'Deployment', group: 'apps.example.com', name: 'web' },
    { kind: 'Secret', group: '', name: 'web' },
  ]
  expect(outcomes([], targets)).toEqual(['missing', 'unknown', 'unknown'])
})

test('what is near is named, by its spelling or its namespace', () => {
  const objects = [object('v1', 'Service', 'catalog', 'shop'), object('v1', 'Service', 'orders', 'crm')]
  const targets = ['catalogue', 'orders', 'billing'].map(name => ({ kind: 'Service', group: '', name }))
  expect(outcomes(objects, targets, 'shop')).toEqual([
    'missing: Did you mean "catalog"?',
    'missing: Service "orders" exists in namespace "crm", not in "shop".',
    'missing',
  ])
})

test('among thousands of names that are much alike none is guessed', () => {
  const objects = Array.from({ length: 3000 }, (_, index) => object('v1', 'Service', `service-${index + 1000}`))
  expect(outcomes(objects, [{ kind: 'Service', group: '', name: 'service-0999' }])).toEqual(['missing'])
})

test.each([
  ['ghcr.io', 'ghcr.io/acme/app', true],
  ['ghcr.io/acme', 'ghcr.io/acme/app', true],
  ['ghcr.io/acme', 'ghcr.io/acme-mirror/app', false],
  ['ghcr.io/acme/', 'ghcr.io/acme/app', true],
  ['acme.io', 'acme.io.evil.example/app', false],
  ['*.example.com', 'registry.example.com/app', true],
  ['*.example.com/base', 'registry.example.com/basement/app', false],
  ['registry:5000', 'registry:5000/app', true],
  ['*', 'ghcr.io/acme/app', true],
  ['nginx', 'docker.io/library/nginx:1.29', true],
  ['docker.io/nginx', 'nginx', true],
  ['bitnami', 'bitnami/redis', true],
  ['bitnami', 'ghcr.io/bitnami/redis', false],
  ['ac*/app', 'acme/app', true],
  // A pattern for any registry says nothing of a namespace on Docker Hub.
  ['*/base', 'evil/base', false],
])('%s holds %s: %s', (place, text, held) => {
  expect(inRegistry(parseImage(text)!, place)).toBe(held)
})
