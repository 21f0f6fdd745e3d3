import type { NetworkPolicySpec } from 'kubernetes-types/networking/v1.js'
import { manifestsOfKind, type ObjectFields } from './manifest.ts'

interface NetworkPolicyFields extends ObjectFields {
  spec: NetworkPolicySpec
}

export const networkPolicies = manifestsOfKind<NetworkPolicyFields>('NetworkPolicy', 'networking.k8s.io')

export const namespaces = manifestsOfKind<ObjectFields>('Namespace', '')
