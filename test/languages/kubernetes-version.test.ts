import { expect, test } from 'vitest'
import { compareKubernetesVersions, formatKubernetesVersion, parseKubernetesVersion } from '../../src/languages/kubernetes-version.ts'

test.each(['1.29', 'v1.29', '1.29.3', 'v1.29.3', '1.29+', 'v1.29.3-gke.1000', 'v1.29.3+k3s1', 'v1.29.0-rc.1+build'])('%s is 1.29', text => {
  const version = parseKubernetesVersion(text)
  expect(version).toEqual({ major: 1, minor: 29 })
  expect(version && formatKubernetesVersion(version)).toBe('1.29')
})

test.each(['', '1', 'v1', 'latest', '1.x', '1.29.', ' 1.29', '1.29.3.4', '1.29 '])('%j is no version', text => {
  expect(parseKubernetesVersion(text)).toBeUndefined()
})

test('versions compare as numbers', () => {
  const sorted = ['1.30', '1.9', '2.0', '1.29'].flatMap(text => parseKubernetesVersion(text) ?? []).sort(compareKubernetesVersions)
  expect(sorted.map(formatKubernetesVersion)).toEqual(['1.9', '1.29', '1.30', '2.0'])
  expect(compareKubernetesVersions({ major: 1, minor: 30 }, { major: 1, minor: 30 })).toBe(0)
})
