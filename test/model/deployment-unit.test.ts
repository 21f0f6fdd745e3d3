import { expect, test } from 'vitest'
import { areApart, shareUnit, units } from '../../src/model/kubernetes/references/deployment-unit.ts'
import { Project } from '../../src/project.ts'
import { readSource } from '../../src/source/read.ts'

/** A project of kustomizations and of files with nothing that matters in them. */
function projectOf(kustomizations: Readonly<Record<string, string>>, ...files: readonly string[]): Project {
  const texts = { ...kustomizations, ...Object.fromEntries(files.map(file => [file, 'apiVersion: v1\nkind: ConfigMap\n'])) }
  const options = { markdown: false, relaxed: false, paths: new Set(Object.keys(texts)) }
  const settings = { kubernetesVersion: 34, podSecurity: undefined, closedWorld: true, external: [], prometheus: { features: [], relaxed: false } }
  const sources = Object.entries(texts).map(([path, text]) => readSource(path, text, options))
  return new Project(sources, settings)
}

const overlays = {
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'dev/kustomization.yaml': 'resources: [../base, dev.yaml]\n',
  'prod/kustomization.yaml': 'resources: [../base, prod.yaml]\n',
}

test('a unit is a kustomization that no other one names, with everything below it', () => {
  const project = projectOf(overlays, 'base/web.yaml', 'dev/dev.yaml', 'prod/prod.yaml')
  expect(units(project).map(({ folder, files, open }) => [folder, [...files], open])).toEqual([
    ['dev', ['dev/kustomization.yaml', 'dev/dev.yaml', 'base/kustomization.yaml', 'base/web.yaml'], false],
    ['prod', ['prod/kustomization.yaml', 'prod/prod.yaml', 'base/kustomization.yaml', 'base/web.yaml'], false],
  ])
})

test('two overlays of one base are never deployed together, each and the base are', () => {
  const project = projectOf(overlays, 'base/web.yaml', 'dev/dev.yaml', 'prod/prod.yaml', 'loose.yaml')
  const apart = areApart(project)
  expect(apart('dev/dev.yaml', 'prod/prod.yaml')).toBe(true)
  expect(apart('dev/dev.yaml', 'base/web.yaml')).toBe(false)
  expect(apart('base/web.yaml', 'prod/prod.yaml')).toBe(false)
  expect(apart('loose.yaml', 'prod/prod.yaml')).toBe(false)
  expect(shareUnit(project)('dev/dev.yaml', 'base/web.yaml')).toBe(true)
  expect(shareUnit(project)('dev/dev.yaml', 'prod/prod.yaml')).toBe(false)
})

test('a component, or another prefix, lets two kustomizations be deployed side by side', () => {
  const shared = projectOf(
    {
      'common/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [deny.yaml]\n',
      'shop/kustomization.yaml': 'resources: [shop.yaml]\ncomponents: [../common]\n',
      'mail/kustomization.yaml': 'resources: [mail.yaml]\ncomponents: [../common]\n',
    },
    'common/deny.yaml',
    'shop/shop.yaml',
    'mail/mail.yaml',
  )
  expect(areApart(shared)('shop/shop.yaml', 'mail/mail.yaml')).toBe(false)
  const prefixed = { ...overlays, 'dev/kustomization.yaml': 'namePrefix: dev-\nresources: [../base, dev.yaml]\n' }
  expect(areApart(projectOf(prefixed, 'base/web.yaml', 'dev/dev.yaml', 'prod/prod.yaml'))('dev/dev.yaml', 'prod/prod.yaml')).toBe(false)
})

test.each([
  ['resources: [https://github.com/example/base]', true],
  ['resources: [github.com/example/base?ref=v1]', true],
  ['resources: [not-linted.yaml]', true],
  ['helmCharts: [{ name: redis }]', true],
  ['resources: [web.yaml]', false],
])('%s: open is %s', (text, open) => {
  expect(units(projectOf({ 'kustomization.yaml': `${text}\n` }, 'web.yaml')).map(unit => unit.open)).toEqual([open])
})

test('kustomizations that name each other are no unit, and nothing goes on for ever', () => {
  const circle = { 'a/kustomization.yaml': 'resources: [../b]\n', 'b/kustomization.yaml': 'resources: [../a]\n' }
  expect(units(projectOf(circle))).toEqual([])
  expect(units(projectOf({ ...circle, 'kustomization.yaml': 'resources: [a]\n' })).map(({ files }) => files.size)).toEqual([3])
})
