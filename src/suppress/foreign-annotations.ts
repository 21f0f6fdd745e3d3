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
    const check = allowed !== undefined && Object.hasOwn(kubeaudit, allowed) ? kubeaudit[allowed] : undefined
    return check === undefined ? undefined : { tool: 'kubeaudit', names: [check], reason: value, ...(container !== undefined && { container }) }
  },
]

/** The suppressions that annotations and labels for other tools are. */
export function inForeignAnnotations(file: SourceFile, resource: Resource, names: PeerNames): Suppression[] {
  return annotatedIn(resource).flatMap(({ object, scope }) => {
    const metadata = object.at('metadata')
    return [...marksIn(metadata.at('annotations'), annotations), ...marksIn(metadata.at('labels'), labels)].flatMap(({ mark, at }): Suppression[] => {
      const reach = mark.container === undefined ? scope : containerNamed(object, mark.container)
      if (!reach) return []
      return [{ ...foreign(mark.tool, mark.names, names), reason: mark.reason?.trim() || undefined, until: undefined, scope: reach, at, file: file.path }]
    })
  })
}

function marksIn(entries: Ref<Readonly<Record<string, unknown>> | undefined>, readers: readonly Read[]): { mark: Mark; at: Ref<unknown> }[] {
  return [...entries.entries()].flatMap(([key, at]) => {
    const value = typeof at.value === 'string' ? at.value : ''
    const mark = readers.map(read => read(key, value)).find(found => found !== undefined)
    return mark ? [{ mark, at }] : []
  })
}

/** The part of the file that a container of a pod, or of a pod template, is. */
function containerNamed(object: Ref<Annotated>, name: string): Range | undefined {
  const spec = (object as Ref<{ spec?: Record<string, readonly { name?: unknown }[] | undefined> }>).at('spec')
  for (const list of ['containers', 'initContainers', 'ephemeralContainers'])
    for (const container of spec.at(list).each()) if (container.at('name').value === name) return container.source.extent(container.path)
  return undefined
}

function behind(prefix: string, key: string): string | undefined {
  return key.startsWith(prefix) ? key.slice(prefix.length) : undefined
}

function words(list: string): string[] {
  return list.split(/[\s,]+/).filter(word => word !== '')
}
