import { credentialIn } from '../../languages/secret.ts'
import { manifests } from '../../model/kubernetes/manifest.ts'
import { rule, yaml } from '../../rule.ts'

const applied = 'kubectl.kubernetes.io/last-applied-configuration'

export default rule({
  severity: 'error',
  summary: 'Keep credentials out of annotations.',
  why: 'Annotations are shown by kubectl describe and every dashboard, to whoever may read the object.',
  presets: ['recommended', 'security'],
  references: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  on: manifests,

  *check(manifest) {
    for (const [key, value] of manifest.at('metadata').at('annotations').entries()) {
      if (typeof value.value !== 'string') continue
      if (key === applied && manifest.kind === 'Secret' && manifest.group === '' && /"(?:data|stringData)"\s*:\s*\{/.test(value.value))
        yield {
          at: value.key(),
          message: `${manifest.title} carries all its values once more in "${key}", which is there since "kubectl apply". Remove the annotation, and change the values.`,
        }
      const credential = key === applied ? undefined : credentialIn(value.value)
      if (credential)
        yield {
          at: value.slice(credential.start, credential.end),
          message: `The annotation "${key}" of ${manifest.title} holds ${credential.what}, for everyone who can read the object. Move it to a Secret, and change it.`,
        }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations: { shop.example/notify: '«https://hooks.slack.com/services/T01ABCDEF/B02GHIJKL/q8Wz33rivetGasket»' }
        spec: { ports: [{ port: 80 }] }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations: { shop.example/dashboard: 'https://grafana.shop.example/d/web' }
        spec: { ports: [{ port: 80 }] }
      `,
    },
  ],
})
