import { nearest } from '../nearest.ts'
import { LineReader, type LogicalLine } from './lines.ts'
import type { Dockerfile, DockerfileProblem, Flag, Heredoc, Instruction, Pair, Range, Stage, Word } from './tree.ts'
import { type LineWord, plainWords, quotedWords, unquote } from './words.ts'

export { resolveImage, resolveText, stageChain } from './stages.ts'
export type { Comment, Directive, Dockerfile, DockerfileProblem, Flag, Heredoc, Instruction, Pair, Range, Stage, Word } from './tree.ts'

type Arguments = 'list' | 'json or list' | 'json or text' | 'text' | 'pairs' | 'names' | 'onbuild' | 'healthcheck'

interface Grammar {
  readonly arguments: Arguments
  readonly flags: readonly string[]
  /** Fewest words, where fewer are an error. */
  readonly least?: number
}

/** What each instruction takes; flags of BuildKit's stable and labs frontends (docs.docker.com/reference/dockerfile). */
const grammars: Readonly<Record<string, Grammar>> = {
  ADD: { arguments: 'json or list', flags: ['chown', 'chmod', 'link', 'keep-git-dir', 'checksum', 'unpack', 'exclude'], least: 2 },
  ARG: { arguments: 'names', flags: [], least: 1 },
  CMD: { arguments: 'json or text', flags: [] },
  COPY: { arguments: 'json or list', flags: ['from', 'chown', 'chmod', 'link', 'parents', 'exclude'], least: 2 },
  ENTRYPOINT: { arguments: 'json or text', flags: [] },
  ENV: { arguments: 'pairs', flags: [], least: 1 },
  EXPOSE: { arguments: 'list', flags: [], least: 1 },
  FROM: { arguments: 'list', flags: ['platform'], least: 1 },
  HEALTHCHECK: { arguments: 'healthcheck', flags: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'], least: 1 },
  LABEL: { arguments: 'pairs', flags: [], least: 1 },
  MAINTAINER: { arguments: 'text', flags: [], least: 1 },
  ONBUILD: { arguments: 'onbuild', flags: [], least: 1 },
  RUN: { arguments: 'json or text', flags: ['mount', 'device', 'network', 'security'] },
  SHELL: { arguments: 'json or text', flags: [], least: 1 },
  STOPSIGNAL: { arguments: 'text', flags: [], least: 1 },
  USER: { arguments: 'text', flags: [], least: 1 },
  VOLUME: { arguments: 'json or list', flags: [], least: 1 },
  WORKDIR: { arguments: 'text', flags: [], least: 1 },
}

const withHeredocs = new Set(['ADD', 'COPY', 'RUN'])

/**
 * Parses a Dockerfile by BuildKit's grammar. Never throws: what BuildKit would refuse becomes a problem, one for each bad
 * instruction, and the instructions after it are parsed all the same.
 */
export function parseDockerfile(text: string): Dockerfile {
  const problems: DockerfileProblem[] = []
  const reader = new LineReader(text, problems)
  const instructions: Instruction[] = []
  for (let line = reader.next(); line; line = reader.next()) {
    // A line of nothing but an escape character says nothing.
    if (line.text.trim() === '') continue
    const instruction = new InstructionParser(text, reader, problems).parse(line)
    if (instruction) instructions.push(instruction)
    // Prose or binary data: one problem says it all.
    else if (instructions.length === 0) break
  }
  const first = instructions.findIndex(({ keyword }) => keyword === 'FROM')
  for (const instruction of first < 0 ? [] : instructions.slice(0, first)) {
    if (instruction.keyword !== 'ARG')
      problems.push({
        code: 'instruction-order',
        message: `${instruction.keyword} stands before the first FROM, where BuildKit takes only ARG. Move it below FROM.`,
        range: instruction.keywordRange,
      })
  }
  if (first < 0 && problems.length === 0) problems.push(noFrom(text, instructions))
  const globalArgs = instructions.slice(0, Math.max(first, 0)).filter(({ keyword }) => keyword === 'ARG')
  problems.sort((a, b) => a.range.start - b.range.start)
  return { escape: reader.escape, directives: reader.directives, comments: reader.comments, instructions, globalArgs, stages: stagesOf(instructions), problems }
}

function noFrom(text: string, instructions: readonly Instruction[]): DockerfileProblem {
  const [only] = instructions
  if (only)
    return {
      code: 'missing-from',
      message: 'There is no FROM, so BuildKit has nothing to build on. Start with FROM and an image, or "FROM scratch".',
      range: only.keywordRange,
    }
  return {
    code: 'empty',
    message: 'The file holds no instruction, so BuildKit refuses it. Start with FROM and an image.',
    range: { start: 0, end: Math.min(text.length, 1) },
  }
}

function stagesOf(instructions: readonly Instruction[]): Stage[] {
  const stages: (Stage & { instructions: Instruction[] })[] = []
  for (const instruction of instructions) {
    const [image, as, name] = instruction.words
    if (instruction.keyword !== 'FROM' || !image) {
      stages.at(-1)?.instructions.push(instruction)
      continue
    }
    const parent = stages.findLast(stage => stage.name !== undefined && stage.name === image.value.toLowerCase())
    stages.push({
      index: stages.length,
      name: as?.value.toLowerCase() === 'as' ? name?.value.toLowerCase() : undefined,
      from: instruction,
      image,
      parent,
      instructions: [],
    })
  }
  return stages
}

class InstructionParser {
  readonly #text: string
  readonly #reader: LineReader
  readonly #problems: DockerfileProblem[]

  constructor(text: string, reader: LineReader, problems: DockerfileProblem[]) {
    this.#text = text
    this.#reader = reader
    this.#problems = problems
  }

  /** The instruction on a line; undefined for what is none. */
  parse(line: LogicalLine): Instruction | undefined {
    const instruction = this.#instruction(line, line.text.search(/\S/))
    if (!instruction) return undefined
    const holder = instruction.onbuild ?? instruction
    if (!withHeredocs.has(holder.keyword) || holder.json || !line.text.includes('<<')) return instruction
    const heredocs = this.#heredocs(line, instruction)
    if (heredocs.length === 0) return instruction
    const range = { start: instruction.range.start, end: heredocs.at(-1)!.range.end }
    return instruction.onbuild
      ? { ...instruction, range, onbuild: { ...instruction.onbuild, heredocs, range: { ...instruction.onbuild.range, end: range.end } } }
      : { ...instruction, range, heredocs }
  }

  #instruction(line: LogicalLine, from: number): Instruction | undefined {
    const match = /^([^\s]+)\s*/.exec(line.text.slice(from))!
    const written = match[1]!
    const keyword = written.toUpperCase()
    const keywordRange = this.#range(line, from, from + written.length)
    const grammar = grammars[keyword]
    if (!grammar) {
      const near = nearest(keyword, Object.keys(grammars))
      this.#problem(
        'unknown-instruction',
        `"${shorten(written)}" is no instruction of Dockerfiles, so BuildKit stops here.${near ? ` Did you mean "${near}"?` : ''}`,
        keywordRange,
      )
      return undefined
    }
    const { flags, end: start } = this.#flags(line, from + match[0].length, keyword, grammar, keywordRange)
    const text = line.text.slice(start).replace(/\s+$/, '')
    const textRange = this.#range(line, start, start + text.length)
    const base = {
      keyword,
      keywordRange,
      flags,
      text,
      textRange,
      json: false,
      words: [] as Word[],
      pairs: [] as Pair[],
      heredocs: [] as Heredoc[],
      onbuild: undefined,
      comments: line.comments,
    }
    const instruction = {
      ...base,
      range: { start: keywordRange.start, end: line.range.end },
      offsetAt: (index: number) => line.offsetAt(start + index),
      ...this.#arguments(line, start, start + text.length, keyword, grammar, keywordRange),
    }
    this.#arity(instruction, grammar)
    return instruction
  }

  #arguments(line: LogicalLine, start: number, end: number, keyword: string, grammar: Grammar, at: Range): Partial<Instruction> {
    const text = line.text.slice(0, end)
    const words = (list: readonly LineWord[]): Word[] =>
      list.map(word => ({ raw: word.raw, value: word.value, range: this.#range(line, word.start, word.end) }))
    const whole = (): Word[] => (end > start ? [{ raw: text.slice(start), value: text.slice(start), range: this.#range(line, start, end) }] : [])
    switch (grammar.arguments) {
      case 'list':
        return { words: words(plainWords(text, start)) }
      case 'json or list': {
        const json = this.#json(line, start, end, at)
        return json ? { json: true, words: json } : { words: words(plainWords(text, start)) }
      }
      case 'json or text': {
        const json = this.#json(line, start, end, at)
        return json ? { json: true, words: json } : { words: whole() }
      }
      case 'text':
        return { words: whole() }
      case 'names': {
        const list = quotedWords(text, start, this.#reader.escape)
        return { words: words(list), pairs: list.map(word => this.#pair(line, word)) }
      }
      case 'pairs':
        return this.#pairs(line, text, start, keyword, at)
      case 'onbuild': {
        const onbuild = end > start ? this.#instruction(line, start) : undefined
        return onbuild ? { onbuild, words: onbuild.words } : {}
      }
      case 'healthcheck': {
        const type = /^\S+/.exec(text.slice(start))?.[0] ?? ''
        const rest = start + type.length + /^\s*/.exec(text.slice(start + type.length))![0].length
        const json = this.#json(line, rest, end, at)
        const head = type ? words([{ raw: type, value: type, start, end: start + type.length }]) : []
        const tail = json ?? (end > rest ? words([{ raw: text.slice(rest), value: text.slice(rest), start: rest, end }]) : [])
        return { words: [...head, ...tail], json: json !== undefined }
      }
    }
  }

  #pairs(line: LogicalLine, text: string, start: number, keyword: string, at: Range): Partial<Instruction> {
    const list = quotedWords(text, start, this.#reader.escape)
    const [first] = list
    if (!first) return {}
    if (!first.raw.includes('=')) {
      const [, key = '', gap = '', rest = ''] = /^(\S+)([ \t\v\f\r]*)([\s\S]*)$/.exec(text.slice(first.start)) ?? []
      const valueStart = first.start + key.length + gap.length
      if (rest === '') this.#problem('missing-value', `${keyword} "${shorten(key)}" has no value. Write ${keyword} ${shorten(key)}=value.`, at)
      const valueRange = this.#range(line, valueStart, text.length)
      const pair: Pair = {
        key,
        value: unquote(rest, this.#reader.escape),
        rawValue: rest,
        range: this.#range(line, first.start, text.length),
        keyRange: this.#range(line, first.start, first.start + key.length),
        valueRange,
        legacy: true,
      }
      return { pairs: [pair], words: [{ raw: key, value: key, range: pair.keyRange }, ...(rest ? [{ raw: rest, value: rest, range: valueRange }] : [])] }
    }
    const bad = list.find(word => !word.raw.includes('='))
    if (bad)
      this.#problem(
        'missing-value',
        `"${shorten(bad.raw)}" in ${keyword} has no "=". Write name=value, and quote values with blanks.`,
        this.#range(line, bad.start, bad.end),
      )
    const pairs = list.filter(word => word.raw.includes('=')).map(word => this.#pair(line, word))
    return { pairs, words: list.map(word => ({ raw: word.raw, value: word.value, range: this.#range(line, word.start, word.end) })) }
  }

  #pair(line: LogicalLine, { raw, start, end }: LineWord): Pair {
    const equals = raw.indexOf('=')
    const keyEnd = equals < 0 ? end : start + equals
    const value = equals < 0 ? undefined : raw.slice(equals + 1)
    return {
      key: raw.slice(0, keyEnd - start),
      value: value === undefined ? undefined : unquote(value, this.#reader.escape),
      rawValue: value,
      range: this.#range(line, start, end),
      keyRange: this.#range(line, start, keyEnd),
      valueRange: equals < 0 ? undefined : this.#range(line, keyEnd + 1, end),
      legacy: false,
    }
  }

  /** The strings of a JSON list; undefined for what is not one, which Docker then takes for shell text. */
  #json(line: LogicalLine, start: number, end: number, at: Range): Word[] | undefined {
    const text = line.text.slice(start, end)
    if (!text.startsWith('[')) return undefined
    let list: unknown
    try {
      list = JSON.parse(text)
    } catch {
      return undefined
    }
    if (!Array.isArray(list)) return undefined
    if (list.some(item => typeof item !== 'string')) {
      this.#problem('json-strings', 'A JSON list here takes strings only. Put each item in double quotes.', at)
      return undefined
    }
    const places = [...text.matchAll(/"(?:[^"\\]|\\.)*"/g)]
    return list.map((value: string, index) => {
      const place = places[index]
      const from = start + (place?.index ?? 0)
      return { raw: place?.[0] ?? value, value, range: this.#range(line, from, from + (place?.[0].length ?? 0)) }
    })
  }

  #flags(line: LogicalLine, from: number, keyword: string, grammar: Grammar, at: Range): { flags: Flag[]; end: number } {
    const flags: Flag[] = []
    let start = from
    while (line.text.startsWith('--', start)) {
      const word = quotedWords(line.text, start, this.#reader.escape)[0]!
      start = word.end + /^\s*/.exec(line.text.slice(word.end))![0].length
      if (word.raw === '--') break
      const [, name = '', value] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(word.value) ?? []
      flags.push({ name, value, range: this.#range(line, word.start, word.end) })
      if (grammar.flags.includes(name)) continue
      const near = nearest(name, grammar.flags)
      this.#problem(
        'unknown-flag',
        `${keyword} has no flag "--${shorten(name)}", so BuildKit stops here.${near ? ` Did you mean "--${near}"?` : ''}`,
        flags.at(-1)?.range ?? at,
      )
    }
    return { flags, end: start }
  }

  #arity(instruction: Instruction, { least = 0 }: Grammar): void {
    const { keyword, words, pairs, heredocs, keywordRange, text } = instruction
    const count = Math.max(words.length, pairs.length, heredocs.length)
    if (keyword === 'ONBUILD' ? text === '' : count < least && !(least === 2 && text.includes('<<'))) {
      this.#problem(
        'missing-arguments',
        least === 2 ? `${keyword} needs a source and a destination.` : `${keyword} needs ${keyword === 'FROM' ? 'an image' : 'a value'}; BuildKit stops here.`,
        keywordRange,
      )
    } else if (keyword === 'FROM' && words.length !== 1 && !(words.length === 3 && words[1]!.value.toLowerCase() === 'as')) {
      this.#problem('from-arguments', `FROM takes an image, and "AS name" after it; "${shorten(text)}" is neither. BuildKit stops here.`, instruction.textRange)
    } else if (keyword === 'SHELL' && !instruction.json)
      this.#problem('shell-json', 'SHELL takes a JSON list, for instance SHELL ["/bin/bash", "-c"].', instruction.textRange)
  }

  #heredocs(line: LogicalLine, instruction: Instruction): Heredoc[] {
    const heredocs: Heredoc[] = []
    for (const word of quotedWords(line.text, 0, this.#reader.escape)) {
      const match = /^(\d*)<<(-?)([^<\s]+)$/.exec(word.raw)
      if (!match) continue
      const raw = match[3]!
      const name = unquote(raw, '\\')
      if (name === '' || /\s/.test(name)) continue
      const heredoc = this.#body({ name, fd: Number(match[1] || 0), chomp: match[2] === '-', expand: name === raw })
      if (heredoc) heredocs.push(heredoc)
      else
        this.#problem(
          'unterminated-heredoc',
          `The heredoc "${shorten(name)}" is never closed: no line holds just "${shorten(name)}". BuildKit stops here.`,
          this.#range(line, word.start, word.end),
        )
    }
    return heredocs.length > 0 ? heredocs : [...instruction.heredocs]
  }

  #body(head: Pick<Heredoc, 'name' | 'fd' | 'chomp' | 'expand'>): Heredoc | undefined {
    const start = this.#reader.offset
    for (let line = this.#reader.takeLine(); line; line = this.#reader.takeLine()) {
      const text = this.#text.slice(line.start, line.end)
      if ((head.chomp ? text.replace(/^\t+/, '') : text) === head.name)
        return { ...head, content: this.#text.slice(start, line.start), range: { start, end: line.end } }
    }
    // Not closed: the lines after it are instructions again, as far as anyone can tell.
    this.#reader.rewind(start)
    return undefined
  }

  #range(line: LogicalLine, start: number, end: number): Range {
    return { start: line.offsetAt(start), end: end > start ? line.offsetAt(end - 1) + 1 : line.offsetAt(start) }
  }

  #problem(code: string, message: string, range: Range): void {
    this.#problems.push({ code, message, range })
  }
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
