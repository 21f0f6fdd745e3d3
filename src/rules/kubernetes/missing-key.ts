import { nearest } from '../../languages/nearest.ts'
import { missingKeys } from '../../model/kubernetes/references/missing-key.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Ask ConfigMaps and Secrets for keys that they have.',
  why: 'A container whose variable comes from a key that is not there waits in CreateContainerConfigError, a pod whose volume does in ContainerCreating.',
  peers: ['kube-linter:env-value-from'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/'],
  on: missingKeys,

  *check({ at, holder, keys, effect }) {
    const near = nearest(at.value!, keys)
    yield {
      at,
      message: `${holder} has no key "${at.value}", so ${effect}. ${near === undefined ? hint(keys) : `Did you mean "${near}"?`}`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: settings }
        data: { logLevel: info, app.yaml: "" }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          containers:
            - name: cart
              image: shop/cart:2.1.0
              env:
                - name: LOG_LEVEL
                  valueFrom: { configMapKeyRef: { name: settings, key: «loglevel» } }
              volumeMounts:
                - { name: settings, mountPath: /etc/cart/app.yaml, subPath: «app.yml» }
          volumes:
            - name: settings
              configMap: { name: settings }
      `,
    },
    {
      title: 'what a controller makes has keys, too',
      bad: yaml`
        apiVersion: bitnami.com/v1alpha1
        kind: SealedSecret
        metadata: { name: database }
        spec:
          encryptedData: { password: AgB0c2VhbGVk }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          containers:
            - name: cart
              image: shop/cart:2.1.0
              env:
                - name: DB_USER
                  valueFrom: { secretKeyRef: { name: database, key: «username» } }
      `,
    },
    {
      title: 'keys that are not known, or need not be there',
      good: yaml`
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata: { name: database }
        spec:
          dataFrom: [{ extract: { key: shop/database } }]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: settings }
        data: { log: info }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          containers:
            - name: cart
              image: shop/cart:2.1.0
              env:
                - name: DB_USER
                  valueFrom: { secretKeyRef: { name: database, key: username } }
                - name: DEBUG
                  valueFrom: { configMapKeyRef: { name: settings, key: debug, optional: true } }
      `,
    },
  ],
})

function hint(keys: readonly string[]): string {
  if (keys.length === 0) return 'It is empty.'
  const [few, rest] = [keys.slice(0, 5), keys.length - 5]
  return `It has ${few.map(key => `"${key}"`).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`
}
