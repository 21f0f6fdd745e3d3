import { envEntries } from '../../model/kubernetes/pod/env.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Do not let a variable choose the program of git-sync.',
  why: 'git-sync runs whatever GITSYNC_GIT names, as often as it syncs: whoever can set the variable or write that file runs code with the access of the pod.',
  presets: ['recommended', 'security'],
  peers: ['checkov:CKV_K8S_159'],
  references: ['https://github.com/kubernetes/git-sync#manual'],
  on: envEntries,

  *check(entry) {
    const name = entry.at('name')
    if (name.value === 'GITSYNC_GIT')
      yield {
        at: name,
        message: `GITSYNC_GIT of ${entry.container.mention} names the program that git-sync runs in place of git. Remove it: the image has git.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: sync }
        spec:
          containers:
            - name: sync
              image: shop/sync:1.4.0
              env:
                - name: «GITSYNC_GIT»
                  value: /tmp/payload/run
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: sync }
        spec:
          containers:
            - name: sync
              image: shop/sync:1.4.0
              env:
                - name: GITSYNC_REPO
                  value: https://git.shop.example/pages.git
      `,
    },
  ],
})
