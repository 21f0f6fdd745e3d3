import { parseGoDuration } from '../duration.ts'
import { nearest } from '../nearest.ts'
import { short } from './characters.ts'
import type { Grammar } from './grammar.ts'
import { heredocMark } from './heredoc.ts'
import { platformProblem } from './platform.ts'
import { checkRunFlags } from './run-flags.ts'
import type { DockerfileProblem, Flag, Instruction, Range, Word } from './tree.ts'

type Check = (instruction: Instruction, grammar: Grammar) => DockerfileProblem | undefined

/** The first thing that BuildKit would refuse in the flags and arguments of an instruction. */
export function checkArguments(instruction: Instruction, grammar: Grammar): DockerfileProblem | undefined {
  const { keyword } = instruction
  return (
    tooFew(instruction, grammar) ?? checks[keyword]?.(instruction, grammar) ?? badFlag(instruction, grammar) ?? valueChecks[keyword]?.(instruction, grammar)
  )
}

/** What ONBUILD cannot hold. */
export function checkTrigger(keyword: string, range: Range): DockerfileProblem | undefined {
  if (!['ONBUILD', 'FROM', 'MAINTAINER'].includes(keyword)) return undefined
  const instead = keyword === 'ONBUILD' ? 'Write one ONBUILD for each instruction' : keyword === 'FROM' ? 'Remove it' : 'Write LABEL instead'
  return { code: 'onbuild-trigger', message: `ONBUILD cannot trigger ${keyword}, so BuildKit stops here. ${instead}.`, range }
}

const checks: Readonly<Record<string, Check>> = {
  ADD: heredocAtEnd,
  ARG: blankName,
  COPY: heredocAtEnd,
  ENV: blankName,
  FROM: imageAndName,
  HEALTHCHECK: healthcheck,
  LABEL: blankName,
  SHELL: ({ json, textRange }) =>
    json ? undefined : { code: 'shell-json', message: 'SHELL takes nothing but a JSON list. Write it as SHELL ["/bin/bash", "-c"].', range: textRange },
  VOLUME: ({ words }) => {
    const empty = words.find(({ value }) => value.trim() === '')
    return empty && { code: 'blank-name', message: 'A path in VOLUME is empty. Write one, or remove it.', range: empty.range }
  },
}

/** Of values that make sense only once all flags are known to be there. */
const valueChecks: Readonly<Record<string, Check>> = {
  FROM: ({ flags }) => {
    const platform = flags.find(({ name }) => name === 'platform')
    const message = platform?.value === undefined ? undefined : platformProblem(platform.value)
    return message === undefined ? undefined : { code: 'invalid-platform', message, range: platform!.valueRange ?? platform!.range }
  },
  HEALTHCHECK: ({ flags, words }) => (words[0]?.raw.toUpperCase() === 'NONE' ? undefined : firstOf(flags, healthOption)),
  RUN: checkRunFlags,
}

function firstOf<T>(items: readonly T[], check: (item: T) => DockerfileProblem | undefined): DockerfileProblem | undefined {
  for (const item of items) {
    const problem = check(item)
    if (problem) return problem
  }
  return undefined
}

function tooFew(instruction: Instruction, { needs }: Grammar): DockerfileProblem | undefined {
  if (!needs || instruction.words.length >= needs[0] || instruction.onbuild) return undefined
  return { code: 'missing-arguments', message: `${instruction.keyword} needs ${needs[1]}.`, range: instruction.keywordRange }
}

function heredocAtEnd({ keyword, words }: Instruction): DockerfileProblem | undefined {
  const target = words.at(-1)!
  if (!target.raw.includes('<<') || !heredocMark(target.raw)) return undefined
  return {
    code: 'heredoc-destination',
    message: `${keyword} cannot write to the heredoc "${short(target.raw)}". Put the path to write to behind it.`,
    range: target.range,
  }
}

function blankName({ keyword, pairs }: Instruction): DockerfileProblem | undefined {
  const blank = pairs.find(({ keyRange }) => keyRange.start === keyRange.end)
  return blank && { code: 'blank-name', message: `${keyword} has a value without a name before its "=". Write name=value.`, range: blank.range }
}

function imageAndName({ words, text, textRange }: Instruction): DockerfileProblem | undefined {
  if (words.length === 1) return undefined
  if (words.length === 3 && words[1]!.raw.toLowerCase() === 'as') return stageName(words[2]!)
  return { code: 'from-arguments', message: `"${short(text)}" is more than an image and a name. Write FROM image, or FROM image AS name.`, range: textRange }
}

