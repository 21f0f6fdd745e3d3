import { credentialIn, isPlaceholder, isSensitiveName } from '../../languages/secret.ts'
import { type Container, containers } from '../../model/kubernetes/pod/container.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Keep credentials out of commands and arguments.',
  why: 'They stand in the repository, in kubectl describe, and in the process list of the node for every program there.',
  presets: ['recommended', 'security'],
  references: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  on: containers,

  *check(container) {
    for (const { at, what } of [...found(container, 'command'), ...found(container, 'args')])
      yield {
        at,
        message: `${container.title} gets ${what} on its command line, where everyone who can read this file or the process list sees it. Pass it as a variable from a Secret ("$(NAME)") or as a file, and change it.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              args: [--db-password=«Hx7-quarry-Lantern-94», --api-key, «q8Wz-33-rivet», 'postgres://shop:«s3aTurtle-91»@db/shop']
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              args: [--db-password=$(DB_PASSWORD), --token-file, /run/token, --password, $PASSWORD, --secret=/run/secret]
      `,
    },
  ],
})

function* found(container: Container, field: 'command' | 'args'): Generator<{ at: Ref<string>; what: string }> {
  let flag = ''
  for (const word of container.at(field).each() as Iterable<Ref<string>>) {
    const text = word.value ?? ''
    const credential = credentialIn(text)
    const [, name = '', value = ''] = /^--?([\w-]+)=(.+)$/s.exec(text) ?? []
    if (credential) yield { at: word.slice(credential.start, credential.end), what: credential.what }
    else if (isSecret(name, value)) yield { at: word.slice(text.length - value.length, text.length), what: `the value of "--${name}"` }
    else if (isSecret(flag, text) && !text.startsWith('-')) yield { at: word, what: `the value of "--${flag}"` }
    flag = /^--?([\w-]+)$/.exec(text)?.[1] ?? ''
  }
}

function isSecret(name: string, value: string): boolean {
  return isSensitiveName(name) && value.length >= 6 && !isPlaceholder(value) && !/^(?:\.{0,2}\/|[a-z]+:\/\/|env:|file:)/.test(value)
}
