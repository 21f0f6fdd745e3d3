import { expect, test } from 'vitest'
import { parsePlatform } from '../../src/languages/platform.ts'

test.each([
  ['linux/amd64', 'linux', 'amd64'],
  ['linux/arm/v7', 'linux', 'arm'],
  ['Linux/x86_64', 'linux', 'amd64'],
  ['linux/aarch64', 'linux', 'arm64'],
  ['linux', 'linux', undefined],
  ['arm64', undefined, 'arm64'],
  ['aarch64', undefined, 'arm64'],
  ['macos/arm64', 'darwin', 'arm64'],
  ['windows(10.0.17763)/amd64', 'windows', 'amd64'],
])('%s', (text, os, architecture) => {
  expect(parsePlatform(text)).toEqual({ os, architecture })
})

test.each(['', 'beos', 'wasip1', 'amd64(1)', 'linux/', '/amd64', 'linux/$ARCH', '$TARGETPLATFORM', 'a/b/c/d', 'linux amd64'])('"%s" is no platform', text => {
  expect(parsePlatform(text)).toBeUndefined()
})
