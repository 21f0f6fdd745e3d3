// Written by "npm run generate" from the files in this folder. Do not edit.
import type { Rule, RuleDefinition } from '../rule.ts'
import dockerfileAbsoluteWorkdir from './dockerfile/absolute-workdir.ts'
import dockerfileAndOrChain from './dockerfile/and-or-chain.ts'
import dockerfileApkCache from './dockerfile/apk-cache.ts'
import dockerfileApkPinVersions from './dockerfile/apk-pin-versions.ts'
import dockerfileApkUntrusted from './dockerfile/apk-untrusted.ts'
import dockerfileAptAssumeYes from './dockerfile/apt-assume-yes.ts'
import dockerfileAptKeyDeprecated from './dockerfile/apt-key-deprecated.ts'
import dockerfileAptLists from './dockerfile/apt-lists.ts'
import dockerfileAptNoRecommends from './dockerfile/apt-no-recommends.ts'
import dockerfileAptNotAptGet from './dockerfile/apt-not-apt-get.ts'
import dockerfileAptPinVersions from './dockerfile/apt-pin-versions.ts'
import dockerfileAptUnauthenticated from './dockerfile/apt-unauthenticated.ts'
import dockerfileArgNotInStage from './dockerfile/arg-not-in-stage.ts'
import dockerfileBackquotes from './dockerfile/backquotes.ts'
import dockerfileBashInSh from './dockerfile/bash-in-sh.ts'
import dockerfileBashNotInstalled from './dockerfile/bash-not-installed.ts'
import dockerfileBlankAfterEquals from './dockerfile/blank-after-equals.ts'
import dockerfileCacheMountHint from './dockerfile/cache-mount-hint.ts'
import dockerfileCargoPinVersions from './dockerfile/cargo-pin-versions.ts'
import dockerfileChmod777 from './dockerfile/chmod-777.ts'
import dockerfileChownAfterCopy from './dockerfile/chown-after-copy.ts'
import dockerfileCircularStageDependency from './dockerfile/circular-stage-dependency.ts'
import dockerfileCommandInOneItem from './dockerfile/command-in-one-item.ts'
import dockerfileConsecutiveRuns from './dockerfile/consecutive-runs.ts'
import dockerfileConsistentInstructionCasing from './dockerfile/consistent-instruction-casing.ts'
import dockerfileCopyBeforeInstall from './dockerfile/copy-before-install.ts'
import dockerfileCopyDestSlash from './dockerfile/copy-dest-slash.ts'
import dockerfileCopyEntireStage from './dockerfile/copy-entire-stage.ts'
import dockerfileCopyFromOwnStage from './dockerfile/copy-from-own-stage.ts'
import dockerfileCopyFromUnknownStage from './dockerfile/copy-from-unknown-stage.ts'
import dockerfileCopyIgnoredFile from './dockerfile/copy-ignored-file.ts'
import dockerfileCopyOutsideContext from './dockerfile/copy-outside-context.ts'
import dockerfileCopyRelativeWithoutWorkdir from './dockerfile/copy-relative-without-workdir.ts'
import dockerfileCopyWholeContext from './dockerfile/copy-whole-context.ts'
import dockerfileCurlPipeShell from './dockerfile/curl-pipe-shell.ts'
import dockerfileDeclarationMasksStatus from './dockerfile/declaration-masks-status.ts'
import dockerfileDeprecatedBaseImage from './dockerfile/deprecated-base-image.ts'
import dockerfileDescriptionComment from './dockerfile/description-comment.ts'
import dockerfileDevDependenciesInFinal from './dockerfile/dev-dependencies-in-final.ts'
import dockerfileDirectivePosition from './dockerfile/directive-position.ts'
import dockerfileDnfAssumeYes from './dockerfile/dnf-assume-yes.ts'
import dockerfileDnfCache from './dockerfile/dnf-cache.ts'
import dockerfileDnfPinVersions from './dockerfile/dnf-pin-versions.ts'
import dockerfileDownloadWithoutChecksum from './dockerfile/download-without-checksum.ts'
import dockerfileDuplicateStageName from './dockerfile/duplicate-stage-name.ts'
import dockerfileEchoEscapes from './dockerfile/echo-escapes.ts'
import dockerfileEmptyContinuation from './dockerfile/empty-continuation.ts'
import dockerfileEntrypointNoExec from './dockerfile/entrypoint-no-exec.ts'
import dockerfileEnvSelfReference from './dockerfile/env-self-reference.ts'
import dockerfileEolBaseImage from './dockerfile/eol-base-image.ts'
import dockerfileExecFormVariable from './dockerfile/exec-form-variable.ts'
import dockerfileExposeInvalidFormat from './dockerfile/expose-invalid-format.ts'
import dockerfileExposePortRange from './dockerfile/expose-port-range.ts'
import dockerfileExposeProtoCasing from './dockerfile/expose-proto-casing.ts'
import dockerfileExposeSsh from './dockerfile/expose-ssh.ts'
import dockerfileFailingCheck from './dockerfile/failing-check.ts'
import dockerfileFindUnquotedPattern from './dockerfile/find-unquoted-pattern.ts'
import dockerfileFindWithoutPath from './dockerfile/find-without-path.ts'
import dockerfileFromAsCasing from './dockerfile/from-as-casing.ts'
import dockerfileFromPlatformConst from './dockerfile/from-platform-const.ts'
import dockerfileGemPinVersions from './dockerfile/gem-pin-versions.ts'
import dockerfileGitCloneUnpinned from './dockerfile/git-clone-unpinned.ts'
import dockerfileGlobAsOption from './dockerfile/glob-as-option.ts'
import dockerfileGoPinVersions from './dockerfile/go-pin-versions.ts'
import dockerfileHealthcheckIgnored from './dockerfile/healthcheck-ignored.ts'
import dockerfileHealthcheckMissing from './dockerfile/healthcheck-missing.ts'
import dockerfileHealthcheckWithoutProgram from './dockerfile/healthcheck-without-program.ts'
import dockerfileHeavyBaseImage from './dockerfile/heavy-base-image.ts'
import dockerfileHeredocErrexit from './dockerfile/heredoc-errexit.ts'
import dockerfileHeredocFilledIn from './dockerfile/heredoc-filled-in.ts'
import dockerfileHttpDownload from './dockerfile/http-download.ts'
import dockerfileIgnoredCmd from './dockerfile/ignored-cmd.ts'
import dockerfileImageRegistry from './dockerfile/image-registry.ts'
import dockerfileInstallWithoutUpdate from './dockerfile/install-without-update.ts'
import dockerfileInstructionOrder from './dockerfile/instruction-order.ts'
import dockerfileInvalidDefaultArgInFrom from './dockerfile/invalid-default-arg-in-from.ts'
import dockerfileInvalidExpansion from './dockerfile/invalid-expansion.ts'
import dockerfileInvalidFlag from './dockerfile/invalid-flag.ts'
import dockerfileInvalidHealthcheck from './dockerfile/invalid-healthcheck.ts'
import dockerfileInvalidImage from './dockerfile/invalid-image.ts'
import dockerfileInvalidJsonForm from './dockerfile/invalid-json-form.ts'
import dockerfileInvalidLabelKey from './dockerfile/invalid-label-key.ts'
import dockerfileInvalidMount from './dockerfile/invalid-mount.ts'
import dockerfileInvalidNetworkOrSecurity from './dockerfile/invalid-network-or-security.ts'
import dockerfileInvalidStageName from './dockerfile/invalid-stage-name.ts'
import dockerfileInvalidStopsignal from './dockerfile/invalid-stopsignal.ts'
import dockerfileLabelRequired from './dockerfile/label-required.ts'
import dockerfileLabelSuperfluous from './dockerfile/label-superfluous.ts'
import dockerfileLabelValue from './dockerfile/label-value.ts'
import dockerfileLatestTag from './dockerfile/latest-tag.ts'
import dockerfileLegacyKeyValue from './dockerfile/legacy-key-value.ts'
import dockerfileMaintainerDeprecated from './dockerfile/maintainer-deprecated.ts'
import dockerfileMissingArguments from './dockerfile/missing-arguments.ts'
import dockerfileMissingExpose from './dockerfile/missing-expose.ts'
import dockerfileMissingUser from './dockerfile/missing-user.ts'
import dockerfileNoCd from './dockerfile/no-cd.ts'
import dockerfileNoChpasswd from './dockerfile/no-chpasswd.ts'
import dockerfileNoDistUpgrade from './dockerfile/no-dist-upgrade.ts'
import dockerfileNoIgnorePragma from './dockerfile/no-ignore-pragma.ts'
import dockerfileNoInteractiveTools from './dockerfile/no-interactive-tools.ts'
import dockerfileNoSudo from './dockerfile/no-sudo.ts'
import dockerfileNonNumericUser from './dockerfile/non-numeric-user.ts'
import dockerfileNpmCache from './dockerfile/npm-cache.ts'
import dockerfileNpmCi from './dockerfile/npm-ci.ts'
import dockerfileNpmPinVersions from './dockerfile/npm-pin-versions.ts'
import dockerfileObsoleteGrep from './dockerfile/obsolete-grep.ts'
import dockerfileOnbuildTrigger from './dockerfile/onbuild-trigger.ts'
import dockerfileOrTrueMasksFailure from './dockerfile/or-true-masks-failure.ts'
import dockerfilePackageSignatureOff from './dockerfile/package-signature-off.ts'
import dockerfileParseError from './dockerfile/parse-error.ts'
import dockerfilePinBaseImageDigest from './dockerfile/pin-base-image-digest.ts'
import dockerfilePipCache from './dockerfile/pip-cache.ts'
import dockerfilePipPinVersions from './dockerfile/pip-pin-versions.ts'
import dockerfilePipefail from './dockerfile/pipefail.ts'
import dockerfilePreferCopyOverAdd from './dockerfile/prefer-copy-over-add.ts'
import dockerfileProgramAsText from './dockerfile/program-as-text.ts'
import dockerfileRedundantTargetPlatform from './dockerfile/redundant-target-platform.ts'
import dockerfileReservedStageName from './dockerfile/reserved-stage-name.ts'
import dockerfileRmInLaterLayer from './dockerfile/rm-in-later-layer.ts'
import dockerfileRootUser from './dockerfile/root-user.ts'
import dockerfileSecretFileCopied from './dockerfile/secret-file-copied.ts'
import dockerfileSecretInEnv from './dockerfile/secret-in-env.ts'
import dockerfileSecretInRun from './dockerfile/secret-in-run.ts'
import dockerfileSettingEndsWithRun from './dockerfile/setting-ends-with-run.ts'
import dockerfileSetuidLeft from './dockerfile/setuid-left.ts'
import dockerfileShellFormCommand from './dockerfile/shell-form-command.ts'
import dockerfileShellSyntax from './dockerfile/shell-syntax.ts'
import dockerfileShellcheck from './dockerfile/shellcheck.ts'
import dockerfileSingleCmd from './dockerfile/single-cmd.ts'
import dockerfileSingleDownloader from './dockerfile/single-downloader.ts'
import dockerfileSingleEntrypoint from './dockerfile/single-entrypoint.ts'
import dockerfileSingleHealthcheck from './dockerfile/single-healthcheck.ts'
import dockerfileSinglePassLoop from './dockerfile/single-pass-loop.ts'
import dockerfileSingleQuotedVariable from './dockerfile/single-quoted-variable.ts'
import dockerfileSingleStageBuild from './dockerfile/single-stage-build.ts'
import dockerfileStageNameCasing from './dockerfile/stage-name-casing.ts'
import dockerfileTlsVerificationOff from './dockerfile/tls-verification-off.ts'
import dockerfileTooManyArguments from './dockerfile/too-many-arguments.ts'
import dockerfileUnassignedVariable from './dockerfile/unassigned-variable.ts'
import dockerfileUncheckedCd from './dockerfile/unchecked-cd.ts'
import dockerfileUndefinedArgInFrom from './dockerfile/undefined-arg-in-from.ts'
import dockerfileUndefinedVar from './dockerfile/undefined-var.ts'
import dockerfileUninstallInLaterLayer from './dockerfile/uninstall-in-later-layer.ts'
import dockerfileUnknownFlag from './dockerfile/unknown-flag.ts'
import dockerfileUnknownInstruction from './dockerfile/unknown-instruction.ts'
import dockerfileUnquotedSubstitution from './dockerfile/unquoted-substitution.ts'
import dockerfileUnquotedVariable from './dockerfile/unquoted-variable.ts'
import dockerfileUnreadPipe from './dockerfile/unread-pipe.ts'
import dockerfileUntaggedImage from './dockerfile/untagged-image.ts'
import dockerfileUnusedArg from './dockerfile/unused-arg.ts'
import dockerfileUnusedStage from './dockerfile/unused-stage.ts'
import dockerfileUpdateWithoutInstall from './dockerfile/update-without-install.ts'
import dockerfileUseAddForArchive from './dockerfile/use-add-for-archive.ts'
import dockerfileUseShellInstruction from './dockerfile/use-shell-instruction.ts'
import dockerfileUselessCat from './dockerfile/useless-cat.ts'
import dockerfileUserBeforeInstall from './dockerfile/user-before-install.ts'
import dockerfileUserNotCreated from './dockerfile/user-not-created.ts'
import dockerfileUserVsRunAsNonRoot from './dockerfile/user-vs-run-as-non-root.ts'
import dockerfileUseraddNoLogInit from './dockerfile/useradd-no-log-init.ts'
import dockerfileWgetProgress from './dockerfile/wget-progress.ts'
import dockerfileWorkdirSystemDir from './dockerfile/workdir-system-dir.ts'
import dockerfileYarnCache from './dockerfile/yarn-cache.ts'
import dockerfileYumAssumeYes from './dockerfile/yum-assume-yes.ts'
import dockerfileYumCache from './dockerfile/yum-cache.ts'
import dockerfileYumPinVersions from './dockerfile/yum-pin-versions.ts'
import dockerfileZypperCache from './dockerfile/zypper-cache.ts'
import dockerfileZypperNonInteractive from './dockerfile/zypper-non-interactive.ts'
import dockerfileZypperPinVersions from './dockerfile/zypper-pin-versions.ts'
import k8sLintExpiredSuppression from './k8s-lint/expired-suppression.ts'
import k8sLintRuleCrashed from './k8s-lint/rule-crashed.ts'
import k8sLintUnknownSuppression from './k8s-lint/unknown-suppression.ts'
import k8sLintUnreadableFile from './k8s-lint/unreadable-file.ts'
import k8sLintUnusedSuppression from './k8s-lint/unused-suppression.ts'
import kubernetesAddedCapability from './kubernetes/added-capability.ts'
import kubernetesAnonymousBinding from './kubernetes/anonymous-binding.ts'
import kubernetesAuthenticatedBinding from './kubernetes/authenticated-binding.ts'
import kubernetesAutomountToken from './kubernetes/automount-token.ts'
import kubernetesBase64Secret from './kubernetes/base64-secret.ts'
import kubernetesCapabilitiesNotDropped from './kubernetes/capabilities-not-dropped.ts'
import kubernetesCapabilityName from './kubernetes/capability-name.ts'
import kubernetesClaimAccessMode from './kubernetes/claim-access-mode.ts'
import kubernetesClaimStorageRequest from './kubernetes/claim-storage-request.ts'
import kubernetesClusterAdminBinding from './kubernetes/cluster-admin-binding.ts'
import kubernetesControlPlaneScheduling from './kubernetes/control-plane-scheduling.ts'
import kubernetesCpuRequestBelowLimit from './kubernetes/cpu-request-below-limit.ts'
import kubernetesCronjobConcurrency from './kubernetes/cronjob-concurrency.ts'
import kubernetesCronjobHistory from './kubernetes/cronjob-history.ts'
import kubernetesCronjobSchedule from './kubernetes/cronjob-schedule.ts'
import kubernetesCronjobStartingDeadline from './kubernetes/cronjob-starting-deadline.ts'
import kubernetesCronjobSuspended from './kubernetes/cronjob-suspended.ts'
import kubernetesDangerousCapability from './kubernetes/dangerous-capability.ts'
import kubernetesDefaultAccountBinding from './kubernetes/default-account-binding.ts'
import kubernetesDefaultAccountToken from './kubernetes/default-account-token.ts'
import kubernetesDefaultNamespace from './kubernetes/default-namespace.ts'
import kubernetesDefaultServiceAccount from './kubernetes/default-service-account.ts'
import kubernetesDeprecatedAnnotation from './kubernetes/deprecated-annotation.ts'
import kubernetesDeprecatedApi from './kubernetes/deprecated-api.ts'
import kubernetesDeprecatedField from './kubernetes/deprecated-field.ts'
import kubernetesDeprecatedRegistry from './kubernetes/deprecated-registry.ts'
import kubernetesDnsOptions from './kubernetes/dns-options.ts'
import kubernetesDuplicateEntry from './kubernetes/duplicate-entry.ts'
import kubernetesEgressBlocksDns from './kubernetes/egress-blocks-dns.ts'
import kubernetesEnvOverridesImage from './kubernetes/env-overrides-image.ts'
import kubernetesEphemeralContainer from './kubernetes/ephemeral-container.ts'
import kubernetesEphemeralStorageRequestBelowLimit from './kubernetes/ephemeral-storage-request-below-limit.ts'
import kubernetesExclusiveFields from './kubernetes/exclusive-fields.ts'
import kubernetesExecProbeCurl from './kubernetes/exec-probe-curl.ts'
import kubernetesFieldVersion from './kubernetes/field-version.ts'
import kubernetesGitSyncCommand from './kubernetes/git-sync-command.ts'
import kubernetesHalfEncryptedSecret from './kubernetes/half-encrypted-secret.ts'
import kubernetesHeapExceedsMemoryLimit from './kubernetes/heap-exceeds-memory-limit.ts'
import kubernetesHostAliases from './kubernetes/host-aliases.ts'
import kubernetesHostIpc from './kubernetes/host-ipc.ts'
import kubernetesHostNetwork from './kubernetes/host-network.ts'
import kubernetesHostPath from './kubernetes/host-path.ts'
import kubernetesHostPid from './kubernetes/host-pid.ts'
import kubernetesHostUsers from './kubernetes/host-users.ts'
import kubernetesHpaConflict from './kubernetes/hpa-conflict.ts'
import kubernetesHpaFixedReplicas from './kubernetes/hpa-fixed-replicas.ts'
import kubernetesHpaRange from './kubernetes/hpa-range.ts'
import kubernetesHpaSingleReplica from './kubernetes/hpa-single-replica.ts'
import kubernetesHpaTargetMissing from './kubernetes/hpa-target-missing.ts'
import kubernetesHpaVpaConflict from './kubernetes/hpa-vpa-conflict.ts'
import kubernetesHpaWithoutRequests from './kubernetes/hpa-without-requests.ts'
import kubernetesIdenticalProbes from './kubernetes/identical-probes.ts'
import kubernetesImageDigest from './kubernetes/image-digest.ts'
import kubernetesImagePlatform from './kubernetes/image-platform.ts'
import kubernetesImagePullPolicy from './kubernetes/image-pull-policy.ts'
import kubernetesImageRegistry from './kubernetes/image-registry.ts'
import kubernetesImageTagPattern from './kubernetes/image-tag-pattern.ts'
import kubernetesImageVolumeUnmounted from './kubernetes/image-volume-unmounted.ts'
import kubernetesIngressClass from './kubernetes/ingress-class.ts'
import kubernetesIngressDefaultBackend from './kubernetes/ingress-default-backend.ts'
import kubernetesIngressDuplicatePath from './kubernetes/ingress-duplicate-path.ts'
import kubernetesIngressHostNotInTls from './kubernetes/ingress-host-not-in-tls.ts'
import kubernetesIngressMissingTls from './kubernetes/ingress-missing-tls.ts'
import kubernetesIngressNginxInjection from './kubernetes/ingress-nginx-injection.ts'
import kubernetesIngressNginxSnippet from './kubernetes/ingress-nginx-snippet.ts'
import kubernetesIngressWildcardHost from './kubernetes/ingress-wildcard-host.ts'
import kubernetesInstanceLabel from './kubernetes/instance-label.ts'
import kubernetesInteractiveContainer from './kubernetes/interactive-container.ts'
import kubernetesInvalidBindingSubject from './kubernetes/invalid-binding-subject.ts'
import kubernetesInvalidCrd from './kubernetes/invalid-crd.ts'
import kubernetesInvalidImage from './kubernetes/invalid-image.ts'
import kubernetesInvalidName from './kubernetes/invalid-name.ts'
import kubernetesIstioAllowAll from './kubernetes/istio-allow-all.ts'
import kubernetesIstioDestination from './kubernetes/istio-destination.ts'
import kubernetesIstioMtlsDisabled from './kubernetes/istio-mtls-disabled.ts'
import kubernetesJobDeadline from './kubernetes/job-deadline.ts'
import kubernetesJobTtl from './kubernetes/job-ttl.ts'
import kubernetesKubeSystemWorkload from './kubernetes/kube-system-workload.ts'
import kubernetesKubeauditLabel from './kubernetes/kubeaudit-label.ts'
import kubernetesKustomizationPath from './kubernetes/kustomization-path.ts'
import kubernetesLatestTag from './kubernetes/latest-tag.ts'
import kubernetesLivenessRestartStorm from './kubernetes/liveness-restart-storm.ts'
import kubernetesLoadBalancerSourceRanges from './kubernetes/load-balancer-source-ranges.ts'
import kubernetesLongLivedToken from './kubernetes/long-lived-token.ts'
import kubernetesLowGroupId from './kubernetes/low-group-id.ts'
import kubernetesLowUserId from './kubernetes/low-user-id.ts'
import kubernetesMastersBinding from './kubernetes/masters-binding.ts'
import kubernetesMemoryRequestBelowLimit from './kubernetes/memory-request-below-limit.ts'
import kubernetesMemoryVolume from './kubernetes/memory-volume.ts'
import kubernetesMissingApparmorProfile from './kubernetes/missing-apparmor-profile.ts'
import kubernetesMissingConfigMap from './kubernetes/missing-config-map.ts'
import kubernetesMissingContainer from './kubernetes/missing-container.ts'
import kubernetesMissingCpuLimit from './kubernetes/missing-cpu-limit.ts'
import kubernetesMissingCpuRequest from './kubernetes/missing-cpu-request.ts'
import kubernetesMissingDisruptionBudget from './kubernetes/missing-disruption-budget.ts'
import kubernetesMissingEphemeralStorage from './kubernetes/missing-ephemeral-storage.ts'
import kubernetesMissingKey from './kubernetes/missing-key.ts'
import kubernetesMissingLimitRange from './kubernetes/missing-limit-range.ts'
import kubernetesMissingLivenessProbe from './kubernetes/missing-liveness-probe.ts'
import kubernetesMissingMemoryLimit from './kubernetes/missing-memory-limit.ts'
import kubernetesMissingMemoryRequest from './kubernetes/missing-memory-request.ts'
import kubernetesMissingNetworkPolicy from './kubernetes/missing-network-policy.ts'
import kubernetesMissingNodeAffinity from './kubernetes/missing-node-affinity.ts'
import kubernetesMissingObject from './kubernetes/missing-object.ts'
import kubernetesMissingPodSecurityLabel from './kubernetes/missing-pod-security-label.ts'
import kubernetesMissingPriorityClass from './kubernetes/missing-priority-class.ts'
import kubernetesMissingProgram from './kubernetes/missing-program.ts'
import kubernetesMissingQuota from './kubernetes/missing-quota.ts'
import kubernetesMissingReadinessProbe from './kubernetes/missing-readiness-probe.ts'
import kubernetesMissingRole from './kubernetes/missing-role.ts'
import kubernetesMissingSecret from './kubernetes/missing-secret.ts'
import kubernetesMissingSecurityContext from './kubernetes/missing-security-context.ts'
import kubernetesMissingService from './kubernetes/missing-service.ts'
import kubernetesMissingServiceAccount from './kubernetes/missing-service-account.ts'
import kubernetesMissingServicePort from './kubernetes/missing-service-port.ts'
import kubernetesMissingSpread from './kubernetes/missing-spread.ts'
import kubernetesMissingVolume from './kubernetes/missing-volume.ts'
import kubernetesMissingVolumeClaim from './kubernetes/missing-volume-claim.ts'
import kubernetesMissingWorkload from './kubernetes/missing-workload.ts'
import kubernetesMountPropagation from './kubernetes/mount-propagation.ts'
import kubernetesMountedObject from './kubernetes/mounted-object.ts'
import kubernetesNakedPod from './kubernetes/naked-pod.ts'
import kubernetesNamespaceWithoutDefaultDeny from './kubernetes/namespace-without-default-deny.ts'
import kubernetesNamespaceWithoutNetworkPolicy from './kubernetes/namespace-without-network-policy.ts'
import kubernetesNetworkPolicyAllowAll from './kubernetes/network-policy-allow-all.ts'
import kubernetesNetworkPolicyPeerOr from './kubernetes/network-policy-peer-or.ts'
import kubernetesNetworkPolicyPeerWithoutPods from './kubernetes/network-policy-peer-without-pods.ts'
import kubernetesNetworkPolicyPort from './kubernetes/network-policy-port.ts'
import kubernetesNetworkPolicyTypes from './kubernetes/network-policy-types.ts'
import kubernetesNetworkPolicyWithoutPods from './kubernetes/network-policy-without-pods.ts'
import kubernetesNetworkPolicyWithoutSelector from './kubernetes/network-policy-without-selector.ts'
import kubernetesNoCapabilityDropped from './kubernetes/no-capability-dropped.ts'
import kubernetesNoHardening from './kubernetes/no-hardening.ts'
import kubernetesNoRollingUpdate from './kubernetes/no-rolling-update.ts'
import kubernetesOutdatedNode from './kubernetes/outdated-node.ts'
import kubernetesPartialNetworkPolicy from './kubernetes/partial-network-policy.ts'
import kubernetesPdbBlocksDrain from './kubernetes/pdb-blocks-drain.ts'
import kubernetesPdbExceedsAutoscaler from './kubernetes/pdb-exceeds-autoscaler.ts'
import kubernetesPdbProtectsNothing from './kubernetes/pdb-protects-nothing.ts'
import kubernetesPdbUnhealthyEvictionPolicy from './kubernetes/pdb-unhealthy-eviction-policy.ts'
import kubernetesPdbWithoutPods from './kubernetes/pdb-without-pods.ts'
import kubernetesPdbWithoutSelector from './kubernetes/pdb-without-selector.ts'
import kubernetesPodExecBinding from './kubernetes/pod-exec-binding.ts'
import kubernetesPodSecurityApparmor from './kubernetes/pod-security-apparmor.ts'
import kubernetesPodSecurityCapabilities from './kubernetes/pod-security-capabilities.ts'
import kubernetesPodSecurityHostPorts from './kubernetes/pod-security-host-ports.ts'
import kubernetesPodSecurityHostProbes from './kubernetes/pod-security-host-probes.ts'
import kubernetesPodSecurityLabel from './kubernetes/pod-security-label.ts'
import kubernetesPodSecurityProcMount from './kubernetes/pod-security-proc-mount.ts'
import kubernetesPodSecuritySeccomp from './kubernetes/pod-security-seccomp.ts'
import kubernetesPodSecuritySelinux from './kubernetes/pod-security-selinux.ts'
import kubernetesPodSecuritySysctls from './kubernetes/pod-security-sysctls.ts'
import kubernetesPodSecurityViolation from './kubernetes/pod-security-violation.ts'
import kubernetesPodSecurityVolumes from './kubernetes/pod-security-volumes.ts'
import kubernetesPortNotExposed from './kubernetes/port-not-exposed.ts'
import kubernetesPriorityClass from './kubernetes/priority-class.ts'
import kubernetesPrivilegeEscalation from './kubernetes/privilege-escalation.ts'
import kubernetesPrivilegedContainer from './kubernetes/privileged-container.ts'
import kubernetesPrivilegedPort from './kubernetes/privileged-port.ts'
import kubernetesPrivilegedScc from './kubernetes/privileged-scc.ts'
import kubernetesProbePort from './kubernetes/probe-port.ts'
import kubernetesProbeSuccessThreshold from './kubernetes/probe-success-threshold.ts'
import kubernetesProbeTiming from './kubernetes/probe-timing.ts'
import kubernetesProgressDeadline from './kubernetes/progress-deadline.ts'
import kubernetesQuotaBreach from './kubernetes/quota-breach.ts'
import kubernetesQuotaExceeded from './kubernetes/quota-exceeded.ts'
import kubernetesRawSockets from './kubernetes/raw-sockets.ts'
import kubernetesRbacAdmissionWebhooks from './kubernetes/rbac-admission-webhooks.ts'
import kubernetesRbacApproveCertificates from './kubernetes/rbac-approve-certificates.ts'
import kubernetesRbacBind from './kubernetes/rbac-bind.ts'
import kubernetesRbacBindingWrite from './kubernetes/rbac-binding-write.ts'
import kubernetesRbacConfigmapWrite from './kubernetes/rbac-configmap-write.ts'
import kubernetesRbacCreatePods from './kubernetes/rbac-create-pods.ts'
import kubernetesRbacDeleteLogs from './kubernetes/rbac-delete-logs.ts'
import kubernetesRbacDeleteWide from './kubernetes/rbac-delete-wide.ts'
import kubernetesRbacEscalate from './kubernetes/rbac-escalate.ts'
import kubernetesRbacFullAccess from './kubernetes/rbac-full-access.ts'
import kubernetesRbacImpersonation from './kubernetes/rbac-impersonation.ts'
import kubernetesRbacIneffectiveNames from './kubernetes/rbac-ineffective-names.ts'
import kubernetesRbacNetworkWrite from './kubernetes/rbac-network-write.ts'
import kubernetesRbacNodeProxy from './kubernetes/rbac-node-proxy.ts'
import kubernetesRbacPersistentVolumes from './kubernetes/rbac-persistent-volumes.ts'
import kubernetesRbacPodExec from './kubernetes/rbac-pod-exec.ts'
import kubernetesRbacSecretsAccess from './kubernetes/rbac-secrets-access.ts'
import kubernetesRbacTokenCreate from './kubernetes/rbac-token-create.ts'
import kubernetesRbacWildcard from './kubernetes/rbac-wildcard.ts'
import kubernetesReadOnlyWithoutMount from './kubernetes/read-only-without-mount.ts'
import kubernetesRecommendedLabels from './kubernetes/recommended-labels.ts'
import kubernetesRemovedApi from './kubernetes/removed-api.ts'
import kubernetesRenamedNodeLabel from './kubernetes/renamed-node-label.ts'
import kubernetesRequestExceedsLimit from './kubernetes/request-exceeds-limit.ts'
import kubernetesRequiredAnnotations from './kubernetes/required-annotations.ts'
import kubernetesRequiredLabels from './kubernetes/required-labels.ts'
import kubernetesRequiredSecurityField from './kubernetes/required-security-field.ts'
import kubernetesRestartPolicy from './kubernetes/restart-policy.ts'
import kubernetesRetiredComponent from './kubernetes/retired-component.ts'
import kubernetesRevisionHistoryLimit from './kubernetes/revision-history-limit.ts'
import kubernetesRolloutOutage from './kubernetes/rollout-outage.ts'
import kubernetesRootGroup from './kubernetes/root-group.ts'
import kubernetesRouteRefused from './kubernetes/route-refused.ts'
import kubernetesRunAsRoot from './kubernetes/run-as-root.ts'
import kubernetesRuntimeSocket from './kubernetes/runtime-socket.ts'
import kubernetesSandboxEgress from './kubernetes/sandbox-egress.ts'
import kubernetesSandboxRuntimeClass from './kubernetes/sandbox-runtime-class.ts'
import kubernetesSchema from './kubernetes/schema.ts'
import kubernetesScrapeAnnotationPort from './kubernetes/scrape-annotation-port.ts'
import kubernetesSeccompProfile from './kubernetes/seccomp-profile.ts'
import kubernetesSecretAsEnv from './kubernetes/secret-as-env.ts'
import kubernetesSecretEncodedTwice from './kubernetes/secret-encoded-twice.ts'
import kubernetesSecretGeneratorLiteral from './kubernetes/secret-generator-literal.ts'
import kubernetesSecretInAnnotation from './kubernetes/secret-in-annotation.ts'
import kubernetesSecretInArgs from './kubernetes/secret-in-args.ts'
import kubernetesSecretInConfigmap from './kubernetes/secret-in-configmap.ts'
import kubernetesSecretInEnv from './kubernetes/secret-in-env.ts'
import kubernetesSecretTrailingNewline from './kubernetes/secret-trailing-newline.ts'
import kubernetesSecretType from './kubernetes/secret-type.ts'
import kubernetesSecurityContextConflict from './kubernetes/security-context-conflict.ts'
import kubernetesSelectorMismatch from './kubernetes/selector-mismatch.ts'
import kubernetesSensitiveHostPath from './kubernetes/sensitive-host-path.ts'
import kubernetesServiceAccountMismatch from './kubernetes/service-account-mismatch.ts'
import kubernetesServiceAddressPort from './kubernetes/service-address-port.ts'
import kubernetesServiceExternalIps from './kubernetes/service-external-ips.ts'
import kubernetesServiceExternalName from './kubernetes/service-external-name.ts'
import kubernetesServiceTargetPort from './kubernetes/service-target-port.ts'
import kubernetesServiceTrafficPolicy from './kubernetes/service-traffic-policy.ts'
import kubernetesServiceType from './kubernetes/service-type.ts'
import kubernetesServiceWithoutPods from './kubernetes/service-without-pods.ts'
import kubernetesSharedProcessNamespace from './kubernetes/shared-process-namespace.ts'
import kubernetesSharedVolumeClaim from './kubernetes/shared-volume-claim.ts'
import kubernetesShellKeepsSignal from './kubernetes/shell-keeps-signal.ts'
import kubernetesSingleReplica from './kubernetes/single-replica.ts'
import kubernetesSortedKeys from './kubernetes/sorted-keys.ts'
import kubernetesSshPort from './kubernetes/ssh-port.ts'
import kubernetesStatefulDeployment from './kubernetes/stateful-deployment.ts'
import kubernetesStatefulsetOnDelete from './kubernetes/statefulset-on-delete.ts'
import kubernetesStatefulsetServiceMissing from './kubernetes/statefulset-service-missing.ts'
import kubernetesStrongAccount from './kubernetes/strong-account.ts'
import kubernetesSudoInCommand from './kubernetes/sudo-in-command.ts'
import kubernetesSuspiciousQuantity from './kubernetes/suspicious-quantity.ts'
import kubernetesSysctlInjection from './kubernetes/sysctl-injection.ts'
import kubernetesTeamLabels from './kubernetes/team-labels.ts'
import kubernetesTerminationGracePeriod from './kubernetes/termination-grace-period.ts'
import kubernetesTopologySpread from './kubernetes/topology-spread.ts'
import kubernetesUndefinedEnvReference from './kubernetes/undefined-env-reference.ts'
import kubernetesUnknownField from './kubernetes/unknown-field.ts'
import kubernetesUnknownKind from './kubernetes/unknown-kind.ts'
import kubernetesUnmatchedNamespaceSelector from './kubernetes/unmatched-namespace-selector.ts'
import kubernetesUnservedVersion from './kubernetes/unserved-version.ts'
import kubernetesUntaggedImage from './kubernetes/untagged-image.ts'
import kubernetesUnusedObject from './kubernetes/unused-object.ts'
import kubernetesUnusedVolume from './kubernetes/unused-volume.ts'
import kubernetesVolumeBlocksRollout from './kubernetes/volume-blocks-rollout.ts'
import kubernetesWeakSecretValue from './kubernetes/weak-secret-value.ts'
import kubernetesWebhookBlocksItself from './kubernetes/webhook-blocks-itself.ts'
import kubernetesWebhookMatchesAll from './kubernetes/webhook-matches-all.ts'
import kubernetesWebhookTimeout from './kubernetes/webhook-timeout.ts'
import kubernetesWritableHostPath from './kubernetes/writable-host-path.ts'
import kubernetesWritableRootFilesystem from './kubernetes/writable-root-filesystem.ts'
import prometheusAbsentNeverFires from './prometheus/absent-never-fires.ts'
import prometheusAbsentWithoutFor from './prometheus/absent-without-for.ts'
import prometheusAlertAlwaysFires from './prometheus/alert-always-fires.ts'
import prometheusAlertNameStyle from './prometheus/alert-name-style.ts'
import prometheusAlertmanagerApiV1 from './prometheus/alertmanager-api-v1.ts'
import prometheusAlertmanagerDeadRoute from './prometheus/alertmanager-dead-route.ts'
import prometheusAlertmanagerIdleInhibition from './prometheus/alertmanager-idle-inhibition.ts'
import prometheusAlertmanagerInvalidConfig from './prometheus/alertmanager-invalid-config.ts'
import prometheusAlertmanagerTemplate from './prometheus/alertmanager-template.ts'
import prometheusAnnotationPolicy from './prometheus/annotation-policy.ts'
import prometheusConstantComparison from './prometheus/constant-comparison.ts'
import prometheusCounterWithoutRate from './prometheus/counter-without-rate.ts'
import prometheusDeltaOnCounter from './prometheus/delta-on-counter.ts'
import prometheusDuplicateRule from './prometheus/duplicate-rule.ts'
import prometheusErrorRateNotRatio from './prometheus/error-rate-not-ratio.ts'
import prometheusFailingTemplate from './prometheus/failing-template.ts'
import prometheusForBounds from './prometheus/for-bounds.ts'
import prometheusForDefaultValue from './prometheus/for-default-value.ts'
import prometheusFragilePartialData from './prometheus/fragile-partial-data.ts'
import prometheusFragileTopk from './prometheus/fragile-topk.ts'
import prometheusGroupIntervalTooLong from './prometheus/group-interval-too-long.ts'
import prometheusHistogramQuantileLe from './prometheus/histogram-quantile-le.ts'
import prometheusHistogramQuantileRate from './prometheus/histogram-quantile-rate.ts'
import prometheusImpossibleLabel from './prometheus/impossible-label.ts'
import prometheusImpossibleMatch from './prometheus/impossible-match.ts'
import prometheusInvalidConfig from './prometheus/invalid-config.ts'
import prometheusInvalidConstant from './prometheus/invalid-constant.ts'
import prometheusInvalidMonitor from './prometheus/invalid-monitor.ts'
import prometheusInvalidRule from './prometheus/invalid-rule.ts'
import prometheusLabelConflictsExternal from './prometheus/label-conflicts-external.ts'
import prometheusLabelPolicy from './prometheus/label-policy.ts'
import prometheusMatcherContradiction from './prometheus/matcher-contradiction.ts'
import prometheusMissingAnnotations from './prometheus/missing-annotations.ts'
import prometheusMissingFor from './prometheus/missing-for.ts'
import prometheusMissingSeverity from './prometheus/missing-severity.ts'
import prometheusMonitorPort from './prometheus/monitor-port.ts'
import prometheusMonitorWithoutTarget from './prometheus/monitor-without-target.ts'
import prometheusNanInAggregation from './prometheus/nan-in-aggregation.ts'
import prometheusNoAlertmanager from './prometheus/no-alertmanager.ts'
import prometheusOrphanedLabel from './prometheus/orphaned-label.ts'
import prometheusPromqlSyntax from './prometheus/promql-syntax.ts'
import prometheusPromqlType from './prometheus/promql-type.ts'
import prometheusRateOfSum from './prometheus/rate-of-sum.ts'
import prometheusRateOnGauge from './prometheus/rate-on-gauge.ts'
import prometheusRecordNameStyle from './prometheus/record-name-style.ts'
import prometheusRegexAnchors from './prometheus/regex-anchors.ts'
import prometheusRegexLiteral from './prometheus/regex-literal.ts'
import prometheusRegexMatchAll from './prometheus/regex-match-all.ts'
import prometheusRegexSmelly from './prometheus/regex-smelly.ts'
import prometheusRulesNotLoaded from './prometheus/rules-not-loaded.ts'
import prometheusScrapeIntervalTooLong from './prometheus/scrape-interval-too-long.ts'
import prometheusShortRange from './prometheus/short-range.ts'
import prometheusTargetPort from './prometheus/target-port.ts'
import prometheusTemplateExternalLabel from './prometheus/template-external-label.ts'
import prometheusTemplateHumanize from './prometheus/template-humanize.ts'
import prometheusTemplateMissingLabel from './prometheus/template-missing-label.ts'
import prometheusTemplateQuery from './prometheus/template-query.ts'
import prometheusTemplateSyntax from './prometheus/template-syntax.ts'
import prometheusTemplateValueInLabel from './prometheus/template-value-in-label.ts'
import prometheusUnaggregatedQuantile from './prometheus/unaggregated-quantile.ts'
import prometheusUnknownAlertname from './prometheus/unknown-alertname.ts'
import prometheusUnknownJob from './prometheus/unknown-job.ts'
import prometheusUnknownSeverity from './prometheus/unknown-severity.ts'
import prometheusUnrecordedMetric from './prometheus/unrecorded-metric.ts'
import rolloutsAbortScaleDown from './rollouts/abort-scale-down.ts'
import rolloutsAnalysisArgConflict from './rollouts/analysis-arg-conflict.ts'
import rolloutsAnalysisArgUndeclared from './rollouts/analysis-arg-undeclared.ts'
import rolloutsAnalysisArgUnknown from './rollouts/analysis-arg-unknown.ts'
import rolloutsAnalysisArgUnused from './rollouts/analysis-arg-unused.ts'
import rolloutsAnalysisArgValueAndValuefrom from './rollouts/analysis-arg-value-and-valuefrom.ts'
import rolloutsAnalysisArgWithoutValue from './rollouts/analysis-arg-without-value.ts'
import rolloutsAnalysisArgument from './rollouts/analysis-argument.ts'
import rolloutsAnalysisCannotFail from './rollouts/analysis-cannot-fail.ts'
import rolloutsAnalysisConditionConstant from './rollouts/analysis-condition-constant.ts'
import rolloutsAnalysisConditionMissing from './rollouts/analysis-condition-missing.ts'
import rolloutsAnalysisConditionResultIndex from './rollouts/analysis-condition-result-index.ts'
import rolloutsAnalysisConditionSyntax from './rollouts/analysis-condition-syntax.ts'
import rolloutsAnalysisDatadogQuery from './rollouts/analysis-datadog-query.ts'
import rolloutsAnalysisDuration from './rollouts/analysis-duration.ts'
import rolloutsAnalysisEmptyResult from './rollouts/analysis-empty-result.ts'
import rolloutsAnalysisFailureLimitUnset from './rollouts/analysis-failure-limit-unset.ts'
import rolloutsAnalysisHost from './rollouts/analysis-host.ts'
import rolloutsAnalysisIntervalTooShort from './rollouts/analysis-interval-too-short.ts'
import rolloutsAnalysisJob from './rollouts/analysis-job.ts'
import rolloutsAnalysisLimits from './rollouts/analysis-limits.ts'
import rolloutsAnalysisMetricNameDuplicate from './rollouts/analysis-metric-name-duplicate.ts'
import rolloutsAnalysisMetricUnmatched from './rollouts/analysis-metric-unmatched.ts'
import rolloutsAnalysisNoMetrics from './rollouts/analysis-no-metrics.ts'
import rolloutsAnalysisPrometheusAddress from './rollouts/analysis-prometheus-address.ts'
import rolloutsAnalysisPrometheusQuery from './rollouts/analysis-prometheus-query.ts'
import rolloutsAnalysisPrometheusRequest from './rollouts/analysis-prometheus-request.ts'
import rolloutsAnalysisProviderCount from './rollouts/analysis-provider-count.ts'
import rolloutsAnalysisRunsForever from './rollouts/analysis-runs-forever.ts'
import rolloutsAnalysisShortRange from './rollouts/analysis-short-range.ts'
import rolloutsAnalysisTemplateCycle from './rollouts/analysis-template-cycle.ts'
import rolloutsAnalysisUnrecordedMetric from './rollouts/analysis-unrecorded-metric.ts'
import rolloutsAnalysisWebRequest from './rollouts/analysis-web-request.ts'
import rolloutsAutopromotionConflict from './rollouts/autopromotion-conflict.ts'
import rolloutsCanaryFirstWeight from './rollouts/canary-first-weight.ts'
import rolloutsCanaryGranularity from './rollouts/canary-granularity.ts'
import rolloutsCanaryLastWeight from './rollouts/canary-last-weight.ts'
import rolloutsCanaryScaleFixed from './rollouts/canary-scale-fixed.ts'
import rolloutsCanaryWeightOrder from './rollouts/canary-weight-order.ts'
import rolloutsCanaryWithoutAnalysis from './rollouts/canary-without-analysis.ts'
import rolloutsCanaryWithoutGate from './rollouts/canary-without-gate.ts'
import rolloutsCanaryWithoutSteps from './rollouts/canary-without-steps.ts'
import rolloutsCommittedState from './rollouts/committed-state.ts'
import rolloutsConsecutiveWeights from './rollouts/consecutive-weights.ts'
import rolloutsDeploymentMetric from './rollouts/deployment-metric.ts'
import rolloutsDestinationRuleHost from './rollouts/destination-rule-host.ts'
import rolloutsExperimentRunsForever from './rollouts/experiment-runs-forever.ts'
import rolloutsHpaWorkloadRef from './rollouts/hpa-workload-ref.ts'
import rolloutsIngressBackend from './rollouts/ingress-backend.ts'
import rolloutsInvalidExperiment from './rollouts/invalid-experiment.ts'
import rolloutsInvalidFieldRef from './rollouts/invalid-field-ref.ts'
import rolloutsInvalidPodTemplate from './rollouts/invalid-pod-template.ts'
import rolloutsInvalidRoute from './rollouts/invalid-route.ts'
import rolloutsInvalidRouter from './rollouts/invalid-router.ts'
import rolloutsInvalidSelector from './rollouts/invalid-selector.ts'
import rolloutsInvalidServices from './rollouts/invalid-services.ts'
import rolloutsInvalidStep from './rollouts/invalid-step.ts'
import rolloutsInvalidStrategy from './rollouts/invalid-strategy.ts'
import rolloutsInvalidSurge from './rollouts/invalid-surge.ts'
import rolloutsInvalidTrafficRouting from './rollouts/invalid-traffic-routing.ts'
import rolloutsLongRollout from './rollouts/long-rollout.ts'
import rolloutsMappingWeight from './rollouts/mapping-weight.ts'
import rolloutsMissingAnalysisTemplate from './rollouts/missing-analysis-template.ts'
import rolloutsMissingPreviewService from './rollouts/missing-preview-service.ts'
import rolloutsMissingRouter from './rollouts/missing-router.ts'
import rolloutsMissingService from './rollouts/missing-service.ts'
import rolloutsMissingSubset from './rollouts/missing-subset.ts'
import rolloutsMissingWorkload from './rollouts/missing-workload.ts'
import rolloutsNegativeNumber from './rollouts/negative-number.ts'
import rolloutsNotificationSubscription from './rollouts/notification-subscription.ts'
import rolloutsPingPongWithoutRouter from './rollouts/ping-pong-without-router.ts'
import rolloutsPostPromotionAnalysisCut from './rollouts/post-promotion-analysis-cut.ts'
import rolloutsPreviewReplicaCount from './rollouts/preview-replica-count.ts'
import rolloutsProgressDeadline from './rollouts/progress-deadline.ts'
import rolloutsRollbackWindow from './rollouts/rollback-window.ts'
import rolloutsRouteBackends from './rollouts/route-backends.ts'
import rolloutsScaleDownDelayShort from './rollouts/scale-down-delay-short.ts'
import rolloutsSelectorClash from './rollouts/selector-clash.ts'
import rolloutsServiceSelector from './rollouts/service-selector.ts'
import rolloutsServicesPortsDiffer from './rollouts/services-ports-differ.ts'
import rolloutsSharedService from './rollouts/shared-service.ts'
import rolloutsStartingStepRange from './rollouts/starting-step-range.ts'
import rolloutsUnguardedPromotion from './rollouts/unguarded-promotion.ts'
import rolloutsVirtualServicePorts from './rollouts/virtual-service-ports.ts'
import rolloutsVirtualServiceRoutes from './rollouts/virtual-service-routes.ts'
import rolloutsWorkloadRefReplicas from './rollouts/workload-ref-replicas.ts'
import yamlAlias from './yaml/alias.ts'
import yamlAmbiguousBoolean from './yaml/ambiguous-boolean.ts'
import yamlControlCharacter from './yaml/control-character.ts'
import yamlDirective from './yaml/directive.ts'
import yamlDocumentSeparator from './yaml/document-separator.ts'
import yamlDuplicateKey from './yaml/duplicate-key.ts'
import yamlEmptyDocument from './yaml/empty-document.ts'
import yamlMergeOrder from './yaml/merge-order.ts'
import yamlNumberLikeString from './yaml/number-like-string.ts'
import yamlOctalMode from './yaml/octal-mode.ts'
import yamlReaderDependent from './yaml/reader-dependent.ts'
import yamlSyntax from './yaml/syntax.ts'
import yamlTab from './yaml/tab.ts'
import yamlTemplate from './yaml/template.ts'
import yamlUnrenderedTemplate from './yaml/unrendered-template.ts'
import yamlUnsupportedValue from './yaml/unsupported-value.ts'

