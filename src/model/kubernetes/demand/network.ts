import type { ServiceSpec } from 'kubernetes-types/core/v1.js'
import type { HTTPIngressPath, IngressBackend, IngressSpec, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec } from 'kubernetes-types/networking/v1.js'
import { isName } from '../../../languages/kubernetes-name.ts'
import type { Ref } from '../../../source/ref.ts'
import { isAddress } from '../../../languages/ip-address.ts'
import { absolute, address, addressRange, clashing, isBlank, lacking, selecting, unfitting, type Wrong } from './wrong.ts'

/** Source: pkg/apis/core/validation, ValidateService. */
export function* service(spec: Ref<ServiceSpec>): Generator<Wrong> {
  if (spec.at('type').exists && spec.at('type').value === undefined) return
  const type = spec.at('type').value ?? 'ClusterIP'
  const headless = spec.at('clusterIP').value === 'None'
  if (type === 'ExternalName') yield* external(spec)
  else if (!headless) yield* lacking(spec, 'ports')
  const ports = spec.at('ports').each()
  for (const port of ports) {
    if (ports.length > 1) yield* lacking(port, 'name', 'which each of several ports needs')
    if (type === 'ClusterIP' && port.at('nodePort').value !== 0)
      yield* clashing(port.at('nodePort'), 'stands in a Service of type ClusterIP', 'Set "type: NodePort", or remove the port.')
  }
  if (headless && (type === 'NodePort' || type === 'LoadBalancer'))
    yield* clashing(spec.at('clusterIP'), `is None in a Service of type ${type}`, 'Remove it, or the type.')
  yield* onlyFor(spec, type)
  if (!headless) yield* address(spec.at('clusterIP'))
  for (const outside of spec.at('externalIPs').each()) yield* address(outside)
  for (const source of spec.at('loadBalancerSourceRanges').each()) yield* addressRange(source, true)
}

function* external(spec: Ref<ServiceSpec>): Generator<Wrong> {
  yield* lacking(spec, 'externalName', 'which a Service of type ExternalName needs')
  yield* unfitting(spec.at('externalName'), text => isName(text.replace(/\.$/, ''), 'subdomain'), 'which is no host', 'Write its name alone: db.example.com.')
  yield* clashing(spec.at('clusterIP'), 'stands in a Service of type ExternalName', 'Remove it, or the type.')
}

/** What only Services that are open to the outside have. */
function* onlyFor(spec: Ref<ServiceSpec>, type: string): Generator<Wrong> {
  const policy = spec.at('externalTrafficPolicy')
  const open = type === 'NodePort' || type === 'LoadBalancer'
  if (!open && isBlank(spec.at('externalIPs')))
    yield* clashing(policy, `stands in a Service of type ${type}, which is not open to the outside`, 'Remove it, or set the type.')
  if (spec.at('healthCheckNodePort').value !== 0 && (type !== 'LoadBalancer' || policy.value !== 'Local'))
    yield* clashing(spec.at('healthCheckNodePort'), 'needs "type: LoadBalancer" and "externalTrafficPolicy: Local"', 'Set them, or remove it.')
  if (type === 'LoadBalancer') return
  for (const field of ['loadBalancerSourceRanges', 'loadBalancerClass', 'allocateLoadBalancerNodePorts'] as const)
    yield* clashing(spec.at(field), `stands in a Service of type ${type}`, 'Set "type: LoadBalancer", or remove it.')
}

/** Source: pkg/apis/networking/validation, ValidateIngressCreate. */
export function* ingress(spec: Ref<IngressSpec>): Generator<Wrong> {
  if (!spec.at('defaultBackend').exists) yield* lacking(spec, 'rules', 'and has no "defaultBackend" either')
  yield* backend(spec.at('defaultBackend') as Ref<IngressBackend>)
  for (const rule of spec.at('rules').each()) {
    yield* lacking(rule.at('http'), 'paths')
    for (const route of rule.at('http').at('paths').each()) yield* path(route)
  }
}

