import { secretUnder } from '../../languages/secret.ts'
import { kustomizations } from '../../model/kubernetes/kustomization.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Keep credentials out of the literals of kustomizations.',
  why: 'What secretGenerator makes a Secret of stands in the repository for everyone who can read it, or any old clone of it.',
  presets: ['recommended', 'security'],
  references: ['https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/secretgenerator/'],
  on: kustomizations,

  *check(kustomization) {
    const generators = (kustomization as Ref<unknown> as Ref<{ secretGenerator?: { name?: string; literals?: unknown[] }[] }>).at('secretGenerator')
    for (const generator of generators.each())
      for (const literal of generator.at('literals').each()) {
        if (typeof literal.value !== 'string') continue
        const equals = literal.value.indexOf('=')
        const name = literal.value.slice(0, Math.max(equals, 0))
        const what = secretUnder(name, literal.value.slice(equals + 1))
        if (what)
          yield {
            at: (literal as Ref<string>).slice(equals + 1, literal.value.length),
            message: `"${name}" of the generated Secret "${generator.at('name').value ?? '?'}" holds ${what}, for everyone who can read this file. Encrypt it (SOPS) or fetch it (ExternalSecret), and change the value.`,
          }
      }
  },

  examples: [
    {
      bad: {
        'kustomization.yaml': yaml`
          apiVersion: kustomize.config.k8s.io/v1beta1
          kind: Kustomization
          secretGenerator:
            - name: db
              literals: [username=shop, password=«Hx7-quarry-Lantern-94»]
        `,
      },
    },
    {
      good: {
        'kustomization.yaml': yaml`
          apiVersion: kustomize.config.k8s.io/v1beta1
          kind: Kustomization
          secretGenerator:
            - name: db
              literals: [username=shop, password=CHANGEME]
            - name: tls
              files: [tls.crt, tls.key]
        `,
      },
    },
  ],
})
