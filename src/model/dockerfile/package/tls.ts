import { flatMap } from '../../../flat-map.ts'
import type { Word } from '../../../languages/shell/index.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { curlValues, wgetValues, written } from './download.ts'
import { packageCommands } from './package-install.ts'
import { type Arguments, argumentsOf, assigningCommands, type Command, commandsNamed } from '../shell/run.ts'
import { variableSettings } from '../variable.ts'

/** A flag, setting or variable that makes a program accept any certificate. */
export interface Unverified {
  readonly at: Ref<unknown>
  /** As written: `--insecure`, `GIT_SSL_NO_VERIFY=1`. */
  readonly text: string
  /** The program that is told so: `curl`. */
  readonly program: string
}

/** All of them, in scripts and in ENV and ARG. */
export function unverified(project: Project): Unverified[] {
  return [
    ...flatMap(project.subjects(packageCommands), call => inFlags(call.command, call.manager.family, call.given)),
    ...flatMap(project.get(others), command => inFlags(command, command.name!)),
    ...flatMap(project.get(assigningCommands), inAssignments),
    ...flatMap(project.get(environments), inArguments),
    ...inVariables(project),
  ]
}

interface Program {
  /** Flags that take a value as a word of their own. */
  readonly values?: readonly string[]
  readonly flags?: readonly string[]
  /** Settings that are told to be off, and those that are enough by themselves; their value stands behind `=` or in the next word. */
  readonly off?: RegExp
  readonly on?: RegExp
}

const no = /^(?:false|0|no|off)$/i

const conda: Program = { off: /^ssl_verify$/ }

/** By name; package managers by family. */
const programs: Readonly<Record<string, Program>> = {
  apk: { flags: ['no-check-certificate'] },
  apt: { off: /^Acquire::https?::(?:\S*::)?Verify-(?:Peer|Host)$/i },
  conda,
  curl: { values: curlValues, flags: ['k', 'insecure'] },
  git: { off: /^http\.(?:\S*\.)?sslverify$/i },
  mamba: conda,
  npm: { flags: ['no-strict-ssl'], off: /^(?:--)?strict-ssl$/ },
  pip: { flags: ['trusted-host'], on: /^\w+\.trusted-host$/ },
  pnpm: { flags: ['no-strict-ssl'], off: /^(?:--)?strict-ssl$/ },
  uv: { flags: ['allow-insecure-host', 'trusted-host'] },
  wget: { values: wgetValues, flags: ['no-check-certificate'] },
  yarn: { off: /^(?:strict-ssl|enableStrictSsl)$/ },
}

/** Variables, in lower case, by what their program is told so with. */
const variables: Readonly<Record<string, { readonly program: string; readonly value: RegExp }>> = {
  bundle_ssl_verify_mode: { program: 'bundler', value: /^0$/ },
  conda_ssl_verify: { program: 'conda', value: no },
  // git looks whether it is there, not at what it says.
  git_ssl_no_verify: { program: 'git', value: /(?:)/ },
  goinsecure: { program: 'go', value: /^[^$]+$/ },
  node_tls_reject_unauthorized: { program: 'Node.js', value: /^0$/ },
  npm_config_strict_ssl: { program: 'npm', value: no },
  pip_trusted_host: { program: 'pip', value: /^[^$]+$/ },
  pythonhttpsverify: { program: 'Python', value: /^0$/ },
  uv_insecure_host: { program: 'uv', value: /^[^$]+$/ },
  yarn_enable_strict_ssl: { program: 'yarn', value: no },
}

const none: readonly never[] = []

/** Those that install no packages. */
const others = commandsNamed('conda', 'curl', 'git', 'mamba', 'wget')

function inFlags(command: Command, name: string, taken?: Arguments): readonly Unverified[] {
  const program = Object.hasOwn(programs, name) ? programs[name]! : undefined
  if (!program) return none
  const given = taken ?? argumentsOf(command, program)
  if (program.values && isLocal(given)) return none
  const flags = program.flags
    ? flatMap(given.flags, flag => (program.flags!.includes(flag.name) ? [[flag.word, flag.valueWord ?? flag.word] as const] : []))
    : none
  const settings = settingsIn(command.words, program)
  if (flags.length + settings.length === 0) return none
  return [...flags, ...settings].map(([from, to]) => ({
    at: command.at({ range: { start: from.range.start, end: to.range.end } }),
    text: (from === to ? written(from) : `${written(from)} ${written(to)}`).replace(/:\/\/[^/@\s]*@/, '://…@'),
    program: command.name!,
  }))
}

/** Names of settings with their values, each as the first and the last word of the two. */
function settingsIn(words: readonly Word[], { off, on }: Program): readonly (readonly [Word, Word])[] {
  if (!off && !on) return none
  return flatMap(words, (word, index) => {
    const text = word.value ?? ''
    const equals = text.indexOf('=')
    const name = equals < 0 ? text : text.slice(0, equals)
    const next = words[index + 1]
    const value = equals < 0 ? next?.value : text.slice(equals + 1)
    const found = (off?.test(name) && no.test(value ?? '')) || (on?.test(name) && value !== undefined)
    return found ? [[word, equals < 0 ? next! : word] as const] : []
  })
}

/** It talks to the machine that builds, which has no certificate to show. */
function isLocal({ operands }: Arguments): boolean {
  const urls = operands.map(written).filter(text => text.includes(':') || text.includes('.') || text === 'localhost')
  return urls.length > 0 && urls.every(url => /^(?:https?:\/\/)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$)/.test(url))
}

/** Before a command, and behind `export`. */
function inAssignments({ node, wrappers, at }: Command): Unverified[] {
  return wrappers.length > 0 ? [] : flatMap(node.assignments, ({ name, value, range }) => found(name, value && written(value), () => at({ range })))
}

const environments = commandsNamed('env')

/** Behind `env`. */
function inArguments({ words, at }: Command): Unverified[] {
  return flatMap(words, word => (/^\w+=/.test(word.raw) ? found(word.raw.replace(/=.*/s, ''), written(word).replace(/^\w+=/, ''), () => at(word)) : []))
}

function inVariables(project: Project): Unverified[] {
  return flatMap(project.get(variableSettings), ({ key, value, at }) => found(key, value, () => at))
}

function found(key: string, value: string | undefined, at: () => Ref<unknown>): Unverified[] {
  const name = key.toLowerCase()
  const variable = Object.hasOwn(variables, name) ? variables[name] : undefined
  return value !== undefined && variable?.value.test(value) ? [{ at: at(), text: `${key}=${value}`, program: variable.program }] : []
}
