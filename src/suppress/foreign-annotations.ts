import type { PeerNames } from '../peers.ts'
import type { Ref } from '../source/ref.ts'
import type { Range, Resource, SourceFile } from '../source/source.ts'
import type { Suppression } from '../suppress.ts'
import { type Annotated, annotatedIn } from './annotations.ts'
import { foreign } from './foreign-comments.ts'

/** What another tool is told by an annotation or a label. */
interface Mark {
  readonly tool: string
  readonly names: readonly string[] | 'all'
  readonly reason?: string
  /** The name of the one container that is meant. */
  readonly container?: string
  /** The name of the one volume that is meant. */
  readonly volume?: string
}

type Read = (key: string, value: string) => Mark | undefined

/** How each tool is told in an annotation to leave something alone. */
const annotations: readonly Read[] = [
  // https://docs.kubelinter.io/#/configuring-kubelinter?id=ignoring-violations-for-specific-cases
  (key, value) => {
    if (key === 'kube-linter.io/ignore-all') return { tool: 'kube-linter', names: 'all', reason: value }
    const check = behind('ignore-check.kube-linter.io/', key)
    return check ? { tool: 'kube-linter', names: [check], reason: value } : undefined
  },
  // https://github.com/zegl/kube-score#ignoring-a-test
  (key, value) => (key === 'kube-score/ignore' ? { tool: 'kube-score', names: words(value) } : undefined),
  // https://polaris.docs.fairwinds.com/customization/exemptions/
  (key, value) => {
    const name = behind('polaris.fairwinds.com/', key)
    if (name === undefined || value !== 'true') return undefined
    if (name === 'exempt') return { tool: 'polaris', names: 'all' }
    return name.endsWith('-exempt') ? { tool: 'polaris', names: [name.slice(0, -'-exempt'.length)] } : undefined
  },
  // https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html
  (key, value) => {
    if (!/^(?:checkov|bridgecrew)\.io\/skip\d*$/.test(key)) return undefined
    const [name = '', ...reason] = value.split('=')
    return { tool: 'checkov', names: words(name), reason: reason.join('=') }
  },
]

/** Labels of kubeaudit, without `allow-`, and the check that each turns off. https://github.com/Shopify/kubeaudit#override-errors */
const kubeaudit: Readonly<Record<string, string>> = {
  'automount-service-account-token': 'asat',
  'disabled-apparmor': 'apparmor',
  'disabled-seccomp': 'seccomp',
  'namespace-host-IPC': 'hostns',
  'namespace-host-PID': 'hostns',
  'namespace-host-network': 'hostns',
  'non-default-deny-egress-network-policy': 'netpols',
  'non-default-deny-ingress-network-policy': 'netpols',
  'privilege-escalation': 'privesc',
  privileged: 'privileged',
  'read-only-root-filesystem-false': 'rootfs',
  'run-as-root': 'nonroot',
}

const labels: readonly Read[] = [
  (key, value) => {
    const [, container, allowed] =
      /^(?:container\.(?:kubeaudit\.io|audit\.kubernetes\.io)\/([^.]+)\.|(?:kubeaudit\.io\/|audit\.kubernetes\.io\/\w+\.))allow-(.+)$/.exec(key) ?? []
    const of = container !== undefined && { container }
    const volume = allowed === undefined ? undefined : behind('host-path-mount-', allowed)
    if (volume !== undefined) return { tool: 'kubeaudit', names: ['mounts'], reason: value, volume, ...of }
    const check = allowed !== undefined && Object.hasOwn(kubeaudit, allowed) ? kubeaudit[allowed] : undefined
    return check === undefined ? undefined : { tool: 'kubeaudit', names: [check], reason: value, ...of }
  },
]

/** The suppressions that annotations and labels for other tools are. */
export function inForeignAnnotations(file: SourceFile, resource: Resource, names: PeerNames): Suppression[] {
  return annotatedIn(resource).flatMap(({ object, scope }) => {
    const metadata = object.at('metadata')
    const marks = [...marksIn(metadata.at('annotations'), annotations), ...marksIn(metadata.at('labels'), labels)]
    return marks.flatMap(({ mark, at }): Suppression[] =>
      reachOf(
        mark,
        object,
        scope,
        marks.map(other => other.mark),
      ).map(reach => ({
        ...foreign(mark.tool, mark.names, names),
        reason: mark.reason?.trim() || undefined,
        until: undefined,
        scope: reach,
        at,
        file: file.path,
      })),
    )
  })
}

function marksIn(entries: Ref<Readonly<Record<string, unknown>> | undefined>, readers: readonly Read[]): { mark: Mark; at: Ref<unknown> }[] {
  return [...entries.entries()].flatMap(([key, at]) => {
    const value = typeof at.value === 'string' ? at.value : ''
    const mark = readers.map(read => read(key, value)).find(found => found !== undefined)
    return mark ? [{ mark, at }] : []
  })
}

/** The parts of the file that a mark is for: all of the object, a container with the annotations for it, or a volume. */
function reachOf(mark: Mark, object: Ref<Annotated>, scope: Range, marks: readonly Mark[]): Range[] {
  const { container, volume } = mark
  if (volume !== undefined) return allows(marks, volume, container, object) ? entriesNamed(object, ['volumes'], volume) : []
  if (container === undefined) return [scope]
  const annotated = [...object.at('metadata').at('annotations').entries()].filter(([key]) => key.endsWith(`/${container}`))
  return [...entriesNamed(object, containerLists, container), ...annotated.flatMap(([, at]) => at.source.extent(at.path) ?? [])]
}

const containerLists = ['containers', 'initContainers', 'ephemeralContainers']

interface PodLike {
  spec?: Record<string, readonly { name?: unknown; volumeMounts?: readonly { name?: unknown }[] }[] | undefined>
}

/** Whether each container that mounts a volume may; a mark without a container is for all of them. */
function allows(marks: readonly Mark[], volume: string, container: string | undefined, object: Ref<Annotated>): boolean {
  if (container === undefined) return true
  const allowed = new Set(marks.flatMap(mark => (mark.volume === volume && mark.container !== undefined ? [mark.container] : [])))
  const spec = (object as Ref<PodLike>).at('spec')
  return containerLists.every(list =>
    spec
      .at(list)
      .each()
      .every(one => {
        const mounts = one
          .at('volumeMounts')
          .each()
          .some(mount => mount.at('name').value === volume)
        return !mounts || allowed.has(String(one.at('name').value))
      }),
  )
}

/** The part of the file that the first entry of that name in some lists of a pod, or of a pod template, is. */
function entriesNamed(object: Ref<Annotated>, lists: readonly string[], name: string): Range[] {
  const spec = (object as Ref<PodLike>).at('spec')
  const found = lists.flatMap(list => spec.at(list).each()).find(entry => entry.at('name').value === name)
  const extent = found?.source.extent(found.path)
  return extent ? [extent] : []
}

function behind(prefix: string, key: string): string | undefined {
  return key.startsWith(prefix) ? key.slice(prefix.length) : undefined
}

function words(list: string): string[] {
  return list.split(/[\s,]+/).filter(word => word !== '')
}
