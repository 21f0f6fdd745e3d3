import { users } from '../../model/dockerfile/dockerfile.ts'
import { isRefusedUser } from '../../model/kubernetes/pod/refused-user.ts'
import { missingUsers } from '../../model/dockerfile/user-without-entry.ts'
import { namedUsers } from '../../model/dockerfile/user-number.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, replace, rule } from '../../rule.ts'

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
  on: where(users, ({ node }) => !/^\d+(?::|$)/.test(node.text)),

  *check(user, { options, project }) {
    const { stage } = user
    const [uid = ''] = stage.resolve(user)?.split(':') ?? []
    // Windows has no numbers for users.
    if (uid === '' || /^\d+$/.test(uid) || stage.windows) return
    if (options.which === 'last' && (uid === 'root' || !stage.final || stage.effective('USER') !== user)) return
    // One that does not exist is another fault.
    if (options.which === 'last' && project.get(missingUsers).some(({ instruction }) => instruction === user)) return
    // Where a pod among the files demands a number, dockerfile/user-vs-run-as-non-root says that it does not start.
    if (options.which === 'last' && project.whole.get(isRefusedUser)(user)) return
    const { number, made } = project.get(namedUsers)(stage, uid)
    yield {
      at: user,
      message: `USER "${uid}" is a name, which the kubelet cannot check: with "runAsNonRoot" the pod does not start. ${number ? `Write its number: "USER ${number}"` : made ? 'Make it with a number ("--uid 10001"), and write that' : 'Write the number that it has in the image'}.`,
      ...(number !== undefined && user.node.text.startsWith(uid) && { fix: replace(user.at('text').slice(0, uid.length), number) }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN useradd --uid 10001 shop
        «USER shop:shop»
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        RUN useradd --uid 10001 shop
        USER 10001:shop
      `,
    },
    {
      title: 'that of the base image',
      bad: dockerfile`
        FROM node:24-alpine
        RUN adduser -D -h /srv builder
        «USER node»
      `,
      fixed: dockerfile`
        FROM node:24-alpine
        RUN adduser -D -h /srv builder
        USER 1000
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
