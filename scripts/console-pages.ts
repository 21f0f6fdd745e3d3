import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../src/cli.ts'

const root = join(import.meta.dirname, '..')
const fixture = 'fixtures/parcel'

/** The pages that show what k8s-lint prints on a fixture: path from the root → text. */
export async function consolePages(): Promise<Record<string, string>> {
  const guide = readFileSync(join(root, 'docs/getting-started.md'), 'utf8')
  const text = await printed(false)
  return {
    'docs/console.svg': svgOf(`$ k8s-lint\n${await printed(true)}`),
    'docs/getting-started.md': guide.replace(/(<!-- generated -->\n```text\n)[^]*?(```\n)/, (_, before: string, after: string) => before + text + after),
  }
}

/** What a user sees who types `k8s-lint` in the folder of the fixture. */
async function printed(color: boolean): Promise<string> {
  let out = ''
  await run(['--no-config'], {
    cwd: join(root, fixture),
    env: color ? { FORCE_COLOR: '1' } : {},
    stdin: async () => new Uint8Array(),
    stdout: text => (out += text),
    stderr: () => {},
    isTTY: false,
    stderrIsTTY: false,
    columns: 100,
    now: new Date('2026-11-21T12:00:00Z'),
  })
  return out
}

const LINE = 19
const CHARACTER = 8.43
const MARGIN = 16

/** What the codes of a terminal mean, in colours that can be read on dark ground. */
const styles: Readonly<Record<string, string>> = {
  1: 'font-weight="bold"',
  2: 'fill="#8b949e"',
  4: 'text-decoration="underline"',
  31: 'fill="#ff7b72"',
  32: 'fill="#7ee787"',
  33: 'fill="#e3b341"',
  34: 'fill="#79c0ff"',
  36: 'fill="#76e3ea"',
  90: 'fill="#8b949e"',
}

/** Text with the colours of a terminal as a picture that every page can show. */
function svgOf(text: string): string {
  const lines = text.trimEnd().split('\n')
  // oxlint-disable-next-line no-control-regex -- codes of a terminal begin with one
  const codes = /\u001B\[([\d;]*)m/g
  const width = Math.ceil(Math.max(...lines.map(line => line.replaceAll(codes, '').length)) * CHARACTER + 2 * MARGIN)
  const height = lines.length * LINE + 2 * MARGIN
  const rows = lines.map((line, index) => `<text x="${MARGIN}" y="${MARGIN + LINE * (index + 0.75)}">${spans(line.split(codes))}</text>`)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>What k8s-lint prints on ${fixture}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    `<g fill="#e6edf3" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14">`,
    ...rows,
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

/** @param parts text and codes by turns */
function spans(parts: readonly string[]): string {
  const on = new Set<string>()
  return parts
    .map((part, index) => {
      if (index % 2 === 0) return part === '' ? '' : `<tspan ${[...on].map(code => styles[code] ?? '').join(' ')}>${escaped(part)}</tspan>`
      for (const code of part.split(';')) switchStyle(on, code)
      return ''
    })
    .join('')
    .replaceAll('<tspan >', '<tspan>')
}

/** What ends what: 22 bold and dim, 24 the line below, 39 a colour, 0 all. */
function switchStyle(on: Set<string>, code: string): void {
  const ended: Readonly<Record<string, readonly string[]>> = { 22: ['1', '2'], 24: ['4'], 39: ['31', '32', '33', '34', '36', '90'] }
  if (code === '0' || code === '') on.clear()
  else if (ended[code]) for (const style of ended[code]) on.delete(style)
  else on.add(code)
}

/** Blanks that stay where they are: not every viewer heeds white-space in a picture. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll(' ', '\u00A0')
}
