import { containers } from '../../model/kubernetes/pod/container.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Hand secrets to programs as files.',
  why: 'Variables are inherited by every process, printed in crash reports and logs, and stay as they were when the secret changes.',
  presets: [],
  peers: [
    'checkov:CKV_K8S_35',
    'kube-linter:read-secret-from-env-var',
    'kubesec:SecretsAsEnvironmentVariables',
    'kubescape:rule-secrets-in-env-var',
    'kubescape:rule-credentials-in-env-var',
  ],
  references: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  on: containers,

  *check(container) {
    for (const entry of container.at('env').each()) {
      const reference = entry.at('valueFrom').at('secretKeyRef')
      if (reference.value)
        yield {
          at: reference.key(),
          message: `${container.title} gets the secret "${reference.value.name ?? '?'}" as variable "${entry.value?.name ?? '?'}", which every process inherits and crash reports print. Mount it as a file.`,
        }
    }
    for (const source of container.at('envFrom').each()) {
      const reference = source.at('secretRef')
      if (reference.value)
        yield {
          at: reference.key(),
          message: `${container.title} gets every value of the secret "${reference.value.name ?? '?'}" as a variable, which every process inherits and crash reports print. Mount it as files.`,
        }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              envFrom:
                - «secretRef»: { name: web }
              env:
                - name: DB_PASSWORD
                  valueFrom: { «secretKeyRef»: { name: db, key: password } }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              volumeMounts: [{ name: db, mountPath: /run/secrets/db, readOnly: true }]
          volumes: [{ name: db, secret: { secretName: db } }]
      `,
    },
  ],
})
