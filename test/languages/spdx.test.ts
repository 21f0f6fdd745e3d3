import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLicense, licenseNear, licensesDate } from '../../src/facts/spdx-licenses.ts'

fc.configureGlobal({ seed: 1 })

test.each([
  'MIT',
  'mit',
  'Apache-2.0',
  'GPL-2.0',
  'GPL-2.0+',
  'GPL-2.0-or-later WITH Classpath-exception-2.0',
  '(MIT OR Apache-2.0)',
  '((MIT)) and (BSD-3-Clause or ISC)',
  'MIT AND LicenseRef-Acme-1.0',
  'DocumentRef-other:LicenseRef-Acme',
  'NOASSERTION',
  'NONE',
])('%s is a licence', text => {
  expect(isLicense(text)).toBe(true)
})

test.each([
  '',
  ' ',
  'Apache',
  'Apache 2.0',
  'MIT License',
  'MIT OR',
  'OR MIT',
  'MIT Or ISC',
  'MIT, ISC',
  '(MIT',
  'MIT)',
  '()',
  'MIT ISC',
  'MIT WITH MIT',
  'MIT WITH',
  'WITH Classpath-exception-2.0',
  '(MIT) WITH Classpath-exception-2.0',
  'LicenseRef-',
  'NONE OR MIT',
])('%j is none', text => {
  expect(isLicense(text)).toBe(false)
})

test('names the licence that was meant', () => {
  expect(licenseNear('Apache 2.0')).toBe('Apache-2.0')
  expect(licenseNear('Proprietary')).toBeUndefined()
  expect(licensesDate).toMatch(/^\d{4}-\d\d-\d\d$/)
})

test('judges any text', () => {
  fc.assert(fc.property(fc.string(), text => typeof isLicense(text) === 'boolean'))
  expect(isLicense(`${'('.repeat(100_000)}MIT${')'.repeat(100_000)}`)).toBe(true)
})
