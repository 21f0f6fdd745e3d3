import { describe, expect, test } from 'vitest'
import { lint } from '../../src/lint.ts'

const pod = (namespace?: string, more = ''): string => `apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web, tier: front }${namespace === undefined ? '' : `, namespace: ${namespace}`} }
spec: { containers: [{ name: web, image: nginx:1.29 }]${more} }
`
const policy = (spec: string, { kind = 'NetworkPolicy', apiVersion = 'networking.k8s.io/v1', namespace = '' } = {}): string => `apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: p${namespace && `, namespace: ${namespace}`} }
${spec}
`
const cilium = (spec: string, kind = 'CiliumNetworkPolicy', namespace = ''): string => policy(spec, { kind, apiVersion: 'cilium.io/v2', namespace })

/** What is left open: both directions, one of them, or nothing. */
async function openness(...documents: string[]): Promise<string> {
  const rules = { 'kubernetes/missing-network-policy': 'info', 'kubernetes/partial-network-policy': 'info' } as const
  const { findings } = await lint({ files: { 'a.yaml': documents.join('---\n') }, config: { extends: [], rules } })
  const [found] = findings
  return found === undefined ? 'closed' : found.rule.endsWith('missing-network-policy') ? 'open' : /close only what (\w+ \w+)/.exec(found.message)![1]!
}

describe('which directions of a pod some policy closes', () => {
  test.each<[string, string, string]>([
    ['ingress by default', policy('spec: { podSelector: {} }'), 'comes in'],
    ['egress, too, where it has rules', policy('spec: { podSelector: {}, egress: [{}] }'), 'closed'],
    ['no egress for an empty list', policy('spec: { podSelector: {}, egress: [], policyTypes: [] }'), 'comes in'],
    ['what the types say', policy('spec: { podSelector: {}, policyTypes: [Egress] }'), 'goes out'],
    ['only for pods with all labels', policy('spec: { podSelector: { matchLabels: { app: web, tier: back } } }'), 'open'],
    ['by expressions', policy('spec: { podSelector: { matchExpressions: [{ key: tier, operator: Exists }] }, policyTypes: [Ingress, Egress] }'), 'closed'],
    ['by Cilium', cilium('spec: { endpointSelector: { matchLabels: { "k8s:app": web } }, ingress: [{}] }'), 'comes in'],
    ['by one of several rules of Cilium', cilium('specs: [{ endpointSelector: {}, ingress: [{}] }, { endpointSelector: {}, egressDeny: [{}] }]'), 'closed'],
    ['by no rule of Cilium', cilium('specs: []'), 'open'],
    [
      'by Calico, whose selectors are taken for all',
      policy('spec: { selector: all(), types: [Ingress, Egress] }', { apiVersion: 'projectcalico.org/v3' }),
      'closed',
    ],
  ])('%s', async (_, text, expected) => {
    expect(await openness(pod(), text)).toBe(expected)
  })

  test.each<[string, string, string | undefined, string]>([
    ['the same', 'shop', 'shop', 'comes in'],
    ['another', 'mail', 'shop', 'open'],
    ['one that is not known', '', 'shop', 'comes in'],
    ['that of a pod that is not known', 'mail', undefined, 'comes in'],
  ])('in namespaces: %s', async (_, namespace, ofPod, expected) => {
    expect(await openness(pod(ofPod), policy('spec: { podSelector: { matchLabels: { app: web } } }', { namespace }))).toBe(expected)
  })

  test('of the whole cluster, and of one namespace in it', async () => {
    const everywhere = (labels: string): string =>
      cilium(`spec: { endpointSelector: { matchLabels: ${labels} }, ingress: [{}], egress: [{}] }`, 'CiliumClusterwideNetworkPolicy')
    expect(await openness(pod('shop'), everywhere('{}'))).toBe('closed')
    expect(await openness(pod('shop'), everywhere('{ "k8s:io.kubernetes.pod.namespace": shop }'))).toBe('closed')
    expect(await openness(pod('shop'), everywhere('{ "k8s:io.kubernetes.pod.namespace": mail }'))).toBe('open')
  })

  test('not of pods in the network of their node', async () => {
    expect(await openness(pod('shop', ', hostNetwork: true'))).toBe('closed')
  })
})
