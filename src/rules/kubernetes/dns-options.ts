import { wholeWorkloads } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Set the options of the resolver that the team has agreed on.',
  why: 'By default a name with fewer than five dots is first tried with every search domain of the cluster, so each call to a host outside costs several lookups in vain. "ndots: 2" ends that.',
  presets: [],
  peers: ['kube-linter:dnsconfig-options'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config'],
  options: {
    wanted: option<Record<string, string>>({}, 'Options of dnsConfig with their values.', { required: true }),
  },
  on: wholeWorkloads,

  *check(workload, { options }) {
    const { pod } = workload
    if (!pod) return
    const config = pod.at('dnsConfig').at('options')
    for (const [name, value] of Object.entries(options.wanted)) {
      const written = config.each().find(({ value: entry }) => entry?.name === name)
      if (written?.value?.value === value) continue
      yield {
        at: written ? written.at('value') : config,
        message: `${workload.title} ${written ? `sets ${name} to "${written.value?.value ?? ''}"` : `does not set ${name}`} in its dnsConfig, so its lookups do not go as agreed. Set it to "${value}".`,
      }
    }
  },

  examples: [
    {
      options: { wanted: { ndots: '2' } },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: web, image: nginx:1.29 }]
          dnsConfig:
            options:
              - name: ndots
                value: «"5"»
      `,
    },
    {
      options: { wanted: { ndots: '2' } },
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: web, image: nginx:1.29 }]
          dnsConfig:
            options: [{ name: ndots, value: "2" }]
      `,
    },
  ],
})
