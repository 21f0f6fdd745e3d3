import { expect, test } from 'vitest'
import { builtImages } from '../../src/model/kubernetes/pod/built-image.ts'
import { Project } from '../../src/project.ts'
import { readSource } from '../../src/source/read.ts'

/** Each image that the tree builds, with its Dockerfile and how that is known. */
function pairs(files: Readonly<Record<string, string>>): string[] {
  const options = { markdown: false, relaxed: false, paths: new Set(Object.keys(files)) }
  const settings = { kubernetesVersion: 34, podSecurity: undefined, closedWorld: true, external: [], prometheus: { features: [], relaxed: false } }
  const project = new Project(
    Object.entries(files).map(([path, text]) => readSource(path, text, options)),
    settings,
  )
  return builtImages(project).map(
    ({ name, stage, how, containers }) => `${name} from ${stage.source.file} #${stage.node.index}, ${how}, run ${containers.length}`,
  )
}

const pod = (image: string): string => `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [{ name: c, image: '${image}' }] }\n`
const from = 'FROM alpine:3.22\n'

test('compose names image and Dockerfile', () => {
  const compose = 'services:\n  api: { image: shop/api:dev, build: { context: ./api, dockerfile: build.Dockerfile, target: run } }\n  db: { image: postgres }\n'
  expect(pairs({ 'compose.yaml': compose, 'api/build.Dockerfile': `FROM alpine AS run\n${from}`, 'pod.yaml': pod('shop/api:1.2') })).toEqual([
    'shop/api from api/build.Dockerfile #0, built by compose.yaml, run 1',
  ])
})

test('a workflow that builds and pushes, by action or by command', () => {
  const workflow = [
    'jobs:',
    '  build:',
    '    steps:',
    '      - uses: docker/build-push-action@v6',
    '        with: { context: api, tags: "ghcr.io/shop/api:latest" }',
    '      - run: |',
    '          docker build --pull -t shop/web:$SHA \\',
    '            --build-arg A=b -f web/Dockerfile .',
    '',
  ].join('\n')
  const files = { '.github/workflows/ci.yml': workflow, 'api/Dockerfile': from, 'web/Dockerfile': from, 'pod.yaml': pod('ghcr.io/shop/api:1') }
  expect(pairs(files)).toEqual([
    'ghcr.io/shop/api from api/Dockerfile #0, built by .github/workflows/ci.yml, run 1',
    'shop/web from web/Dockerfile #0, built by .github/workflows/ci.yml, run 0',
  ])
})

test('a comment in the Dockerfile', () => {
  expect(pairs({ Dockerfile: `# image: shop/api\n${from}`, 'pod.yaml': pod('shop/api:1') })).toEqual([
    'shop/api from Dockerfile #0, named in a comment of the Dockerfile, run 1',
  ])
})

test('the folder, if it is the only one of its name, and the image is nobody else’s', () => {
  expect(pairs({ 'src/api/Dockerfile': from, 'pod.yaml': pod('registry.example.com/shop/api:1') })).toEqual([
    'registry.example.com/shop/api from src/api/Dockerfile #0, from the only Dockerfile in a folder "api", run 1',
  ])
  expect(pairs({ 'src/api/Dockerfile': from, 'old/api/Dockerfile': from, 'pod.yaml': pod('shop/api:1') })).toEqual([])
  expect(pairs({ 'nginx/Dockerfile': from, 'pod.yaml': pod('nginx:1.29') })).toEqual([])
  expect(pairs({ 'grafana/Dockerfile': from, 'pod.yaml': pod('grafana/grafana:12.0') })).toEqual([])
})
