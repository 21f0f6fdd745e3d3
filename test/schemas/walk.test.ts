import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../src/languages/yaml/index.ts'
import { loadSchemas } from '../../src/schemas/table.ts'
import { hasPlaceholder, type Target, validate, type Violation } from '../../src/schemas/walk.ts'

const schemas = await loadSchemas(['apps/v1', 'argoproj.io/v1alpha1', 'gateway.networking.k8s.io/v1'])

/** What is wrong with an object, each as `type path`, with what else tells it from others of its type. */
function faultsIn(text: string, target: Partial<Target> = {}): string[] {
  const value = parseYaml(text)[0]!.value as Record<string, unknown>
  const { definition } = schemas.kind(String(value['apiVersion']), String(value['kind']))!
  return validate(value, definition, { minor: 36, partial: false, ...target }).violations.map(
    violation => `${violation.type} ${violation.path.join('.')}${detailOf(violation)}`,
  )
}

function detailOf(violation: Violation): string {
  switch (violation.type) {
    case 'type':
      return ` wants ${violation.wanted}`
    case 'required':
      return ` lacks ${violation.field}`
    case 'format':
      return ` as ${violation.format}`
    case 'bound':
      return ` ${violation.what} ${violation.above ? '>' : '<'} ${violation.limit}`
    case 'name':
      return ` ${violation.key ? 'key ' : ''}as ${violation.syntax}`
    case 'duplicate-entry':
      return ` as ${violation.earlier.join('.')}`
    case 'one-of':
      return ` of ${violation.set.join(', ')}`
    case 'field-version':
      return ` ${violation.since ?? ''}-${violation.until ?? ''}`
    case 'deprecated-field':
      return violation.instead === undefined ? '' : ` for ${violation.instead}`
    default:
      return ''
  }
}

const pod = (spec: string): string => `apiVersion: v1\nkind: Pod\nmetadata: { name: kiosk }\nspec: ${spec}\n`
/** A pod with one container that has these fields. */
const container = (fields: string): string => pod(`{ containers: [{ name: kiosk, ${fields} }] }`)
const at = 'spec.containers.0'

describe('fields', () => {
  test.each<[string, string, string[]]>([
    ['known ones', container('image: example.com/kiosk:1.2.0'), []],
    ['unknown ones', container('imagepullpolicy: Always'), [`unknown-field ${at}.imagepullpolicy`]],
    ['names of Object.prototype', container('constructor: 1, toString: 2'), [`unknown-field ${at}.constructor`, `unknown-field ${at}.toString`]],
    ['directives of patches', container('$patch: replace, $retainKeys: [name]'), []],
    ['required ones', pod('{ containers: [{ image: a }] }'), [`required ${at} lacks name`]],
    ['null is as good as left out', container('image: null, ports: null, env: ~'), []],
    ['null where something is required', pod('{ containers: null }'), ['required spec lacks containers']],
    ['what the cluster writes', `${pod('{ containers: [{ name: a }] }')}status: { whatever: 1 }\n`, []],
    ['deprecated ones', pod('{ containers: [{ name: a }], serviceAccount: a }'), ['deprecated-field spec.serviceAccount for serviceAccountName']],
  ])('%s', (_, text, expected) => {
    expect(faultsIn(text)).toEqual(expected)
  })
})

describe('types', () => {
  test.each<[string, string, string[]]>([
    ['text for a number', pod('{ containers: [{ name: a }], terminationGracePeriodSeconds: "30" }'), ['type spec.terminationGracePeriodSeconds wants integer']],
    ['a fraction for a whole number', container('ports: [{ containerPort: 80.5 }]'), [`type ${at}.ports.0.containerPort wants integer`]],
    ['a number for text', container('env: [{ name: A, value: 1 }]'), [`type ${at}.env.0.value wants string`]],
    ['a boolean for text', container('env: [{ name: A, value: yes }]'), [`type ${at}.env.0.value wants string`]],
    ['a mapping for a list', pod('{ containers: { name: a } }'), ['type spec.containers wants array']],
    ['a list for a mapping', container('resources: [limits]'), [`type ${at}.resources wants object`]],
    ['text in a list of mappings', pod('{ containers: [kiosk] }'), ['type spec.containers.0 wants object']],
    ['a whole number or text', container('livenessProbe: { httpGet: { port: [80] } }'), [`type ${at}.livenessProbe.httpGet.port wants int-or-string`]],
    ['a port by name', container('livenessProbe: { httpGet: { port: http } }'), []],
    ['a quantity as a number', container('resources: { limits: { cpu: 2, memory: 1e9 } }'), []],
    ['a quantity as a mapping', container('resources: { limits: { cpu: {} } }'), [`type ${at}.resources.limits.cpu wants quantity`]],
    ['a choice', container('imagePullPolicy: Allways'), [`enum ${at}.imagePullPolicy`]],
    ['an empty choice, which has a default', container('imagePullPolicy: ""'), [`substituted ${at}.imagePullPolicy`]],
    ['an empty choice without one', container('securityContext: { procMount: "" }'), [`enum ${at}.securityContext.procMount`]],
  ])('%s', (_, text, expected) => {
    expect(faultsIn(text)).toEqual(expected)
  })
})

