import { describe, expect, test } from 'vitest'
import table from '../../src/facts/api-lifecycle.json' with { type: 'json' }
import { type ApiLifecycle, apiLifecycleDate, apiLifecycleKubernetes, lifecycleOf } from '../../src/facts/api-lifecycle.ts'
import { index as beta } from '../../src/schemas/data/core-beta.ts'
import { index as stable } from '../../src/schemas/data/core.ts'
import { newestMinor, oldestMinor } from '../../src/schemas/data/index.ts'
import type { KindEntry, SchemaIndex } from '../../src/schemas/types.ts'

const apis = table.apis
const knownMinor = Number(apiLifecycleKubernetes.slice('1.'.length))
const keyOf = (api: { apiVersion: string; kind: string }) => `${api.apiVersion} ${api.kind}`
const isMinor = (value: number | undefined) => value === undefined || (Number.isInteger(value) && value > 0)
const groupOf = (apiVersion: string) => (apiVersion.includes('/') ? apiVersion.split('/')[0] : '')

describe('the table', () => {
  test('is dated', () => {
    expect(apiLifecycleDate).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(apiLifecycleKubernetes).toMatch(/^1\.\d+$/)
  })

  test('is sorted and names each API once', () => {
    const keys = apis.map(keyOf)
    const sorted = apis.toSorted((a, b) => (a.apiVersion === b.apiVersion ? (a.kind < b.kind ? -1 : 1) : a.apiVersion < b.apiVersion ? -1 : 1))
    expect(keys).toEqual(sorted.map(keyOf))
    expect(new Set(keys).size).toBe(keys.length)
  })

  test.each(apis.map(api => [keyOf(api), api] as const))('%s is well-formed', (_, api) => {
    expect(api.apiVersion).toMatch(/^(?:[a-z0-9.]+\/)?v\d+(?:(?:alpha|beta)\d+)?$/)
    expect(api.kind).toMatch(/^[A-Z][A-Za-z]+$/)
    expect(api.deprecatedIn ?? api.removedIn).toBeDefined()
    expect([api.deprecatedIn, api.removedIn, api.replacementIn].every(isMinor)).toBe(true)
    expect(api.removedIn ?? Infinity).toBeGreaterThan(api.deprecatedIn ?? 0)
    expect(api.deprecatedIn ?? 0).toBeLessThanOrEqual(knownMinor)
    expect(api.source).not.toBe('')
    expect((api.replacement === undefined) === (api.replacementIn === undefined)).toBe(true)
  })

  test.each(apis.filter(api => api.replacement !== undefined).map(api => [keyOf(api), api] as const))(
    '%s is replaced by something that is served',
    (_, api) => {
      const kind = ('replacementKind' in api ? api.replacementKind : undefined) ?? api.kind
      const successor = lifecycleOf(api.replacement ?? '', kind)
      expect(successor?.removedIn ?? Infinity).toBeGreaterThan(knownMinor)
      expect(api.replacementIn).toBeLessThanOrEqual(knownMinor)
      expect(`${api.replacement} ${kind}`).not.toBe(keyOf(api))
      const moved = ['extensions', ''].includes(groupOf(api.apiVersion) ?? '')
      if (!moved) expect(groupOf(api.replacement ?? '')).toBe(groupOf(api.apiVersion))
    },
  )

  test('every source is one that the header explains, or a pull request or a package', () => {
    const known = Object.keys(table.header.sources)
    const rest = /^(?:kubernetes\/kubernetes#\d+|k8s\.io\/[a-z-]+ v|package gone from k8s\.io\/api v)/
    for (const { source } of apis) {
      for (const part of source.split('; ')) expect(known.some(name => part.startsWith(name)) || rest.test(part), part).toBe(true)
    }
  })
})

describe('lifecycleOf', () => {
  test.each([
    ['extensions/v1beta1', 'Deployment', 8, 16, 'apps/v1'],
    ['apps/v1beta1', 'StatefulSet', 8, 16, 'apps/v1'],
    ['apps/v1beta2', 'ControllerRevision', 9, 16, 'apps/v1'],
    ['extensions/v1beta1', 'NetworkPolicy', 9, 16, 'networking.k8s.io/v1'],
    ['extensions/v1beta1', 'Ingress', 14, 22, 'networking.k8s.io/v1'],
    ['networking.k8s.io/v1beta1', 'Ingress', 19, 22, 'networking.k8s.io/v1'],
    ['batch/v1beta1', 'CronJob', 21, 25, 'batch/v1'],
    ['batch/v2alpha1', 'CronJob', undefined, 21, 'batch/v1'],
    ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', 22, 25, 'autoscaling/v2'],
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 23, 26, 'autoscaling/v2'],
    ['policy/v1beta1', 'PodDisruptionBudget', 21, 25, 'policy/v1'],
    ['policy/v1beta1', 'PodSecurityPolicy', 21, 25, undefined],
    ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 16, 22, 'apiextensions.k8s.io/v1'],
    ['rbac.authorization.k8s.io/v1beta1', 'Role', 17, 22, 'rbac.authorization.k8s.io/v1'],
    ['rbac.authorization.k8s.io/v1alpha1', 'Role', 17, 23, 'rbac.authorization.k8s.io/v1'],
    ['discovery.k8s.io/v1beta1', 'EndpointSlice', 21, 25, 'discovery.k8s.io/v1'],
    ['flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema', 23, 26, 'flowcontrol.apiserver.k8s.io/v1'],
    ['flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema', 26, 29, 'flowcontrol.apiserver.k8s.io/v1'],
    ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', 29, 32, 'flowcontrol.apiserver.k8s.io/v1'],
  ])('%s %s', (apiVersion, kind, deprecatedIn, removedIn, replacement) => {
    const lifecycle = lifecycleOf(apiVersion, kind)
    expect([lifecycle?.deprecatedIn, lifecycle?.removedIn, lifecycle?.replacement]).toEqual([deprecatedIn, removedIn, replacement])
  })

  test('what replaces Endpoints is called otherwise', () => {
    expect(lifecycleOf('v1', 'Endpoints')).toMatchObject({
      deprecatedIn: 33,
      replacement: 'discovery.k8s.io/v1',
      replacementKind: 'EndpointSlice',
      replacementIn: 21,
    })
  })

  test.each([
    ['apps/v1', 'Deployment'],
    ['v1', 'Pod'],
    ['example.com/v1beta1', 'Deployment'],
    ['', ''],
  ])('%s %s goes on', (apiVersion, kind) => {
    expect(lifecycleOf(apiVersion, kind)).toBeUndefined()
  })
})

