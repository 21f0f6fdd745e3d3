import { parseKubernetesVersion } from '../../languages/kubernetes-version.ts'
import { manifestsOfKind, type ObjectFields } from '../../model/kubernetes/manifest.ts'
import { rule, yaml } from '../../rule.ts'

interface Node extends ObjectFields {
  status: { nodeInfo?: { kubeletVersion?: string } }
}

export default rule({
  severity: 'warning',
  summary: 'Run nodes of a release that is still maintained.',
  why: 'Each release of Kubernetes gets security fixes for about a year. The kubelet of a node may be three minor releases behind the API server; one that is further behind is neither supported nor mended.',
  presets: ['security'],
  peers: ['kubescape:outdated-k8s-version'],
  references: ['https://kubernetes.io/releases/version-skew-policy/'],
  on: manifestsOfKind<Node>('Node', ''),

  *check(node, { project }) {
    const version = node.at('status').at('nodeInfo').at('kubeletVersion')
    const minor = typeof version.value === 'string' ? parseKubernetesVersion(version.value)?.minor : undefined
    const behind = minor === undefined ? 0 : project.settings.kubernetesVersion - minor
    if (behind <= 3) return
    yield {
      at: version,
      message: `Node "${node.name ?? '?'}" runs ${version.value}, ${behind} minor releases behind 1.${project.settings.kubernetesVersion}, so it gets no security fixes. Upgrade it.`,
    }
  },

  examples: [
    {
      config: { kubernetesVersion: '1.34' },
      bad: yaml`
        apiVersion: v1
        kind: Node
        metadata: { name: worker-1 }
        status:
          nodeInfo: { kubeletVersion: «v1.27.3» }
      `,
    },
    {
      config: { kubernetesVersion: '1.34' },
      good: yaml`
        apiVersion: v1
        kind: Node
        metadata: { name: worker-1 }
        status:
          nodeInfo: { kubeletVersion: v1.31.9-gke.100 }
      `,
    },
  ],
})