function stageName({ raw, range }: Word): DockerfileProblem | undefined {
  if (/^[a-z][a-z0-9._-]*$/.test(raw.toLowerCase())) return undefined
  const why = raw.includes('$')
    ? 'cannot hold a variable'
    : /^[a-z]/i.test(raw)
      ? 'holds more than letters, digits, "-", "_" and "."'
      : 'does not start with a letter'
  return { code: 'invalid-stage-name', message: `The stage name "${short(raw)}" ${why}, so BuildKit stops here. Use a name like "build".`, range }
}

function healthcheck({ words, keywordRange }: Instruction): DockerfileProblem | undefined {
  const [type, command] = words
  if (!type) return undefined
  switch (type.raw.toUpperCase()) {
    case 'NONE':
      return (
        command && {
          code: 'too-many-arguments',
          message: `HEALTHCHECK NONE takes nothing behind it. Remove "${short(command.raw)}", or write CMD for NONE.`,
          range: command.range,
        }
      )
    case 'CMD':
      return command ? undefined : { code: 'missing-arguments', message: 'HEALTHCHECK CMD needs a command.', range: keywordRange }
    default:
      return { code: 'healthcheck-type', message: `HEALTHCHECK cannot start with "${short(type.raw)}". Write CMD and the command, or NONE.`, range: type.range }
  }
}

/** The shortest time that Docker waits, in seconds; none at all is fine too. */
const shortestInterval = 0.001

function healthOption({ name, value = '', range, valueRange }: Flag): DockerfileProblem | undefined {
  const lack = value === '' ? undefined : name === 'retries' ? notACount(value) : notAnInterval(value)
  return lack === undefined ? undefined : { code: 'healthcheck-option', message: `"--${name}=${short(value)}" ${lack}`, range: valueRange ?? range }
}

function notACount(value: string): string | undefined {
  if (!/^[+-]?\d+$/.test(value) || Math.abs(Number(value)) >= 2 ** 31) return 'is no count. Write a whole number.'
  return Number(value) < 0 ? 'is less than nothing. Write 0 or more.' : undefined
}

function notAnInterval(value: string): string | undefined {
  const seconds = parseGoDuration(value)
  if (seconds === undefined) return /^\d+$/.test(value) ? `has no unit. Write ${value}s if it means seconds.` : 'is no duration. Write it like 30s or 1m30s.'
  return seconds !== 0 && seconds < shortestInterval ? 'is shorter than a millisecond, which Docker does not take. Write it like 30s.' : undefined
}

function badFlag({ keyword, flags, words }: Instruction, { flags: known }: Grammar): DockerfileProblem | undefined {
  // HEALTHCHECK NONE looks at no flag.
  if (flags.length === 0 || !known || (keyword === 'HEALTHCHECK' && words[0]?.raw.toUpperCase() === 'NONE')) return undefined
  const seen = flags.length > 1 ? new Set<string>() : undefined
  for (const flag of flags) {
    const kind = known.get(flag.name)
    if (!kind) return { code: 'unknown-flag', message: unknownFlag(keyword, flag.name, [...known.keys()]), range: flag.range, flag: flag.name }
    if (kind !== 'values' && seen?.has(flag.name)) {
      return { code: 'duplicate-flag', message: `${keyword} has "--${flag.name}" twice, and takes it once. Remove one.`, range: flag.range }
    }
    seen?.add(flag.name)
    const lack =
      kind === 'switch' ? notASwitch(flag) : flag.value === undefined ? `"--${flag.name}" of ${keyword} needs a value. Write --${flag.name}=value.` : undefined
    if (lack) return { code: 'flag-value', message: lack, range: flag.range }
  }
  return undefined
}

function unknownFlag(keyword: string, name: string, known: readonly string[]): string {
  const near = name.length <= 20 ? nearest(name, known) : undefined
  const hint = near
    ? `Did you mean "--${near}"?`
    : known.length > 0
      ? `It takes ${known.map(flag => `--${flag}`).join(', ')}.`
      : 'It takes none; write "--" before an argument that starts so.'
  return `${keyword} has no flag "--${short(name)}". ${hint}`
}

function notASwitch({ name, value }: Flag): string | undefined {
  if (value === undefined || /^(?:true|false)$/i.test(value)) return undefined
  return `"--${name}" is on or off, not "${short(value)}". Write --${name}, or --${name}=false.`
}
