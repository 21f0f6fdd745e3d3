import { describe, expect, test } from 'vitest'
import { needsOf } from '../../scripts/rule-needs.ts'
import { lint, rules } from '../../src/index.ts'
import type { Rule } from '../../src/rule.ts'
import { exampleConfig, exampleShellcheck, unmarked } from '../examples.ts'

const needy = rules.map(rule => ({ ...rule, needs: needsOf(rule) })).filter((rule): rule is Rule & { needs: string[] } => rule.needs !== undefined)

test('most rules need certain kinds, and those that need more are not thought to', () => {
  expect(needy.length).toBeGreaterThan(rules.length / 2)
  const needs = new Map(needy.map(({ id, needs }) => [id, needs]))
  expect(needs.get('rollouts/invalid-step')).toEqual(['Rollout'])
  expect(needs.get('kubernetes/rbac-wildcard')).toEqual(['ClusterRole', 'Role'])
  expect(needs.has('yaml/syntax')).toBe(false)
  expect(needs.has('kubernetes/removed-api')).toBe(false)
})

describe('with what it needs, a rule finds what it finds without', () => {
  test.each(needy.map(rule => [rule.id, rule] as const))('%s', async (_, rule) => {
    for (const example of rule.examples.filter(({ bad }) => bad !== undefined)) {
      const { files } = unmarked(rule, example.bad!)
      const { findings } = await lint({
        files,
        config: exampleConfig(rule, example),
        ...exampleShellcheck(example),
        rules: rules.map(other => (other.id === rule.id ? rule : other)),
      })
      expect(findings.map(finding => finding.rule)).toContain(rule.id)
    }
  })
})
