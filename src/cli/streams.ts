import { fstatSync, statSync, writeSync } from 'node:fs'

/** What the command line reads and writes; those of a test are in memory. */
export interface Streams {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  stdin(): Promise<Uint8Array>
  stdout(text: string): void
  stderr(text: string): void
  /** Whether stdout is a terminal. */
  readonly isTTY: boolean
  readonly stderrIsTTY: boolean
  readonly columns: number
  readonly now: Date
}

/** The process's own. */
export function processStreams(): Streams {
  const [isTTY, stderrIsTTY] = [isTerminal(1), isTerminal(2)]
  return {
    cwd: process.cwd(),
    env: process.env,
    stdin: async () => {
      const parts: Uint8Array[] = []
      for await (const part of process.stdin) parts.push(part as Uint8Array)
      return Buffer.concat(parts)
    },
    stdout: text => writeWhole(1, text),
    stderr: text => writeWhole(2, text),
    isTTY,
    stderrIsTTY,
    columns: (isTTY && process.stdout.columns) || 100,
    now: new Date(),
  }
}

/** `node:tty` brings all of `node:net` along, so it is asked only about what may be a terminal. */
function isTerminal(descriptor: number): boolean {
  try {
    const stat = fstatSync(descriptor)
    return stat.isCharacterDevice() && stat.rdev !== nullDevice() && process.getBuiltinModule('node:tty').isatty(descriptor)
  } catch {
    return false // closed
  }
}

/** Output that is thrown away, as `fstat` tells it; undefined where it cannot be looked at (Windows). */
function nullDevice(): number | undefined {
  try {
    return statSync('/dev/null').rdev
  } catch {
    return undefined
  }
}

/** Writes to a stream without setting up Node's streams, which takes longer than linting a file. */
function writeWhole(descriptor: number, text: string): void {
  let rest: Uint8Array = Buffer.from(text)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // A reader that has seen enough (`| head`) is no trouble of ours.
      if (code === 'EPIPE' || code === 'EOF') return
      // A pipe that is full takes more when its reader has read some.
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    }
  }
}
