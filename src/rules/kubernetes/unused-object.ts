import { unusedObjects } from '../../model/kubernetes/unused-object.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Remove ConfigMaps, Secrets, claims and accounts that nobody names.',
  why: 'What nothing refers to is left over, or the reference to it is missing. A Secret that is left over is a risk without a use.',
  presets: [],
  references: ['https://kubernetes.io/docs/concepts/configuration/'],
  on: unusedObjects,

  *check(object) {
    yield { at: object.at('metadata').at('name'), message: `Nothing in the linted files names ${object.title}. Remove it, or refer to it.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: «old-settings» }
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: settings }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          containers:
            - name: cart
              image: shop/cart:2.1.0
              envFrom: [{ configMapRef: { name: settings } }]
      `,
    },
    {
      title: 'found by a label, or named in a script',
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: cart-board
          labels: { grafana_dashboard: "1" }
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: deployer }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          containers:
            - name: cart
              image: shop/cart:2.1.0
              args: [kubectl get serviceaccount/deployer]
      `,
    },
  ],
})
