import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Log } from 'sarif'
import { describe, expect, test } from 'vitest'
import { run } from '../src/cli.ts'
import { sarif } from '../src/reporters/sarif.ts'
import { captured } from './io.ts'
import { context, finding, findings, nothing, report } from './reporters/report.ts'

const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'reporters/sarif-2.1.0.schema.json'), 'utf8')) as object
const ajv = new Ajv2020({ allErrors: true, strict: false })
addFormats.default(ajv)
const validate = ajv.compile(schema)

function faults(log: unknown): string[] {
  return validate(log) ? [] : validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`)
}

const fixtures = join(import.meta.dirname, '../fixtures')
const scenarios = readdirSync(fixtures, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name)

async function logOf(scenario: string): Promise<Log> {
  const io = captured(join(fixtures, scenario))
  await run(['.', '--format', 'sarif', '--preset', 'strict', '--markdown'], io)
  return JSON.parse(io.out) as Log
}

describe('the schema of OASIS', () => {
  test('holds what is written of every finding', () => {
    expect(faults(JSON.parse(sarif(report, context())))).toEqual([])
    expect(faults(JSON.parse(sarif(nothing, context({ category: 'k8s-lint/deploy' }))))).toEqual([])
  })

  test('holds what is written of more than GitHub takes', () => {
    const many = { ...nothing, findings: Array.from({ length: 5001 }, () => finding({ ...findings[0]! })) }
    expect(faults(JSON.parse(sarif(many, context())))).toEqual([])
  })

  test.each(scenarios)('holds the report on fixtures/%s', async scenario => {
    expect(faults(await logOf(scenario))).toEqual([])
  })

  test('would notice a fault', () => {
    const log = JSON.parse(sarif(report, context())) as Log
    expect(faults({ ...log, runs: [{ ...log.runs[0], results: [{ message: 'One.' }] }] })).not.toEqual([])
    expect(faults({ ...log, runs: [{ ...log.runs[0], tool: {} }] })).toEqual([`/runs/0/tool must have required property 'driver'`])
  })
})

// What code scanning asks for and the schema does not.
describe.each(scenarios)('code scanning takes the report on fixtures/%s', scenario => {
  const log = logOf(scenario)

  test('one run with results, and rules that say all that is shown of them', async () => {
    const { $schema, version, runs } = await log
    expect([$schema, version, runs.length]).toEqual([expect.stringContaining('sarif-schema-2.1.0.json'), '2.1.0', 1])
    const { tool, results, automationDetails } = runs[0]!
    expect(results).toBeInstanceOf(Array)
    expect(automationDetails!.id).toMatch(/\/$/)
    for (const { id, shortDescription, fullDescription, help, defaultConfiguration, properties } of tool.driver.rules!) {
      expect(id.length).toBeLessThanOrEqual(255)
      for (const { text } of [shortDescription!, fullDescription!]) expect([text.length > 0, text.length <= 1024]).toEqual([true, true])
      expect(help!.text).not.toBe('')
      expect(help!.markdown).toContain('](https://')
      expect(['error', 'warning', 'note']).toContain(defaultConfiguration!.level)
      expect(properties!.tags!.length).toBeLessThanOrEqual(10)
      const severity: unknown = properties!['security-severity']
      if (severity !== undefined) expect(severity).toMatch(/^(?:[1-9]|10)\.\d$/)
    }
  })

  test('results with a level, a message, one place on one line, and prints that tell them apart', async () => {
    const { tool, results, originalUriBaseIds } = (await log).runs[0]!
    for (const { ruleId, ruleIndex, level, message, locations, partialFingerprints, relatedLocations = [], suppressions } of results!) {
      expect(tool.driver.rules![ruleIndex!]!.id).toBe(ruleId)
      expect(['error', 'warning', 'note']).toContain(level)
      expect(message.text).not.toBe('')
      expect(locations).toHaveLength(1)
      const { artifactLocation, region } = locations![0]!.physicalLocation!
      expect(artifactLocation!.uri).toMatch(/^(?![./])[^ \\]+$/)
      expect(originalUriBaseIds).toHaveProperty(artifactLocation!.uriBaseId!)
      const { startLine, startColumn, endLine, endColumn, snippet } = region!
      expect([startLine! >= 1, startColumn! >= 1, endLine === startLine, endColumn! >= startColumn!, snippet]).toEqual([true, true, true, true, undefined])
      expect(Object.keys(partialFingerprints!)).toContain('k8sLint/v1')
      const links = [...message.text!.matchAll(/\]\((\d+)\)/g)].map(([, id]) => Number(id))
      expect(links).toEqual(relatedLocations.map(({ id }) => id))
      expect(suppressions).toBeUndefined()
    }
    const prints = results!.map(({ partialFingerprints }) => partialFingerprints!['k8sLint/v1'])
    expect(new Set(prints).size).toBe(prints.length)
  })
})
