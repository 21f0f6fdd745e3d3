import type { Config } from '../config.ts'

/** Where our rules judge otherwise than kube-score, the options that make them judge as it does. */
export const kubeScore: Config = {
  rules: {},
}
