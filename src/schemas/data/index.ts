// Written by "npm run schemas".

/** The Kubernetes minors that the data cover. */
export const oldestMinor = 27
export const newestMinor = 36

/** API group → the files with its custom resources. */
export const filesOfGroup: Readonly<Record<string, readonly (keyof typeof loaders)[]>> = {
  'acme.cert-manager.io': ['cert-manager'],
  'argoproj.io': ['argo-rollouts', 'argo-cd'],
  'autoscaling.internal.knative.dev': ['knative'],
  'awspca.cert-manager.io': ['cert-manager'],
  'bitnami.com': ['sealed-secrets'],
  'caching.internal.knative.dev': ['knative'],
  'cert-manager.io': ['cert-manager'],
  'eventing.keda.sh': ['keda'],
  'eventing.knative.dev': ['knative'],
  'extensions.istio.io': ['istio'],
  'external-secrets.io': ['external-secrets'],
  'flows.knative.dev': ['knative'],
  'gateway.networking.k8s.io': ['gateway-api'],
  'gateway.networking.x-k8s.io': ['gateway-api'],
  'generators.external-secrets.io': ['external-secrets'],
  'helm.toolkit.fluxcd.io': ['flux-cd'],
  'image.toolkit.fluxcd.io': ['flux-cd'],
  'install.istio.io': ['istio'],
  'keda.sh': ['keda'],
  'kustomize.toolkit.fluxcd.io': ['flux-cd'],
  'messaging.knative.dev': ['knative'],
  'monitoring.coreos.com': ['prometheus-operator'],
  'networking.internal.knative.dev': ['knative'],
  'networking.istio.io': ['istio'],
  'notification.toolkit.fluxcd.io': ['flux-cd'],
  'operator.knative.dev': ['knative'],
  'policy.cert-manager.io': ['cert-manager'],
  'security.istio.io': ['istio'],
  'serving.knative.dev': ['knative'],
  'sinks.knative.dev': ['knative'],
  'source.toolkit.fluxcd.io': ['flux-cd'],
  'sources.knative.dev': ['knative'],
  'telemetry.istio.io': ['istio'],
  'traefik.io': ['traefik'],
  'trust-manager.io': ['cert-manager'],
  'trust.cert-manager.io': ['cert-manager'],
}

/** Loads one file of the data; each is a module of its own, so that a run pays for those it needs. */
export const loaders = {
  'core': () => import('./core.ts'),
  'argo-rollouts': () => import('./argo-rollouts.ts'),
  'argo-cd': () => import('./argo-cd.ts'),
  'prometheus-operator': () => import('./prometheus-operator.ts'),
  'gateway-api': () => import('./gateway-api.ts'),
  'cert-manager': () => import('./cert-manager.ts'),
  'keda': () => import('./keda.ts'),
  'istio': () => import('./istio.ts'),
  'external-secrets': () => import('./external-secrets.ts'),
  'flux-cd': () => import('./flux-cd.ts'),
  'knative': () => import('./knative.ts'),
  'traefik': () => import('./traefik.ts'),
  'sealed-secrets': () => import('./sealed-secrets.ts'),
}