function* path(route: Ref<HTTPIngressPath>): Generator<Wrong> {
  const written = route.at('path')
  const type = route.at('pathType').value
  const exact = type === 'Exact' || type === 'Prefix'
  if (exact) yield* lacking(route, 'path', `which "pathType: ${type}" needs`)
  yield* absolute(written)
  if (exact && written.value?.startsWith('/'))
    yield* unfitting(
      written,
      text => !/\/\/|\/\.\.?(?:\/|$)|%2f/i.test(text),
      `which "pathType: ${type}" does not take`,
      'Write it without "//", "." and "..".',
    )
  yield* backend(route.at('backend'))
}

function* backend(target: Ref<IngressBackend>): Generator<Wrong> {
  if (typeof target.value !== 'object') return
  if (isBlank(target.at('resource'))) yield* lacking(target, 'service')
  const named = target.at('service')
  if (!isBlank(named)) yield* lacking(named, 'port')
}

/** Source: pkg/apis/networking/validation, ValidateNetworkPolicySpec. */
export function* networkPolicy(spec: Ref<NetworkPolicySpec>): Generator<Wrong> {
  yield* selecting(spec.at('podSelector'))
  const directions = [
    ...spec
      .at('ingress')
      .each()
      .map(rule => [rule.at('from'), rule.at('ports')] as const),
    ...spec
      .at('egress')
      .each()
      .map(rule => [rule.at('to'), rule.at('ports')] as const),
  ]
  for (const [peers, ports] of directions) {
    for (const each of peers.each()) yield* peer(each)
    for (const each of ports.each()) yield* opened(each)
  }
}

function* peer(who: Ref<NetworkPolicyPeer>): Generator<Wrong> {
  if (who.value && Object.keys(who.value).length === 0)
    yield { at: who, says: 'names nobody', advice: 'Write "namespaceSelector: {}" for all pods, or leave the list out for everyone.' }
  yield* selecting(who.at('podSelector'))
  yield* selecting(who.at('namespaceSelector'))
  const block = who.at('ipBlock')
  yield* lacking(block, 'cidr')
  yield* addressRange(block.at('cidr'))
  for (const except of block.at('except').each()) yield* addressRange(except)
}

/** A port, or a range of them. */
function* opened(ports: Ref<NetworkPolicyPort>): Generator<Wrong> {
  const [first, last] = [ports.at('port'), ports.at('endPort')]
  if (last.value === undefined) return
  if (!first.exists) yield* clashing(last, 'stands without "port"', 'Set "port" to the first one.')
  else if (typeof first.value === 'string') yield* clashing(last, `stands beside "port: ${first.value}", a name`, 'Write the number of the first port.')
  else if (first.value !== undefined && last.value < first.value)
    yield { at: last, says: `is ${last.value} and below "port", ${first.value}`, advice: 'Write the last port of the range.' }
}

/** Source: pkg/apis/networking/validation, validateIngressClassSpec. */
export function* ingressClass(spec: Ref<{ controller?: string }>): Generator<Wrong> {
  yield* lacking(spec, 'controller')
  yield* unfitting(
    spec.at('controller'),
    text => /^[a-z\d.-]+\/./.test(text),
    'which does not begin with a domain and "/"',
    'Write one such as k8s.io/ingress-nginx.',
  )
}

/** Source: pkg/apis/core/validation, ValidateEndpoints. */
export function* endpoints(subsets: Ref<{ addresses?: { ip?: string }[]; notReadyAddresses?: { ip?: string }[] }[]>): Generator<Wrong> {
  for (const subset of subsets.each())
    for (const field of ['addresses', 'notReadyAddresses'] as const) for (const each of subset.at(field).each()) yield* address(each.at('ip'))
}

/** Source: pkg/apis/discovery/validation, ValidateEndpointSlice. */
export function* endpointSlice(slice: Ref<{ addressType?: string; endpoints?: { addresses?: string[] }[] }>): Generator<Wrong> {
  const { value: type } = slice.at('addressType')
  if (type !== 'IPv4' && type !== 'IPv6') return
  const fits = (text: string): boolean => isAddress(text) && text.includes(':') === (type === 'IPv6')
  for (const endpoint of slice.at('endpoints').each())
    for (const each of endpoint.at('addresses').each())
      yield* unfitting(each, fits, `which is no address of ${type}`, 'Write an address, or "addressType: FQDN" for a name.')
}
