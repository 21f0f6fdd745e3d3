import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { delimiter, isAbsolute, join } from 'node:path'
import type { CheckedScript, ScriptRemark, ShellCheck } from '../model/dockerfile/shell/shellcheck.ts'

/** ShellCheck is not there, or did not do its work: one sentence, exit code 2. */
export class ShellCheckError extends Error {
  override readonly name = 'ShellCheckError'
}

/** What makes no sense for a part of a Dockerfile: `#!` of another shell, files that are sourced. hadolint leaves the same out. */
const excluded = 'SC2187,SC1090,SC1091'
/** What every build has. */
const proxies = ['http_proxy', 'https_proxy', 'ftp_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY']

/**
 * The ShellCheck that is installed. Each script is one process, a few at a time, and equal scripts are checked once.
 *
 * @throws ShellCheckError when there is none on the PATH
 */
export function installedShellCheck(env: Readonly<Record<string, string | undefined>>): ShellCheck {
  const program = programOnPath('shellcheck', env)
  if (program === undefined)
    throw new ShellCheckError('--shellcheck needs ShellCheck, and there is no "shellcheck" on the PATH. Install it, or leave the flag out.')
  const turns = new Turns(availableParallelism())
  const known = new Map<string, Promise<readonly ScriptRemark[]>>()
  return script => {
    const { input, start } = inputOf(script)
    const key = `${script.dialect}\n${input}`
    let remarks = known.get(key)
    if (!remarks) known.set(key, (remarks = turns.take(() => check(program, script, input, start))))
    return remarks
  }
}

/** Where a program is, by the absolute folders of the PATH alone: the linted tree must not bring its own. */
function programOnPath(name: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const names = process.platform === 'win32' ? [`${name}.exe`] : [name]
  return (env['PATH'] ?? env['Path'] ?? '')
    .split(delimiter)
    .filter(folder => isAbsolute(folder))
    .flatMap(folder => names.map(file => join(folder, file)))
    .find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** Lets so many actions run at a time. */
class Turns {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(count: number) {
    this.#free = count
  }

  async take<T>(action: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>(resolve => this.#waiting.push(resolve))
    try {
      return await action()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
}

/** A script with the variables of its build set above its first command, behind the comments that tell ShellCheck something. */
interface Input {
  readonly input: string
  /** Where the variables are set, which is no part of the script. */
  readonly start: { readonly at: number; readonly length: number }
}

function inputOf({ text, variables }: CheckedScript): Input {
  const at = /^(?:[ \t]*(?:#[^\n]*)?\n)*/.exec(text)![0].length
  const values = new Map([...proxies.map(name => [name, undefined] as const), ...variables])
  const settings = [...values].filter(([name]) => /^[A-Za-z_]\w*$/.test(name)).map(([name, value = '1']) => `${name}='${value.replaceAll("'", `'\\''`)}'`)
  const line = `export ${settings.join(' ')}\n`
  return { input: text.slice(0, at) + line + text.slice(at), start: { at, length: line.length } }
}

async function check(program: string, { text, dialect }: CheckedScript, input: string, { at, length }: Input['start']): Promise<ScriptRemark[]> {
  const output = await run(program, ['--format=json1', `--shell=${dialect}`, `--exclude=${excluded}`, '-'], input)
  const offsetOf = offsetsIn(input)
  /** Offset in the input → in the script; undefined for what was put in. */
  const inScript = (offset: number): number | undefined => (offset < at ? offset : offset < at + length ? undefined : offset - length)
  return commentsIn(output).flatMap(({ line, column, endLine, endColumn, level, code, message }) => {
    const start = inScript(offsetOf(line, column))
    const end = inScript(offsetOf(endLine, endColumn))
    if (start === undefined || end === undefined) return []
    // A place between two characters is shown by the one behind it.
    const range = { start, end: Math.min(Math.max(end, start + 1), text.length) }
    return [{ range, level: level === 'style' ? 'info' : level, code: `SC${code}`, message }]
  })
}

/** What `shellcheck --format=json1` says of a place: 1-based, columns in code points, the end exclusive. */
interface Comment {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly level: 'error' | 'warning' | 'info' | 'style'
  readonly code: number
  readonly message: string
}

function commentsIn(output: string): readonly Comment[] {
  try {
    const { comments } = JSON.parse(output) as { comments: unknown }
    if (Array.isArray(comments)) return comments.filter(isComment)
  } catch {
    // Not what was asked for; said below.
  }
  throw new ShellCheckError(
    `ShellCheck printed something else than its findings: "${output.slice(0, 80).split('\n')[0]}". --shellcheck needs version 0.7 or later.`,
  )
}

function isComment(value: unknown): value is Comment {
  const { line, column, endLine, endColumn, level, code, message } = (value ?? {}) as Record<string, unknown>
  return (
    [line, column, endLine, endColumn, code].every(number => Number.isInteger(number)) &&
    ['error', 'warning', 'info', 'style'].includes(level as string) &&
    typeof message === 'string'
  )
}

/** Line and column of ShellCheck → offset in UTF-16 units. */
function offsetsIn(text: string): (line: number, column: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (line, column) => {
    const end = (starts[line] ?? text.length + 1) - 1
    let offset = starts[line - 1] ?? text.length
    for (let left = column - 1; left > 0 && offset < end; left--) offset += text.codePointAt(offset)! > 0xff_ff ? 2 : 1
    return offset
  }
}

/** Gives a program its input and takes what it prints. ShellCheck ends with 1 where it finds something. */
async function run(program: string, args: readonly string[], input: string): Promise<string> {
  const child = spawn(program, args, { stdio: 'pipe' })
  const output = collected(child)
  // A program that reads nothing and ends is told by its exit code.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const { code, stdout, stderr } = await output
  if (code === 0 || code === 1) return stdout
  throw new ShellCheckError(`ShellCheck failed (exit code ${code}): ${stderr.trim().split('\n')[0] || 'it said nothing'}.`)
}

async function collected(child: ChildProcess): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout?.on('data', (part: Buffer) => out.push(part))
    child.stderr?.on('data', (part: Buffer) => err.push(part))
    child.on('error', error => reject(new ShellCheckError(`ShellCheck cannot be started: ${error.message}.`)))
    child.on('close', code => resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }))
  })
}
