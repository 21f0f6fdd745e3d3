import { describe, expect, test } from 'vitest'
import { loaders } from '../../src/schemas/data/index.ts'
import manifest from '../../src/schemas/data/manifest.json' with { type: 'json' }
import { type Definition, loadSchemas, Schemas, SchemaTable } from '../../src/schemas/table.ts'
import type { KindEntry, SchemaNode } from '../../src/schemas/types.ts'

const core = new SchemaTable(await loaders.core())
const tables = new Map<string, SchemaTable>()
for (const [name, load] of Object.entries(loaders)) tables.set(name, name === 'core' ? core : new SchemaTable(await load(), core))

function partsOf(node: SchemaNode): SchemaNode[] {
  return [node.i, node.m, node.not, ...Object.values(node.p ?? {}), ...(node.any ?? []), ...(node.oneOf ?? [])].filter(part => part !== undefined)
}

describe.each([...tables])('%s', (name, table) => {
  const definitions = Array.from({ length: table.size }, (_, number) => table.definition(number).node)

  test('has as much as its manifest says', () => {
    const fields = definitions.reduce((sum, { p }) => sum + Object.keys(p ?? {}).length, 0)
    expect({ definitions: definitions.length, fields, kinds: table.kinds.length }).toEqual(manifest.groups[name as 'core'])
  })

  test('refers to nothing that is not there', () => {
    const follow = (node: SchemaNode): void => {
      if (node.r !== undefined) expect(table.definition(node.r).node).toBeTypeOf('object')
      partsOf(node).forEach(follow)
    }
    definitions.forEach(follow)
    for (const kind of table.kinds) {
      const [, apiVersion, last] = /^(.+)\/(\w+)$/.exec(kind)!
      expect(table.definition(table.kind(apiVersion!, last!)!.r).node.p).toHaveProperty('kind')
    }
  })
})

const schemas = await loadSchemas([
  'apps/v1',
  'argoproj.io/v1alpha1',
  'monitoring.coreos.com/v1',
  'monitoring.coreos.com/v1alpha1',
  'gateway.networking.k8s.io/v1',
  'extensions/v1beta1',
  'resource.k8s.io/v1alpha2',
])

/** What the data say of a field: `field('apps/v1/Deployment', 'spec.replicas')`; `[]` is an item of a list. */
function field(kind: string, path: string): SchemaNode | undefined {
  const [, apiVersion, name] = /^(.+)\/(\w+)$/.exec(kind)!
  let { node, table } = schemas.kind(apiVersion!, name!)!.definition
  for (const step of path.split('.')) {
    ;({ node, table } = resolved(node, table))
    const next = step === '[]' ? node.i : node.p?.[step]
    if (!next) return undefined
    node = next
  }
  return node
}

function resolved(node: SchemaNode, table: SchemaTable): Definition {
  return node.r === undefined ? { node, table } : table.definition(node.r)
}

const container = 'spec.template.spec.containers.[]'

