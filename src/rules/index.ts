// Written by "npm run generate" from the files in this folder. Do not edit.
import type { Rule, RuleDefinition } from '../rule.ts'
import dockerfileConsecutiveRuns from './dockerfile/consecutive-runs.ts'
import dockerfileCopyBeforeInstall from './dockerfile/copy-before-install.ts'
import dockerfileCopyWholeContext from './dockerfile/copy-whole-context.ts'
import dockerfileDeprecatedBaseImage from './dockerfile/deprecated-base-image.ts'
import dockerfileHeavyBaseImage from './dockerfile/heavy-base-image.ts'
import dockerfileImageRegistry from './dockerfile/image-registry.ts'
import dockerfileLatestTag from './dockerfile/latest-tag.ts'
import dockerfileMissingExpose from './dockerfile/missing-expose.ts'
import dockerfileMissingUser from './dockerfile/missing-user.ts'
import dockerfileNonNumericUser from './dockerfile/non-numeric-user.ts'
import dockerfileParseError from './dockerfile/parse-error.ts'
import dockerfileRootUser from './dockerfile/root-user.ts'
import dockerfileSecretFileCopied from './dockerfile/secret-file-copied.ts'
import dockerfileSecretInEnv from './dockerfile/secret-in-env.ts'
import dockerfileShellFormCommand from './dockerfile/shell-form-command.ts'
import dockerfileSingleStageBuild from './dockerfile/single-stage-build.ts'
import dockerfileUntaggedImage from './dockerfile/untagged-image.ts'
import k8sLintExpiredSuppression from './k8s-lint/expired-suppression.ts'
import k8sLintRuleCrashed from './k8s-lint/rule-crashed.ts'
import k8sLintUnknownSuppression from './k8s-lint/unknown-suppression.ts'
import k8sLintUnreadableFile from './k8s-lint/unreadable-file.ts'
import k8sLintUnusedSuppression from './k8s-lint/unused-suppression.ts'
import kubernetesBase64Secret from './kubernetes/base64-secret.ts'
import kubernetesCapabilitiesNotDropped from './kubernetes/capabilities-not-dropped.ts'
import kubernetesClusterAdminBinding from './kubernetes/cluster-admin-binding.ts'
import kubernetesCronjobConcurrency from './kubernetes/cronjob-concurrency.ts'
import kubernetesDeprecatedApi from './kubernetes/deprecated-api.ts'
import kubernetesEgressBlocksDns from './kubernetes/egress-blocks-dns.ts'
import kubernetesExecProbeCurl from './kubernetes/exec-probe-curl.ts'
import kubernetesHeapExceedsMemoryLimit from './kubernetes/heap-exceeds-memory-limit.ts'
import kubernetesHostIpc from './kubernetes/host-ipc.ts'
import kubernetesHostNetwork from './kubernetes/host-network.ts'
import kubernetesHostPath from './kubernetes/host-path.ts'
import kubernetesHostPid from './kubernetes/host-pid.ts'
import kubernetesHpaFixedReplicas from './kubernetes/hpa-fixed-replicas.ts'
import kubernetesHpaTargetMissing from './kubernetes/hpa-target-missing.ts'
import kubernetesHpaWithoutRequests from './kubernetes/hpa-without-requests.ts'
import kubernetesIdenticalProbes from './kubernetes/identical-probes.ts'
import kubernetesImageRegistry from './kubernetes/image-registry.ts'
import kubernetesImageTagPattern from './kubernetes/image-tag-pattern.ts'
import kubernetesIstioAllowAll from './kubernetes/istio-allow-all.ts'
import kubernetesIstioMtlsDisabled from './kubernetes/istio-mtls-disabled.ts'
import kubernetesJobDeadline from './kubernetes/job-deadline.ts'
import kubernetesLatestTag from './kubernetes/latest-tag.ts'
import kubernetesLivenessRestartStorm from './kubernetes/liveness-restart-storm.ts'
import kubernetesMissingCpuLimit from './kubernetes/missing-cpu-limit.ts'
import kubernetesMissingCpuRequest from './kubernetes/missing-cpu-request.ts'
import kubernetesMissingLivenessProbe from './kubernetes/missing-liveness-probe.ts'
import kubernetesMissingMemoryLimit from './kubernetes/missing-memory-limit.ts'
import kubernetesMissingMemoryRequest from './kubernetes/missing-memory-request.ts'
import kubernetesMissingReadinessProbe from './kubernetes/missing-readiness-probe.ts'
import kubernetesNakedPod from './kubernetes/naked-pod.ts'
import kubernetesNoRollingUpdate from './kubernetes/no-rolling-update.ts'
import kubernetesPrivilegeEscalation from './kubernetes/privilege-escalation.ts'
import kubernetesPrivilegedContainer from './kubernetes/privileged-container.ts'
import kubernetesProbeTiming from './kubernetes/probe-timing.ts'
import kubernetesRbacSecretsAccess from './kubernetes/rbac-secrets-access.ts'
import kubernetesRbacWildcard from './kubernetes/rbac-wildcard.ts'
import kubernetesRemovedApi from './kubernetes/removed-api.ts'
import kubernetesRequestExceedsLimit from './kubernetes/request-exceeds-limit.ts'
import kubernetesRevisionHistoryLimit from './kubernetes/revision-history-limit.ts'
import kubernetesRolloutOutage from './kubernetes/rollout-outage.ts'
import kubernetesRunAsRoot from './kubernetes/run-as-root.ts'
import kubernetesRuntimeSocket from './kubernetes/runtime-socket.ts'
import kubernetesSeccompProfile from './kubernetes/seccomp-profile.ts'
import kubernetesSecretInArgs from './kubernetes/secret-in-args.ts'
import kubernetesSecretInConfigmap from './kubernetes/secret-in-configmap.ts'
import kubernetesSecretInEnv from './kubernetes/secret-in-env.ts'
import kubernetesServiceTargetPort from './kubernetes/service-target-port.ts'
import kubernetesServiceWithoutPods from './kubernetes/service-without-pods.ts'
import kubernetesSingleReplica from './kubernetes/single-replica.ts'
import kubernetesStatefulDeployment from './kubernetes/stateful-deployment.ts'
import kubernetesStatefulsetServiceMissing from './kubernetes/statefulset-service-missing.ts'
import kubernetesUndefinedEnvReference from './kubernetes/undefined-env-reference.ts'
import kubernetesUnmatchedNamespaceSelector from './kubernetes/unmatched-namespace-selector.ts'
import kubernetesUntaggedImage from './kubernetes/untagged-image.ts'
import kubernetesWeakSecretValue from './kubernetes/weak-secret-value.ts'
import kubernetesWritableRootFilesystem from './kubernetes/writable-root-filesystem.ts'
import prometheusAlertmanagerApiV1 from './prometheus/alertmanager-api-v1.ts'
import prometheusMissingAnnotations from './prometheus/missing-annotations.ts'
import prometheusMissingFor from './prometheus/missing-for.ts'
import prometheusMissingSeverity from './prometheus/missing-severity.ts'
import prometheusNoAlertmanager from './prometheus/no-alertmanager.ts'
import prometheusRulesNotLoaded from './prometheus/rules-not-loaded.ts'
import prometheusTargetPort from './prometheus/target-port.ts'
import prometheusUnknownSeverity from './prometheus/unknown-severity.ts'
import rolloutsAnalysisArgument from './rollouts/analysis-argument.ts'
import rolloutsCanaryWeightOrder from './rollouts/canary-weight-order.ts'
import rolloutsCanaryWithoutGate from './rollouts/canary-without-gate.ts'
import rolloutsConsecutiveWeights from './rollouts/consecutive-weights.ts'
import rolloutsInvalidSelector from './rollouts/invalid-selector.ts'
import rolloutsInvalidServices from './rollouts/invalid-services.ts'
import rolloutsInvalidStep from './rollouts/invalid-step.ts'
import rolloutsInvalidStrategy from './rollouts/invalid-strategy.ts'
import rolloutsInvalidTrafficRouting from './rollouts/invalid-traffic-routing.ts'
import rolloutsMissingAnalysisTemplate from './rollouts/missing-analysis-template.ts'
import rolloutsMissingService from './rollouts/missing-service.ts'
import rolloutsSelectorClash from './rollouts/selector-clash.ts'
import rolloutsUnguardedPromotion from './rollouts/unguarded-promotion.ts'
import yamlDuplicateKey from './yaml/duplicate-key.ts'
import yamlSyntax from './yaml/syntax.ts'
import yamlTemplate from './yaml/template.ts'
import yamlUnrenderedTemplate from './yaml/unrendered-template.ts'

