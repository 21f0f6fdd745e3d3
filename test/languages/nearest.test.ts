import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearest } from '../../src/languages/nearest.ts'

fc.configureGlobal({ seed: 1 })

const kinds = ['Deployment', 'DaemonSet', 'StatefulSet', 'Service', 'Pod', 'Job', 'Ingress']

test.each([
  ['Deploymnt', 'Deployment'],
  ['deployment', 'Deployment'],
  ['Sevrice', 'Service'],
  ['Pdo', undefined],
  ['pod', 'Pod'],
  ['StateFullSets', 'StatefulSet'],
  ['Podd', 'Pod'],
  ['Pods', 'Pod'],
  ['Kubernetes', undefined],
  ['xyz', undefined],
  ['', undefined],
])('%j', (word, suggestion) => {
  expect(nearest(word, kinds)).toBe(suggestion)
})

test('a short word needs the same letters', () => {
  expect(nearest('ab', ['ac', 'abc'])).toBeUndefined()
  expect(nearest('AB', ['ac', 'ab'])).toBe('ab')
  expect(nearest('pvc', ['pod'])).toBeUndefined()
})

test('a word is not its own suggestion', () => {
  expect(nearest('Service', ['Service', 'Services'])).toBe('Services')
})

test('case decides between equals, then the alphabet', () => {
  expect(nearest('memroy', ['Memory', 'memory'])).toBe('memory')
  expect(nearest('port', ['pora', 'porb'])).toBe('pora')
})

test('the order of the candidates does not show', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'c'), maxLength: 6 }))
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 }), words, (word, candidates) => {
      expect(nearest(word, candidates)).toBe(nearest(word, candidates.toReversed()))
    }),
  )
})
