import { enumeration } from '../enumeration.ts'
import { nearest } from '../nearest.ts'
import { short } from './characters.ts'
import type { DockerfileProblem, Field, Flag, Instruction } from './tree.ts'

/** Why a value is not taken, and what is; undefined when it is. */
type Check = (value: string, type: string) => string | undefined

const mountTypes = ['bind', 'cache', 'tmpfs', 'secret', 'ssh']
const isBoolean: Check = value => (/^(?:1|t|true|0|f|false)$/i.test(value) ? undefined : 'is on or off. Write true or false.')
const isId: Check = (value, type) =>
  ownedTypes.has(type) ? (isUint32(value, 10) ? undefined : 'must be a number.') : `is not for "type=${type}". Remove it, or use a cache or secret mount.`
const ownedTypes: ReadonlySet<string> = new Set(['cache', 'secret', 'ssh'])
const anything: Check = () => undefined

/** The fields of `RUN --mount`: frontend/dockerfile/instructions/commands_runmount.go of BuildKit. */
const mountFields: Readonly<Record<string, Check>> = {
  type: value => {
    if (mountTypes.includes(value.toLowerCase())) return undefined
    const near = nearest(value, mountTypes)
    return `is no type of mount. ${near ? `Did you mean "${near}"?` : `Use ${enumeration(mountTypes, 'or')}.`}`
  },
  from: (value, type) =>
    /\$./.test(value)
      ? 'holds a variable, which stays as it is here. Give the image a stage of its own ("FROM … AS name") and name that.'
      : type === 'secret'
        ? 'is not for "type=secret", which comes from whoever builds. Remove it.'
        : undefined,
  source: anything,
  src: anything,
  target: isFolder,
  dst: isFolder,
  destination: isFolder,
  readonly: isBoolean,
  ro: isBoolean,
  readwrite: isBoolean,
  rw: isBoolean,
  required: (value, type) => (type === 'secret' || type === 'ssh' ? isBoolean(value, type) : 'is for "type=secret" and "type=ssh". Write the type before it.'),
  size: (value, type) =>
    type !== 'tmpfs'
      ? 'is for "type=tmpfs". Write the type before it.'
      : /^\d+(?:\.\d+)? ?(?:[kmgtp]?i?b?)$/i.test(value)
        ? undefined
        : 'is no size. Write it like 64m or 1g.',
  id: anything,
  env: anything,
  sharing: (value, type) => {
    if (!/^(?:shared|private|locked)$/i.test(value)) return 'is no way to share a cache. Use shared, private or locked.'
    return type === 'cache' ? undefined : `is for "type=cache", not "type=${type}". Remove it.`
  },
  mode: (value, type) =>
    !ownedTypes.has(type) ? `is not for "type=${type}". Remove it.` : isUint32(value, 8) ? undefined : 'is no file mode. Write it in octal, like 0755.',
  uid: isId,
  gid: isId,
}
/** What may stand without a value. */
const bareFields: ReadonlySet<string> = new Set(['readonly', 'ro', 'readwrite', 'rw', 'required'])

function isFolder(value: string, type: string): string | undefined {
  return value === '/' && type !== 'secret' && type !== 'ssh' ? 'is the root, which nothing can be mounted over. Name a folder below it.' : undefined
}

function isUint32(value: string, radix: 8 | 10): boolean {
  return (radix === 8 ? /^[0-7]+$/ : /^\d+$/).test(value) && Number.parseInt(value, radix) < 2 ** 32
}

/** The first thing in the flags of a RUN that BuildKit would refuse. */
export function checkRunFlags({ flags }: Instruction): DockerfileProblem | undefined {
  for (const flag of flags) {
    const problem = checkFlag(flag)
    if (problem) return problem
  }
  return undefined
}

function checkFlag(flag: Flag): DockerfileProblem | undefined {
  switch (flag.name) {
    case 'mount':
      // With quotes left in it, a comma may stand inside a field.
      return flag.value?.includes('"') ? undefined : (checkMount(flag.fields) ?? checkSecret(flag))
    case 'network':
      return oneOf(flag, ['default', 'none', 'host'])
    case 'security':
      return oneOf(flag, ['sandbox', 'insecure'])
    default:
      return undefined
  }
}

/** What a mount says its type is, at the end of its fields. */
function typeOf(fields: readonly Field[]): string {
  return fields.findLast(({ key, value }) => key === 'type' && value !== undefined)?.value?.toLowerCase() ?? 'bind'
}

function checkMount(fields: readonly Field[]): DockerfileProblem | undefined {
  const last = typeOf(fields)
  let type = 'bind'
  for (const field of fields) {
    // BuildKit asks for the type of "required" and "size" as it comes to them, and for that of the others at the end.
    if (field.key === 'type') type = field.value?.toLowerCase() ?? type
    const problem = mountProblem(field, field.key === 'required' || field.key === 'size' ? type : last)
    if (problem) return { code: 'invalid-mount', message: problem, range: field.range }
  }
  return undefined
}

function mountProblem({ key, value }: Field, type: string): string | undefined {
  if (!Object.hasOwn(mountFields, key)) {
    const near = nearest(key, Object.keys(mountFields))
    return key === ''
      ? '"--mount" has an empty field. Take out the comma too many.'
      : `"--mount" has no field "${short(key)}". ${near ? `Did you mean "${near}"?` : 'It takes type, from, source, target, id and the like.'}`
  }
  if (value === undefined && !bareFields.has(key)) return `"${key}" of "--mount" needs a value. Write ${key}=value.`
  // Variables are filled in before all but "from" is looked at, and what they bring is not known.
  if (key !== 'from' && value?.includes('$')) return undefined
  const lack = mountFields[key]!(value ?? 'true', type)
  return lack && `"${key}${value === undefined ? '' : `=${short(value)}`}" of "--mount" ${lack}`
}

function checkSecret({ fields, range }: Flag): DockerfileProblem | undefined {
  if (typeOf(fields) !== 'secret') return undefined
  const has = (...keys: string[]): boolean => fields.some(({ key, value }) => keys.includes(key) && value !== undefined && value !== '')
  if (!has('id', 'source', 'src', 'target', 'dst', 'destination'))
    return { code: 'invalid-mount', message: 'The secret mount names no secret. Add its id, as in "type=secret,id=npmrc".', range }
  if (has('id') && has('source', 'src'))
    return { code: 'invalid-mount', message: 'The secret mount has both "id" and "source", which mean the same. Keep "id".', range }
  return undefined
}

function oneOf({ name, value = '', range, valueRange }: Flag, values: readonly string[]): DockerfileProblem | undefined {
  if (values.includes(value)) return undefined
  const near = nearest(value, values)
  return {
    code: 'invalid-network-or-security',
    message: `"--${name}" of RUN cannot be "${short(value)}". ${near ? `Did you mean "${near}"?` : `Use ${enumeration(values, 'or')}.`}`,
    range: valueRange ?? range,
  }
}
