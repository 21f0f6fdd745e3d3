import type { Config } from '../config.ts'

/** Where our rules judge otherwise than kubesec, the options that make them judge as it does. */
export const kubesec: Config = {
  rules: {
    'kubernetes/anonymous-binding': { allow: [] },
    'kubernetes/automount-token': { account: false, bound: true },
    'kubernetes/capabilities-not-dropped': { one: true },
    'kubernetes/dangerous-capability': { names: ['SYS_ADMIN'] },
    'kubernetes/low-group-id': { min: 10001, missing: true, one: true },
    'kubernetes/low-user-id': { min: 10001, missing: true, one: true },
    'kubernetes/missing-cpu-limit': { each: false },
    'kubernetes/missing-cpu-request': { limitCounts: false, each: false },
    'kubernetes/missing-memory-limit': { each: false },
    'kubernetes/missing-memory-request': { limitCounts: false, each: false },
    'kubernetes/no-capability-dropped': { one: true },
    'kubernetes/privileged-container': { refused: true },
    'kubernetes/run-as-root': { one: true },
    'kubernetes/sensitive-host-path': { paths: ['/proc'] },
    'kubernetes/writable-root-filesystem': { one: true },
  },
}
