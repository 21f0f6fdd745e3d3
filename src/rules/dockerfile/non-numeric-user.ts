import { users } from '../../model/dockerfile/dockerfile.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Write USER as a number.',
  why: 'The kubelet cannot look a name up in the image, so a pod with "runAsNonRoot" does not start: "image has non-numeric user".',
  peers: ['hadolint:DL3066'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  options: {
    which: option<'last' | 'all'>('last', 'Which are judged: the "last" USER of the final stage but for root, which has a rule of its own, or "all".', {
      schema: { enum: ['last', 'all'] },
    }),
  },
  on: users,

  *check(user, { options }) {
    const { stage } = user
    const [uid = ''] = stage.resolve(user)?.split(':') ?? []
    // Windows has no numbers for users.
    if (uid === '' || /^\d+$/.test(uid) || stage.windows) return
    if (options.which === 'last' && (uid === 'root' || !stage.final || stage.effective('USER') !== user)) return
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
      title: 'every one',
      options: { which: 'all' },
      bad: dockerfile`
        FROM debian:13.1-slim
        «USER root»
        RUN useradd --uid 10001 shop
        USER 10001:shop
      `,
    },
    {
      title: 'a later number, and an unknown variable',
      good: {
        Dockerfile: dockerfile`
          FROM debian:13.1-slim
          ARG UID=10001
          USER shop
          RUN ./prepare
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
