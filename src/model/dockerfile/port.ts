import { flatMap } from '../../flat-map.ts'
import { environmentOf, type Word } from '../../languages/dockerfile/index.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { exposes, type Stage } from './dockerfile.ts'

/** A word of EXPOSE. */
export interface ExposedPort {
  /** As written. */
  readonly written: string
  /** What stands before the container's own port: `127.0.0.1:80:`; empty in most cases. */
  readonly host: string
  /** The first and the last port, the same of a single one; undefined where it is no number. */
  readonly first: number | undefined
  readonly last: number | undefined
  /** Lower-case, `tcp` where none is written. */
  readonly protocol: string
  readonly at: Ref<Word>
  readonly stage: Stage
}

/** Every port that an EXPOSE names, variables filled in, but for those that only a build can know. */
export function exposedPorts(project: Project): ExposedPort[] {
  return flatMap(project.get(exposes), instruction => {
    const environment = environmentOf(instruction.stage.dockerfile.value!)
    // What stands behind "#" is meant as a comment.
    const comment = instruction.node.words.findIndex(({ raw }) => raw.startsWith('#'))
    const words = comment < 0 ? instruction.node.words : instruction.node.words.slice(0, comment + 1)
    return flatMap(words, ({ raw }, index) => {
      const resolved = environment.resolve(raw, instruction.node)
      return resolved ? [{ written: raw, at: instruction.at('words').at(index), stage: instruction.stage, ...portsIn(resolved) }] : []
    })
  })
}

/** `[ip:][host:]port[-port][/protocol]` */
function portsIn(text: string): Pick<ExposedPort, 'host' | 'first' | 'last' | 'protocol'> {
  const slash = text.lastIndexOf('/')
  const ports = slash < 0 ? text : text.slice(0, slash)
  const own = ports.slice(ports.lastIndexOf(':') + 1)
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(own) ?? []
  return {
    host: ports.slice(0, ports.length - own.length),
    first: first === undefined ? undefined : Number(first),
    last: last === undefined ? undefined : Number(last),
    protocol: slash < 0 ? 'tcp' : text.slice(slash + 1).toLowerCase(),
  }
}
