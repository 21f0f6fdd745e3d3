import { parseGoSize, parseJvmSize, parseNodeSize, parsePostgresSize, parseRedisSize } from '../../../languages/memory-size.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Pairing, pairingOf } from './built-image.ts'
import { commandWords, type Word, wordsIn } from './command.ts'
import type { Container } from './container.ts'
import { envOf } from './env.ts'
import { variablesOfImage } from '../../dockerfile/image-content.ts'
import { mountedFiles } from './mounted-file.ts'

/** Memory that a program is told to fill: its heap, its cache. */
export interface MemoryPool {
  /** For messages: `the Java heap`. */
  readonly name: string
  /** The flag or the size, where it is written. */
  readonly at: Ref<string>
  readonly bytes: number
  /** Percent of the memory limit that need to stay free at most, where the number counts nearly everything already. */
  readonly mostFree?: number
}

/** A flag or variable: its text, with the size in the group, or else the next word as the size. The limit serves percentages. */
type Form = readonly [pattern: RegExp, bytes: (text: string, limit: number) => number | undefined]

interface Row {
  readonly name: string
  readonly mostFree?: number
  readonly forms: readonly Form[]
  /** The only images in which the forms mean that. */
  readonly image?: RegExp
  /** The same in a configuration file, with the size in the group. */
  readonly line?: readonly [pattern: RegExp, bytes: (text: string) => number | undefined]
}

/** Of several forms that are written, the first listed wins, as in the programs themselves; of several of a form the last. */
const table: readonly Row[] = [
  {
    name: 'the Java heap',
    forms: [
      [/^-(?:Xmx|XX:MaxHeapSize=)(.+)$/, parseJvmSize],
      [/^-XX:MaxRAMPercentage=(.+)$/, (text, limit) => (Number(text) * limit) / 100],
    ],
  },
  { name: 'the JavaScript heap', forms: [[/^--max[-_]old[-_]space[-_]size(?:=(.+))?$/, parseNodeSize]] },
  { name: 'the redis data', forms: [[/^--maxmemory$/, parseRedisSize]], line: [/^[ \t]*maxmemory[ \t]+(\S+)/m, parseRedisSize] },
  { name: 'the memcached data', image: /(?:^|\/)memcached(?:$|[:@])/, forms: [[/^(?:-m|--memory-limit=)(.+)?$/, parseNodeSize]] },
  { name: 'the Go heap', mostFree: 5, forms: [[/^GOMEMLIMIT(?:=(.+))?$/, parseGoSize]] },
  {
    name: 'the shared buffers',
    forms: [[/^(?:--)?shared[-_]buffers=(.+)$/, text => parsePostgresSize(text, 8192)]],
    line: [/^[ \t]*shared_buffers[ \t]*=[ \t]*'?([^'#\s]+)/m, text => parsePostgresSize(text, 8192)],
  },
  {
    name: 'the InnoDB buffer pool',
    forms: [[/^--innodb[-_]buffer[-_]pool[-_]size(?:=(.+))?$/, parseJvmSize]],
    line: [/^[ \t]*innodb[-_]buffer[-_]pool[-_]size[ \t]*=[ \t]*([^#\s]+)/m, parseJvmSize],
  },
  { name: 'the WiredTiger cache', forms: [[/^--wiredTigerCacheSizeGB(?:=(.+))?$/, text => Number(text) * 2 ** 30]] },
]

/**
 * The pools that the command line and the environment of a container set; the command line goes first where both do.
 *
 * @param limit memory limit in bytes
 */
export function* memoryPools(container: Container, limit: number): Generator<MemoryPool> {
  const command = commandWords(container)
  const environment = envOf(container).map(entry => [entry.at('name'), entry.at('value')].flatMap(wordsIn))
  for (const row of table) {
    if (row.image && !row.image.test(container.value?.image ?? '')) continue
    const told = find(row.forms, command, limit)
    for (const hit of told ? [told] : environment.flatMap(words => find(row.forms, words, limit) ?? [])) yield { ...poolOf(row), ...hit }
  }
}

function poolOf({ name, mostFree }: Row): Pick<MemoryPool, 'name' | 'mostFree'> {
  return mostFree === undefined ? { name } : { name, mostFree }
}

/** A pool that is not set in the manifest of the container. */
export interface RemotePool extends Omit<MemoryPool, 'at'> {
  readonly at: Ref<unknown>
  /** Where it is set, for messages: `ConfigMap "cache"`. */
  readonly where: string
}

/**
 * The pools that the image of a container sets, if the tree builds it, and the configuration files that are mounted into it; those
 * that the manifest sets itself are left out.
 *
 * @param limit memory limit in bytes
 */
export function* remotePools(project: Project, container: Container, limit: number): Generator<RemotePool> {
  const own = new Set([...memoryPools(container, limit)].map(({ name }) => name))
  const built = project.get(pairingOf)(container)
  const said = built ? wordsOfImage(built, container) : []
  for (const row of table) {
    if (own.has(row.name) || (row.image && !row.image.test(container.value?.image ?? ''))) continue
    const hits = said.flatMap(words => find(row.forms, words, limit) ?? [])
    if (built) for (const hit of hits) yield { ...poolOf(row), ...hit, where: `the image "${built.name}" (${built.how})` }
    if (row.line && hits.length === 0) yield* poolsInFiles(project, container, row)
  }
}

/** What the environment of the image says, a list of words for each variable, and its command, as far as the manifest keeps them. */
function wordsOfImage({ stage }: Pairing, container: Container): Word[][] {
  const set = new Set(envOf(container).map(entry => entry.at('name').value))
  const variables = [...variablesOfImage(stage)].flatMap(([name, { value = '', at }]) => (set.has(name) ? [] : [wordsAt(`${name} ${value}`, at)]))
  const kept = [container.at('command').exists ? undefined : 'ENTRYPOINT', container.at('command').exists || container.at('args').exists ? undefined : 'CMD']
  const commands = kept.flatMap(keyword => (keyword === undefined ? [] : (stage.effective(keyword) ?? [])))
  return [...commands.map(command => wordsAt(command.node.words.map(({ value }) => value).join(' '), command)), ...variables]
}

function wordsAt(text: string, at: Ref<unknown>): Word[] {
  return (text.match(/[^\s"'`;|&()<>]+/g) ?? []).map(word => ({ text: word, at: at as Ref<string> }))
}

/** In the values of the ConfigMaps that the container mounts. */
function* poolsInFiles(project: Project, container: Container, { line, ...row }: Row): Generator<RemotePool> {
  const [pattern, parse] = line!
  for (const { name, at } of mountedFiles(project, container)) {
    const match = pattern.exec(at.value!)
    const bytes = match ? parse(match[1]!) : undefined
    if (!match || !bytes) continue
    yield { ...poolOf({ ...row }), bytes, at: at.slice(match.index, match.index + match[0].length), where: `ConfigMap "${name}"` }
  }
}

function find(forms: readonly Form[], words: readonly Word[], limit: number): { at: Ref<string>; bytes: number } | undefined {
  for (const [pattern, parse] of forms) {
    const index = words.findLastIndex(word => pattern.test(word.text))
    if (index < 0) continue
    const own = pattern.exec(words[index]!.text)?.[1]
    const size = own ?? words[index + 1]?.text
    const bytes = size === undefined ? undefined : parse(size, limit)
    // An unknown size, `-Xmx$(HEAP)`, settles that nothing can be said.
    return bytes ? { at: words[own === undefined ? index + 1 : index]!.at, bytes } : undefined
  }
  return undefined
}
