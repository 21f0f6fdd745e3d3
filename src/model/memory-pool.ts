import { parseGoSize, parseJvmSize, parseNodeSize, parsePostgresSize, parseRedisSize } from '../languages/memory-size.ts'
import type { Ref } from '../source/ref.ts'
import { commandWords, type Word, wordsIn } from './command.ts'
import type { Container } from './container.ts'
import { envOf } from './env.ts'

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

/** Of several forms that are written, the first listed wins, as in the programs themselves; of several of a form the last. */
const table: readonly { readonly name: string; readonly mostFree?: number; readonly forms: readonly Form[] }[] = [
  {
    name: 'the Java heap',
    forms: [
      [/^-(?:Xmx|XX:MaxHeapSize=)(.+)$/, parseJvmSize],
      [/^-XX:MaxRAMPercentage=(.+)$/, (text, limit) => (Number(text) * limit) / 100],
    ],
  },
  { name: 'the JavaScript heap', forms: [[/^--max[-_]old[-_]space[-_]size(?:=(.+))?$/, parseNodeSize]] },
  { name: 'the redis data', forms: [[/^--maxmemory$/, parseRedisSize]] },
  { name: 'the Go heap', mostFree: 5, forms: [[/^GOMEMLIMIT(?:=(.+))?$/, parseGoSize]] },
  { name: 'the shared buffers', forms: [[/^(?:--)?shared[-_]buffers=(.+)$/, text => parsePostgresSize(text, 8192)]] },
  { name: 'the InnoDB buffer pool', forms: [[/^--innodb[-_]buffer[-_]pool[-_]size(?:=(.+))?$/, parseJvmSize]] },
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
  for (const { forms, ...pool } of table) {
    const told = find(forms, command, limit)
    for (const hit of told ? [told] : environment.flatMap(words => find(forms, words, limit) ?? [])) yield { ...pool, ...hit }
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
