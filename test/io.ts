/** What the command line reads and writes, held in memory. */
export function captured(cwd: string, stdin = '') {
  const io = {
    cwd,
    env: {} as Record<string, string | undefined>,
    out: '',
    err: '',
    stdin: async () => Buffer.from(stdin),
    stdout: (text: string) => {
      io.out += text
    },
    stderr: (text: string) => {
      io.err += text
    },
    isTTY: false,
    stderrIsTTY: false,
    columns: 100,
    now: new Date('2026-11-21T12:00:00Z'),
  }
  return io
}
