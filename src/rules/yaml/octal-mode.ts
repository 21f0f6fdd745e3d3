import { isMisreadMode, quotedModes } from '../../model/kubernetes/schema.ts'
import { fileModes, octalNumbers } from '../../model/yaml/yaml-scalar.ts'
import type { Project } from '../../project.ts'
import { type Problem, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write file modes with a leading zero, and no other number.',
  why: 'A leading zero makes a number octal. Without it defaultMode: 400 is the mode 0620, which lets the group write; with it runAsUser: 01000 is the user 512.',
  peers: ['kubeconform:schema'],
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions'],
  on: modes,

  *check(problem) {
    yield problem
  },

  examples: [
    {
      title: 'modes',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: web, image: 'example.com/web:1.0.0' }]
          volumes:
            - name: keys
              secret: { secretName: keys, defaultMode: «400» }
            - name: scripts
              configMap:
                name: scripts
                defaultMode: «"0755"»
                items:
                  - { key: start, path: start.sh, mode: «755» }
                  - { key: stop, path: stop.sh, mode: «0o755» }
                  - { key: dump, path: dump.sh, mode: «0788» }
      `,
    },
    {
      title: 'numbers that are none',
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          replicas: «010»
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              securityContext: { runAsUser: «01000» }
              containers:
                - name: web
                  image: example.com/web:1.0.0
                  ports: [{ containerPort: 08080 }]
      `,
    },
    {
      title: 'octal, or the same in decimal',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: web, image: 'example.com/web:1.0.0' }]
          volumes:
            - { name: keys, secret: { secretName: keys, defaultMode: 0400 } }
            - { name: pages, configMap: { name: pages, defaultMode: 420 } }
      `,
    },
  ],
})

const most = 0o777

function* modes(project: Project): Generator<Problem> {
  for (const { at, field, violation } of quotedModes(project)) {
    const digits = String(violation.value).slice(-3)
    yield {
      at,
      message: `"${field}" takes a number and is text, ${JSON.stringify(violation.value)}, so the API server refuses the object. Write 0${digits} without quotes.`,
    }
  }
  for (const { at, text, value, field } of project.get(fileModes)) {
    const message = modeFault(text, Number(value))
    if (message) yield { at, ...message, message: `"${field}" ${message.message}` }
  }
  for (const { at, text, value, field } of project.get(octalNumbers)) {
    yield {
      at,
      message: `"${field}" is ${String(value)}: a number with a leading zero is octal. Write ${text.replace(/^([-+]?)0o?/, '$1').replaceAll('_', '')} or ${String(value)}, whichever is meant.`,
    }
  }
}

function modeFault(text: string, value: number): { readonly message: string; readonly severity?: 'info' } | undefined {
  const written = octal(value)
  if (isMisreadMode(text) && !text.startsWith('0'))
    return value > most
      ? { message: `is ${text} in decimal, which is above 0777, so the API server refuses the object. Write 0${text}.` }
      : { message: `is ${text} in decimal, which is the mode ${written}: not what ${text} looks like. Write 0${text}, or ${written} if that is meant.` }
  if (isMisreadMode(text))
    return {
      message: `is ${text}, which has digits that are not octal and counts as the decimal ${value}, the mode ${written}. Write an octal number like 0644.`,
    }
  if (text.startsWith('0o'))
    return { severity: 'info', message: `is ${text}: kubectl reads the mode ${written}, and tools that read YAML 1.1 take it for text. Write ${written}.` }
  return undefined
}

function octal(value: number): string {
  return `0${value.toString(8)}`
}
