import { type ContainerImage, images } from '../../model/kubernetes/pod/image.ts'
import { type Workload, workloads } from '../../model/kubernetes/workload.ts'
import type { Project } from '../../project.ts'
import { option, rule, yaml } from '../../rule.ts'

interface Component {
  readonly what: string
  /** Repositories of its images, within their registry. */
  readonly image: RegExp
  /** `name=value` */
  readonly labels: readonly string[]
  /** A part of the name that workloads of it have. */
  readonly name?: string
  readonly fate: string
  readonly instead: string
}

const retired: readonly Component[] = [
  {
    what: 'Tiller',
    image: /(?:^|\/)tiller$/,
    labels: ['app=helm', 'name=tiller'],
    name: 'tiller',
    fate: 'the server of Helm 2, which ended in 2020 and gives everyone who reaches it the rights of cluster-admin',
    instead: 'Use Helm 3 or later, which has no server.',
  },
  {
    what: 'the Kubernetes Dashboard',
    image: /(?:^|\/)kubernetes-dashboard(?:-\w+)?$|^kubernetesui\//,
    labels: ['app=kubernetes-dashboard', 'k8s-app=kubernetes-dashboard'],
    fate: 'which was archived in January 2026',
    instead: 'Use Headlamp.',
  },
  {
    what: 'the ingress-nginx controller',
    image: /(?:^|\/)ingress-nginx\/controller(?:-chroot)?$|(?:^|\/)nginx-ingress-controller$/,
    labels: [],
    fate: 'which gets no fixes since March 2026',
    instead: 'Move to a controller of the Gateway API, or to another ingress controller.',
  },
  {
    what: 'Weave Scope',
    image: /^weaveworks\/scope$/,
    labels: [],
    fate: 'which was archived in 2023 and opens a shell in every container',
    instead: 'Remove it.',
  },
  { what: 'Heapster', image: /(?:^|\/)heapster(?:-amd64)?$/, labels: [], fate: 'which ended in 2018', instead: 'Use metrics-server.' },
  { what: 'kube-lego', image: /(?:^|\/)kube-lego$/, labels: [], fate: 'which ended in 2018', instead: 'Use cert-manager.' },
]

/** Each image of each workload, and each workload without one. */
function components(project: Project): { readonly workload: Workload; readonly image: ContainerImage | undefined }[] {
  const found = project.get(images)
  const imaged = new Set(found.map(image => image.container.pod.workload))
  const without = project.get(workloads).filter(workload => !imaged.has(workload))
  return [...found.map(image => ({ workload: image.container.pod.workload, image })), ...without.map(workload => ({ workload, image: undefined }))]
}

export default rule({
  severity: 'warning',
  summary: 'Replace components that get no fixes any more.',
  why: 'A hole that is found in one stays open, and these have rights over the whole cluster.',
  presets: ['recommended', 'security'],
  peers: [
    'checkov:CKV_K8S_33',
    'checkov:CKV_K8S_34',
    'checkov:CKV_K8S_44',
    'checkov:CKV_K8S_45',
    'trivy:KSV-0102',
    'kubescape:detect-nginx-ingress-controller-eol',
  ],
  references: ['https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/', 'https://github.com/kubernetes-retired'],
  options: {
    labels: option(false, 'Also by names and labels, whatever the image is.'),
  },
  on: components,

  *check({ workload, image }, { options }) {
    const labelled = options.labels ? Object.entries(workload.labels).concat(Object.entries(workload.pod?.labels ?? {})) : []
    for (const component of retired) {
      const [key, value] = labelled.find(([name, text]) => component.labels.includes(`${name}=${text}`)) ?? []
      const named = options.labels && component.name !== undefined && workload.name?.includes(component.name)
      if (!(image && component.image.test(image.image.repository)) && key === undefined && !named) continue
      yield {
        at: image ?? workload.at('metadata').at('name'),
        message: `${workload.title} runs ${component.what}${key === undefined ? '' : ` by its label ${key}: ${value}`}, ${component.fate}. ${component.instead}`,
      }
      return
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: ingress }
        spec:
          template:
            spec:
              containers:
                - name: controller
                  image: «registry.k8s.io/ingress-nginx/controller:v1.14.0»
      `,
    },
    {
      title: 'by labels',
      options: { labels: true },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: «dash»
          labels: { k8s-app: kubernetes-dashboard }
        spec: { containers: [{ name: dash }] }
      `,
    },
    {
      title: 'what has the name of it and is not',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: tiller-docs
          labels: { app: helm }
        spec: { containers: [{ name: docs, image: 'shop/docs:1.4.0' }] }
      `,
    },
  ],
})
