import { secretUnder } from '../../languages/secret.ts'
import { envEntries } from '../../model/kubernetes/pod/env.ts'
import { matchesPattern } from '../../languages/name-pattern.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Take credentials in env from a Secret.',
  why: 'The value stands in the repository and in every place that shows the pod: kubectl describe, dashboards, logs of the pipeline.',
  presets: ['recommended', 'security'],
  peers: ['kube-linter:env-var-secret', 'polaris:sensitiveContainerEnvVar', 'kubescape:rule-credentials-in-env-var'],
  references: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  options: {
    names: option<string[]>([], 'Names whose value is taken for a secret, whatever it is: `*token*`. Capitals do not matter.'),
  },
  on: envEntries,

  *check(entry, { options }) {
    const name = entry.at('name').value
    const value = entry.at('value')
    if (!name || typeof value.value !== 'string') return
    const named = value.value !== '' && options.names.some(pattern => matchesPattern(pattern.toLowerCase(), name.toLowerCase()))
    const what = secretUnder(name, value.value) ?? (named ? 'a secret, by its name' : undefined)
    if (what)
      yield {
        at: value,
        message: `"${name}" of ${entry.container.mention} holds ${what}, for everyone who can read this file or describe the pod. Take it from a Secret with valueFrom.secretKeyRef, and change it.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              env:
                - name: DB_PASSWORD
                  value: «Hx7-quarry-Lantern-94»
                - name: QUEUE
                  value: «amqp://shop:s3aTurtle-91@queue:5672»
      `,
    },
    {
      title: 'by names alone',
      options: { names: ['*secret*'] },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              env: [{ name: SECRET_MODE, value: «local» }]
      `,
    },
    {
      title: 'names of secrets, places and switches',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              env:
                - name: DB_PASSWORD
                  valueFrom:
                    secretKeyRef: { name: db, key: password }
                - name: DB_PASSWORD_FILE
                  value: /run/secrets/db
                - name: DB_URL
                  value: postgres://shop:$(DB_PASSWORD)@db/shop
                - name: REQUIRE_TOKEN
                  value: 'true'
                - name: TOKEN
                  value: https://login.example.com/token
      `,
    },
  ],
})
