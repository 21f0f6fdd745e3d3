import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { configMaps } from '../kubernetes/references/config-map.ts'
import { containers } from '../kubernetes/pod/container.ts'
import { envEntries } from '../kubernetes/pod/env.ts'

/** A path of version 1 of the API behind a host or variable that is called Alertmanager; Prometheus has the same path and keeps it. */
const callV1 = /alert-?manager[^\s"'`]{0,200}?(\/api\/v1\/(?:alerts|silences?|status|receivers))\b/gi

/**
 * Places where a program of the tree calls version 1 of the Alertmanager API: scripts in ConfigMaps, commands, arguments, variables. Of
 * Prometheus itself, which knows no version 1 any more, prometheus/invalid-config says it.
 */
export function alertmanagerCalls(project: Project): Ref<string>[] {
  const scripts = project.get(configMaps).flatMap(map => [...map.at('data').entries()].map(([, value]) => value))
  const words = project.get(containers).flatMap(container => [...container.at('command').each(), ...container.at('args').each()] as Ref<string>[])
  const variables = project.get(envEntries).map(entry => entry.at('value') as Ref<string>)
  return [...scripts, ...words, ...variables].flatMap(text => {
    if (typeof text.value !== 'string') return []
    return [...text.value.matchAll(callV1)].map(match => {
      const start = match.index + match[0].length - match[1]!.length
      return text.slice(start, start + match[1]!.length)
    })
  })
}
