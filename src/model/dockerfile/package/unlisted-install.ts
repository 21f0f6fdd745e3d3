import { officialName } from '../../../facts/base-images.ts'
import { officialImages } from '../../../facts/official-images.ts'
import type { Project } from '../../../project.ts'
import type { Stage } from '../dockerfile.ts'
import { aptInstalls, type PackageCommand, packageCommandOf } from './package-install.ts'
import { type Command, scriptsOf } from '../shell/run.ts'
import { systemShell } from '../shell/system-shell.ts'

/** Installs of apt on an official image, which comes without lists of packages, where nothing before has fetched any: in each stage the first. */
export function unlistedInstalls(project: Project): PackageCommand[] {
  const first = new Map<Stage, PackageCommand>()
  for (const call of project.get(aptInstalls)) if (!first.has(call.command.script.stage)) first.set(call.command.script.stage, call)
  return [...first.values()].filter(call => isUnlisted(call))
}

function isUnlisted({ command, operands, action }: PackageCommand): boolean {
  const { stage, instruction } = command.script
  if (instruction.keyword !== 'RUN' || !isBare(stage.root) || (action === 'install' && operands.every(({ raw }) => /\.deb$|^["']?\.{0,2}\//.test(raw))))
    return false
  return !stage.chain.some(link => link.instructions.some(each => !comesLater(each, command) && mayFetch(each, command)))
}

function isBare(root: Stage): boolean {
  return root.image !== undefined && officialImages.has(officialName(root.image) ?? '') && systemShell(root) === 'dash'
}

function comesLater(instruction: Stage['instructions'][number], { script }: Command): boolean {
  return instruction.stage === script.stage && instruction.node.range.start > script.instruction.node.range.start
}

/** Whether an instruction may fetch the lists, or bring them, before a command runs. */
function mayFetch(instruction: Stage['instructions'][number], before: Command): boolean {
  const { keyword, node } = instruction
  if (keyword === 'COPY' || keyword === 'ADD') return /^\/(?:var\b.*)?\/*$/.test(node.words.at(-1)?.value ?? '')
  if (keyword !== 'RUN') return false
  const mounted = node.flags.some(({ name, fields }) => name === 'mount' && fields.some(({ value }) => value?.includes('/apt')))
  return (
    mounted ||
    scriptsOf(instruction).some(({ commands, shell }) => shell === 'other' || commands.some(command => isBefore(command, before) && fetches(command)))
  )
}

function isBefore(command: Command, { script, index }: Command): boolean {
  return command.script !== script || command.index < index
}

function fetches(command: Command): boolean {
  const call = packageCommandOf(command)
  if (call) return call.manager.family === 'apt' && call.action === 'update'
  const { name, nameWord } = command
  return (
    name === undefined ||
    nameWord.raw.includes('/') ||
    /^(?:(?:ba|da|a|z|k)?sh|source|\.|eval|add-apt-repository|extrepo|mk-build-deps|ansible-playbook|docker-php-ext-install|just|make|node|npm|ruby|python\d?|perl)$|\.sh$/.test(
      name,
    )
  )
}
