import { isName, type NameSyntax } from '../languages/kubernetes-name.ts'
import { hasPlaceholder, type Violation } from './walk.ts'

interface Named {
  readonly syntax: NameSyntax
  /** Shorter than the form allows, for what the cluster appends to it. */
  readonly longest?: number
}

const subdomain: Named = { syntax: 'subdomain' }
const label: Named = { syntax: 'label' }

/**
 * What objects of core Kubernetes may be called; others take any path segment. Source: the `Validate…Name` functions of
 * pkg/apis/\*\/validation in Kubernetes 1.36.
 */
const named: Readonly<Record<string, Named>> = {
  ...Object.fromEntries(
    (
      'ConfigMap ControllerRevision DaemonSet Deployment EndpointSlice Endpoints FlowSchema HorizontalPodAutoscaler Ingress IngressClass LimitRange ' +
      'MutatingWebhookConfiguration NetworkPolicy Node PersistentVolume PersistentVolumeClaim Pod PodTemplate PriorityClass ' +
      'PriorityLevelConfiguration ReplicaSet ReplicationController ResourceQuota RuntimeClass Secret ServiceAccount StorageClass ' +
      'ValidatingWebhookConfiguration'
    )
      .split(' ')
      .map(kind => [kind, subdomain]),
  ),
  Namespace: label,
  Service: { syntax: 'service' },
  // It is the host name of its pods, too, and of those a label was asked before it was of the StatefulSet (1.34).
  StatefulSet: label,
  // The pods of a Job have its name as a label, and a CronJob appends the time to it.
  Job: { ...subdomain, longest: 63 },
  CronJob: { ...subdomain, longest: 52 },
}

/** Requests, which are answered and not kept. */
const nameless = /Review$|^(?:Binding|DeleteOptions|Eviction|Scale|Status|TokenRequest|WatchEvent)$/

/** Groups of Kubernetes itself have no dot, or end in this. */
function isCore(apiVersion: string): boolean {
  const group = apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0))
  return !group.includes('.') || group.endsWith('.k8s.io')
}

const segment: Named = { syntax: 'segment' }

/** How an object of a kind may be called. */
function nameOf(apiVersion: string, kind: string): Named {
  if (!isCore(apiVersion)) return subdomain
  return Object.hasOwn(named, kind) ? named[kind]! : segment
}

/**
 * What is wrong with the name of an object of a known kind.
 *
 * @param form gives the form that holds in the minor
 * @param isKnown whether the value at a path is written out, and not by a template
 */
export function nameViolations(
  object: unknown,
  { apiVersion, kind, partial }: { readonly apiVersion: string; readonly kind: string; readonly partial: boolean },
  form: (syntax: string) => string,
  isKnown: (path: readonly string[]) => boolean,
): Violation[] {
  const metadata = (object as { metadata?: unknown }).metadata ?? {}
  if (typeof metadata !== 'object' || Array.isArray(metadata) || !isKnown(['metadata'])) return []
  const { name, generateName, namespace } = metadata as Record<string, unknown>
  const { syntax, longest } = nameOf(apiVersion, kind)
  const found: Violation[] = []
  const check = (field: string, value: unknown, wanted: string, tested = value): void => {
    const path = ['metadata', field]
    if (typeof value !== 'string' || value === '' || hasPlaceholder(value) || !isKnown(path)) return
    const most = field === 'name' ? longest : undefined
    if (isName(tested as string, wanted) && value.length <= (most ?? Infinity)) return
    found.push({ type: 'name', path, value, syntax: wanted, key: false, ...(most !== undefined && { longest: most }) })
  }
  check('name', name, form(syntax))
  // The cluster appends to it, so it may end in what a name may not.
  check('generateName', generateName, form(syntax), typeof generateName === 'string' ? `${generateName}a` : generateName)
  check('namespace', namespace, 'label')
  if (!partial && isEmpty(name) && isEmpty(generateName) && !nameless.test(kind) && isKnown(['metadata', 'name']))
    found.push({ type: 'required', path: ['metadata'], field: 'name' })
  return found
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}
