import type { Config } from '../config.ts'

/** Where our rules judge otherwise than kubesec, the options that make them judge as it does. */
export const kubesec: Config = {
  rules: {
    'kubernetes/missing-memory-request': ['warning', { limitCounts: false }],
    'kubernetes/missing-cpu-request': ['warning', { limitCounts: false }],
    'kubernetes/anonymous-binding': ['warning', { allow: [] }],
  },
}
