import { nearest } from '../../languages/nearest.ts'
import { nameOf, unfitValues, written } from '../../model/schema.ts'
import { type Problem, replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give every field a value that the API takes.',
  why: 'The API server refuses an object with a value of the wrong type, without a required field or with an unknown choice, so the apply fails, for a release of many objects half way through.',
  peers: ['kubeconform:schema'],
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  on: unfitValues,

  *check(fault) {
    yield problemOf(fault)
  },

  examples: [
    {
      title: 'types',
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: tickets }
        spec:
          replicas: «"3"»
          selector: { matchLabels: { app: tickets } }
          template:
            metadata: { labels: { app: tickets } }
            spec:
              containers:
                - name: tickets
                  env:
                    - { name: PORT, value: «8080» }
      `,
      fixed: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: tickets }
        spec:
          replicas: 3
          selector: { matchLabels: { app: tickets } }
          template:
            metadata: { labels: { app: tickets } }
            spec:
              containers:
                - name: tickets
                  env:
                    - { name: PORT, value: "8080" }
      `,
    },
    {
      title: 'what is missing, choices and quantities',
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: tickets }
        «spec»:
          template:
            metadata: { labels: { app: tickets } }
            spec:
              containers:
                - name: tickets
                  imagePullPolicy: «Sometimes»
                  resources: { limits: { memory: «256MB» } }
      `,
    },
    {
      title: 'null is as good as left out, and a patch need not be whole',
      good: {
        'kustomization.yaml': yaml`
          patches: [{ path: memory.yaml }]
        `,
        'memory.yaml': yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: tickets }
          spec:
            strategy: null
            template: { spec: { containers: [{ name: tickets, resources: { limits: { cpu: 2, memory: 1e9 } } }] } }
        `,
      },
    },
  ],
})

type Fault = ReturnType<typeof unfitValues>[number]

const refuses = 'so the API server refuses the object.'

function problemOf(fault: Fault): Problem {
  const { manifest, violation, at, field } = fault
  switch (violation.type) {
    case 'type':
      return wrongType(fault, violation.wanted, violation.value)
    case 'required': {
      const holder = nameOf(violation.path) || manifest.kind
      return { at: at.follow([violation.field]), message: `"${holder}" of ${manifest.title} lacks "${violation.field}", ${refuses} Add "${violation.field}".` }
    }
    case 'enum': {
      const choices = violation.allowed.map(choice => `"${String(choice)}"`).join(', ')
      const meant = nearest(String(violation.value), violation.allowed.map(String))
      return {
        at,
        message: `"${String(violation.value)}" is no value for "${field}", ${refuses} Write ${violation.allowed.length > 1 ? 'one of ' : ''}${choices}.${meant ? ` Did you mean "${meant}"?` : ''}`,
        ...(meant && { fix: replace(at, meant) }),
      }
    }
    case 'format':
      return { at, message: `${written(at)} in "${field}" ${formats[violation.format] ?? `does not match ${violation.format}`}` }
    case 'bound': {
      const count = { value: 'is', length: 'has a length that is', items: 'has a number of items that is', fields: 'has a number of fields that is' }[
        violation.what
      ]
      return { at, message: `"${field}" ${count} ${violation.above ? 'above' : 'below'} ${violation.limit}, ${refuses} Write one that is not.` }
    }
  }
}

/** What is wrong with a text that is not of a format, and what to write. */
const formats: Readonly<Record<string, string>> = {
  quantity: 'is no quantity, so the API server refuses the object. Write a number with a suffix that Kubernetes knows: 500m, 256Mi, 1.5Gi, 64M.',
  'date-time': 'is no time, so the API server refuses the object. Write one like 2027-01-31T08:00:00Z.',
  byte: 'is not base64, so the API server refuses the object. Encode the value, or write it as it is under "stringData".',
  duration: 'is no duration, so the API server refuses the object. Write one like 30s, 5m or 1h30m.',
}

const names: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  'int-or-string': 'a whole number or text',
  quantity: 'a quantity',
}

function wrongType({ at, field }: Fault, wanted: string, value: unknown): Problem {
  const right = names[wanted] ?? wanted
  const found = Array.isArray(value) ? 'is a list' : typeof value === 'object' ? 'is a mapping' : `is ${nameOfType(value)}, ${written(at)}`
  const meant = converted(wanted, value, at)
  const advice =
    meant === undefined
      ? `Write ${right}.`
      : typeof meant === 'string'
        ? 'Put it in quotes.'
        : `Write ${String(meant)}${typeof value === 'string' ? ' without quotes' : ''}.`
  return {
    at,
    message: `"${field}" takes ${right} and ${found}, ${refuses} ${advice}`,
    ...(meant !== undefined && { fix: replace(at, meant) }),
  }
}

function nameOfType(value: unknown): string {
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'a number' : 'true or false'
}

/** The value that was plainly meant, of the type that is wanted. */
function converted(wanted: string, value: unknown, at: Fault['at']): string | number | boolean | undefined {
  if (wanted === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return written(at)
  if (typeof value !== 'string') return undefined
  if ((wanted === 'integer' || wanted === 'number') && /^-?(?:0|[1-9]\d{0,14})$/.test(value)) return Number(value)
  if (wanted === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return undefined
}
