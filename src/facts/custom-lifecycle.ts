/** An API version that an operator no longer serves. */
export interface EndedVersion {
  /** The release that stopped serving it: `cert-manager 1.6`. */
  readonly endedBy: string
  /** The apiVersion to use instead. */
  readonly replacement: string
  /** Unset where the kind stays the same. */
  readonly replacementKind?: string
}

const certManager = (group: string): Record<string, EndedVersion> =>
  Object.fromEntries(['v1alpha2', 'v1alpha3', 'v1beta1'].map(version => [`${group}/${version}`, { endedBy: 'cert-manager 1.6', replacement: `${group}/v1` }]))
const externalSecrets = 'external-secrets.io/v1'
const istioSecurity = 'security.istio.io/v1'

/**
 * By apiVersion, or apiVersion and kind where others of the version go on.
 * Sources: the upgrade notes of cert-manager 0.11 and 1.6, External Secrets 0.16 and 0.17, Istio 1.6, KEDA 2.0 and Traefik 3.0.
 */
const ended: Readonly<Record<string, EndedVersion>> = {
  ...certManager('cert-manager.io'),
  ...certManager('acme.cert-manager.io'),
  'certmanager.k8s.io/v1alpha1': { endedBy: 'cert-manager 0.11', replacement: 'cert-manager.io/v1' },
  'external-secrets.io/v1alpha1 ClusterSecretStore': { endedBy: 'External Secrets 0.16', replacement: externalSecrets },
  'external-secrets.io/v1alpha1 ExternalSecret': { endedBy: 'External Secrets 0.16', replacement: externalSecrets },
  'external-secrets.io/v1alpha1 SecretStore': { endedBy: 'External Secrets 0.16', replacement: externalSecrets },
  'external-secrets.io/v1beta1': { endedBy: 'External Secrets 0.17', replacement: externalSecrets },
  'authentication.istio.io/v1alpha1 MeshPolicy': { endedBy: 'Istio 1.6', replacement: istioSecurity, replacementKind: 'PeerAuthentication' },
  'authentication.istio.io/v1alpha1 Policy': { endedBy: 'Istio 1.6', replacement: istioSecurity, replacementKind: 'PeerAuthentication' },
  'rbac.istio.io/v1alpha1': { endedBy: 'Istio 1.6', replacement: istioSecurity, replacementKind: 'AuthorizationPolicy' },
  'keda.k8s.io/v1alpha1': { endedBy: 'KEDA 2.0', replacement: 'keda.sh/v1alpha1' },
  'traefik.containo.us/v1alpha1': { endedBy: 'Traefik 3.0', replacement: 'traefik.io/v1alpha1' },
}

/** What is known of the end of an API of an operator; undefined for what goes on, and for what nobody here knows. */
export function endedVersion(apiVersion: string, kind: string): EndedVersion | undefined {
  const name = [`${apiVersion} ${kind}`, apiVersion].find(key => Object.hasOwn(ended, key))
  return name === undefined ? undefined : ended[name]
}
