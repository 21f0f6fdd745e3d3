import { danglingAt } from '../../model/kubernetes/references/dangling.ts'
import { linksTo } from '../../model/kubernetes/references/reference-table.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name PersistentVolumeClaims that exist.',
  why: 'A pod whose claim is not there stays Pending. A claim may live outside the linted files, so only what is plainly a slip is reported by default.',
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes'],
  options: { complete: option(false, 'The files hold every claim: report also what resembles none of them.') },
  on: linksTo('PersistentVolumeClaim'),

  *check(link, { options, project }) {
    const dangling = danglingAt(project, link, options.complete)
    if (dangling) yield dangling
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: uploads }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: gallery }
        spec:
          volumes:
            - name: data
              persistentVolumeClaim: { claimName: «uplaods» }
      `,
    },
    {
      title: 'the claim of a StatefulSet, and one from elsewhere',
      good: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: store }
        spec:
          volumeClaimTemplates: [{ metadata: { name: photos } }]
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: gallery }
        spec:
          volumes:
            - name: data
              persistentVolumeClaim: { claimName: photos-store-0 }
            - name: archive
              persistentVolumeClaim: { claimName: archive }
      `,
    },
  ],
})
