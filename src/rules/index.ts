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
import dockerfileBlankAfterEquals from './dockerfile/blank-after-equals.ts'
import dockerfileCacheMountHint from './dockerfile/cache-mount-hint.ts'
import dockerfileCargoPinVersions from './dockerfile/cargo-pin-versions.ts'
import dockerfileChmod777 from './dockerfile/chmod-777.ts'
import dockerfileChownAfterCopy from './dockerfile/chown-after-copy.ts'
import dockerfileCircularStageDependency from './dockerfile/circular-stage-dependency.ts'
import dockerfileConsecutiveRuns from './dockerfile/consecutive-runs.ts'
import dockerfileConsistentInstructionCasing from './dockerfile/consistent-instruction-casing.ts'
import dockerfileCopyBeforeInstall from './dockerfile/copy-before-install.ts'
import dockerfileCopyDestSlash from './dockerfile/copy-dest-slash.ts'
import dockerfileCopyEntireStage from './dockerfile/copy-entire-stage.ts'
import dockerfileCopyFromOwnStage from './dockerfile/copy-from-own-stage.ts'
import dockerfileCopyFromUnknownStage from './dockerfile/copy-from-unknown-stage.ts'
import dockerfileCopyIgnoredFile from './dockerfile/copy-ignored-file.ts'
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
import dockerfileExposeInvalidFormat from './dockerfile/expose-invalid-format.ts'
import dockerfileExposePortRange from './dockerfile/expose-port-range.ts'
import dockerfileExposeProtoCasing from './dockerfile/expose-proto-casing.ts'
import dockerfileExposeSsh from './dockerfile/expose-ssh.ts'
import dockerfileFailingCheck from './dockerfile/failing-check.ts'
import dockerfileFindWithoutPath from './dockerfile/find-without-path.ts'
import dockerfileFromAsCasing from './dockerfile/from-as-casing.ts'
import dockerfileFromPlatformConst from './dockerfile/from-platform-const.ts'
import dockerfileGemPinVersions from './dockerfile/gem-pin-versions.ts'
import dockerfileGitCloneUnpinned from './dockerfile/git-clone-unpinned.ts'
import dockerfileGlobAsOption from './dockerfile/glob-as-option.ts'
import dockerfileGoPinVersions from './dockerfile/go-pin-versions.ts'
import dockerfileHealthcheckMissing from './dockerfile/healthcheck-missing.ts'
import dockerfileHeavyBaseImage from './dockerfile/heavy-base-image.ts'
import dockerfileHeredocErrexit from './dockerfile/heredoc-errexit.ts'
import dockerfileHttpDownload from './dockerfile/http-download.ts'
import dockerfileIgnoredCmd from './dockerfile/ignored-cmd.ts'
import dockerfileImageRegistry from './dockerfile/image-registry.ts'
import dockerfileInstructionOrder from './dockerfile/instruction-order.ts'
import dockerfileInvalidDefaultArgInFrom from './dockerfile/invalid-default-arg-in-from.ts'
import dockerfileInvalidFlag from './dockerfile/invalid-flag.ts'
import dockerfileInvalidHealthcheck from './dockerfile/invalid-healthcheck.ts'
import dockerfileInvalidImage from './dockerfile/invalid-image.ts'
import dockerfileInvalidJsonForm from './dockerfile/invalid-json-form.ts'
import dockerfileInvalidLabelKey from './dockerfile/invalid-label-key.ts'
import dockerfileInvalidMount from './dockerfile/invalid-mount.ts'
import dockerfileInvalidNetworkOrSecurity from './dockerfile/invalid-network-or-security.ts'
import dockerfileInvalidStageName from './dockerfile/invalid-stage-name.ts'
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
import kubernetesBase64Secret from './kubernetes/base64-secret.ts'
import kubernetesCapabilitiesNotDropped from './kubernetes/capabilities-not-dropped.ts'
import kubernetesClusterAdminBinding from './kubernetes/cluster-admin-binding.ts'
import kubernetesCronjobConcurrency from './kubernetes/cronjob-concurrency.ts'
import kubernetesCronjobSchedule from './kubernetes/cronjob-schedule.ts'
import kubernetesDeprecatedApi from './kubernetes/deprecated-api.ts'
import kubernetesDeprecatedField from './kubernetes/deprecated-field.ts'
import kubernetesDuplicateEntry from './kubernetes/duplicate-entry.ts'
import kubernetesEgressBlocksDns from './kubernetes/egress-blocks-dns.ts'
import kubernetesExclusiveFields from './kubernetes/exclusive-fields.ts'
import kubernetesExecProbeCurl from './kubernetes/exec-probe-curl.ts'
import kubernetesFieldVersion from './kubernetes/field-version.ts'
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
import kubernetesInvalidCrd from './kubernetes/invalid-crd.ts'
import kubernetesInvalidName from './kubernetes/invalid-name.ts'
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
import kubernetesPodSecurityApparmor from './kubernetes/pod-security-apparmor.ts'
import kubernetesPodSecurityCapabilities from './kubernetes/pod-security-capabilities.ts'
import kubernetesPodSecurityHostPorts from './kubernetes/pod-security-host-ports.ts'
import kubernetesPodSecurityHostProbes from './kubernetes/pod-security-host-probes.ts'
import kubernetesPodSecurityProcMount from './kubernetes/pod-security-proc-mount.ts'
import kubernetesPodSecuritySeccomp from './kubernetes/pod-security-seccomp.ts'
import kubernetesPodSecuritySelinux from './kubernetes/pod-security-selinux.ts'
import kubernetesPodSecuritySysctls from './kubernetes/pod-security-sysctls.ts'
import kubernetesPodSecurityViolation from './kubernetes/pod-security-violation.ts'
import kubernetesPodSecurityVolumes from './kubernetes/pod-security-volumes.ts'
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
import kubernetesSchema from './kubernetes/schema.ts'
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
import kubernetesUnknownField from './kubernetes/unknown-field.ts'
import kubernetesUnknownKind from './kubernetes/unknown-kind.ts'
import kubernetesUnmatchedNamespaceSelector from './kubernetes/unmatched-namespace-selector.ts'
import kubernetesUnservedVersion from './kubernetes/unserved-version.ts'
import kubernetesUntaggedImage from './kubernetes/untagged-image.ts'
import kubernetesWeakSecretValue from './kubernetes/weak-secret-value.ts'
import kubernetesWritableRootFilesystem from './kubernetes/writable-root-filesystem.ts'
import prometheusAlertmanagerApiV1 from './prometheus/alertmanager-api-v1.ts'
import prometheusMissingAnnotations from './prometheus/missing-annotations.ts'
import prometheusMissingFor from './prometheus/missing-for.ts'
import prometheusMissingSeverity from './prometheus/missing-severity.ts'
import prometheusNoAlertmanager from './prometheus/no-alertmanager.ts'
import prometheusPromqlSyntax from './prometheus/promql-syntax.ts'
import prometheusPromqlType from './prometheus/promql-type.ts'
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
import yamlAlias from './yaml/alias.ts'
import yamlAmbiguousBoolean from './yaml/ambiguous-boolean.ts'
import yamlControlCharacter from './yaml/control-character.ts'
import yamlDirective from './yaml/directive.ts'
import yamlDocumentSeparator from './yaml/document-separator.ts'
import yamlDuplicateKey from './yaml/duplicate-key.ts'
import yamlMergeOrder from './yaml/merge-order.ts'
import yamlNumberLikeString from './yaml/number-like-string.ts'
import yamlOctalMode from './yaml/octal-mode.ts'
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
  define('dockerfile/blank-after-equals', dockerfileBlankAfterEquals),
  define('dockerfile/cache-mount-hint', dockerfileCacheMountHint),
  define('dockerfile/cargo-pin-versions', dockerfileCargoPinVersions),
  define('dockerfile/chmod-777', dockerfileChmod777),
  define('dockerfile/chown-after-copy', dockerfileChownAfterCopy),
  define('dockerfile/circular-stage-dependency', dockerfileCircularStageDependency),
  define('dockerfile/consecutive-runs', dockerfileConsecutiveRuns),
  define('dockerfile/consistent-instruction-casing', dockerfileConsistentInstructionCasing),
  define('dockerfile/copy-before-install', dockerfileCopyBeforeInstall),
  define('dockerfile/copy-dest-slash', dockerfileCopyDestSlash),
  define('dockerfile/copy-entire-stage', dockerfileCopyEntireStage),
  define('dockerfile/copy-from-own-stage', dockerfileCopyFromOwnStage),
  define('dockerfile/copy-from-unknown-stage', dockerfileCopyFromUnknownStage),
  define('dockerfile/copy-ignored-file', dockerfileCopyIgnoredFile),
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
  define('dockerfile/expose-invalid-format', dockerfileExposeInvalidFormat),
  define('dockerfile/expose-port-range', dockerfileExposePortRange),
  define('dockerfile/expose-proto-casing', dockerfileExposeProtoCasing),
  define('dockerfile/expose-ssh', dockerfileExposeSsh),
  define('dockerfile/failing-check', dockerfileFailingCheck),
  define('dockerfile/find-without-path', dockerfileFindWithoutPath),
  define('dockerfile/from-as-casing', dockerfileFromAsCasing),
  define('dockerfile/from-platform-const', dockerfileFromPlatformConst),
  define('dockerfile/gem-pin-versions', dockerfileGemPinVersions),
  define('dockerfile/git-clone-unpinned', dockerfileGitCloneUnpinned),
  define('dockerfile/glob-as-option', dockerfileGlobAsOption),
  define('dockerfile/go-pin-versions', dockerfileGoPinVersions),
  define('dockerfile/healthcheck-missing', dockerfileHealthcheckMissing),
  define('dockerfile/heavy-base-image', dockerfileHeavyBaseImage),
  define('dockerfile/heredoc-errexit', dockerfileHeredocErrexit),
  define('dockerfile/http-download', dockerfileHttpDownload),
  define('dockerfile/ignored-cmd', dockerfileIgnoredCmd),
  define('dockerfile/image-registry', dockerfileImageRegistry),
  define('dockerfile/instruction-order', dockerfileInstructionOrder),
  define('dockerfile/invalid-default-arg-in-from', dockerfileInvalidDefaultArgInFrom),
  define('dockerfile/invalid-flag', dockerfileInvalidFlag),
  define('dockerfile/invalid-healthcheck', dockerfileInvalidHealthcheck),
  define('dockerfile/invalid-image', dockerfileInvalidImage),
  define('dockerfile/invalid-json-form', dockerfileInvalidJsonForm),
  define('dockerfile/invalid-label-key', dockerfileInvalidLabelKey),
  define('dockerfile/invalid-mount', dockerfileInvalidMount),
  define('dockerfile/invalid-network-or-security', dockerfileInvalidNetworkOrSecurity),
  define('dockerfile/invalid-stage-name', dockerfileInvalidStageName),
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
  define('kubernetes/base64-secret', kubernetesBase64Secret),
  define('kubernetes/capabilities-not-dropped', kubernetesCapabilitiesNotDropped),
  define('kubernetes/cluster-admin-binding', kubernetesClusterAdminBinding),
  define('kubernetes/cronjob-concurrency', kubernetesCronjobConcurrency),
  define('kubernetes/cronjob-schedule', kubernetesCronjobSchedule),
  define('kubernetes/deprecated-api', kubernetesDeprecatedApi),
  define('kubernetes/deprecated-field', kubernetesDeprecatedField),
  define('kubernetes/duplicate-entry', kubernetesDuplicateEntry),
  define('kubernetes/egress-blocks-dns', kubernetesEgressBlocksDns),
  define('kubernetes/exclusive-fields', kubernetesExclusiveFields),
  define('kubernetes/exec-probe-curl', kubernetesExecProbeCurl),
  define('kubernetes/field-version', kubernetesFieldVersion),
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
  define('kubernetes/invalid-crd', kubernetesInvalidCrd),
  define('kubernetes/invalid-name', kubernetesInvalidName),
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
  define('kubernetes/pod-security-apparmor', kubernetesPodSecurityApparmor),
  define('kubernetes/pod-security-capabilities', kubernetesPodSecurityCapabilities),
  define('kubernetes/pod-security-host-ports', kubernetesPodSecurityHostPorts),
  define('kubernetes/pod-security-host-probes', kubernetesPodSecurityHostProbes),
  define('kubernetes/pod-security-proc-mount', kubernetesPodSecurityProcMount),
  define('kubernetes/pod-security-seccomp', kubernetesPodSecuritySeccomp),
  define('kubernetes/pod-security-selinux', kubernetesPodSecuritySelinux),
  define('kubernetes/pod-security-sysctls', kubernetesPodSecuritySysctls),
  define('kubernetes/pod-security-violation', kubernetesPodSecurityViolation),
  define('kubernetes/pod-security-volumes', kubernetesPodSecurityVolumes),
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
  define('kubernetes/schema', kubernetesSchema),
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
  define('kubernetes/unknown-field', kubernetesUnknownField),
  define('kubernetes/unknown-kind', kubernetesUnknownKind),
  define('kubernetes/unmatched-namespace-selector', kubernetesUnmatchedNamespaceSelector),
  define('kubernetes/unserved-version', kubernetesUnservedVersion),
  define('kubernetes/untagged-image', kubernetesUntaggedImage),
  define('kubernetes/weak-secret-value', kubernetesWeakSecretValue),
  define('kubernetes/writable-root-filesystem', kubernetesWritableRootFilesystem),
  define('prometheus/alertmanager-api-v1', prometheusAlertmanagerApiV1),
  define('prometheus/missing-annotations', prometheusMissingAnnotations),
  define('prometheus/missing-for', prometheusMissingFor),
  define('prometheus/missing-severity', prometheusMissingSeverity),
  define('prometheus/no-alertmanager', prometheusNoAlertmanager),
  define('prometheus/promql-syntax', prometheusPromqlSyntax),
  define('prometheus/promql-type', prometheusPromqlType),
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
  define('yaml/alias', yamlAlias),
  define('yaml/ambiguous-boolean', yamlAmbiguousBoolean),
  define('yaml/control-character', yamlControlCharacter),
  define('yaml/directive', yamlDirective),
  define('yaml/document-separator', yamlDocumentSeparator),
  define('yaml/duplicate-key', yamlDuplicateKey),
  define('yaml/merge-order', yamlMergeOrder),
  define('yaml/number-like-string', yamlNumberLikeString),
  define('yaml/octal-mode', yamlOctalMode),
  define('yaml/syntax', yamlSyntax),
  define('yaml/tab', yamlTab),
  define('yaml/template', yamlTemplate),
  define('yaml/unrendered-template', yamlUnrenderedTemplate),
  define('yaml/unsupported-value', yamlUnsupportedValue),
]
