import type { NetworkPolicyIngressRule, NetworkPolicyPort } from 'kubernetes-types/networking/v1.js'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import type { Pod } from '../workload.ts'
import { directionsOf, type NetworkPolicy, networkPolicies } from './network-policy.ts'
import { podsSelectedBy } from './selection.ts'
import { declaredPorts, protocolOf, type Service, servicesInFront } from './service.ts'

/** A port at which pods get what is sent to another port of a Service. */
interface Target {
  readonly service: Service
  /** A number, or the name of one. */
  readonly target: number | string
  readonly at: Ref<unknown>
}

/** A port that a policy lets in as it is that of a Service, where the pods are reached at another. */
export interface MisreadPort extends Target {
  readonly port: Ref<unknown>
  readonly number: number
}

/** The ports of a policy that let nothing in, and no policy lets the one in that was meant. */
export function misreadPorts(project: Project, policy: NetworkPolicy): MisreadPort[] {
  const pods = directionsOf(policy).ingress ? selectedBy(project, policy) : []
  if (pods.length === 0 || pods.some(({ workload }) => workload.partial)) return []
  const policies = project.get(networkPolicies)
  return ingressOf(policy)
    .flatMap(ingress => ingress.at('ports').each())
    .flatMap(entry => {
      const port = entry.at('port')
      if (typeof port.value !== 'number' || entry.at('endPort').exists) return []
      const meant = servedElsewhere(project, pods, port.value, protocolOf(entry))
      return meant && !policies.some(other => lets(project, other, pods, meant.target)) ? [{ port, number: port.value, ...meant }] : []
    })
}

function selectedBy(project: Project, policy: NetworkPolicy): Pod[] {
  return podsSelectedBy(project, policy, policy.at('spec').at('podSelector').value ?? {})
}

function ingressOf(policy: NetworkPolicy): readonly Ref<NetworkPolicyIngressRule>[] {
  return policy.at('spec').at('ingress').each()
}

/** Where a Service in front of pods that do not have its port themselves sends what it gets there. */
function servedElsewhere(project: Project, pods: readonly Pod[], port: number, protocol: string): Target | undefined {
  if (pods.some(pod => declaredPorts(pod).some(({ number }) => number === port))) return undefined
  for (const service of pods.flatMap(pod => project.get(servicesInFront)(pod)))
    for (const served of service.at('spec').at('ports').each()) {
      const at = served.at('targetPort')
      const target = at.value
      if (served.value?.port === port && protocolOf(served) === protocol && target !== undefined && String(target) !== String(port))
        return { service, target, at }
    }
  return undefined
}

/** Whether a policy lets pods be reached at a port, or may: policies add to each other. */
function lets(project: Project, policy: NetworkPolicy, pods: readonly Pod[], target: number | string): boolean {
  const numbers = pods.flatMap(declaredPorts).flatMap(({ name, number }) => (name === target && number !== undefined ? [number] : []))
  const isLet = ingressOf(policy).some(ingress => {
    const entries = ingress.at('ports').each()
    return entries.length === 0 || entries.some(({ value }) => mayLet(value ?? {}, [target, ...numbers]))
  })
  return isLet && selectedBy(project, policy).some(pod => pods.includes(pod))
}

/** A name may be that of any port, and a range may hold it. */
function mayLet({ port, endPort }: NetworkPolicyPort, targets: readonly (number | string)[]): boolean {
  return port === undefined || endPort !== undefined || typeof port === 'string' || targets.includes(port)
}
