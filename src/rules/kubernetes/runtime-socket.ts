import { isRuntimeSocket, volumes } from '../../model/kubernetes/pod/volume.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Do not hand the socket of the container runtime to a pod.',
  why: 'Whoever can write to the socket can start a privileged container on the node, and owns it.',
  presets: ['recommended', 'security'],
  peers: [
    'kube-linter:docker-sock',
    'trivy:KSV-0006',
    'checkov:CKV_K8S_27',
    'kubesec:DockerSock',
    'psa:hostPathVolumes',
    'psa:restrictedVolumes',
    'kubescape:containers-mounting-docker-socket',
    'kubeaudit:mounts',
  ],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  on: volumes,

  *check({ volume, pod }) {
    const path = volume.at('hostPath').at('path')
    if (path.value === undefined || !isRuntimeSocket(path.value)) return
    yield {
      at: path,
      message: `${pod.workload.title} gets "${path.value}", with which it can start any container, and so is root on the node. Build images without a daemon (rootless BuildKit), and ask the Kubernetes API for the rest.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: builder
        spec:
          containers:
            - name: builder
              image: shop/builder:1.0.0
          volumes:
            - name: docker
              hostPath:
                path: «/var/run/docker.sock»
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: builder
        spec:
          containers:
            - name: builder
              image: moby/buildkit:v0.25.0-rootless
          volumes:
            - name: state
              emptyDir: {}
      `,
    },
  ],
})