const define = (id: string, definition: RuleDefinition): Rule => ({ id, ...definition })

/** Every rule, sorted by id. */
export const rules: readonly Rule[] = [
  define('dockerfile/absolute-workdir', dockerfileAbsoluteWorkdir),
  define('dockerfile/and-or-chain', dockerfileAndOrChain),
  define('dockerfile/apk-cache', dockerfileApkCache),
  define('dockerfile/apk-pin-versions', dockerfileApkPinVersions),
  define('dockerfile/apk-untrusted', dockerfileApkUntrusted),
  define('dockerfile/apt-assume-yes', dockerfileAptAssumeYes),
  define('dockerfile/apt-key-deprecated', dockerfileAptKeyDeprecated),
  define('dockerfile/apt-lists', dockerfileAptLists),
  define('dockerfile/apt-no-recommends', dockerfileAptNoRecommends),
  define('dockerfile/apt-not-apt-get', dockerfileAptNotAptGet),
  define('dockerfile/apt-pin-versions', dockerfileAptPinVersions),
  define('dockerfile/apt-unauthenticated', dockerfileAptUnauthenticated),
  define('dockerfile/arg-not-in-stage', dockerfileArgNotInStage),
  define('dockerfile/backquotes', dockerfileBackquotes),
  define('dockerfile/bash-in-sh', dockerfileBashInSh),
  define('dockerfile/bash-not-installed', dockerfileBashNotInstalled),
  define('dockerfile/blank-after-equals', dockerfileBlankAfterEquals),
  define('dockerfile/cache-mount-hint', dockerfileCacheMountHint),
  define('dockerfile/cargo-pin-versions', dockerfileCargoPinVersions),
  define('dockerfile/chmod-777', dockerfileChmod777),
  define('dockerfile/chown-after-copy', dockerfileChownAfterCopy),
  define('dockerfile/circular-stage-dependency', dockerfileCircularStageDependency),
  define('dockerfile/command-in-one-item', dockerfileCommandInOneItem),
  define('dockerfile/consecutive-runs', dockerfileConsecutiveRuns),
  define('dockerfile/consistent-instruction-casing', dockerfileConsistentInstructionCasing),
  define('dockerfile/copy-before-install', dockerfileCopyBeforeInstall),
  define('dockerfile/copy-dest-slash', dockerfileCopyDestSlash),
  define('dockerfile/copy-entire-stage', dockerfileCopyEntireStage),
  define('dockerfile/copy-from-own-stage', dockerfileCopyFromOwnStage),
  define('dockerfile/copy-from-unknown-stage', dockerfileCopyFromUnknownStage),
  define('dockerfile/copy-ignored-file', dockerfileCopyIgnoredFile),
  define('dockerfile/copy-outside-context', dockerfileCopyOutsideContext),
  define('dockerfile/copy-relative-without-workdir', dockerfileCopyRelativeWithoutWorkdir),
  define('dockerfile/copy-whole-context', dockerfileCopyWholeContext),
  define('dockerfile/curl-pipe-shell', dockerfileCurlPipeShell),
  define('dockerfile/declaration-masks-status', dockerfileDeclarationMasksStatus),
  define('dockerfile/deprecated-base-image', dockerfileDeprecatedBaseImage),
  define('dockerfile/description-comment', dockerfileDescriptionComment),
  define('dockerfile/dev-dependencies-in-final', dockerfileDevDependenciesInFinal),
  define('dockerfile/directive-position', dockerfileDirectivePosition),
  define('dockerfile/dnf-assume-yes', dockerfileDnfAssumeYes),
  define('dockerfile/dnf-cache', dockerfileDnfCache),
  define('dockerfile/dnf-pin-versions', dockerfileDnfPinVersions),
  define('dockerfile/download-without-checksum', dockerfileDownloadWithoutChecksum),
  define('dockerfile/duplicate-stage-name', dockerfileDuplicateStageName),
  define('dockerfile/echo-escapes', dockerfileEchoEscapes),
  define('dockerfile/empty-continuation', dockerfileEmptyContinuation),
  define('dockerfile/entrypoint-no-exec', dockerfileEntrypointNoExec),
  define('dockerfile/env-self-reference', dockerfileEnvSelfReference),
  define('dockerfile/eol-base-image', dockerfileEolBaseImage),
  define('dockerfile/exec-form-variable', dockerfileExecFormVariable),
  define('dockerfile/expose-invalid-format', dockerfileExposeInvalidFormat),
  define('dockerfile/expose-port-range', dockerfileExposePortRange),
  define('dockerfile/expose-proto-casing', dockerfileExposeProtoCasing),
  define('dockerfile/expose-ssh', dockerfileExposeSsh),
  define('dockerfile/failing-check', dockerfileFailingCheck),
  define('dockerfile/find-unquoted-pattern', dockerfileFindUnquotedPattern),
  define('dockerfile/find-without-path', dockerfileFindWithoutPath),
  define('dockerfile/from-as-casing', dockerfileFromAsCasing),
  define('dockerfile/from-platform-const', dockerfileFromPlatformConst),
  define('dockerfile/gem-pin-versions', dockerfileGemPinVersions),
  define('dockerfile/git-clone-unpinned', dockerfileGitCloneUnpinned),
  define('dockerfile/glob-as-option', dockerfileGlobAsOption),
  define('dockerfile/go-pin-versions', dockerfileGoPinVersions),
  define('dockerfile/healthcheck-ignored', dockerfileHealthcheckIgnored),
  define('dockerfile/healthcheck-missing', dockerfileHealthcheckMissing),
  define('dockerfile/healthcheck-without-program', dockerfileHealthcheckWithoutProgram),
  define('dockerfile/heavy-base-image', dockerfileHeavyBaseImage),
  define('dockerfile/heredoc-errexit', dockerfileHeredocErrexit),
  define('dockerfile/heredoc-filled-in', dockerfileHeredocFilledIn),
  define('dockerfile/http-download', dockerfileHttpDownload),
  define('dockerfile/ignored-cmd', dockerfileIgnoredCmd),
  define('dockerfile/image-registry', dockerfileImageRegistry),
  define('dockerfile/install-without-update', dockerfileInstallWithoutUpdate),
  define('dockerfile/instruction-order', dockerfileInstructionOrder),
  define('dockerfile/invalid-default-arg-in-from', dockerfileInvalidDefaultArgInFrom),
  define('dockerfile/invalid-expansion', dockerfileInvalidExpansion),
  define('dockerfile/invalid-flag', dockerfileInvalidFlag),
  define('dockerfile/invalid-healthcheck', dockerfileInvalidHealthcheck),
  define('dockerfile/invalid-image', dockerfileInvalidImage),
  define('dockerfile/invalid-json-form', dockerfileInvalidJsonForm),
  define('dockerfile/invalid-label-key', dockerfileInvalidLabelKey),
  define('dockerfile/invalid-mount', dockerfileInvalidMount),
  define('dockerfile/invalid-network-or-security', dockerfileInvalidNetworkOrSecurity),
  define('dockerfile/invalid-stage-name', dockerfileInvalidStageName),
  define('dockerfile/invalid-stopsignal', dockerfileInvalidStopsignal),
  define('dockerfile/label-required', dockerfileLabelRequired),
  define('dockerfile/label-superfluous', dockerfileLabelSuperfluous),
  define('dockerfile/label-value', dockerfileLabelValue),
  define('dockerfile/latest-tag', dockerfileLatestTag),
  define('dockerfile/legacy-key-value', dockerfileLegacyKeyValue),
  define('dockerfile/maintainer-deprecated', dockerfileMaintainerDeprecated),
  define('dockerfile/missing-arguments', dockerfileMissingArguments),
  define('dockerfile/missing-expose', dockerfileMissingExpose),
  define('dockerfile/missing-user', dockerfileMissingUser),
  define('dockerfile/no-cd', dockerfileNoCd),
  define('dockerfile/no-chpasswd', dockerfileNoChpasswd),
  define('dockerfile/no-dist-upgrade', dockerfileNoDistUpgrade),
  define('dockerfile/no-ignore-pragma', dockerfileNoIgnorePragma),
  define('dockerfile/no-interactive-tools', dockerfileNoInteractiveTools),
  define('dockerfile/no-sudo', dockerfileNoSudo),
  define('dockerfile/non-numeric-user', dockerfileNonNumericUser),
  define('dockerfile/npm-cache', dockerfileNpmCache),
  define('dockerfile/npm-ci', dockerfileNpmCi),
  define('dockerfile/npm-pin-versions', dockerfileNpmPinVersions),
  define('dockerfile/obsolete-grep', dockerfileObsoleteGrep),
  define('dockerfile/onbuild-trigger', dockerfileOnbuildTrigger),
  define('dockerfile/or-true-masks-failure', dockerfileOrTrueMasksFailure),
  define('dockerfile/package-signature-off', dockerfilePackageSignatureOff),
  define('dockerfile/parse-error', dockerfileParseError),
  define('dockerfile/pin-base-image-digest', dockerfilePinBaseImageDigest),
  define('dockerfile/pip-cache', dockerfilePipCache),
  define('dockerfile/pip-pin-versions', dockerfilePipPinVersions),
  define('dockerfile/pipefail', dockerfilePipefail),
  define('dockerfile/prefer-copy-over-add', dockerfilePreferCopyOverAdd),
  define('dockerfile/program-as-text', dockerfileProgramAsText),
  define('dockerfile/redundant-target-platform', dockerfileRedundantTargetPlatform),
  define('dockerfile/reserved-stage-name', dockerfileReservedStageName),
  define('dockerfile/rm-in-later-layer', dockerfileRmInLaterLayer),
  define('dockerfile/root-user', dockerfileRootUser),
  define('dockerfile/secret-file-copied', dockerfileSecretFileCopied),
  define('dockerfile/secret-in-env', dockerfileSecretInEnv),
  define('dockerfile/secret-in-run', dockerfileSecretInRun),
  define('dockerfile/setting-ends-with-run', dockerfileSettingEndsWithRun),
  define('dockerfile/setuid-left', dockerfileSetuidLeft),
  define('dockerfile/shell-form-command', dockerfileShellFormCommand),
  define('dockerfile/shell-syntax', dockerfileShellSyntax),
  define('dockerfile/shellcheck', dockerfileShellcheck),
  define('dockerfile/single-cmd', dockerfileSingleCmd),
  define('dockerfile/single-downloader', dockerfileSingleDownloader),
  define('dockerfile/single-entrypoint', dockerfileSingleEntrypoint),
  define('dockerfile/single-healthcheck', dockerfileSingleHealthcheck),
  define('dockerfile/single-pass-loop', dockerfileSinglePassLoop),
  define('dockerfile/single-quoted-variable', dockerfileSingleQuotedVariable),
  define('dockerfile/single-stage-build', dockerfileSingleStageBuild),
  define('dockerfile/stage-name-casing', dockerfileStageNameCasing),
  define('dockerfile/tls-verification-off', dockerfileTlsVerificationOff),
  define('dockerfile/too-many-arguments', dockerfileTooManyArguments),
  define('dockerfile/unassigned-variable', dockerfileUnassignedVariable),
  define('dockerfile/unchecked-cd', dockerfileUncheckedCd),
  define('dockerfile/undefined-arg-in-from', dockerfileUndefinedArgInFrom),
  define('dockerfile/undefined-var', dockerfileUndefinedVar),
  define('dockerfile/uninstall-in-later-layer', dockerfileUninstallInLaterLayer),
  define('dockerfile/unknown-flag', dockerfileUnknownFlag),
  define('dockerfile/unknown-instruction', dockerfileUnknownInstruction),
  define('dockerfile/unquoted-substitution', dockerfileUnquotedSubstitution),
  define('dockerfile/unquoted-variable', dockerfileUnquotedVariable),
  define('dockerfile/unread-pipe', dockerfileUnreadPipe),
  define('dockerfile/untagged-image', dockerfileUntaggedImage),
  define('dockerfile/unused-arg', dockerfileUnusedArg),
  define('dockerfile/unused-stage', dockerfileUnusedStage),
  define('dockerfile/update-without-install', dockerfileUpdateWithoutInstall),
  define('dockerfile/use-add-for-archive', dockerfileUseAddForArchive),
  define('dockerfile/use-shell-instruction', dockerfileUseShellInstruction),
  define('dockerfile/useless-cat', dockerfileUselessCat),
  define('dockerfile/user-before-install', dockerfileUserBeforeInstall),
  define('dockerfile/user-not-created', dockerfileUserNotCreated),
  define('dockerfile/user-vs-run-as-non-root', dockerfileUserVsRunAsNonRoot),
  define('dockerfile/useradd-no-log-init', dockerfileUseraddNoLogInit),
  define('dockerfile/wget-progress', dockerfileWgetProgress),
  define('dockerfile/workdir-system-dir', dockerfileWorkdirSystemDir),
  define('dockerfile/yarn-cache', dockerfileYarnCache),
  define('dockerfile/yum-assume-yes', dockerfileYumAssumeYes),
  define('dockerfile/yum-cache', dockerfileYumCache),
  define('dockerfile/yum-pin-versions', dockerfileYumPinVersions),
  define('dockerfile/zypper-cache', dockerfileZypperCache),
  define('dockerfile/zypper-non-interactive', dockerfileZypperNonInteractive),
  define('dockerfile/zypper-pin-versions', dockerfileZypperPinVersions),
  define('k8s-lint/expired-suppression', k8sLintExpiredSuppression),
  define('k8s-lint/rule-crashed', k8sLintRuleCrashed),
  define('k8s-lint/unknown-suppression', k8sLintUnknownSuppression),
  define('k8s-lint/unreadable-file', k8sLintUnreadableFile),
  define('k8s-lint/unused-suppression', k8sLintUnusedSuppression),
  define('kubernetes/added-capability', kubernetesAddedCapability),
  define('kubernetes/anonymous-binding', kubernetesAnonymousBinding),
  define('kubernetes/authenticated-binding', kubernetesAuthenticatedBinding),
  define('kubernetes/automount-token', kubernetesAutomountToken),
  define('kubernetes/base64-secret', kubernetesBase64Secret),
  define('kubernetes/capabilities-not-dropped', kubernetesCapabilitiesNotDropped),
  define('kubernetes/capability-name', kubernetesCapabilityName),
  define('kubernetes/claim-access-mode', kubernetesClaimAccessMode),
  define('kubernetes/claim-storage-request', kubernetesClaimStorageRequest),
  define('kubernetes/cluster-admin-binding', kubernetesClusterAdminBinding),
  define('kubernetes/control-plane-scheduling', kubernetesControlPlaneScheduling),
  define('kubernetes/cpu-request-below-limit', kubernetesCpuRequestBelowLimit),
  define('kubernetes/cronjob-concurrency', kubernetesCronjobConcurrency),
  define('kubernetes/cronjob-history', kubernetesCronjobHistory),
  define('kubernetes/cronjob-schedule', kubernetesCronjobSchedule),
  define('kubernetes/cronjob-starting-deadline', kubernetesCronjobStartingDeadline),
  define('kubernetes/cronjob-suspended', kubernetesCronjobSuspended),
  define('kubernetes/dangerous-capability', kubernetesDangerousCapability),
  define('kubernetes/default-account-binding', kubernetesDefaultAccountBinding),
  define('kubernetes/default-account-token', kubernetesDefaultAccountToken),
  define('kubernetes/default-namespace', kubernetesDefaultNamespace),
  define('kubernetes/default-service-account', kubernetesDefaultServiceAccount),
  define('kubernetes/deprecated-annotation', kubernetesDeprecatedAnnotation),
  define('kubernetes/deprecated-api', kubernetesDeprecatedApi),
  define('kubernetes/deprecated-field', kubernetesDeprecatedField),
  define('kubernetes/deprecated-registry', kubernetesDeprecatedRegistry),
  define('kubernetes/dns-options', kubernetesDnsOptions),
  define('kubernetes/duplicate-entry', kubernetesDuplicateEntry),
  define('kubernetes/egress-blocks-dns', kubernetesEgressBlocksDns),
  define('kubernetes/env-overrides-image', kubernetesEnvOverridesImage),
  define('kubernetes/ephemeral-container', kubernetesEphemeralContainer),
  define('kubernetes/ephemeral-storage-request-below-limit', kubernetesEphemeralStorageRequestBelowLimit),
  define('kubernetes/exclusive-fields', kubernetesExclusiveFields),
  define('kubernetes/exec-probe-curl', kubernetesExecProbeCurl),
  define('kubernetes/field-version', kubernetesFieldVersion),
  define('kubernetes/git-sync-command', kubernetesGitSyncCommand),
  define('kubernetes/half-encrypted-secret', kubernetesHalfEncryptedSecret),
  define('kubernetes/heap-exceeds-memory-limit', kubernetesHeapExceedsMemoryLimit),
  define('kubernetes/host-aliases', kubernetesHostAliases),
  define('kubernetes/host-ipc', kubernetesHostIpc),
  define('kubernetes/host-network', kubernetesHostNetwork),
  define('kubernetes/host-path', kubernetesHostPath),
  define('kubernetes/host-pid', kubernetesHostPid),
  define('kubernetes/host-users', kubernetesHostUsers),
  define('kubernetes/hpa-conflict', kubernetesHpaConflict),
  define('kubernetes/hpa-fixed-replicas', kubernetesHpaFixedReplicas),
  define('kubernetes/hpa-range', kubernetesHpaRange),
  define('kubernetes/hpa-single-replica', kubernetesHpaSingleReplica),
  define('kubernetes/hpa-target-missing', kubernetesHpaTargetMissing),
  define('kubernetes/hpa-vpa-conflict', kubernetesHpaVpaConflict),
  define('kubernetes/hpa-without-requests', kubernetesHpaWithoutRequests),
  define('kubernetes/identical-probes', kubernetesIdenticalProbes),
  define('kubernetes/image-digest', kubernetesImageDigest),
  define('kubernetes/image-platform', kubernetesImagePlatform),
  define('kubernetes/image-pull-policy', kubernetesImagePullPolicy),
  define('kubernetes/image-registry', kubernetesImageRegistry),
  define('kubernetes/image-tag-pattern', kubernetesImageTagPattern),
  define('kubernetes/image-volume-unmounted', kubernetesImageVolumeUnmounted),
  define('kubernetes/ingress-class', kubernetesIngressClass),
  define('kubernetes/ingress-default-backend', kubernetesIngressDefaultBackend),
  define('kubernetes/ingress-duplicate-path', kubernetesIngressDuplicatePath),
  define('kubernetes/ingress-host-not-in-tls', kubernetesIngressHostNotInTls),
  define('kubernetes/ingress-missing-tls', kubernetesIngressMissingTls),
  define('kubernetes/ingress-nginx-injection', kubernetesIngressNginxInjection),
  define('kubernetes/ingress-nginx-snippet', kubernetesIngressNginxSnippet),
  define('kubernetes/ingress-wildcard-host', kubernetesIngressWildcardHost),
  define('kubernetes/instance-label', kubernetesInstanceLabel),
  define('kubernetes/interactive-container', kubernetesInteractiveContainer),
  define('kubernetes/invalid-binding-subject', kubernetesInvalidBindingSubject),
  define('kubernetes/invalid-crd', kubernetesInvalidCrd),
  define('kubernetes/invalid-image', kubernetesInvalidImage),
  define('kubernetes/invalid-name', kubernetesInvalidName),
  define('kubernetes/istio-allow-all', kubernetesIstioAllowAll),
  define('kubernetes/istio-destination', kubernetesIstioDestination),
  define('kubernetes/istio-mtls-disabled', kubernetesIstioMtlsDisabled),
  define('kubernetes/job-deadline', kubernetesJobDeadline),
  define('kubernetes/job-ttl', kubernetesJobTtl),
  define('kubernetes/kube-system-workload', kubernetesKubeSystemWorkload),
  define('kubernetes/kubeaudit-label', kubernetesKubeauditLabel),
  define('kubernetes/kustomization-path', kubernetesKustomizationPath),
  define('kubernetes/latest-tag', kubernetesLatestTag),
  define('kubernetes/liveness-restart-storm', kubernetesLivenessRestartStorm),
  define('kubernetes/load-balancer-source-ranges', kubernetesLoadBalancerSourceRanges),
  define('kubernetes/long-lived-token', kubernetesLongLivedToken),
  define('kubernetes/low-group-id', kubernetesLowGroupId),
  define('kubernetes/low-user-id', kubernetesLowUserId),
  define('kubernetes/masters-binding', kubernetesMastersBinding),
  define('kubernetes/memory-request-below-limit', kubernetesMemoryRequestBelowLimit),
  define('kubernetes/memory-volume', kubernetesMemoryVolume),
  define('kubernetes/missing-apparmor-profile', kubernetesMissingApparmorProfile),
  define('kubernetes/missing-config-map', kubernetesMissingConfigMap),
  define('kubernetes/missing-container', kubernetesMissingContainer),
  define('kubernetes/missing-cpu-limit', kubernetesMissingCpuLimit),
  define('kubernetes/missing-cpu-request', kubernetesMissingCpuRequest),
  define('kubernetes/missing-disruption-budget', kubernetesMissingDisruptionBudget),
  define('kubernetes/missing-ephemeral-storage', kubernetesMissingEphemeralStorage),
  define('kubernetes/missing-key', kubernetesMissingKey),
  define('kubernetes/missing-limit-range', kubernetesMissingLimitRange),
  define('kubernetes/missing-liveness-probe', kubernetesMissingLivenessProbe),
  define('kubernetes/missing-memory-limit', kubernetesMissingMemoryLimit),
  define('kubernetes/missing-memory-request', kubernetesMissingMemoryRequest),
  define('kubernetes/missing-network-policy', kubernetesMissingNetworkPolicy),
  define('kubernetes/missing-node-affinity', kubernetesMissingNodeAffinity),
  define('kubernetes/missing-object', kubernetesMissingObject),
  define('kubernetes/missing-pod-security-label', kubernetesMissingPodSecurityLabel),
  define('kubernetes/missing-priority-class', kubernetesMissingPriorityClass),
  define('kubernetes/missing-program', kubernetesMissingProgram),
  define('kubernetes/missing-quota', kubernetesMissingQuota),
  define('kubernetes/missing-readiness-probe', kubernetesMissingReadinessProbe),
  define('kubernetes/missing-role', kubernetesMissingRole),
  define('kubernetes/missing-secret', kubernetesMissingSecret),
  define('kubernetes/missing-security-context', kubernetesMissingSecurityContext),
  define('kubernetes/missing-service', kubernetesMissingService),
  define('kubernetes/missing-service-account', kubernetesMissingServiceAccount),
  define('kubernetes/missing-service-port', kubernetesMissingServicePort),
  define('kubernetes/missing-spread', kubernetesMissingSpread),
  define('kubernetes/missing-volume', kubernetesMissingVolume),
  define('kubernetes/missing-volume-claim', kubernetesMissingVolumeClaim),
  define('kubernetes/missing-workload', kubernetesMissingWorkload),
  define('kubernetes/mount-propagation', kubernetesMountPropagation),
  define('kubernetes/mounted-object', kubernetesMountedObject),
  define('kubernetes/naked-pod', kubernetesNakedPod),
  define('kubernetes/namespace-without-default-deny', kubernetesNamespaceWithoutDefaultDeny),
  define('kubernetes/namespace-without-network-policy', kubernetesNamespaceWithoutNetworkPolicy),
  define('kubernetes/network-policy-allow-all', kubernetesNetworkPolicyAllowAll),
  define('kubernetes/network-policy-peer-or', kubernetesNetworkPolicyPeerOr),
  define('kubernetes/network-policy-peer-without-pods', kubernetesNetworkPolicyPeerWithoutPods),
  define('kubernetes/network-policy-port', kubernetesNetworkPolicyPort),
  define('kubernetes/network-policy-types', kubernetesNetworkPolicyTypes),
  define('kubernetes/network-policy-without-pods', kubernetesNetworkPolicyWithoutPods),
  define('kubernetes/network-policy-without-selector', kubernetesNetworkPolicyWithoutSelector),
  define('kubernetes/no-capability-dropped', kubernetesNoCapabilityDropped),
  define('kubernetes/no-hardening', kubernetesNoHardening),
  define('kubernetes/no-rolling-update', kubernetesNoRollingUpdate),
  define('kubernetes/outdated-node', kubernetesOutdatedNode),
  define('kubernetes/partial-network-policy', kubernetesPartialNetworkPolicy),
  define('kubernetes/pdb-blocks-drain', kubernetesPdbBlocksDrain),
  define('kubernetes/pdb-exceeds-autoscaler', kubernetesPdbExceedsAutoscaler),
  define('kubernetes/pdb-protects-nothing', kubernetesPdbProtectsNothing),
  define('kubernetes/pdb-unhealthy-eviction-policy', kubernetesPdbUnhealthyEvictionPolicy),
  define('kubernetes/pdb-without-pods', kubernetesPdbWithoutPods),
  define('kubernetes/pdb-without-selector', kubernetesPdbWithoutSelector),
  define('kubernetes/pod-exec-binding', kubernetesPodExecBinding),
  define('kubernetes/pod-security-apparmor', kubernetesPodSecurityApparmor),
  define('kubernetes/pod-security-capabilities', kubernetesPodSecurityCapabilities),
  define('kubernetes/pod-security-host-ports', kubernetesPodSecurityHostPorts),
  define('kubernetes/pod-security-host-probes', kubernetesPodSecurityHostProbes),
  define('kubernetes/pod-security-label', kubernetesPodSecurityLabel),
  define('kubernetes/pod-security-proc-mount', kubernetesPodSecurityProcMount),
  define('kubernetes/pod-security-seccomp', kubernetesPodSecuritySeccomp),
  define('kubernetes/pod-security-selinux', kubernetesPodSecuritySelinux),
  define('kubernetes/pod-security-sysctls', kubernetesPodSecuritySysctls),
  define('kubernetes/pod-security-violation', kubernetesPodSecurityViolation),
  define('kubernetes/pod-security-volumes', kubernetesPodSecurityVolumes),
  define('kubernetes/port-not-exposed', kubernetesPortNotExposed),
  define('kubernetes/priority-class', kubernetesPriorityClass),
  define('kubernetes/privilege-escalation', kubernetesPrivilegeEscalation),
  define('kubernetes/privileged-container', kubernetesPrivilegedContainer),
  define('kubernetes/privileged-port', kubernetesPrivilegedPort),
  define('kubernetes/privileged-scc', kubernetesPrivilegedScc),
  define('kubernetes/probe-port', kubernetesProbePort),
  define('kubernetes/probe-success-threshold', kubernetesProbeSuccessThreshold),
  define('kubernetes/probe-timing', kubernetesProbeTiming),
  define('kubernetes/progress-deadline', kubernetesProgressDeadline),
  define('kubernetes/quota-breach', kubernetesQuotaBreach),
  define('kubernetes/quota-exceeded', kubernetesQuotaExceeded),
  define('kubernetes/raw-sockets', kubernetesRawSockets),
  define('kubernetes/rbac-admission-webhooks', kubernetesRbacAdmissionWebhooks),
  define('kubernetes/rbac-approve-certificates', kubernetesRbacApproveCertificates),
  define('kubernetes/rbac-bind', kubernetesRbacBind),
  define('kubernetes/rbac-binding-write', kubernetesRbacBindingWrite),
  define('kubernetes/rbac-configmap-write', kubernetesRbacConfigmapWrite),
  define('kubernetes/rbac-create-pods', kubernetesRbacCreatePods),
  define('kubernetes/rbac-delete-logs', kubernetesRbacDeleteLogs),
  define('kubernetes/rbac-delete-wide', kubernetesRbacDeleteWide),
  define('kubernetes/rbac-escalate', kubernetesRbacEscalate),
  define('kubernetes/rbac-full-access', kubernetesRbacFullAccess),
  define('kubernetes/rbac-impersonation', kubernetesRbacImpersonation),
  define('kubernetes/rbac-ineffective-names', kubernetesRbacIneffectiveNames),
  define('kubernetes/rbac-network-write', kubernetesRbacNetworkWrite),
  define('kubernetes/rbac-node-proxy', kubernetesRbacNodeProxy),
  define('kubernetes/rbac-persistent-volumes', kubernetesRbacPersistentVolumes),
  define('kubernetes/rbac-pod-exec', kubernetesRbacPodExec),
  define('kubernetes/rbac-secrets-access', kubernetesRbacSecretsAccess),
  define('kubernetes/rbac-token-create', kubernetesRbacTokenCreate),
  define('kubernetes/rbac-wildcard', kubernetesRbacWildcard),
  define('kubernetes/read-only-without-mount', kubernetesReadOnlyWithoutMount),
  define('kubernetes/recommended-labels', kubernetesRecommendedLabels),
  define('kubernetes/removed-api', kubernetesRemovedApi),
  define('kubernetes/renamed-node-label', kubernetesRenamedNodeLabel),
  define('kubernetes/request-exceeds-limit', kubernetesRequestExceedsLimit),
  define('kubernetes/required-annotations', kubernetesRequiredAnnotations),
  define('kubernetes/required-labels', kubernetesRequiredLabels),
  define('kubernetes/required-security-field', kubernetesRequiredSecurityField),
  define('kubernetes/restart-policy', kubernetesRestartPolicy),
  define('kubernetes/retired-component', kubernetesRetiredComponent),
  define('kubernetes/revision-history-limit', kubernetesRevisionHistoryLimit),
  define('kubernetes/rollout-outage', kubernetesRolloutOutage),
  define('kubernetes/root-group', kubernetesRootGroup),
  define('kubernetes/route-refused', kubernetesRouteRefused),
  define('kubernetes/run-as-root', kubernetesRunAsRoot),
  define('kubernetes/runtime-socket', kubernetesRuntimeSocket),
  define('kubernetes/sandbox-egress', kubernetesSandboxEgress),
  define('kubernetes/sandbox-runtime-class', kubernetesSandboxRuntimeClass),
  define('kubernetes/schema', kubernetesSchema),
  define('kubernetes/scrape-annotation-port', kubernetesScrapeAnnotationPort),
  define('kubernetes/seccomp-profile', kubernetesSeccompProfile),
  define('kubernetes/secret-as-env', kubernetesSecretAsEnv),
  define('kubernetes/secret-encoded-twice', kubernetesSecretEncodedTwice),
  define('kubernetes/secret-generator-literal', kubernetesSecretGeneratorLiteral),
  define('kubernetes/secret-in-annotation', kubernetesSecretInAnnotation),
  define('kubernetes/secret-in-args', kubernetesSecretInArgs),
  define('kubernetes/secret-in-configmap', kubernetesSecretInConfigmap),
  define('kubernetes/secret-in-env', kubernetesSecretInEnv),
  define('kubernetes/secret-trailing-newline', kubernetesSecretTrailingNewline),
  define('kubernetes/secret-type', kubernetesSecretType),
  define('kubernetes/security-context-conflict', kubernetesSecurityContextConflict),
  define('kubernetes/selector-mismatch', kubernetesSelectorMismatch),
  define('kubernetes/sensitive-host-path', kubernetesSensitiveHostPath),
  define('kubernetes/service-account-mismatch', kubernetesServiceAccountMismatch),
  define('kubernetes/service-address-port', kubernetesServiceAddressPort),
  define('kubernetes/service-external-ips', kubernetesServiceExternalIps),
  define('kubernetes/service-external-name', kubernetesServiceExternalName),
  define('kubernetes/service-target-port', kubernetesServiceTargetPort),
  define('kubernetes/service-traffic-policy', kubernetesServiceTrafficPolicy),
  define('kubernetes/service-type', kubernetesServiceType),
  define('kubernetes/service-without-pods', kubernetesServiceWithoutPods),
  define('kubernetes/shared-process-namespace', kubernetesSharedProcessNamespace),
  define('kubernetes/shared-volume-claim', kubernetesSharedVolumeClaim),
  define('kubernetes/shell-keeps-signal', kubernetesShellKeepsSignal),
  define('kubernetes/single-replica', kubernetesSingleReplica),
  define('kubernetes/sorted-keys', kubernetesSortedKeys),
  define('kubernetes/ssh-port', kubernetesSshPort),
  define('kubernetes/stateful-deployment', kubernetesStatefulDeployment),
  define('kubernetes/statefulset-on-delete', kubernetesStatefulsetOnDelete),
  define('kubernetes/statefulset-service-missing', kubernetesStatefulsetServiceMissing),
  define('kubernetes/strong-account', kubernetesStrongAccount),
  define('kubernetes/sudo-in-command', kubernetesSudoInCommand),
  define('kubernetes/suspicious-quantity', kubernetesSuspiciousQuantity),
  define('kubernetes/sysctl-injection', kubernetesSysctlInjection),
  define('kubernetes/team-labels', kubernetesTeamLabels),
  define('kubernetes/termination-grace-period', kubernetesTerminationGracePeriod),
  define('kubernetes/topology-spread', kubernetesTopologySpread),
  define('kubernetes/undefined-env-reference', kubernetesUndefinedEnvReference),
  define('kubernetes/unknown-field', kubernetesUnknownField),
  define('kubernetes/unknown-kind', kubernetesUnknownKind),
  define('kubernetes/unmatched-namespace-selector', kubernetesUnmatchedNamespaceSelector),
  define('kubernetes/unserved-version', kubernetesUnservedVersion),
  define('kubernetes/untagged-image', kubernetesUntaggedImage),
  define('kubernetes/unused-object', kubernetesUnusedObject),
  define('kubernetes/unused-volume', kubernetesUnusedVolume),
  define('kubernetes/volume-blocks-rollout', kubernetesVolumeBlocksRollout),
  define('kubernetes/weak-secret-value', kubernetesWeakSecretValue),
  define('kubernetes/webhook-blocks-itself', kubernetesWebhookBlocksItself),
  define('kubernetes/webhook-matches-all', kubernetesWebhookMatchesAll),
  define('kubernetes/webhook-timeout', kubernetesWebhookTimeout),
  define('kubernetes/writable-host-path', kubernetesWritableHostPath),
  define('kubernetes/writable-root-filesystem', kubernetesWritableRootFilesystem),
  define('prometheus/absent-never-fires', prometheusAbsentNeverFires),
  define('prometheus/absent-without-for', prometheusAbsentWithoutFor),
  define('prometheus/alert-always-fires', prometheusAlertAlwaysFires),
  define('prometheus/alert-name-style', prometheusAlertNameStyle),
  define('prometheus/alertmanager-api-v1', prometheusAlertmanagerApiV1),
  define('prometheus/alertmanager-dead-route', prometheusAlertmanagerDeadRoute),
  define('prometheus/alertmanager-idle-inhibition', prometheusAlertmanagerIdleInhibition),
  define('prometheus/alertmanager-invalid-config', prometheusAlertmanagerInvalidConfig),
  define('prometheus/alertmanager-template', prometheusAlertmanagerTemplate),
  define('prometheus/annotation-policy', prometheusAnnotationPolicy),
  define('prometheus/constant-comparison', prometheusConstantComparison),
  define('prometheus/counter-without-rate', prometheusCounterWithoutRate),
  define('prometheus/delta-on-counter', prometheusDeltaOnCounter),
  define('prometheus/duplicate-rule', prometheusDuplicateRule),
  define('prometheus/error-rate-not-ratio', prometheusErrorRateNotRatio),
  define('prometheus/failing-template', prometheusFailingTemplate),
  define('prometheus/for-bounds', prometheusForBounds),
  define('prometheus/for-default-value', prometheusForDefaultValue),
  define('prometheus/fragile-partial-data', prometheusFragilePartialData),
  define('prometheus/fragile-topk', prometheusFragileTopk),
  define('prometheus/group-interval-too-long', prometheusGroupIntervalTooLong),
  define('prometheus/histogram-quantile-le', prometheusHistogramQuantileLe),
  define('prometheus/histogram-quantile-rate', prometheusHistogramQuantileRate),
  define('prometheus/impossible-label', prometheusImpossibleLabel),
  define('prometheus/impossible-match', prometheusImpossibleMatch),
  define('prometheus/invalid-config', prometheusInvalidConfig),
  define('prometheus/invalid-constant', prometheusInvalidConstant),
  define('prometheus/invalid-monitor', prometheusInvalidMonitor),
  define('prometheus/invalid-rule', prometheusInvalidRule),
  define('prometheus/label-conflicts-external', prometheusLabelConflictsExternal),
  define('prometheus/label-policy', prometheusLabelPolicy),
  define('prometheus/matcher-contradiction', prometheusMatcherContradiction),
  define('prometheus/missing-annotations', prometheusMissingAnnotations),
  define('prometheus/missing-for', prometheusMissingFor),
  define('prometheus/missing-severity', prometheusMissingSeverity),
  define('prometheus/monitor-port', prometheusMonitorPort),
  define('prometheus/monitor-without-target', prometheusMonitorWithoutTarget),
  define('prometheus/nan-in-aggregation', prometheusNanInAggregation),
  define('prometheus/no-alertmanager', prometheusNoAlertmanager),
  define('prometheus/orphaned-label', prometheusOrphanedLabel),
  define('prometheus/promql-syntax', prometheusPromqlSyntax),
  define('prometheus/promql-type', prometheusPromqlType),
  define('prometheus/rate-of-sum', prometheusRateOfSum),
  define('prometheus/rate-on-gauge', prometheusRateOnGauge),
  define('prometheus/record-name-style', prometheusRecordNameStyle),
  define('prometheus/regex-anchors', prometheusRegexAnchors),
  define('prometheus/regex-literal', prometheusRegexLiteral),
  define('prometheus/regex-match-all', prometheusRegexMatchAll),
  define('prometheus/regex-smelly', prometheusRegexSmelly),
  define('prometheus/rules-not-loaded', prometheusRulesNotLoaded),
  define('prometheus/scrape-interval-too-long', prometheusScrapeIntervalTooLong),
  define('prometheus/short-range', prometheusShortRange),
  define('prometheus/target-port', prometheusTargetPort),
  define('prometheus/template-external-label', prometheusTemplateExternalLabel),
  define('prometheus/template-humanize', prometheusTemplateHumanize),
  define('prometheus/template-missing-label', prometheusTemplateMissingLabel),
  define('prometheus/template-query', prometheusTemplateQuery),
  define('prometheus/template-syntax', prometheusTemplateSyntax),
  define('prometheus/template-value-in-label', prometheusTemplateValueInLabel),
  define('prometheus/unaggregated-quantile', prometheusUnaggregatedQuantile),
  define('prometheus/unknown-alertname', prometheusUnknownAlertname),
  define('prometheus/unknown-job', prometheusUnknownJob),
  define('prometheus/unknown-severity', prometheusUnknownSeverity),
  define('prometheus/unrecorded-metric', prometheusUnrecordedMetric),
  define('rollouts/abort-scale-down', rolloutsAbortScaleDown),
  define('rollouts/analysis-arg-conflict', rolloutsAnalysisArgConflict),
  define('rollouts/analysis-arg-undeclared', rolloutsAnalysisArgUndeclared),
  define('rollouts/analysis-arg-unknown', rolloutsAnalysisArgUnknown),
  define('rollouts/analysis-arg-unused', rolloutsAnalysisArgUnused),
  define('rollouts/analysis-arg-value-and-valuefrom', rolloutsAnalysisArgValueAndValuefrom),
  define('rollouts/analysis-arg-without-value', rolloutsAnalysisArgWithoutValue),
  define('rollouts/analysis-argument', rolloutsAnalysisArgument),
  define('rollouts/analysis-cannot-fail', rolloutsAnalysisCannotFail),
  define('rollouts/analysis-condition-constant', rolloutsAnalysisConditionConstant),
  define('rollouts/analysis-condition-missing', rolloutsAnalysisConditionMissing),
  define('rollouts/analysis-condition-result-index', rolloutsAnalysisConditionResultIndex),
  define('rollouts/analysis-condition-syntax', rolloutsAnalysisConditionSyntax),
  define('rollouts/analysis-datadog-query', rolloutsAnalysisDatadogQuery),
  define('rollouts/analysis-duration', rolloutsAnalysisDuration),
  define('rollouts/analysis-empty-result', rolloutsAnalysisEmptyResult),
  define('rollouts/analysis-failure-limit-unset', rolloutsAnalysisFailureLimitUnset),
  define('rollouts/analysis-host', rolloutsAnalysisHost),
  define('rollouts/analysis-interval-too-short', rolloutsAnalysisIntervalTooShort),
  define('rollouts/analysis-job', rolloutsAnalysisJob),
  define('rollouts/analysis-limits', rolloutsAnalysisLimits),
  define('rollouts/analysis-metric-name-duplicate', rolloutsAnalysisMetricNameDuplicate),
  define('rollouts/analysis-metric-unmatched', rolloutsAnalysisMetricUnmatched),
  define('rollouts/analysis-no-metrics', rolloutsAnalysisNoMetrics),
  define('rollouts/analysis-prometheus-address', rolloutsAnalysisPrometheusAddress),
  define('rollouts/analysis-prometheus-query', rolloutsAnalysisPrometheusQuery),
  define('rollouts/analysis-prometheus-request', rolloutsAnalysisPrometheusRequest),
  define('rollouts/analysis-provider-count', rolloutsAnalysisProviderCount),
  define('rollouts/analysis-runs-forever', rolloutsAnalysisRunsForever),
  define('rollouts/analysis-short-range', rolloutsAnalysisShortRange),
  define('rollouts/analysis-template-cycle', rolloutsAnalysisTemplateCycle),
  define('rollouts/analysis-unrecorded-metric', rolloutsAnalysisUnrecordedMetric),
  define('rollouts/analysis-web-request', rolloutsAnalysisWebRequest),
  define('rollouts/autopromotion-conflict', rolloutsAutopromotionConflict),
  define('rollouts/canary-first-weight', rolloutsCanaryFirstWeight),
  define('rollouts/canary-granularity', rolloutsCanaryGranularity),
  define('rollouts/canary-last-weight', rolloutsCanaryLastWeight),
  define('rollouts/canary-scale-fixed', rolloutsCanaryScaleFixed),
  define('rollouts/canary-weight-order', rolloutsCanaryWeightOrder),
  define('rollouts/canary-without-analysis', rolloutsCanaryWithoutAnalysis),
  define('rollouts/canary-without-gate', rolloutsCanaryWithoutGate),
  define('rollouts/canary-without-steps', rolloutsCanaryWithoutSteps),
  define('rollouts/committed-state', rolloutsCommittedState),
  define('rollouts/consecutive-weights', rolloutsConsecutiveWeights),
  define('rollouts/deployment-metric', rolloutsDeploymentMetric),
  define('rollouts/destination-rule-host', rolloutsDestinationRuleHost),
  define('rollouts/experiment-runs-forever', rolloutsExperimentRunsForever),
  define('rollouts/hpa-workload-ref', rolloutsHpaWorkloadRef),
  define('rollouts/ingress-backend', rolloutsIngressBackend),
  define('rollouts/invalid-experiment', rolloutsInvalidExperiment),
  define('rollouts/invalid-field-ref', rolloutsInvalidFieldRef),
  define('rollouts/invalid-pod-template', rolloutsInvalidPodTemplate),
  define('rollouts/invalid-route', rolloutsInvalidRoute),
  define('rollouts/invalid-router', rolloutsInvalidRouter),
  define('rollouts/invalid-selector', rolloutsInvalidSelector),
  define('rollouts/invalid-services', rolloutsInvalidServices),
  define('rollouts/invalid-step', rolloutsInvalidStep),
  define('rollouts/invalid-strategy', rolloutsInvalidStrategy),
  define('rollouts/invalid-surge', rolloutsInvalidSurge),
  define('rollouts/invalid-traffic-routing', rolloutsInvalidTrafficRouting),
  define('rollouts/long-rollout', rolloutsLongRollout),
  define('rollouts/mapping-weight', rolloutsMappingWeight),
  define('rollouts/missing-analysis-template', rolloutsMissingAnalysisTemplate),
  define('rollouts/missing-preview-service', rolloutsMissingPreviewService),
  define('rollouts/missing-router', rolloutsMissingRouter),
  define('rollouts/missing-service', rolloutsMissingService),
  define('rollouts/missing-subset', rolloutsMissingSubset),
  define('rollouts/missing-workload', rolloutsMissingWorkload),
  define('rollouts/negative-number', rolloutsNegativeNumber),
  define('rollouts/notification-subscription', rolloutsNotificationSubscription),
  define('rollouts/ping-pong-without-router', rolloutsPingPongWithoutRouter),
  define('rollouts/post-promotion-analysis-cut', rolloutsPostPromotionAnalysisCut),
  define('rollouts/preview-replica-count', rolloutsPreviewReplicaCount),
  define('rollouts/progress-deadline', rolloutsProgressDeadline),
  define('rollouts/rollback-window', rolloutsRollbackWindow),
  define('rollouts/route-backends', rolloutsRouteBackends),
  define('rollouts/scale-down-delay-short', rolloutsScaleDownDelayShort),
  define('rollouts/selector-clash', rolloutsSelectorClash),
  define('rollouts/service-selector', rolloutsServiceSelector),
  define('rollouts/services-ports-differ', rolloutsServicesPortsDiffer),
  define('rollouts/shared-service', rolloutsSharedService),
  define('rollouts/starting-step-range', rolloutsStartingStepRange),
  define('rollouts/unguarded-promotion', rolloutsUnguardedPromotion),
  define('rollouts/virtual-service-ports', rolloutsVirtualServicePorts),
  define('rollouts/virtual-service-routes', rolloutsVirtualServiceRoutes),
  define('rollouts/workload-ref-replicas', rolloutsWorkloadRefReplicas),
  define('yaml/alias', yamlAlias),
  define('yaml/ambiguous-boolean', yamlAmbiguousBoolean),
  define('yaml/control-character', yamlControlCharacter),
  define('yaml/directive', yamlDirective),
  define('yaml/document-separator', yamlDocumentSeparator),
  define('yaml/duplicate-key', yamlDuplicateKey),
  define('yaml/empty-document', yamlEmptyDocument),
  define('yaml/merge-order', yamlMergeOrder),
  define('yaml/number-like-string', yamlNumberLikeString),
  define('yaml/octal-mode', yamlOctalMode),
  define('yaml/reader-dependent', yamlReaderDependent),
  define('yaml/syntax', yamlSyntax),
  define('yaml/tab', yamlTab),
  define('yaml/template', yamlTemplate),
  define('yaml/unrendered-template', yamlUnrenderedTemplate),
  define('yaml/unsupported-value', yamlUnsupportedValue),
]
