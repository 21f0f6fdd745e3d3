import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../src/cli.ts'
import { captured } from './io.ts'

const fixtures = join(import.meta.dirname, '../fixtures')
const scenarios = readdirSync(fixtures, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name)

/** Arguments that a scenario is run with, besides its own folder. */
const flags: Record<string, string[]> = { markdown: ['--markdown'] }

/**
 * Every scenario through the command line, as a user runs it in that folder. `UPDATE_FIXTURES=1` writes what is expected;
 * the diff is then to be read like any other.
 */
describe.each(scenarios)('fixtures/%s', scenario => {
  const folder = join(fixtures, scenario)
  const lint = async (): Promise<string> => {
    const io = captured(folder)
    const code = await run(['.', '--format', 'compact', ...(flags[scenario] ?? [])], io)
    return `${io.out.replaceAll('\r', '')}${io.err ? `stderr: ${io.err}` : ''}exit ${code}\n`
  }

  test('reports what is written beside it', async () => {
    const file = join(folder, 'expected.txt')
    const output = await lint()
    if (process.env['UPDATE_FIXTURES']) writeFileSync(file, output)
    expect(existsSync(file), `${scenario} has no expected.txt; run with UPDATE_FIXTURES=1 and read it`).toBe(true)
    expect(output).toBe(readFileSync(file, 'utf8'))
  })

  test('says the same twice', async () => {
    expect(await lint()).toBe(await lint())
  })
})
