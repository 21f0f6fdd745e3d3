import { type IncompleteObject, incompleteObjects } from '../../model/kubernetes/incomplete-object.ts'
import { unmetFields } from '../../model/kubernetes/demand/index.ts'
import { unfitValues } from '../../model/kubernetes/schema.ts'
import { meantBy, messageOf, messageOfUnmet, type UnfitValue } from '../../model/kubernetes/unfit-value.ts'
import { type Problem, replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give every field a value that the API takes.',
  why: 'The API server refuses an object with a value of the wrong type, without a required field or with an unknown choice, so the apply fails, for a release of many objects half way through.',
  peers: [
    'kubeconform:schema',
    'kube-linter:schema-validation',
    'kube-linter:invalid-target-ports',
    'kube-linter:pdb-max-unavailable',
    'kube-score:pod-topology-spread-constraints',
  ],
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  on: project => [...project.get(unfitValues), ...project.get(incompleteObjects), ...project.get(unmetFields)],

  *check(fault) {
    if ('missing' in fault) yield withoutType(fault)
    else if ('says' in fault) yield { at: fault.lacks === undefined ? fault.at : fault.at.follow([fault.lacks]), message: messageOfUnmet(fault) }
    else yield problemOf(fault)
  },

  examples: [
    {
      title: 'types',
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: tickets }
        spec:
          replicas: «"3"»
          selector: { matchLabels: { app: tickets } }
          template:
            metadata: { labels: { app: tickets } }
            spec: { containers: [{ name: tickets, image: shop/tickets:2.1.0, env: [{ name: PORT, value: «8080» }] }] }
      `,
      fixed: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: tickets }
        spec:
          replicas: 3
          selector: { matchLabels: { app: tickets } }
          template:
            metadata: { labels: { app: tickets } }
            spec: { containers: [{ name: tickets, image: shop/tickets:2.1.0, env: [{ name: PORT, value: "8080" }] }] }
      `,
    },
    {
      title: 'what is missing, choices and quantities',
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: tickets }
        «spec»:
          template:
            metadata: { labels: { app: tickets } }
            spec:
              containers:
                - name: tickets
                  image: example.com/tickets:2.1.0
                  imagePullPolicy: «Sometimes»
                  resources: { limits: { memory: «256MB» } }
      `,
    },
    {
      title: 'an object that does not say what it is, or what it is called',
      bad: yaml`
        «apiVersion: v1»
        metadata: { name: tickets }
        data: { port: '8080' }
        ---
        «kind: Service»
        metadata: { name: tickets }
        spec: { clusterIP: None }
        ---
        apiVersion: v1
        kind: ServiceAccount
        «metadata»: { namespace: tickets }
      `,
    },
    {
      title: 'what no schema asks for and the API server does',
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: tickets }
        spec:
          selector: { app: tickets }
          ports:
            - { name: http, port: 80 }
            - «port: 9090»
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: invoices }
        spec:
          schedule: '0 4 * * *'
          timeZone: «Europe/Bern»
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - «name: invoices»
                      resources: { limits: { «gpu»: 1 } }
                  tolerations: [{ «effect: NoSchedule» }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: tickets }
        spec:
          podSelector: { matchExpressions: [{ «key: app», operator: In }] }
          ingress: [{ from: [{ ipBlock: { cidr: «10.0.0.7» } }] }]
      `,
    },
    {
      title: 'numbers out of bounds',
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: tickets }
        spec:
          type: NodePort
          ports:
            - { port: «80800», nodePort: «8080» }
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: tickets }
        spec:
          maxUnavailable: «120%»
          selector: { matchLabels: { app: tickets } }
      `,
    },
    {
      title: 'null is as good as left out, a patch need not be whole, and a headless Service needs no ports',
      good: {
        'service.yaml': yaml`
          apiVersion: v1
          kind: Service
          metadata: { name: tickets }
          spec: { clusterIP: None, sessionAffinity: '', selector: { app: tickets } }
        `,
        'kustomization.yaml': yaml`
          patches: [{ path: memory.yaml }]
        `,
        'memory.yaml': yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: tickets }
          spec:
            strategy: null
            template: { spec: { containers: [{ name: tickets, resources: { limits: { cpu: 2, memory: 1e9 } } }] } }
        `,
      },
    },
  ],
})

function withoutType({ missing, at, says }: IncompleteObject): Problem {
  const example = missing === 'kind' ? 'kind: ConfigMap' : 'apiVersion: apps/v1'
  return {
    at,
    message: `"${says}" comes without "${missing}", so kubectl cannot tell what the object is and refuses the file. Add it, for instance "${example}".`,
  }
}

function problemOf(fault: UnfitValue): Problem {
  const { violation, at } = fault
  const meant = meantBy(fault)
  const place = violation.type === 'required' ? at.follow([violation.field]) : violation.type === 'condition' && violation.keyword === 'key' ? at.key() : at
  return { at: place, message: messageOf(fault), ...(meant !== undefined && { fix: replace(at, meant) }) }
}
