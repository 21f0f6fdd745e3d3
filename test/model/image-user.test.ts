import { expect, test } from 'vitest'
import { lint } from '../../src/lint.ts'

const pod = (image: string): string => `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: "${image}" }] }\n`
const skaffold = 'apiVersion: skaffold/v4beta13\nkind: Config\nbuild: { artifacts: [{ image: shop/web }] }\n'

async function hasFix(files: Record<string, string>): Promise<boolean[]> {
  const { findings } = await lint({ files, config: { extends: [], rules: { 'kubernetes/run-as-root': 'warning' } } })
  return findings.map(({ unsafeFix }) => unsafeFix !== undefined)
}

test.each([
  ['USER 10001', true],
  ['USER node', false],
  ['USER root', false],
])('runAsNonRoot is no fix where the kubelet would not start the image: %s', async (user, expected) => {
  expect(await hasFix({ Dockerfile: `FROM alpine:3.22\n${user}\n`, 'skaffold.yaml': skaffold, 'pod.yaml': pod('shop/web') })).toEqual([expected])
})

test.each([
  ['shop/web:1.4.0', true],
  ['postgres:18', false],
  ['nginx:1.29', false],
])('nor for official images that start as root: %s', async (image, expected) => {
  expect(await hasFix({ 'pod.yaml': pod(image) })).toEqual([expected])
})