describe('formats and bounds', () => {
  const memory = (value: string): string => container(`resources: { requests: { memory: ${value} } }`)
  test.each(['64M', '64Mi', '0.5Gi', '1e3', '"1E3"', '.5', '100m', '+1', '-1', '1.'])('the quantity %s', value => {
    expect(faultsIn(memory(value))).toEqual([])
  })
  test.each(['64MB', '1gb', '500 m', '1.5.0', 'lots', '""', '64mi', '1ki', '0x10M'])('%s is no quantity', value => {
    expect(faultsIn(memory(value))).toEqual([`format ${at}.resources.requests.memory as quantity`])
  })

  const secret = (data: string): string => `apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ndata: { key: ${data} }\n`
  test.each<[string, string, string[]]>([
    ['base64', secret('aGVsbG8='), []],
    ['base64 over several lines', secret('"aGVs\\nbG8="'), []],
    ['base64 without its padding', secret('aGVsbG8'), ['format data.key as byte']],
    ['plain text', secret('hello!'), ['format data.key as byte']],
    ['a number of 32 bits', container('securityContext: { runAsUser: 3000000000 }'), [`bound ${at}.securityContext.runAsUser value > 2147483647`]],
    ['a port too large', container('ports: [{ containerPort: 80800 }]'), [`bound ${at}.ports.0.containerPort value > 65535`]],
    ['a port 0', container('ports: [{ containerPort: 0 }]'), [`bound ${at}.ports.0.containerPort value < 1`]],
    ['0 where it stands for nothing', container('ports: [{ containerPort: 80, hostPort: 0 }]'), []],
    [
      'a mode',
      pod('{ containers: [{ name: a }], volumes: [{ name: b, secret: { defaultMode: 755 } }] }'),
      ['bound spec.volumes.0.secret.defaultMode value > 511'],
    ],
    ['a mode in octal', pod('{ containers: [{ name: a }], volumes: [{ name: b, secret: { defaultMode: 0644 } }] }'), []],
    [
      'a time',
      'apiVersion: v1\nkind: Pod\nmetadata: { name: a, creationTimestamp: yesterday }\nspec: { containers: [{ name: a }] }\n',
      ['format metadata.creationTimestamp as date-time'],
    ],
    [
      'a time of nothing, as tools write it',
      'apiVersion: v1\nkind: Pod\nmetadata: { name: a, creationTimestamp: null }\nspec: { containers: [{ name: a }] }\n',
      [],
    ],
    [
      'negative replicas',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { replicas: -1, selector: {}, template: {} }\n',
      ['bound spec.replicas value < 0'],
    ],
  ])('%s', (_, text, expected) => {
    expect(faultsIn(text)).toEqual(expected)
  })
})

describe('lists', () => {
  test.each<[string, string, string[]]>([
    [
      'of variables',
      container('env: [{ name: A, value: a }, { name: B, value: b }, { name: A, value: c }]'),
      [`duplicate-entry ${at}.env.2.name as ${at}.env.0.name`],
    ],
    [
      'of ports',
      container('ports: [{ containerPort: 80 }, { containerPort: 80, protocol: TCP }]'),
      [`duplicate-entry ${at}.ports.1.containerPort as ${at}.ports.0.containerPort`],
    ],
    ['of ports with two protocols', container('ports: [{ containerPort: 53 }, { containerPort: 53, protocol: UDP }]'), []],
    ['of mounts of one volume', container('volumeMounts: [{ name: a, mountPath: /a }, { name: a, mountPath: /b }]'), []],
    [
      'of mounts at one path',
      container('volumeMounts: [{ name: a, mountPath: /a }, { name: b, mountPath: /a }]'),
      [`duplicate-entry ${at}.volumeMounts.1.mountPath as ${at}.volumeMounts.0.mountPath`],
    ],
    [
      'items without their key, and of other types',
      container('env: [{ value: a }, { value: b }, null, text]'),
      [`required ${at}.env.0 lacks name`, `required ${at}.env.1 lacks name`, `type ${at}.env.3 wants object`],
    ],
  ])('%s', (_, text, expected) => {
    expect(faultsIn(text)).toEqual(expected)
  })
})

