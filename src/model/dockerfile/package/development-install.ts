import { flatMap } from '../../../flat-map.ts'
import { environmentOf } from '../../../languages/dockerfile/index.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { finalStages, type Stage } from '../dockerfile.ts'
import { written } from './download.ts'
import { callOf, installs, type PackageCommand, packageCommandOf } from './package-install.ts'
import { type Arguments, argumentsOf, type Command, scriptsOf } from '../shell/run.ts'
import { prefixesOf } from '../shell/shell-variable.ts'

/** A command that installs, into an image that ships, what only its development needs. */
export interface DevelopmentInstall {
  /** The word that stands for it, to point at. */
  readonly at: Ref<unknown>
  /** As its user knows it: `npm ci`. */
  readonly command: string
  readonly instead: string
}

interface Manager {
  /** Sub-commands that install what the project lists. */
  readonly installs: readonly string[]
  /** Flags that leave the development dependencies out, or choose what to install. */
  readonly without: readonly string[]
  readonly instead: string
  /** Variables that do the same, with the values that do. */
  readonly variables?: Readonly<Record<string, RegExp>>
  /** Arguments of another call that take them out again, or tell it to leave them out. */
  readonly excuse?: RegExp
}

const node: Readonly<Record<string, RegExp>> = { NODE_ENV: /^production$/, NPM_CONFIG_PRODUCTION: /^true$/, NPM_CONFIG_OMIT: /\bdev\b/ }

const managers: Readonly<Record<string, Manager>> = {
  npm: {
    installs: ['ci', 'clean-install', 'install', 'i'],
    without: ['omit', 'only', 'production', 'prod', 'g', 'global', 'workspace', 'w', 'package-lock-only'],
    instead: '--omit=dev',
    variables: node,
    excuse: /^(?:prune\b|config set (?:omit|only|production)\b)/,
  },
  pnpm: {
    installs: ['install', 'i'],
    without: ['P', 'prod', 'production', 'g', 'global', 'filter', 'F', 'lockfile-only'],
    instead: '--prod',
    variables: node,
    excuse: /^(?:prune|deploy)\b/,
  },
  bundle: {
    installs: ['install'],
    without: ['without', 'with'],
    instead: '--without development test',
    variables: { BUNDLE_WITHOUT: /./, BUNDLE_ONLY: /./ },
    excuse: /^config .*\b(?:without|only)\b/,
  },
  composer: { installs: ['install', 'i'], without: ['no-dev'], instead: '--no-dev', variables: { COMPOSER_NO_DEV: /^1$/ } },
  poetry: {
    installs: ['install'],
    without: ['only', 'without', 'no-dev', 'only-root', 'with'],
    instead: '--only main',
    variables: { POETRY_WITHOUT: /./, POETRY_ONLY: /./ },
  },
  uv: {
    installs: ['sync'],
    without: ['no-dev', 'only-group', 'no-default-groups', 'no-group', 'only-dev', 'group', 'all-groups', 'dev'],
    instead: '--no-dev',
    variables: { UV_NO_DEV: /^(?:1|true)$/i, UV_NO_DEFAULT_GROUPS: /./, UV_NO_GROUP: /./ },
  },
}

const requirements = /(?:^|[/_.-])(?:dev|develop|development|test|tests|testing|lint|ci)(?:[_.-]?requirements)?\.(?:txt|in)$/i
const forDevelopment = /(?:^|[-_./])(?:dev|devel|development|debug|test|tests|testing|ci|e2e|lint)(?:$|[-_./])/i

/** The installs of development dependencies in images that ship; images that are for development by their name are left out. */
export function developmentInstalls(project: Project): DevelopmentInstall[] {
  return flatMap(project.get(finalStages), stage => (stage.fragment || isForDevelopment(stage) ? [] : installsIn(stage)))
}

function isForDevelopment(stage: Stage): boolean {
  const { name } = stage.node
  const file = stage.source.file.slice(stage.source.file.lastIndexOf('/') + 1)
  if (forDevelopment.test(file) || (name !== undefined && forDevelopment.test(name))) return true
  const commands = ['CMD', 'ENTRYPOINT'].map(keyword => stage.effective(keyword)?.node.text ?? '')
  return commands.some(text => /\b(?:dev|watch|test|nodemon|pytest|jest|vitest)\b/.test(text))
}

function installsIn(stage: Stage): DevelopmentInstall[] {
  const commands = flatMap(
    flatMap(stage.chain.toReversed(), ({ instructions }) => instructions.filter(({ keyword }) => keyword === 'RUN')),
    instruction => flatMap(scriptsOf(instruction), script => script.commands),
  )
  const excused = new Set(commands.map(({ name, words }) => (isExcuse(name, words) ? name : undefined)))
  return flatMap(commands, command => {
    const call = packageCommandOf(command)
    if (call?.manager.family === 'pip') return developmentRequirements(call)
    const manager = managerNamed(command.name)
    if (!manager || excused.has(command.name)) return []
    const given = call?.given ?? argumentsOf(command)
    const [action, ...rest] = given.operands
    if (!action || !manager.installs.includes(action.value ?? '') || rest.length > 0 || leavesOut(manager, given, command)) return []
    const name = `${command.name} ${action.value}`
    return [{ at: command.at(action), command: name, instead: `${name} ${manager.instead}` }]
  })
}

function managerNamed(name: string | undefined): Manager | undefined {
  return name !== undefined && Object.hasOwn(managers, name) ? managers[name] : undefined
}

function isExcuse(name: string | undefined, words: Command['words']): boolean {
  return managerNamed(name)?.excuse?.test(words.map(written).join(' ')) ?? false
}

function leavesOut({ without, variables = {} }: Manager, { has }: Arguments, command: Command): boolean {
  if (has(...without)) return true
  const { script } = command
  const prefixes = prefixesOf(command)
  const environment = environmentOf(script.stage.dockerfile.value!)
  return Object.entries(variables).some(([name, holds]) => {
    const value = prefixes.get(name) ?? environment.valueAt(name, script.instruction.node)
    // What only the build knows, or the base image brings, may well be it.
    return typeof value === 'string' ? holds.test(value) || value.includes('$') : environment.declares(name, script.instruction.node)
  })
}

/** `pip install -r requirements-dev.txt` */
function developmentRequirements(call: PackageCommand): DevelopmentInstall[] {
  if (!installs(call)) return []
  return flatMap(call.given.flags, ({ name, valueWord }) => {
    if (!valueWord || (name !== 'r' && name !== 'requirement') || !requirements.test(written(valueWord))) return []
    return [{ at: call.command.at(valueWord), command: `${callOf(call)} -r ${written(valueWord)}`, instead: `${callOf(call)} -r requirements.txt` }]
  })
}
