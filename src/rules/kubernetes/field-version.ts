import { type EarlyObject, earlyObjects, fieldsOfOtherVersions } from '../../model/kubernetes/schema.ts'
import { type Problem, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Use kinds and fields that the target cluster has.',
  why: 'A cluster of another version does not know the kind, or the field: it refuses the object, or drops the field without a word and runs without what it was to do.',
  references: ['https://kubernetes.io/releases/version-skew-policy/'],
  on: project => [...project.get(fieldsOfOtherVersions), ...project.get(earlyObjects)],

  *check(subject, { project }) {
    const { kubernetesVersion } = project.settings
    if ('since' in subject) {
      yield earlyProblem(subject, kubernetesVersion)
      return
    }
    const {
      manifest,
      violation: { since, until },
      at,
      field,
    } = subject
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
      title: 'a kind that comes later',
      config: { kubernetesVersion: '1.28' },
      bad: yaml`
        apiVersion: «admissionregistration.k8s.io/v1»
        kind: ValidatingAdmissionPolicy
        metadata: { name: labelled }
        spec: { validations: [{ expression: 'has(object.metadata.labels)' }] }
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

function earlyProblem({ manifest, since }: EarlyObject, target: number): Problem {
  return {
    at: manifest.at('apiVersion'),
    message: `${manifest.apiVersion} ${manifest.kind} came with Kubernetes 1.${since}, so 1.${target} refuses ${manifest.title}. Write a version that it serves, or set "kubernetesVersion" to what the cluster runs.`,
  }
}