const define = (id: string, definition: RuleDefinition): Rule => ({ id, ...definition })

/** Every rule, sorted by id. */
export const rules: readonly Rule[] = [
  define('dockerfile/consecutive-runs', dockerfileConsecutiveRuns),
  define('dockerfile/copy-before-install', dockerfileCopyBeforeInstall),
  define('dockerfile/copy-whole-context', dockerfileCopyWholeContext),
  define('dockerfile/deprecated-base-image', dockerfileDeprecatedBaseImage),
  define('dockerfile/heavy-base-image', dockerfileHeavyBaseImage),
  define('dockerfile/image-registry', dockerfileImageRegistry),
  define('dockerfile/latest-tag', dockerfileLatestTag),
  define('dockerfile/missing-expose', dockerfileMissingExpose),
  define('dockerfile/missing-user', dockerfileMissingUser),
  define('dockerfile/non-numeric-user', dockerfileNonNumericUser),
  define('dockerfile/parse-error', dockerfileParseError),
  define('dockerfile/root-user', dockerfileRootUser),
  define('dockerfile/secret-file-copied', dockerfileSecretFileCopied),
  define('dockerfile/secret-in-env', dockerfileSecretInEnv),
  define('dockerfile/shell-form-command', dockerfileShellFormCommand),
  define('dockerfile/single-stage-build', dockerfileSingleStageBuild),
  define('dockerfile/untagged-image', dockerfileUntaggedImage),
  define('k8s-lint/expired-suppression', k8sLintExpiredSuppression),
  define('k8s-lint/rule-crashed', k8sLintRuleCrashed),
  define('k8s-lint/unknown-suppression', k8sLintUnknownSuppression),
  define('k8s-lint/unreadable-file', k8sLintUnreadableFile),
  define('k8s-lint/unused-suppression', k8sLintUnusedSuppression),
  define('kubernetes/base64-secret', kubernetesBase64Secret),
  define('kubernetes/capabilities-not-dropped', kubernetesCapabilitiesNotDropped),
  define('kubernetes/cluster-admin-binding', kubernetesClusterAdminBinding),
  define('kubernetes/cronjob-concurrency', kubernetesCronjobConcurrency),
  define('kubernetes/deprecated-api', kubernetesDeprecatedApi),
  define('kubernetes/egress-blocks-dns', kubernetesEgressBlocksDns),
  define('kubernetes/exec-probe-curl', kubernetesExecProbeCurl),
  define('kubernetes/heap-exceeds-memory-limit', kubernetesHeapExceedsMemoryLimit),
  define('kubernetes/host-ipc', kubernetesHostIpc),
  define('kubernetes/host-network', kubernetesHostNetwork),
  define('kubernetes/host-path', kubernetesHostPath),
  define('kubernetes/host-pid', kubernetesHostPid),
  define('kubernetes/hpa-fixed-replicas', kubernetesHpaFixedReplicas),
  define('kubernetes/hpa-target-missing', kubernetesHpaTargetMissing),
  define('kubernetes/hpa-without-requests', kubernetesHpaWithoutRequests),
  define('kubernetes/identical-probes', kubernetesIdenticalProbes),
  define('kubernetes/image-registry', kubernetesImageRegistry),
  define('kubernetes/image-tag-pattern', kubernetesImageTagPattern),
  define('kubernetes/istio-allow-all', kubernetesIstioAllowAll),
  define('kubernetes/istio-mtls-disabled', kubernetesIstioMtlsDisabled),
  define('kubernetes/job-deadline', kubernetesJobDeadline),
  define('kubernetes/latest-tag', kubernetesLatestTag),
  define('kubernetes/liveness-restart-storm', kubernetesLivenessRestartStorm),
  define('kubernetes/missing-cpu-limit', kubernetesMissingCpuLimit),
  define('kubernetes/missing-cpu-request', kubernetesMissingCpuRequest),
  define('kubernetes/missing-liveness-probe', kubernetesMissingLivenessProbe),
  define('kubernetes/missing-memory-limit', kubernetesMissingMemoryLimit),
  define('kubernetes/missing-memory-request', kubernetesMissingMemoryRequest),
  define('kubernetes/missing-readiness-probe', kubernetesMissingReadinessProbe),
  define('kubernetes/naked-pod', kubernetesNakedPod),
  define('kubernetes/no-rolling-update', kubernetesNoRollingUpdate),
  define('kubernetes/privilege-escalation', kubernetesPrivilegeEscalation),
  define('kubernetes/privileged-container', kubernetesPrivilegedContainer),
  define('kubernetes/probe-timing', kubernetesProbeTiming),
  define('kubernetes/rbac-secrets-access', kubernetesRbacSecretsAccess),
  define('kubernetes/rbac-wildcard', kubernetesRbacWildcard),
  define('kubernetes/removed-api', kubernetesRemovedApi),
  define('kubernetes/request-exceeds-limit', kubernetesRequestExceedsLimit),
  define('kubernetes/revision-history-limit', kubernetesRevisionHistoryLimit),
  define('kubernetes/rollout-outage', kubernetesRolloutOutage),
  define('kubernetes/run-as-root', kubernetesRunAsRoot),
  define('kubernetes/runtime-socket', kubernetesRuntimeSocket),
  define('kubernetes/seccomp-profile', kubernetesSeccompProfile),
  define('kubernetes/secret-in-args', kubernetesSecretInArgs),
  define('kubernetes/secret-in-configmap', kubernetesSecretInConfigmap),
  define('kubernetes/secret-in-env', kubernetesSecretInEnv),
  define('kubernetes/service-target-port', kubernetesServiceTargetPort),
  define('kubernetes/service-without-pods', kubernetesServiceWithoutPods),
  define('kubernetes/single-replica', kubernetesSingleReplica),
  define('kubernetes/stateful-deployment', kubernetesStatefulDeployment),
  define('kubernetes/statefulset-service-missing', kubernetesStatefulsetServiceMissing),
  define('kubernetes/undefined-env-reference', kubernetesUndefinedEnvReference),
  define('kubernetes/unmatched-namespace-selector', kubernetesUnmatchedNamespaceSelector),
  define('kubernetes/untagged-image', kubernetesUntaggedImage),
  define('kubernetes/weak-secret-value', kubernetesWeakSecretValue),
  define('kubernetes/writable-root-filesystem', kubernetesWritableRootFilesystem),
  define('prometheus/alertmanager-api-v1', prometheusAlertmanagerApiV1),
  define('prometheus/missing-annotations', prometheusMissingAnnotations),
  define('prometheus/missing-for', prometheusMissingFor),
  define('prometheus/missing-severity', prometheusMissingSeverity),
  define('prometheus/no-alertmanager', prometheusNoAlertmanager),
  define('prometheus/rules-not-loaded', prometheusRulesNotLoaded),
  define('prometheus/target-port', prometheusTargetPort),
  define('prometheus/unknown-severity', prometheusUnknownSeverity),
  define('rollouts/analysis-argument', rolloutsAnalysisArgument),
  define('rollouts/canary-weight-order', rolloutsCanaryWeightOrder),
  define('rollouts/canary-without-gate', rolloutsCanaryWithoutGate),
  define('rollouts/consecutive-weights', rolloutsConsecutiveWeights),
  define('rollouts/invalid-selector', rolloutsInvalidSelector),
  define('rollouts/invalid-services', rolloutsInvalidServices),
  define('rollouts/invalid-step', rolloutsInvalidStep),
  define('rollouts/invalid-strategy', rolloutsInvalidStrategy),
  define('rollouts/invalid-traffic-routing', rolloutsInvalidTrafficRouting),
  define('rollouts/missing-analysis-template', rolloutsMissingAnalysisTemplate),
  define('rollouts/missing-service', rolloutsMissingService),
  define('rollouts/selector-clash', rolloutsSelectorClash),
  define('rollouts/unguarded-promotion', rolloutsUnguardedPromotion),
  define('yaml/duplicate-key', yamlDuplicateKey),
  define('yaml/syntax', yamlSyntax),
  define('yaml/template', yamlTemplate),
  define('yaml/unrendered-template', yamlUnrenderedTemplate),
]
