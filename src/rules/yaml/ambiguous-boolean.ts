import { misreadBooleans } from '../../model/yaml/yaml-scalar.ts'
import { replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Quote yes, no, on, off, y and n where text is meant.',
  why: 'kubectl reads YAML 1.1, in which these words are booleans. As a value the API server refuses them where it wants text; as a key they become "true" or "false" without a word.',
  peers: ['kubeconform:schema'],
  references: ['https://yaml.org/type/bool.html'],
  on: misreadBooleans,

  *check({ at, text, value, field }) {
    yield {
      at,
      message:
        at.part === 'key'
          ? `The key ${text}${field && ` in "${field}"`} is a boolean without quotes: kubectl makes "${String(value)}" of it, and nobody finds it under its name. Put it in quotes.`
          : `"${field}" takes text, and ${text} without quotes is the boolean ${String(value)}, so the API server refuses the object. Put it in quotes.`,
      fix: replace(at, text),
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: mailer
          labels: { experimental: «no» }
        spec:
          nodeSelector: { ssd: «On» }
          containers:
            - name: mailer
              image: example.com/mailer:2.3.1
              args: [--verbose, «yes»]
              env:
                - { name: SEND, value: «off» }
                - { name: DEBUG, value: 'no' }
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: mailer
          labels: { experimental: "no" }
        spec:
          nodeSelector: { ssd: "On" }
          containers:
            - name: mailer
              image: example.com/mailer:2.3.1
              args: [--verbose, "yes"]
              env:
                - { name: SEND, value: "off" }
                - { name: DEBUG, value: 'no' }
      `,
    },
    {
      title: 'a key',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: axes }
        data:
          x: left
          «y»: top
      `,
      fixed: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: axes }
        data:
          x: left
          "y": top
      `,
    },
    {
      title: 'where a boolean is meant, and in text that is no YAML of ours',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: mailer }
        spec:
          hostNetwork: no
          containers: [{ name: mailer, image: 'example.com/mailer:2.3.1', stdin: on }]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: mailer }
        data:
          mailer.yaml: |
            on: yes
      `,
    },
  ],
})
