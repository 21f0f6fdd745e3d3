import { envReferences } from '../../languages/env-reference.ts'
import { type Container, containers } from '../../model/kubernetes/pod/container.ts'
import { namesFromSources } from '../../model/kubernetes/pod/env-from.ts'
import { envOf, isServiceLink } from '../../model/kubernetes/pod/env.ts'
import { kustomizeVariables } from '../../model/kubernetes/kustomization.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Refer with $(NAME) to variables that are defined before.',
  why: 'The kubelet leaves a reference that it cannot resolve as it stands, so the program gets the text "$(NAME)" where it expects a value.',
  references: ['https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/'],
  on: containers,

  *check(container, { project }) {
    // What a patch adds to is not known, and often not what envFrom brings.
    const brought = container.pod.workload.partial ? undefined : namesFromSources(project, container)
    if (!brought) return
    const entries = envOf(container)
    const first = new Map(entries.toReversed().map(entry => [entry.at('name').value, entry.index]))
    const filledIn = project.get(kustomizeVariables)
    const isSet = (name: string): boolean => filledIn.has(name) || brought.has(name) || isServiceLink(project, container, name)
    for (const entry of entries) {
      for (const { name, at } of references(entry.at('value') as Ref<string>)) {
        const defined = first.get(name)
        if ((defined !== undefined && defined < entry.index) || isSet(name)) continue
        const later = defined !== undefined
        yield {
          at,
          message: `$(${name}) is ${later ? `defined after "${entry.at('name').value}", and only what comes before is seen` : 'defined nowhere in this container'}, so the program gets the text "$(${name})". ${later ? 'Move it up.' : nothingOr(name)}`,
        }
      }
    }
    for (const { name, at } of [...words(container, 'command'), ...words(container, 'args')]) {
      if (first.has(name) || isSet(name)) continue
      yield { at, message: `$(${name}) is defined nowhere in this container, so the program gets the text "$(${name})". ${nothingOr(name)}` }
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
              args: [--listen, '«$(POD_IP)»:«$(PORT)»']
              env:
                - name: URL
                  value: http://«$(HOST)»/
                - name: HOST
                  value: shop
      `,
    },
    {
      title: 'escaped, or brought by envFrom',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              args: [--label, $$(HOST), --url, $(URL), --host, $(hostname -f)]
              env:
                - name: HOST
                  value: shop
                - name: URL
                  value: http://$(HOST)/
            - name: worker
              image: shop/worker:1.4.0
              args: [--queue, $(QUEUE)]
              envFrom:
                - configMapRef: { name: worker }
      `,
    },
    {
      title: 'what envFrom brings is known where its ConfigMap is',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: worker }
        data: { QUEUE: orders }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: worker }
        spec:
          containers:
            - name: worker
              image: shop/worker:1.4.0
              args: [--queue, $(APP_QUEUE), --topic, «$(APP_TOPIC)»]
              envFrom:
                - prefix: APP_
                  configMapRef: { name: worker }
      `,
    },
    {
      title: 'the kubelet sets variables for the API server and for Services',
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: cart-db }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              args: [--api, $(KUBERNETES_SERVICE_HOST), --cache, $(REDIS_SERVICE_HOST):$(REDIS_SERVICE_PORT_HTTP), --db, $(CART_DB_PORT)]
      `,
    },
    {
      title: 'not for this pod, and not for a Service that there is not',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          enableServiceLinks: false
          containers:
            - name: web
              image: shop/web:1.4.0
              args: [--api, $(KUBERNETES_SERVICE_HOST), --cache, «$(REDIS_SERVICE_HOST)»]
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: mail }
        spec: { containers: [{ name: mail, image: shop/mail:1.4.0, args: [--port, «$(SMTP_PORT)»] }] }
      `,
    },
  ],
})

function* words(container: Container, field: 'command' | 'args'): Generator<{ name: string; at: Ref<string> }> {
  // A shell has its own $(…): it runs a command.
  const [program = ''] = [...(container.at('command').value ?? []), ...(container.at('args').value ?? [])]
  if (/(?:^|\/)(?:ba|da|a|z|k)?sh$|powershell|pwsh/.test(program)) return
  for (const word of container.at(field).each()) yield* references(word)
}

function references(text: Ref<string>): { name: string; at: Ref<string> }[] {
  if (typeof text.value !== 'string') return []
  // `$(hostname -f)` is meant for a shell somewhere further on; variables are written in capitals.
  const named = envReferences(text.value).filter(({ name }) => /^[A-Z_][A-Z0-9_]*$/.test(name))
  return named.map(({ name, start, end }) => ({ name, at: text.slice(start, end) }))
}

function nothingOr(name: string): string {
  return `Add "${name}" to env, or write $$(${name}) if the text is meant.`
}
