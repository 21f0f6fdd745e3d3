import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { declaredPorts, podsBehind, servicePort, wholeServices } from './service.ts'
import { pods } from '../workload.ts'

/** The annotations by which Prometheus finds what to scrape, as its example configuration for Kubernetes reads them. */
export interface ScrapeAnnotation {
  readonly at: Ref<string>
  readonly port: number
  /** What the containers of the pods declare; never empty. */
  readonly declared: readonly number[]
  /** For messages: `Deployment "cart"`. */
  readonly subject: string
  /** The Service has that port itself. */
  readonly served: boolean
}

/** Ports that the sidecar of a mesh opens, whatever the pod declares. */
const meshPorts = new Set([15014, 15020, 15090, 4191, 20200])

export function scrapeAnnotations(project: Project): ScrapeAnnotation[] {
  const ofPods = project.get(pods).flatMap(pod => {
    const asked = askedPort(pod.metadata)
    const declared = pod.workload.partial ? [] : numbersOf([pod])
    return asked && declared.length > 0 ? [{ ...asked, declared, subject: pod.workload.title, served: false }] : []
  })
  const behind = project.get(podsBehind)
  const ofServices = project.get(wholeServices).flatMap(service => {
    const asked = askedPort(service.at('metadata'))
    if (!asked) return []
    const selected = behind(service)
    // A pod that declares nothing may listen anywhere.
    const silent = selected.length === 0 || selected.some(pod => pod.workload.partial || numbersOf([pod]).length === 0)
    if (silent) return []
    return [{ ...asked, declared: numbersOf(selected), subject: `the pods of ${service.title}`, served: servicePort(service, asked.port) !== undefined }]
  })
  return [...ofPods, ...ofServices]
}

function askedPort(metadata: Ref<unknown>): { at: Ref<string>; port: number } | undefined {
  const annotations = metadata.follow(['annotations'])
  const at = annotations.follow(['prometheus.io/port']) as Ref<string>
  if (annotations.follow(['prometheus.io/scrape']).value !== 'true' || !/^\d{1,5}$/.test(at.value ?? '')) return undefined
  const port = Number(at.value)
  return meshPorts.has(port) ? undefined : { at, port }
}

function numbersOf(list: readonly Parameters<typeof declaredPorts>[0][]): number[] {
  return [...new Set(list.flatMap(declaredPorts).flatMap(({ number }) => number ?? []))]
}