describe('the table and the schemas', () => {
  const kinds = new Map<string, KindEntry>([stable, beta].flatMap(index => Object.entries((JSON.parse(index) as SchemaIndex).kinds)))
  /** Requests rather than objects, in which the schemas of a minor do not list them. */
  const requests = new Set(['Binding', 'DeploymentRollback', 'Eviction', 'Scale', 'TokenRequest'])

  test('agree on the last release that serves an API', () => {
    for (const api of apis) {
      const entry = kinds.get(`${api.apiVersion}/${api.kind}`)
      // ComponentStatus is served to this day, whatever the packages have of it.
      if (!entry || api.kind === 'ComponentStatus') continue
      const goes = api.removedIn === undefined || api.removedIn > newestMinor ? undefined : api.removedIn - 1
      expect(entry.u, keyOf(api)).toBe(goes)
    }
  })

  test('agree on the first release that serves what replaces it', () => {
    for (const { replacement, replacementKind, replacementIn = 0, kind } of apis as readonly (ApiLifecycle & { kind: string })[]) {
      if (replacement === undefined || replacementIn > newestMinor) continue
      const since = kinds.get(`${replacement}/${replacementKind ?? kind}`)?.s ?? oldestMinor
      expect(replacementIn > oldestMinor ? replacementIn : oldestMinor, `${replacement} ${kind}`).toBe(since)
    }
  })

  test('know of the same ends', () => {
    const rows = new Set(apis.map(api => `${api.apiVersion}/${api.kind}`))
    const ended = [...kinds].filter(([name, { u }]) => u !== undefined && !requests.has(name.slice(name.lastIndexOf('/') + 1))).map(([name]) => name)
    expect(ended.filter(name => !rows.has(name))).toEqual([])
  })
})
