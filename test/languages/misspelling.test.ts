import { expect, test } from 'vitest'
import { isMisspelling } from '../../src/languages/misspelling.ts'

test.each([
  ['checkout-setings', 'checkout-settings', 'a letter too few'],
  ['checkoutt', 'checkout', 'a letter too many'],
  ['chackout', 'checkout', 'another letter'],
  ['credentails', 'credentials', 'two letters in turn'],
  ['lets-encrypt', 'letsencrypt', 'words put together'],
  ['app_settings', 'app-settings', 'another character between words'],
  ['Settings', 'settings', 'capitals'],
])('%s is meant for %s: %s', (name, other) => {
  expect(isMisspelling(name, other)).toBe(true)
})

test.each([
  ['settings', 'settings', 'the same'],
  ['web-config-1', 'web-config-2', 'digits tell names apart'],
  ['user-config', 'users-config', 'so does a plural'],
  ['config-dev', 'config-prod', 'another word'],
  ['rest-config', 'test-config', 'too short a word'],
  ['encryption-key', 'decryption-key', 'another first letter'],
  ['settings-blue', 'settings', 'a word more'],
  ['chekouts-setings', 'checkouts-settings', 'two words that differ'],
])('%s is not meant for %s: %s', (name, other) => {
  expect(isMisspelling(name, other)).toBe(false)
})
