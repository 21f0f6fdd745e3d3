import { nearest } from '../../languages/nearest.ts'
import { missingContainers } from '../../model/kubernetes/pod/container-name.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name containers that the pod has.',
  why: 'Who names a container that the pod does not have gets nothing of it: no metric for the autoscaler, no profile, no start.',
  peers: ['kubeaudit:apparmor'],
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#container-resource-metrics'],
  on: missingContainers,

  *check({ at, name, known, effect, refused }) {
    const near = nearest(name, known)
    yield {
      at,
      message: `No container of the pod is called "${name}", so ${effect}. ${near === undefined ? `There ${known.length > 1 ? 'are' : 'is'} ${known.map(one => `"${one}"`).join(', ')}.` : `Did you mean "${near}"?`}`,
      ...(refused && { severity: 'error' }),
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: cart }
        spec:
          template:
            metadata:
              annotations: { kubectl.kubernetes.io/default-container: «carts» }
            spec:
              containers:
                - name: cart
                  image: shop/cart:2.1.0
                  env:
                    - name: MEMORY
                      valueFrom: { resourceFieldRef: { containerName: «app», resource: limits.memory } }
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: cart }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: cart }
          metrics:
            - type: ContainerResource
              containerResource: { name: cpu, container: «server», target: { type: Utilization, averageUtilization: 70 } }
      `,
    },
    {
      title: 'a sidecar that is put in later',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: cart
          annotations: { kubectl.kubernetes.io/default-container: cart, container.apparmor.security.beta.kubernetes.io/istio-proxy: runtime/default }
        spec:
          containers: [{ name: cart, image: shop/cart:2.1.0 }]
      `,
    },
  ],
})
