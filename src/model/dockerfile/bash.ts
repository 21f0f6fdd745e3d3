import { flatMap } from '../../flat-map.ts'
import { officialName } from '../../facts/base-images.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { isProgramFolder } from './copy.ts'
import { type Instruction, type Stage, stages } from './dockerfile.ts'
import { packageCommandOf } from './package/package-install.ts'
import { type Command, type Script, scriptsOf } from './shell/run.ts'

/** A place that starts bash where the image has none. */
export interface MissingBash {
  readonly at: Ref<unknown>
  readonly stage: Stage
  /** The container does not start, rather than the build. */
  readonly starts: boolean
}

/** Official images whose Alpine variants bring no bash. Source: their Dockerfiles, which install none. */
const plainImages = new Set(['alpine', 'golang', 'node', 'php', 'python'])
/** Packages that bring no bash with them. */
const plainPackages =
  /^(?:ca-certificates|curl|dumb-init|g\+\+|gcc|git|gnupg|jq|libc6-compat|libc-dev|libffi-dev|libstdc\+\+|linux-headers|make|musl-dev|nodejs|npm|openssh-client|openssl|openssl-dev|postgresql-dev|py3-pip|python3|shadow|su-exec|tini|tzdata|unzip|wget|zip)(?:[=~<>].*)?$/

/** Where bash is started in images that are known to have none. */
export function missingBashes(project: Project): MissingBash[] {
  /** Stages behind which bash may be there, or is missed already; a stage comes after what it is built on. */
  const settled = new Set<Stage>()
  return flatMap(project.get(stages), stage => {
    if (!stage.source.text.includes('bash') || !isPlain(stage.root)) return []
    const below = stage.parent !== undefined && settled.has(stage.parent)
    if (below || stage.instructions.some(each => mayBring(each) || startIn(each))) settled.add(stage)
    return below ? [] : missingIn(stage)
  })
}

function isPlain({ image }: Stage): boolean {
  const name = image && officialName(image)
  return name === 'alpine' || (name !== undefined && plainImages.has(name) && /(?:^|-)alpine[\d.]*$/.test(image?.tag ?? ''))
}

/** The first place in a stage; what comes behind it fails for the same reason. */
function missingIn(stage: Stage): MissingBash[] {
  for (const instruction of stage.instructions) {
    const at = startIn(instruction)
    if (at) return [{ at, stage, starts: false }]
    if (mayBring(instruction)) return []
  }
  const command = stage.final ? stage.command : undefined
  const [first] = command?.node.words ?? []
  return command?.node.json && isBash(first?.value) ? [{ at: command.at('words').at(0), stage, starts: true }] : []
}

/** Whether bash may be there behind an instruction: files come from elsewhere, or it installs more than packages that are known. */
function mayBring(instruction: Instruction): boolean {
  const { keyword, node } = instruction
  if (keyword === 'COPY' || keyword === 'ADD') return node.words.some(({ value }) => isBash(value)) || isProgramFolder(node.words.at(-1)?.value ?? '')
  return keyword === 'RUN' && (node.flags.length > 0 || scriptsOf(instruction).some(({ commands }) => commands.some(command => !isHarmless(command))))
}

const builtins = new Set(
  'addgroup adduser corepack pnpm yarn cd chmod chown cp echo export find install ln mkdir mv npm pip rm sed set tar test touch true unzip wget curl node python python3 go'.split(
    ' ',
  ),
)

function isHarmless(command: Command): boolean {
  const call = packageCommandOf(command)
  if (call?.manager.family === 'apk') return call.operands.every(({ value }) => value !== undefined && plainPackages.test(value))
  return builtins.has(command.name ?? '') && !command.nameWord.raw.includes('/')
}

/** Where an instruction starts bash. */
function startIn(instruction: Instruction): Ref<unknown> | undefined {
  if (instruction.keyword !== 'RUN') return undefined
  for (const script of scriptsOf(instruction)) {
    const setting = script.shell === 'bash' ? settingOf(script) : undefined
    if (setting) return setting
    // What an earlier command in it brings is not looked for.
    const [first] = script.commands
    if (first && isBash(first.nameWord.value)) return script.at(first.nameWord)
  }
  return undefined
}

/** What says that bash runs a script: SHELL, or the script itself; undefined where a comment does, which only tools read. */
function settingOf({ instruction, tree, form, stage }: Script): Ref<unknown> | undefined {
  if (form === 'exec-shell' || tree.text.startsWith('#!')) return instruction.at('keyword')
  const shell = form === 'shell' || form === 'heredoc' ? stage.before(instruction, 'SHELL') : undefined
  return shell && isBash(shell.node.words[0]?.value) ? shell.at('words').at(0) : undefined
}

function isBash(program: string | undefined): boolean {
  return program === 'bash' || program === '/bin/bash' || program === '/usr/bin/bash'
}
