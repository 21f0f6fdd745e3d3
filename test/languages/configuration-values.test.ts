import { expect, test } from 'vitest'
import { parseByteSize } from '../../src/languages/byte-size.ts'
import { parseGoUrl } from '../../src/languages/go-url.ts'
import { isFieldSelectorText, isLabelSelectorText } from '../../src/languages/selector-text.ts'

test.each([
  ['0', 0],
  ['512MB', 512 * 2 ** 20],
  ['1.5GiB', 1.5 * 2 ** 30],
  ['1GiB512MiB', 1.5 * 2 ** 30],
  ['-1KB', -1024],
  ['10B', 10],
])('a size: %s', (text, bytes) => {
  expect(parseByteSize(text)).toBe(bytes)
})

test.each(['', '10', '10mb', 'MB', '1GB1MiB', '1 GB'])('no size: %s', text => {
  expect(parseByteSize(text)).toBeUndefined()
})

test.each([
  ['http://shop:8080/metrics?x=1', { scheme: 'http', host: 'shop:8080', path: '/metrics' }],
  ['https://user:p@shop', { scheme: 'https', host: 'shop', path: '' }],
  ['http://[::1]:9090/', { scheme: 'http', host: '[::1]:9090', path: '/' }],
  ['localhost:9090', { scheme: 'localhost', host: '', path: '' }],
  ['shop', { scheme: '', host: '', path: 'shop' }],
])('a URL: %s', (text, url) => {
  expect(parseGoUrl(text)).toEqual(url)
})

test.each([':9090', '10.0.0.1:9090', 'http://shop:port', 'http://sh op', 'http://shop/%zz', 'a\nb'])('no URL: %s', text => {
  expect(parseGoUrl(text)).toHaveProperty('error')
})

test.each(['', 'app=shop', 'app==shop,tier!=test', 'tier in (front, back),!legacy', 'example.com/app', 'replicas>3'])('a label selector: %s', text => {
  expect(isLabelSelectorText(text)).toBe(true)
})

test.each([`app=${'x'.repeat(64)}`, 'app=sh op', 'app=-shop', 'tier in front', '=shop'])('no label selector: %s', text => {
  expect(isLabelSelectorText(text)).toBe(false)
})

test('field selectors', () => {
  expect(['', 'status.phase=Running', 'a!=b,c==d'].every(isFieldSelectorText)).toBe(true)
  expect(['status.phase', 'a=b=c', 'a=b;c=d'].some(isFieldSelectorText)).toBe(false)
  expect(isFieldSelectorText(String.raw`a=b\=c\,d`)).toBe(true)
})