test.each<[string, string, SchemaNode]>([
  ['apps/v1/Deployment', 'spec.replicas', { t: 'integer', f: 'int32', min: 0 }],
  ['apps/v1/Deployment', `${container}.imagePullPolicy`, { t: 'string', e: ['Always', 'IfNotPresent', 'Never'] }],
  ['apps/v1/Deployment', `${container}.name`, { t: 'string', q: 1, n: 'label' }],
  ['apps/v1/Deployment', `${container}.resources.limits`, { t: 'object', m: { f: 'quantity' } }],
  ['apps/v1/Deployment', 'spec.template.spec.serviceAccount', { t: 'string', d: 'serviceAccountName' }],
  ['apps/v1/Deployment', `${container}.livenessProbe.httpGet.port`, { f: 'int-or-string', q: 1, n: 'port', min: 1, max: 65535 }],
  ['v1/Service', 'spec.type', { t: 'string', e: ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'] }],
  ['scheduling.k8s.io/v1/PriorityClass', 'description', { t: 'string' }],
  ['argoproj.io/v1alpha1/Rollout', 'spec.strategy.canary.steps.[].setWeight', { t: 'integer', f: 'int32' }],
  ['argoproj.io/v1alpha1/Rollout', `${container}.name`, { t: 'string', q: 1, n: 'label' }],
  ['argoproj.io/v1alpha1/AppProject', 'spec.description', { t: 'string' }],
  ['monitoring.coreos.com/v1/PrometheusRule', 'spec.groups.[].rules.[].alert', { t: 'string' }],
  ['monitoring.coreos.com/v1alpha1/AlertmanagerConfig', 'spec.receivers.[].opsgenieConfigs.[].description', { t: 'string' }],
])('%s %s', (kind, path, expected) => {
  expect(field(kind, path)).toEqual(expected)
})

test.each<[string, string, Pick<SchemaNode, 's' | 'u'>]>([
  // The changelog of each minor.
  ['apps/v1/Deployment', `${container}.restartPolicyRules`, { s: 34 }],
  ['apps/v1/Deployment', `${container}.restartPolicy`, { s: 28 }],
  ['v1/PersistentVolumeClaim', 'spec.volumeAttributesClassName', { s: 29 }],
  ['v1/Service', 'spec.trafficDistribution', { s: 30 }],
  ['batch/v1/Job', 'spec.successPolicy', { s: 30 }],
])('%s %s is there since a minor', (kind, path, expected) => {
  expect(field(kind, path)).toMatchObject(expected)
})

test.each<[string, string, object | undefined]>([
  ['apps/v1', 'Deployment', { n: 1 }],
  ['v1', 'Namespace', { n: 0 }],
  ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', { n: 0, s: 30 }],
  ['flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema', { u: 28 }],
  ['extensions/v1beta1', 'Deployment', { u: 15 }],
  ['certificates.k8s.io/v1beta1', 'PodCertificateRequest', { s: 35 }],
  ['apps/v1', 'Deploymnet', undefined],
  ['apps/v1', 'toString', undefined],
])('%s %s is served', (apiVersion, kind, expected) => {
  const entry = schemas.kind(apiVersion, kind)?.entry
  if (expected) expect(entry).toMatchObject(expected)
  else expect(entry).toBeUndefined()
})

test('a run pays only for the data that it needs', async () => {
  expect(await loadSchemas([])).toBe(Schemas.none)
  const small = await loadSchemas(['apps/v1', 'v1', 'example.com/v1', 'toString'])
  expect(small.kind('apps/v1', 'Deployment')).toBeDefined()
  expect(small.kind('policy/v1beta1', 'PodDisruptionBudget')).toBeUndefined()
  expect(small.kind('argoproj.io/v1alpha1', 'Rollout')).toBeUndefined()
  expect(small.coreKinds).not.toContain('policy/v1beta1/PodDisruptionBudget')
  expect((await loadSchemas(['policy/v1beta1'])).coreKinds).toContain('policy/v1beta1/PodDisruptionBudget')
})

test('lists have the keys of their items', () => {
  expect(field('apps/v1/Deployment', `${container}.env`)?.k).toEqual(['name'])
  expect(field('v1/Service', 'spec.ports')?.k).toEqual(['port', 'protocol'])
})

test('of volume sources, one is to be set', () => {
  const volume = field('apps/v1/Deployment', 'spec.template.spec.volumes.[]')!
  expect(core.definition(volume.r!).node.one?.[0]?.of).toEqual(expect.arrayContaining(['configMap', 'emptyDir', 'hostPath', 'secret']))
})

test('every source is pinned by version, integrity and licence', () => {
  for (const { version, integrity, licence } of manifest.sources) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(integrity).toMatch(/^sha512-[\w+/]{86}==$/)
    expect(licence).toMatch(/^(?:MIT|Apache-2\.0)$/)
  }
})

describe('what the packages make easy to get wrong', () => {
  const entryOf = (kind: string): Pick<KindEntry, 's' | 'u'> | undefined => {
    const [, apiVersion, name] = /^(.+)\/(\w+)$/.exec(kind)!
    const entry = schemas.kind(apiVersion!, name!)?.entry
    return entry && { ...(entry.s !== undefined && { s: entry.s }), ...(entry.u !== undefined && { u: entry.u }) }
  }

  test('files of older minors that a package still holds', () => {
    expect(entryOf('resource.k8s.io/v1alpha2/ResourceClass')).toEqual({ u: 30 })
    expect(entryOf('flowcontrol.apiserver.k8s.io/v1beta3/FlowSchema')).toMatchObject({ u: 31 })
  })

  test('classes of one name', () => {
    expect(field('v1/Pod', 'spec.containers.[].resources.claims.[].request')).toMatchObject({ t: 'string' })
    expect(field('resource.k8s.io/v1/ResourceClaim', 'spec.devices')).toBeDefined()
    expect(field('v1/Event', 'involvedObject')).toBeDefined()
    expect(field('v1/Event', 'regarding')).toBeUndefined()
    expect(field('events.k8s.io/v1/Event', 'regarding')).toBeDefined()
    expect(field('events.k8s.io/v1/Event', 'involvedObject')).toBeUndefined()
  })

  test('fields that are words of the language', () => {
    expect(field('v1/LimitRange', 'spec.limits.[].default')).toMatchObject({ m: { f: 'quantity' } })
    expect(field('networking.k8s.io/v1/NetworkPolicy', 'spec.ingress.[].from')).toMatchObject({ t: 'array' })
    expect(field('v1/Pod', 'spec.containers.[].livenessProbe.exec')).toBeDefined()
    expect(field('v1/LimitRange', 'spec.limits.[]._default')).toBeUndefined()
  })

  test('fields of minors that only other packages know', () => {
    // 1.31 and 1.35 have no client of their own: what 1.30 and 1.32 have, 1.31 has, too.
    expect(field('v1/Pod', 'spec.nodeSelector')).not.toHaveProperty('u')
    expect(field('v1/Pod', 'spec.supplementalGroupsPolicy') ?? field('v1/Pod', 'spec.securityContext.supplementalGroupsPolicy')).toMatchObject({ s: 31 })
    expect(entryOf('certificates.k8s.io/v1beta1/PodCertificateRequest')).toMatchObject({ s: 35 })
    expect(entryOf('storagemigration.k8s.io/v1beta1/StorageVersionMigration')).toMatchObject({ s: 35 })
  })

  test('fields whose names compilers use', () => {
    const schema = 'spec.versions.[].schema.openAPIV3Schema'
    for (const name of ['default', 'enum', 'not', '$ref', 'x-kubernetes-int-or-string', 'x-kubernetes-validations', 'items', 'description', 'properties'])
      expect(field('apiextensions.k8s.io/v1/CustomResourceDefinition', `${schema}.${name}`), name).toBeDefined()
  })

  test('embedded structs: their fields are the own ones of what embeds them', () => {
    expect(field('monitoring.coreos.com/v1/Prometheus', 'spec.replicas')).toMatchObject({ t: 'integer' })
    expect(field('monitoring.coreos.com/v1/Prometheus', 'spec.retention')).toMatchObject({ t: 'string' })
  })

  test('whether a kind is served goes by the kind, not by its fields', () => {
    expect(entryOf('extensions/v1beta1/Ingress')).toMatchObject({ u: 21 })
    expect(entryOf('autoscaling/v2beta2/HorizontalPodAutoscaler')).toMatchObject({ u: 25 })
    expect(entryOf('batch/v1beta1/CronJob')).toMatchObject({ u: 24 })
  })

  test('of 1.35, whose definitions are put together, one field alone came and went: the workload that a pod belongs to', () => {
    const alone: string[] = []
    const follow = (node: SchemaNode): void => {
      for (const [key, part] of Object.entries(node.p ?? {})) if (part.s === 35 && part.u === 35) alone.push(key)
      partsOf(node).forEach(follow)
    }
    for (let number = 0; number < core.size; number++) {
      const { node } = core.definition(number)
      // Of a definition that came and went with 1.35, its fields did, too.
      if (node.s !== 35) follow(node)
    }
    expect(alone).toEqual(['workloadRef'])
  })
})
