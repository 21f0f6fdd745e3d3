import { finalStages } from '../../model/dockerfile.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Write USER as a number.',
  why: 'The kubelet cannot look a name up in the image, so a pod with "runAsNonRoot" does not start: "image has non-numeric user".',
  peers: ['hadolint:DL3066'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  on: finalStages,

  *check(stage) {
    const user = stage.effective('USER')
    const name = user && stage.resolve(user)
    if (!name || user.stage !== stage) return
    const [uid = ''] = name.split(':')
    if (/^\d+$/.test(uid) || uid === 'root') return
    yield {
      at: user,
      message: `USER "${uid}" is a name, which the kubelet cannot check: with "runAsNonRoot" the pod does not start. Write its number, for instance "USER 10001".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN useradd --uid 10001 shop
        «USER shop:shop»
      `,
    },
    {
      title: 'root has a finding of its own, and an unknown variable none',
      good: {
        Dockerfile: dockerfile`
          FROM debian:13.1-slim
          ARG UID=10001
          USER \${UID}:\${UID}
        `,
        'later.Dockerfile': dockerfile`
          FROM debian:13.1-slim
          ARG RUNTIME_USER
          USER $RUNTIME_USER
        `,
      },
    },
  ],
})
