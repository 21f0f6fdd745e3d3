import type { Project } from '../../../project.ts'
import { type Instruction, type Stage, stages } from '../dockerfile.ts'
import type { Command } from '../shell/run.ts'

/** How a setting is written into a file of a package manager, and the files that may hold it. */
interface Setting {
  readonly text: RegExp
  readonly files: RegExp
}

const aptFiles = /^\/etc\/apt\/apt\.conf/

// Flags of the same name have a dash before it.
export const aptAssumesYes = configured({ text: /(?<![-\w])Assume-Yes\s+\\?["']?(?:true|yes|1)\b/i, files: aptFiles })
export const aptSkipsRecommends = configured({ text: /(?<![-\w])Install-Recommends\s+\\?["']?(?:false|no|0)\b/i, files: aptFiles })
export const rpmAssumesYes = configured({ text: /\bassumeyes\s*=\s*(?:true|yes|1)/i, files: /^\/etc\/(?:yum\.conf|yum\/?$|dnf(?:\/|$))/ })

/**
 * A query for whether a setting holds for a command: an instruction before it, or its own, writes it or copies a file that may have it.
 * What the base image brings is not known.
 */
function configured(setting: Setting): (project: Project) => (command: Command) => boolean {
  return project => {
    const from = new Map<Stage, number>()
    for (const stage of project.get(stages)) {
      const inherited = stage.parent !== undefined && from.has(stage.parent)
      const first = inherited ? 0 : stage.instructions.find(instruction => mayWrite(instruction, setting))?.node.range.start
      if (first !== undefined) from.set(stage, first)
    }
    return ({ script: { stage, instruction } }) => instruction.node.range.start >= (from.get(stage) ?? Infinity)
  }
}

function mayWrite({ keyword, node }: Instruction, { text, files }: Setting): boolean {
  if (keyword === 'COPY' || keyword === 'ADD') return files.test(node.words.at(-1)?.value ?? '')
  return keyword === 'RUN' && (text.test(node.text) || node.heredocs.some(({ content }) => text.test(content)))
}