describe('one of several fields', () => {
  const volume = (source: string): string => pod(`{ containers: [{ name: a }], volumes: [{ name: b${source} }] }`)
  test.each<[string, string, string[]]>([
    ['one source of a volume', volume(', emptyDir: {}'), []],
    ['two', volume(', emptyDir: {}, hostPath: { path: /x }'), ['one-of spec.volumes.0.hostPath of emptyDir, hostPath']],
    ['two, of which one is null', volume(', emptyDir: {}, hostPath: null'), []],
    ['none, which is an emptyDir', volume(''), []],
    [
      'two handlers of a probe',
      container('livenessProbe: { httpGet: { port: 80 }, exec: { command: [a] } }'),
      [`one-of ${at}.livenessProbe.exec of httpGet, exec`],
    ],
    ['none', container('livenessProbe: { periodSeconds: 5 }'), [`one-of ${at}.livenessProbe of `]],
    [
      'a value and its source',
      container('env: [{ name: A, value: a, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]'),
      [`one-of ${at}.env.0.valueFrom of value, valueFrom`],
    ],
  ])('%s', (_, text, expected) => {
    expect(faultsIn(text)).toEqual(expected)
  })
})

describe('names', () => {
  test.each<[string, string, string[]]>([
    ['a container in capitals', pod('{ containers: [{ name: Kiosk }] }'), [`name ${at}.name as label`]],
    ['a port longer than 15 characters', container('ports: [{ name: metrics-and-more, containerPort: 80 }]'), [`name ${at}.ports.0.name as port`]],
    ['the key of a label', 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a, labels: { "a b": c } }\n', ['name metadata.labels.a b key as label-key']],
    ['the value of a label', 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a, labels: { a: "b c" } }\n', ['name metadata.labels.a as label-value']],
    ['an empty label', 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a, labels: { a: "" } }\n', []],
    ['an annotation takes any text', 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a, annotations: { a: "b c" } }\n', []],
    ['what is to be filled in', pod('{ containers: [{ name: "<name>" }, { name: $NAME }, { name: __NAME__ }] }'), []],
  ])('%s', (_, text, expected) => {
    expect(faultsIn(text)).toEqual(expected)
  })

  test.each(['$NAME', 'a-<name>', '{{ name }}', '%NAME%', '@name@', '__NAME__'])('%s is to be filled in', text => expect(hasPlaceholder(text)).toBe(true))
  test.each(['a', 'A_B', 'a@b', '50%', 'a < b', '_a_'])('%s is not', text => expect(hasPlaceholder(text)).toBe(false))
})

describe('versions', () => {
  const rules = container('restartPolicyRules: [{ action: Restart }]')
  test('a field of a later version', () => {
    expect(faultsIn(rules, { minor: 30 })).toEqual([`field-version ${at}.restartPolicyRules 34-`])
    expect(faultsIn(rules, { minor: 34 })).toEqual([])
  })

  test('the names of variables were relaxed', () => {
    const text = container('env: [{ name: a b, value: c }]')
    expect(faultsIn(text, { minor: 31 })).toEqual([`name ${at}.env.0.name as strict-variable`])
    expect(faultsIn(text, { minor: 32 })).toEqual([])
  })

  test('a field that was not required yet', () => {
    const cron = 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }\n'
    expect(faultsIn(cron, { minor: 30 })).toEqual([])
    expect(faultsIn(cron, { minor: 36 })).toEqual(['required  lacks spec'])
  })
})

describe('what nobody can know', () => {
  test('a patch leaves out what stands in its object, but what it says must be right', () => {
    const patch = 'apiVersion: apps/v1\nkind: Deployment\nspec: { template: { spec: { containers: [{ image: [a] }] } } }\n'
    expect(faultsIn(patch, { partial: true })).toEqual(['type spec.template.spec.containers.0.image wants string'])
  })

  test('variables that a tool fills in', () => {
    expect(faultsIn(pod('{ containers: [{ name: "${NAME}", image: "a:${TAG}" }], priority: "${PRIORITY}" }'))).toEqual(['substituted spec.priority'])
  })

  test('a path that is hidden', () => {
    expect(faultsIn(container('env: [{ name: A, value: 1 }]'), { unknown: path => path.at(-1) === 'value' })).toEqual([])
  })

  test('variants of custom resources are not judged in a patch', () => {
    const route = (fields: string): string =>
      `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: a }\nspec: { rules: [{ filters: [${fields}] }] }\n`
    expect(faultsIn(route('{ type: Nothing }'), { partial: true })).toEqual(['enum spec.rules.0.filters.0.type'])
  })
})
