import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseImage } from '../../src/languages/image-reference.ts'

fc.configureGlobal({ seed: 1 })

const sha256 = `sha256:${'0123456789abcdef'.repeat(4)}`

describe('parseImage', () => {
  test.each([
    ['nginx', 'docker.io', 'library/nginx', undefined],
    ['nginx:1.27', 'docker.io', 'library/nginx', '1.27'],
    ['bitnami/redis', 'docker.io', 'bitnami/redis', undefined],
    ['index.docker.io/library/nginx', 'docker.io', 'library/nginx', undefined],
    ['docker.io/nginx:1', 'docker.io', 'library/nginx', '1'],
    ['docker.io/library/a/b', 'docker.io', 'library/a/b', undefined],
    ['localhost/app', 'localhost', 'app', undefined],
    ['localhost:5000/app', 'localhost:5000', 'app', undefined],
    ['localhost:5000/app:v1', 'localhost:5000', 'app', 'v1'],
    ['[2001:db8::1]:5000/app', '[2001:db8::1]:5000', 'app', undefined],
    ['ghcr.io/acme/shop/cart:v1_2.3-rc', 'ghcr.io', 'acme/shop/cart', 'v1_2.3-rc'],
    ['Acme/app', 'Acme', 'app', undefined],
    ['a__b/c-d.e---f', 'docker.io', 'a__b/c-d.e---f', undefined],
  ])('%s', (text, registry, repository, tag) => {
    expect(parseImage(text)).toMatchObject({ registry, repository, tag })
  })

  test('tag and digest know where they are written', () => {
    const text = `ghcr.io/acme/app:v1@${sha256}`
    const image = parseImage(text)
    expect(image).toMatchObject({ name: 'ghcr.io/acme/app', tag: 'v1', digest: sha256 })
    expect(text.slice(image?.tagStart).startsWith('v1@')).toBe(true)
    expect(text.slice(image?.digestStart)).toBe(sha256)
  })

  test('a port is no tag', () => {
    expect(parseImage('localhost:5000/app')?.tagStart).toBeUndefined()
  })

  test.each([
    '',
    ' ',
    'nginx ',
    'Nginx',
    'acme/App',
    'nginx:',
    'nginx:-1',
    'nginx@',
    'nginx@sha256:abc',
    `nginx@${sha256.toUpperCase()}`,
    `nginx@md5:${'a'.repeat(32)}`,
    'nginx:1:2',
    '/nginx',
    'nginx/',
    'a//b',
    '-nginx',
    'a___b',
    `nginx:${'a'.repeat(129)}`,
    'a'.repeat(64),
    `acme/${'a'.repeat(256)}`,
    '${IMAGE}:1',
    'https://ghcr.io/acme/app',
  ])('%j is no reference', text => {
    expect(parseImage(text)).toBeUndefined()
  })

  test('a host and port alone reads as a repository and a tag, as docker reads it', () => {
    expect(parseImage('localhost:5000')).toMatchObject({ repository: 'library/localhost', tag: '5000' })
  })

  test('never throws, and what it reads is made of the text', () => {
    const pieces = fc.constantFrom('a', 'B', '/', ':', '.', '-', '_', '@', '5000', 'localhost', 'docker.io/', `@${sha256}`, ' ')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces).map(parts => parts.join('')),
          fc.string(),
        ),
        text => {
          const image = parseImage(text)
          if (!image) return
          const tag = image.tag === undefined ? '' : `:${image.tag}`
          const digest = image.digest === undefined ? '' : `@${image.digest}`
          expect(image.name + tag + digest).toBe(text)
          expect(parseImage(`${image.registry}/${image.repository}${tag}${digest}`)).toMatchObject({
            registry: image.registry,
            tag: image.tag,
          })
        },
      ),
    )
  })
})
