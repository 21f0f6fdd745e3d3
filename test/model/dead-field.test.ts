import { expect, test } from 'vitest'
import { lint } from '../../src/index.ts'

const pod = (volume: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: docs }\nspec: { containers: [{ name: docs, image: "a:1" }], volumes: [{ name: pages, ${volume} }] }\n`

test.each([
  ['gitRepo', '1.36', 'error', 'No kubelet mounts a volume of type "gitRepo" since Kubernetes 1.33'],
  ['gitRepo', '1.32', 'info', 'is deprecated'],
  ['glusterfs', '1.26', 'error', 'since Kubernetes 1.26'],
  ['cephfs', '1.30', 'info', 'is deprecated'],
  ['cephfs', '1.31', 'error', 'since Kubernetes 1.31'],
  ['azureFile', '1.36', 'info', 'Use the Azure File CSI driver instead'],
])('a volume of type %s for Kubernetes %s is told as %s', async (type, kubernetesVersion, severity, words) => {
  const { findings } = await lint({ files: { 'pod.yaml': pod(`${type}: {}`) }, config: { kubernetesVersion } })
  const found = findings.filter(({ rule }) => rule === 'kubernetes/deprecated-field')
  expect(found).toMatchObject([{ severity, message: expect.stringContaining(words) }])
})
