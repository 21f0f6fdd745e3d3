import { officialName } from '../../../facts/base-images.ts'
import { officialImages } from '../../../facts/official-images.ts'
import type { Project } from '../../../project.ts'
import type { Instruction, Stage } from '../dockerfile.ts'
import { aptInstalls, type PackageCommand, packageCommandOf } from './package-install.ts'
import { type Command, scriptsOf } from '../shell/run.ts'
import { systemShell } from '../shell/system-shell.ts'

/** Installs of apt on an official image, which comes without lists of packages, where nothing before has fetched any: in each stage the first. */
export function unlistedInstalls(project: Project): PackageCommand[] {
  const first = new Map<Stage, PackageCommand>()
  for (const call of project.get(aptInstalls)) if (!first.has(call.command.script.stage)) first.set(call.command.script.stage, call)
  const known = new Map<Stage, boolean>()
  return [...first.values()].filter(call => {
    const { command } = call
    const { stage } = command.script
    if (!installsFromLists(call) || areFetchedBelow(stage, known)) return false
    return !stage.instructions.some(each => !comesLater(each, command) && mayFetch(each, command))
  })
}

/** Whether the lists may be there in what a stage is built on. Each stage is asked once: many may be built on each other. */
function areFetchedBelow(stage: Stage, known: Map<Stage, boolean>): boolean {
  const asked: Stage[] = []
  let found = false
  for (let below = stage.parent; below && !found; below = below.parent) {
    const before = known.get(below)
    if (before === undefined) asked.push(below)
    found = before ?? below.instructions.some(each => mayFetch(each))
    if (before !== undefined) break
  }
  for (const each of asked) known.set(each, found)
  return found
}

/** Whether it asks for packages by their names, on an image without lists. */
function installsFromLists({ command: { script }, operands, action }: PackageCommand): boolean {
  if (script.instruction.keyword !== 'RUN' || !isBare(script.stage.root)) return false
  return action !== 'install' || operands.some(({ raw }) => !/\.deb$|^["']?\.{0,2}\//.test(raw))
}

function isBare(root: Stage): boolean {
  return root.image !== undefined && officialImages.has(officialName(root.image) ?? '') && systemShell(root) === 'dash'
}

function comesLater(instruction: Instruction, { script }: Command): boolean {
  return instruction.node.range.start > script.instruction.node.range.start
}

/** Whether an instruction may fetch the lists, or bring them; of the one that holds a command, before that runs. */
function mayFetch(instruction: Instruction, before?: Command): boolean {
  const { keyword, node } = instruction
  if (keyword === 'COPY' || keyword === 'ADD') return /^\/(?:var\b.*)?\/*$/.test(node.words.at(-1)?.value ?? '')
  if (keyword !== 'RUN') return false
  const mounted = node.flags.some(({ name, fields }) => name === 'mount' && fields.some(({ value }) => value?.includes('/apt')))
  return (
    mounted ||
    scriptsOf(instruction).some(({ commands, shell }) => shell === 'other' || commands.some(command => isBefore(command, before) && fetches(command)))
  )
}

function isBefore(command: Command, other: Command | undefined): boolean {
  return command.script !== other?.script || command.index < other.index
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
