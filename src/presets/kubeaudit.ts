import type { Config } from '../config.ts'

/** Where our rules judge otherwise than kubeaudit, the options that make them judge as it does. */
export const kubeaudit: Config = {
  rules: {
    'kubernetes/pod-security-seccomp': { pod: true },
    'kubernetes/privileged-container': { refused: true },
    'kubernetes/run-as-root': { pod: true },
    'kubernetes/service-account-mismatch': { alone: true },
  },
}
