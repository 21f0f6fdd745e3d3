import type { Config } from '../config.ts'
import { buildkit } from './buildkit.ts'
import { checkov } from './checkov.ts'
import { hadolint } from './hadolint.ts'
import { kubeLinter } from './kube-linter.ts'
import { kubeScore } from './kube-score.ts'
import { kubeaudit } from './kubeaudit.ts'
import { kubescape } from './kubescape.ts'
import { kubesec } from './kubesec.ts'
import { pint } from './pint.ts'
import { polaris } from './polaris.ts'
import { promtool } from './promtool.ts'
import { rollouts } from './rollouts.ts'
import { trivy } from './trivy.ts'

/**
 * Sets of rules and options by name. Which rules `recommended`, `strict` and `security` turn on stands in the rules themselves. A
 * preset that is named like another tool turns on the rules that name it in `peers`, and holds the options under which they judge
 * as that tool does. One with a Pod Security Standard turns on the rules of its controls, which report a breach of it as an error.
 */
export const presets: Readonly<Record<string, Config>> = {
  recommended: {},
  strict: {},
  security: {},
  hadolint,
  buildkit,
  checkov,
  'kube-linter': kubeLinter,
  'kube-score': kubeScore,
  kubeaudit,
  kubescape,
  kubesec,
  pint,
  polaris,
  promtool,
  rollouts,
  trivy,
  'pod-security-baseline': { podSecurity: 'baseline' },
  'pod-security-restricted': { podSecurity: 'restricted' },
  // The admission plugin, which judges by the same standards; all of them, unless the configuration asks for less.
  psa: { podSecurity: 'restricted', rules: { 'kubernetes/privileged-container': { refused: true } } },
}
