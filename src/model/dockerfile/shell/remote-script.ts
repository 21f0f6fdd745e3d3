import { flatMap } from '../../../flat-map.ts'
import type { Command as ShellCommand, Script as ShellScript, SimpleCommand, Word } from '../../../languages/shell/index.ts'
import type { Project } from '../../../project.ts'
import { type Command, runCommands } from './run.ts'
import { expansionsOf } from './shell-text.ts'
import { dialectOf } from './shells.ts'

const downloaders = new Set(['curl', 'wget', 'fetch', 'aria2c'])
const interpreters = /^(?:node|perl|php\d*|python[\d.]*|ruby)$/

/** A command that runs what is downloaded as it comes. */
export interface RemoteScript {
  readonly command: Command
  /** What downloads it. */
  readonly source: SimpleCommand
  /** It comes through a pipe, not as a text. */
  readonly piped: boolean
}

/** All of them in RUN: `curl … | sh`, `sh -c "$(curl …)"`, `source <(curl …)`. */
export function remoteScripts(project: Project): RemoteScript[] {
  return flatMap(project.get(runCommands), command => {
    const piped = readsInput(command)
    const source = piped ? downloadBefore(command) : takesText(command) ? downloadIn(command.words) : undefined
    return source ? [{ command, source, piped }] : []
  })
}

/** Whether it runs what it reads from its input. */
function readsInput({ name = '', words }: Command): boolean {
  if (dialectOf(name) === undefined && !interpreters.test(name)) return false
  const operand = words.find(({ raw }) => !/^[-+]./.test(raw))
  if (words.some(({ raw }) => /^-[a-z]*[cem]$/.test(raw) && raw !== '-e')) return false
  return !operand || operand.raw === '-' || operand.raw === '/dev/stdin' || (dialectOf(name) !== undefined && words.some(({ raw }) => /^-[a-z]*s$/.test(raw)))
}

/** Whether it runs a text, or a file, that it is given. */
function takesText({ name = '' }: Command): boolean {
  return dialectOf(name) !== undefined || name === 'eval' || name === 'source' || name === '.'
}

/** How many programs of a pipe are looked at. */
const nearby = 8

/** What its input is downloaded with; what stands between may take it apart, but does not check it. */
function downloadBefore({ pipeline, node }: Command): SimpleCommand | undefined {
  const before = pipeline.commands.slice(0, nearby)
  const place = before.indexOf(node)
  return before.slice(0, Math.max(place, 0)).map(asDownload).find(Boolean)
}

function downloadIn(words: readonly Word[]): SimpleCommand | undefined {
  return flatMap(
    flatMap(words, word => [...expansionsOf(word).map(({ part }) => part), ...word.parts]),
    part => ('script' in part ? (firstOf(part.script) ?? []) : []),
  )[0]
}

function firstOf({ statements }: ShellScript): SimpleCommand | undefined {
  return asDownload(statements[0]?.items[0]?.pipeline.commands[0])
}

function asDownload(command: ShellCommand | undefined): SimpleCommand | undefined {
  return command?.type === 'simple' && command.words.slice(0, 3).some(({ value }) => downloaders.has(value ?? '')) ? command : undefined
}
