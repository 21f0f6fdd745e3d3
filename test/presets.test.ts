import { describe, expect, test } from 'vitest'
import { type Config, resolveConfig } from '../src/config.ts'
import { checkConfig } from '../src/config/check.ts'
import { levelIn } from '../src/config/states.ts'
import { lint } from '../src/lint.ts'
import { toolOf } from '../src/peers.ts'
import { peerLevel } from '../src/presets/levels.ts'
import { presets } from '../src/presets/index.ts'
import { rules } from '../src/rules/index.ts'

const known = new Map(rules.map(rule => [rule.id, rule]))
const claimed = rules.filter(rule => rule.peers?.some(peer => toolOf(peer) === 'hadolint'))
const ruleOf = (check: string) => rules.find(rule => rule.peers?.includes(check))!

const levelsUnder = (config: Config): Record<string, string> => {
  const resolved = resolveConfig(config, rules)
  return Object.fromEntries(rules.map(rule => [rule.id, resolved.settingsOf(rule, 'Dockerfile', undefined).level]))
}

describe.each(Object.entries(presets))('the preset %s', (name, preset) => {
  test('names rules, options and levels that exist', () => {
    expect(() => checkConfig(preset, known)).not.toThrow()
  })

  test('has the level of its tool wherever it sets options, and sets them in the order of their ids', () => {
    const ids = Object.keys(preset.rules ?? {})
    expect(ids).toEqual(ids.toSorted())
    for (const [id, setting] of Object.entries(preset.rules ?? {})) {
      const level = typeof setting === 'string' ? setting : Array.isArray(setting) ? (setting[0] as string) : undefined
      if (level !== undefined) expect([id, level]).toEqual([id, levelIn(name, known.get(id)!) ?? 'off'])
    }
  })
})

test.each([
  [['hadolint:DL3008'], 'warning'],
  [['hadolint:DL3020'], 'error'],
  [['hadolint:DL3048'], 'info'],
  [['hadolint:SC2086'], 'info'],
  [['hadolint:SC2154'], 'warning'],
  [['hadolint:DL4003', 'hadolint:DL4004'], 'error'],
  [['hadolint:DL3057'], undefined],
  [['hadolint:DL1001', 'hadolint:DL3059'], 'info'],
  [['buildkit:FromAsCasing'], 'warning'],
  [['buildkit:CopyIgnoredFile', 'buildkit:build-error'], 'warning'],
  [['buildkit:build-error'], 'error'],
])('%j has the level %s in its tool', (checks, level) => {
  expect(peerLevel(checks)).toBe(level)
})

test('a preset of another tool turns on what covers its checks, at its levels, and nothing else but what the run says of itself', () => {
  const levels = levelsUnder({ extends: ['hadolint'] })
  const on = Object.keys(levels).filter(id => levels[id] !== 'off' && !id.startsWith('k8s-lint/'))
  const off = claimed.filter(rule => levelIn('hadolint', rule) === undefined).map(({ id }) => id)
  expect(on.toSorted()).toEqual(
    claimed
      .map(({ id }) => id)
      .filter(id => !off.includes(id))
      .toSorted(),
  )
  expect(levels[ruleOf('hadolint:DL3007').id]).toBe('warning')
  expect(levels[ruleOf('hadolint:DL1001').id]).toBe('off')
})

test('of several presets the later gives the level, and none turns off what another has on', () => {
  const { id } = ruleOf('hadolint:DL3059')
  expect(levelsUnder({ extends: ['hadolint', 'strict'] })[id]).toBe(known.get(id)!.severity)
  expect(levelsUnder({ extends: ['strict', 'hadolint'] })[ruleOf('hadolint:DL1001').id]).toBe(ruleOf('hadolint:DL1001').severity)
})

describe("hadolint's options", () => {
  const hadolint = { trustedRegistries: ['hub.docker.com', '*.example.com'], labelSchema: { team: 'text' }, strictLabels: true }
  const setting = (id: string, config: Config) => {
    const { level, options } = resolveConfig(config, rules).settingsOf(known.get(id)!, 'Dockerfile', undefined)
    return [level, options['allow'] ?? options['schema']]
  }

  test('become options of our rules, and turn them on', () => {
    for (const extended of [undefined, ['recommended'], ['hadolint']]) {
      const config: Config = { ...(extended && { extends: extended }), hadolint }
      expect(setting('dockerfile/image-registry', config)).toEqual(['error', ['docker.io', '*.example.com']])
      for (const [id, level] of [
        ['dockerfile/label-required', 'info'],
        ['dockerfile/label-superfluous', 'info'],
        ['dockerfile/label-value', 'warning'],
      ] as const)
        expect([id, ...setting(id, config)]).toEqual([id, level, { team: 'text' }])
    }
  })

  test('only give options where nothing is extended', () => {
    expect(setting('dockerfile/image-registry', { extends: [], hadolint })[0]).toBe('off')
    expect(setting('dockerfile/image-registry', { extends: [], hadolint, rules: { 'dockerfile/image-registry': 'warning' } })).toEqual([
      'warning',
      ['docker.io', '*.example.com'],
    ])
  })

  test('yield to what the rules are given', () => {
    const config: Config = { hadolint, rules: { 'dockerfile/image-registry': ['info', { allow: ['ghcr.io'] }], 'dockerfile/label-required': 'off' } }
    expect(setting('dockerfile/image-registry', config)).toEqual(['info', ['ghcr.io']])
    expect(setting('dockerfile/label-required', config)[0]).toBe('off')
  })

  test('leave superfluous labels alone unless labels are strict', () => {
    expect(setting('dockerfile/label-superfluous', { hadolint: { labelSchema: { team: 'text' } } })[0]).toBe('off')
  })

  test.each([
    [{ trustedRegistries: 'ghcr.io' }, '"hadolint.trustedRegistries" is "ghcr.io", but takes a list.'],
    [{ labelSchema: { team: 1 } }, '"hadolint.labelSchema" is 1, but takes a string.'],
    [{ strictLabels: 'yes' }, '"hadolint.strictLabels" is "yes", but takes a boolean.'],
  ])('of the wrong shape are refused: %j', (wrong, message) => {
    expect(() => resolveConfig({ hadolint: wrong } as unknown as Config, rules)).toThrow(message)
  })

  test('judge a Dockerfile', async () => {
    const { findings } = await lint({
      files: { Dockerfile: 'FROM ghcr.io/shop/base:1.2.3\nLABEL tema="checkout"\nUSER 10001\n' },
      config: { extends: ['hadolint'], hadolint },
    })
    expect(findings.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(
      expect.arrayContaining(['dockerfile/image-registry error', 'dockerfile/label-required info', 'dockerfile/label-superfluous info']),
    )
  })
})
