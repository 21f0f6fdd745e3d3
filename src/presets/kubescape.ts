import type { Config } from '../config.ts'

/** Where our rules judge otherwise than kubescape, the options that make them judge as it does. */
export const kubescape: Config = {
  rules: {
    'kubernetes/anonymous-binding': { allow: [] },
    'kubernetes/automount-token': { bound: true },
    'kubernetes/cluster-admin-binding': { exceptSubjects: [] },
    'kubernetes/default-namespace': { unset: true },
    'kubernetes/image-pull-policy': { fixed: true },
    'kubernetes/image-registry': {
      allow: ['docker.io', 'gcr.io', 'ghcr.io', 'k8s.gcr.io', 'registry.k8s.io', 'mcr.microsoft.com', 'public.ecr.aws'],
      deny: ['quay.io', 'registry.hub.docker.com'],
    },
    'kubernetes/missing-cpu-request': { limitCounts: false },
    'kubernetes/missing-memory-request': { limitCounts: false },
    'kubernetes/missing-readiness-probe': { served: false },
    'kubernetes/missing-service': { complete: true },
    'kubernetes/missing-service-account': { complete: true },
    'kubernetes/network-policy-without-pods': { complete: true },
    'kubernetes/no-rolling-update': { always: true },
    'kubernetes/privileged-container': { refused: true },
    'kubernetes/rbac-admission-webhooks': { wildcards: true },
    'kubernetes/rbac-approve-certificates': { wildcards: true },
    'kubernetes/rbac-bind': { wildcards: true },
    'kubernetes/rbac-configmap-write': { wildcards: true },
    'kubernetes/rbac-create-pods': { wildcards: true },
    'kubernetes/rbac-delete-logs': { wildcards: true },
    'kubernetes/rbac-delete-wide': { wildcards: true },
    'kubernetes/rbac-escalate': { wildcards: true },
    'kubernetes/rbac-impersonation': { wildcards: true },
    'kubernetes/rbac-node-proxy': { wildcards: true },
    'kubernetes/rbac-persistent-volumes': { wildcards: true },
    'kubernetes/rbac-pod-exec': { wildcards: true },
    'kubernetes/rbac-secrets-access': { wildcards: true },
    'kubernetes/rbac-token-create': { wildcards: true },
    'kubernetes/required-security-field': {
      fields: ['fsGroup', 'fsGroupChangePolicy', 'seLinuxOptions', 'seccompProfile.type', 'gmsaCredentialSpecName', 'runAsUserName'],
    },
    'kubernetes/secret-in-configmap': {
      names: ['aws_access_key_id', 'aws_secret*', '*azure*key*', '*password*', '*pwd*', '*secret*', '*token*', '*credential*', '*private_key*', '*_key_*'],
    },
    'kubernetes/secret-in-env': {
      names: ['aws_access_key_id', 'aws_secret*', '*azure*key*', '*password*', '*pwd*', '*secret*', '*token*', '*credential*', '*private_key*', '*_key_*'],
    },
    'kubernetes/service-account-mismatch': { alone: true },
    'kubernetes/team-labels': { labels: ['app', 'tier', 'phase', 'version', 'owner', 'env'] },
  },
}
