import { manifestsOfKind, type ObjectFields } from '../manifest.ts'

interface PeerAuthenticationFields extends ObjectFields {
  spec: { mtls?: { mode?: string }; portLevelMtls?: Record<string, { mode?: string }> }
}

interface AuthorizationPolicyFields extends ObjectFields {
  spec: { action?: string; rules?: Record<string, unknown>[] }
}

export const peerAuthentications = manifestsOfKind<PeerAuthenticationFields>('PeerAuthentication', 'security.istio.io')
export const authorizationPolicies = manifestsOfKind<AuthorizationPolicyFields>('AuthorizationPolicy', 'security.istio.io')
