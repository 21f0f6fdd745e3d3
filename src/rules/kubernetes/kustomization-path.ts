import { wrongPaths } from '../../model/kubernetes/references/kustomization-path.ts'
import { replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Name files in a kustomization that are there.',
  why: 'kustomize stops at the first file that it does not find, and nothing is deployed.',
  references: ['https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/'],
  on: wrongPaths,

  *check({ at, instead }) {
    yield { at, message: `There is no file "${at.value}", so the build of this kustomization fails. Did you mean "${instead}"?`, fix: replace(at, instead) }
  },

  examples: [
    {
      bad: {
        'kustomization.yaml': yaml`
          resources:
            - «deployment.yml»
            - base/services.yaml
        `,
        'deployment.yaml': yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: cart }
        `,
      },
      fixed: {
        'kustomization.yaml': yaml`
          resources:
            - deployment.yaml
            - base/services.yaml
        `,
        'deployment.yaml': yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: cart }
        `,
      },
    },
    {
      title: 'files that were not linted may well be there',
      good: {
        'kustomization.yaml': yaml`
          resources: [deployment.yaml, generated.yaml, ../common]
        `,
        'deployment.yaml': yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: cart }
        `,
      },
    },
  ],
})
