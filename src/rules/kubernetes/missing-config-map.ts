import { danglingAt } from '../../model/kubernetes/references/dangling.ts'
import { linksTo } from '../../model/kubernetes/references/reference-table.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name ConfigMaps that exist.',
  why: 'Without its ConfigMap a container waits in CreateContainerConfigError, or its pod in ContainerCreating, and the rollout stalls. A ConfigMap may live outside the linted files, so only what is plainly a slip is reported by default.',
  peers: ['kube-linter:env-value-from'],
  references: ['https://kubernetes.io/docs/concepts/configuration/configmap/'],
  options: { complete: option(false, 'The files hold every ConfigMap: report also what resembles none of them.') },
  on: linksTo('ConfigMap'),

  *check(link, { options, project }) {
    const dangling = danglingAt(project, link, options.complete)
    if (dangling) yield dangling
  },

  examples: [
    {
      title: 'a slip of the finger',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: checkout-settings }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            spec:
              containers:
                - name: checkout
                  image: shop/checkout:1.8.2
                  envFrom:
                    - configMapRef: { name: «checkout-setings» }
      `,
    },
    {
      title: 'in another namespace',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: prices, namespace: catalog }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: cart, namespace: shop }
        spec:
          volumes:
            - name: prices
              configMap: { name: «prices» }
      `,
    },
    {
      title: 'outside the tree, optional, in every namespace by itself, or copied there',
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: rates
          namespace: finance
          annotations: { reflector.v1.k8s.emberstack.com/reflection-allowed: "true" }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: cart, namespace: shop }
        spec:
          containers:
            - name: cart
              image: shop/cart:2.1.0
              envFrom:
                - configMapRef: { name: cart }
                - configMapRef: { name: rate, optional: true }
                - configMapRef: { name: rates }
          volumes:
            - name: ca
              configMap: { name: kube-root-ca.crt }
      `,
    },
    {
      title: 'kustomize generates it, with a prefix',
      good: {
        'base/kustomization.yaml': yaml`
          resources: [pod.yaml]
          configMapGenerator:
            - name: settings
              literals: [LOG_LEVEL=info]
        `,
        'base/pod.yaml': yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: cart }
          spec:
            containers:
              - name: cart
                image: shop/cart:2.1.0
                envFrom: [{ configMapRef: { name: settings } }]
        `,
        'base/setting.yaml': yaml`
          apiVersion: v1
          kind: ConfigMap
          metadata: { name: setting }
        `,
      },
    },
    {
      title: 'a tree that holds everything',
      options: { complete: true },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          containers:
            - name: cart
              image: shop/cart:2.1.0
              env:
                - name: LOG_LEVEL
                  valueFrom: { configMapKeyRef: { name: «logging», key: level } }
      `,
    },
  ],
})
