import { flatMap } from '../../flat-map.ts'
import type { Project } from '../../project.ts'
import { type Copy, copyInstructions, fileName, isArchive, type Operand } from './copy.ts'
import type { Stage } from './dockerfile.ts'
import { argumentsOf, type Command, runCommands } from './shell/run.ts'

/** A local archive that is copied into a stage and unpacked there. */
export interface Unpacking {
  readonly copy: Copy
  readonly source: Operand
  readonly command: Command
}

const unpackers = new Set('gunzip bunzip2 unlzma unxz zgz uncompress zcat gzcat unzip'.split(' '))
/** Flags of tar with which it does what ADD cannot: other names, or a part of the archive. */
const special = ['strip-components', 'strip', 'transform', 'xform', 'exclude', 'wildcards', 'T', 'files-from']

/** Archives that COPY brings, and a later RUN of the same stage unpacks as ADD would. */
export function archiveUnpackings(project: Project): Unpacking[] {
  const archives = new Map<Stage, Map<string, { copy: Copy; source: Operand }>>()
  for (const copy of project.get(copyInstructions)) {
    const packed = copy.keyword === 'COPY' && !copy.fromStage ? copy.sources.filter(({ written }) => isArchive(written)) : []
    if (packed.length === 0) continue
    const ofStage = archives.get(copy.stage) ?? new Map<string, { copy: Copy; source: Operand }>()
    archives.set(copy.stage, ofStage)
    // A file may get another name on the way.
    const renamed = isArchive(copy.destination.written) ? fileName(copy.destination.written) : undefined
    for (const source of packed) ofStage.set(renamed ?? fileName(source.written), { copy, source })
  }
  if (archives.size === 0) return []
  const found = new Map<Operand, Unpacking>()
  for (const command of project.get(runCommands)) {
    const ofStage = archives.get(command.script.stage)
    for (const name of ofStage ? unpackedBy(command) : []) {
      const archive = ofStage!.get(name)
      if (!archive || archive.copy.instruction.node.range.start > command.script.instruction.node.range.start) continue
      if (!found.has(archive.source)) found.set(archive.source, { ...archive, command })
    }
  }
  return [...found.values()]
}

/** The names of the archives that a command unpacks whole. */
function unpackedBy(command: Command): string[] {
  if (command.name === 'tar') return unpackedByTar(command)
  if (command.name === undefined || !unpackers.has(command.name)) return []
  return flatMap(command.words, ({ value }) => (value === undefined ? [] : [fileName(value)]))
}

function unpackedByTar(command: Command): string[] {
  const { flags, operands, has, value } = argumentsOf(command, { values: ['f', 'file', 'C', 'directory', 'T', 'files-from'] })
  // Of old: `tar xzf file`, the first word of which holds the flags.
  const bundle = flags.length === 0 || !command.words[0]?.value?.startsWith('-') ? command.words[0]?.value : undefined
  const old = bundle !== undefined && /^[a-zA-Z]+$/.test(bundle) ? bundle : undefined
  if (!(has('x', 'extract', 'get') || old?.includes('x')) || has(...special)) return []
  const file = value('f', 'file') ?? (old?.includes('f') ? operands[1]?.value : undefined)
  // Names behind the archive's are what is taken out of it.
  const members = operands.length - (old === undefined ? 0 : 2)
  return file === undefined || members > 0 ? [] : [fileName(file)]
}
