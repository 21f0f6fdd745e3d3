import { expect, test } from 'vitest'
import { parseKubernetesVersion } from '../../src/languages/kubernetes-version.ts'

test.each(['1.29', 'v1.29', '1.29.3', 'v1.29.3', '1.29+', 'v1.29.3-gke.1000', 'v1.29.3+k3s1', 'v1.29.0-rc.1+build'])('%s is 1.29', text => {
  expect(parseKubernetesVersion(text)).toEqual({ major: 1, minor: 29 })
})

test.each(['', '1', 'v1', 'latest', '1.x', '1.29.', ' 1.29', '1.29.3.4', '1.29 '])('%j is no version', text => {
  expect(parseKubernetesVersion(text)).toBeUndefined()
})
