import { nearest } from '../nearest.ts'
import { short } from './characters.ts'
import type { Grammar } from './grammar.ts'
import { heredocMark } from './heredoc.ts'
import type { DockerfileProblem, Flag, Instruction } from './tree.ts'

type Check = (instruction: Instruction, grammar: Grammar) => DockerfileProblem | undefined

/** The first thing that BuildKit would refuse in the flags and arguments of an instruction. */
export function checkArguments(instruction: Instruction, grammar: Grammar): DockerfileProblem | undefined {
  return tooFew(instruction, grammar) ?? checks[instruction.keyword]?.(instruction, grammar) ?? badFlag(instruction, grammar)
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

function tooFew({ keyword, words, onbuild, keywordRange }: Instruction, { needs }: Grammar): DockerfileProblem | undefined {
  if (!needs || words.length >= needs[0] || onbuild) return undefined
  return { code: 'missing-arguments', message: `${keyword} needs ${needs[1]}.`, range: keywordRange }
}

function heredocAtEnd({ keyword, words }: Instruction): DockerfileProblem | undefined {
  const target = words.at(-1)!
  return (
    heredocMark(target.raw) && {
      code: 'heredoc-destination',
      message: `${keyword} cannot write to the heredoc "${short(target.raw)}". Put the path to write to behind it.`,
      range: target.range,
    }
  )
}

function blankName({ keyword, pairs }: Instruction): DockerfileProblem | undefined {
  const blank = pairs.find(({ keyRange }) => keyRange.start === keyRange.end)
  return blank && { code: 'blank-name', message: `${keyword} has a value without a name before its "=". Write name=value.`, range: blank.range }
}

function imageAndName({ words, text, textRange }: Instruction): DockerfileProblem | undefined {
  if (words.length === 1 || (words.length === 3 && words[1]!.raw.toLowerCase() === 'as')) return undefined
  return { code: 'from-arguments', message: `"${short(text)}" is more than an image and a name. Write FROM image, or FROM image AS name.`, range: textRange }
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

function badFlag({ keyword, flags, words }: Instruction, { flags: known }: Grammar): DockerfileProblem | undefined {
  // HEALTHCHECK NONE looks at no flag.
  if (!known || (keyword === 'HEALTHCHECK' && words[0]?.raw.toUpperCase() === 'NONE')) return undefined
  for (const [index, flag] of flags.entries()) {
    const name = `--${short(flag.name)}`
    const kind = Object.hasOwn(known, flag.name) ? known[flag.name]! : undefined
    if (!kind) return { code: 'unknown-flag', message: unknownFlag(keyword, flag.name, Object.keys(known)), range: flag.range }
    if (kind !== 'values' && flags.slice(0, index).some(other => other.name === flag.name)) {
      return { code: 'duplicate-flag', message: `${keyword} has "${name}" twice, and takes it once. Remove one.`, range: flag.range }
    }
    const lack = kind === 'switch' ? notASwitch(flag) : flag.value === undefined ? `"${name}" of ${keyword} needs a value. Write ${name}=value.` : undefined
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
