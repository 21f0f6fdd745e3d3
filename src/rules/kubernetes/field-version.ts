import { fieldsOfOtherVersions } from '../../model/schema.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Use fields that the target cluster has.',
  why: 'A cluster of another version does not know the field: it refuses the object, or drops the field without a word and runs without what it was to do.',
  references: ['https://kubernetes.io/releases/version-skew-policy/'],
  on: fieldsOfOtherVersions,

  *check({ manifest, violation: { since, until }, at, field }, { project }) {
    const { kubernetesVersion } = project.settings
    const when = since !== undefined && since > kubernetesVersion ? `came with Kubernetes 1.${since}` : `went after Kubernetes 1.${until}`
    yield {
      at: at.key(),
      message: `"${field}" ${when}, and the target is 1.${kubernetesVersion}: the cluster refuses ${manifest.title} or drops the field. Remove it, or set "kubernetesVersion" to what the cluster runs.`,
    }
  },

  examples: [
    {
      title: 'too new',
      config: { kubernetesVersion: '1.30' },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: importer }
        spec:
          containers:
            - name: importer
              «restartPolicyRules»:
                - action: Restart
                  exitCodes: { operator: In, values: [42] }
      `,
    },
    {
      config: { kubernetesVersion: '1.34' },
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: importer }
        spec:
          containers:
            - name: importer
              restartPolicyRules:
                - action: Restart
                  exitCodes: { operator: In, values: [42] }
      `,
    },
  ],
})
