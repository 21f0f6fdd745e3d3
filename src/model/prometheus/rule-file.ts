import { grouped } from '../../grouped.ts'
import { resourceAt } from '../../identify.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { YamlSource } from '../../source/yaml.ts'
import { commandWords } from '../kubernetes/pod/command.ts'
import { type Container, containers } from '../kubernetes/pod/container.ts'
import { folderOf, manifestOf, sameNamespace } from '../kubernetes/manifest.ts'
import { type RuleSet, ruleSets, type ServerConfig, serverConfigs } from './prometheus.ts'

/** A pattern by which a server finds rule files: of `rule_files`, or of a flag of Thanos or VictoriaMetrics. */
export interface RulePattern {
  readonly pattern: string
  /** The containers that hold the configuration, as far as the tree shows them, each with the path of it there. */
  readonly servers: ReadonlyMap<Container, string>
}

export function rulePatterns(project: Project): RulePattern[] {
  const configured = project.get(serverConfigs).flatMap(({ config }) => {
    const servers = project.get(mountedAt)(config)
    return config
      .at('rule_files')
      .each()
      .flatMap(({ value }) => (value === undefined ? [] : [{ pattern: value, servers }]))
  })
  const flags = project.get(containers).flatMap(container => commandWords(container).flatMap(({ text }) => /^--?rule(?:-file)?=(.+)$/.exec(text)?.[1] ?? []))
  return [...configured, ...flags.map(pattern => ({ pattern, servers: new Map<Container, string>() }))]
}

/** Whether a server names its files in a way that cannot be read. */
export function unknownPatterns(project: Project): boolean {
  return project.get(serverConfigs).some(({ config }) => config.at('rule_files').exists && !config.at('rule_files').value)
}

/** Servers of which none names rule files, and the files that are there: one fault, however many they are. */
export interface NoneLoaded {
  readonly server: ServerConfig
  /** The file to point at: one beside the configuration, if there is one. */
  readonly nearest: RuleSet
  readonly others: number
}

export function noneLoaded(project: Project): NoneLoaded | undefined {
  const [server] = project.get(serverConfigs)
  if (!server || project.get(rulePatterns).length > 0 || project.get(unknownPatterns)) return undefined
  const files = project.get(ruleSets).filter(({ fileName }) => fileName !== undefined)
  const folder = folderOf(server.config.source.file)
  const nearest = files.find(({ groups }) => folderOf(groups.source.file) === folder) ?? files[0]
  return nearest && { server, nearest, others: files.length - 1 }
}

/** Where containers mount ConfigMaps, by the names of these. */
function mounts(project: Project): Map<string, Mount[]> {
  return grouped(project.get(containers).flatMap(mountsOf))
}

interface Mount {
  readonly container: Container
  /** Without a `/` at its end. */
  readonly path: string
  readonly subPath: string | undefined
  readonly items: readonly { readonly key: string; readonly path: string }[] | undefined
}

function mountsOf(container: Container): (readonly [configMap: string, mount: Mount])[] {
  const volumes = new Map(
    container.pod
      .at('volumes')
      .each()
      .map(({ value }) => [value?.name, value?.configMap]),
  )
  return container
    .at('volumeMounts')
    .each()
    .flatMap(({ value }) => {
      const { name, items } = volumes.get(value?.name) ?? {}
      if (!name || !value?.mountPath) return []
      const path = value.mountPath.endsWith('/') ? value.mountPath.slice(0, -1) : value.mountPath
      return [[name, { container, path, subPath: value.subPath, items }] as const]
    })
}

/** Where the value of a ConfigMap, read as a source of its own, is found in containers. */
export function mountedAt(project: Project): (value: Ref<unknown>) => ReadonlyMap<Container, string> {
  return ({ source }) => {
    const found = new Map<Container, string>()
    const outer = source instanceof YamlSource ? source.outer : undefined
    if (!outer) return found
    const owner = resourceAt(outer.source, outer.path, project)
    const map = owner && project.get(manifestOf)(owner)
    const key = String(outer.path.at(-1))
    for (const { container, path, subPath, items } of project.get(mounts).get(map?.name ?? '') ?? []) {
      const file = items ? items.find(item => item.key === key)?.path : key
      if (!file || (subPath !== undefined && subPath !== file) || !sameNamespace(container.pod.workload.namespace, map?.namespace)) continue
      found.set(container, subPath === undefined ? `${path}/${file}` : path)
    }
    return found
  }
}

/**
 * Whether a pattern finds a file. Where both are known in one container the whole path has to fit, a relative pattern from the
 * folder of the configuration (`filepath.Glob` in Go); elsewhere the last step has to: folders are those of the server.
 */
export function finds({ pattern, servers }: RulePattern, name: string, places: ReadonlyMap<Container, string>): boolean {
  const shared = [...servers].flatMap(([container, config]) => {
    const place = places.get(container)
    return place === undefined ? [] : [{ place, whole: pattern.startsWith('/') ? pattern : `${config.slice(0, config.lastIndexOf('/'))}/${pattern}` }]
  })
  if (shared.length > 0) return shared.some(({ place, whole }) => fits(whole.replaceAll('/./', '/').replaceAll('//', '/'), place))
  return fits(pattern.slice(pattern.lastIndexOf('/') + 1), name.slice(name.lastIndexOf('/') + 1))
}

/** What is hard to judge fits: classes stand for any character, and many stars, or what no file can be called, for anything. */
function fits(pattern: string, text: string): boolean {
  if (pattern.length > 1000 || pattern.split('*').length > 6) return true
  const expression = pattern
    .replaceAll(/\[[^\]]*\]|\\./g, '?')
    .replaceAll(/[.+^$()|[\]\\{}]/g, String.raw`\$&`)
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]')
  return new RegExp(`^${expression}$`).test(text)
}
