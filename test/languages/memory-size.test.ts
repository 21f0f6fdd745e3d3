import { expect, test } from 'vitest'
import { parseGoSize, parseJvmSize, parseNodeSize, parsePostgresSize, parseRedisSize } from '../../src/languages/memory-size.ts'

const mebi = 2 ** 20

test.each([
  ['512m', 512 * mebi],
  ['512M', 512 * mebi],
  ['2g', 2048 * mebi],
  ['1T', 2 ** 40],
  ['64k', 65_536],
  ['1048576', mebi],
  ['512mb', undefined],
  ['1.5g', undefined],
  ['-1m', undefined],
  ['', undefined],
  ['m', undefined],
  ['75%', undefined],
])('the JVM reads %j', (text, bytes) => {
  expect(parseJvmSize(text)).toBe(bytes)
})

test.each([
  ['256mb', 256 * mebi],
  ['256MB', 256 * mebi],
  ['256m', 256e6],
  ['1gb', 2 ** 30],
  ['1g', 1e9],
  ['1k', 1000],
  ['1kb', 1024],
  ['100b', 100],
  ['100', 100],
  ['0', 0],
  ['1tb', undefined],
  ['1.5gb', undefined],
  ['1 gb', undefined],
  ['constructor', undefined],
  ['1constructor', undefined],
])('redis reads %j', (text, bytes) => {
  expect(parseRedisSize(text)).toBe(bytes)
})

test.each([
  ['4096', 4096 * mebi],
  ['4096m', undefined],
  ['4g', undefined],
  ['', undefined],
])('node reads %j', (text, bytes) => {
  expect(parseNodeSize(text)).toBe(bytes)
})

test.each([
  ['512MiB', 512 * mebi],
  ['1GiB', 2 ** 30],
  ['1TiB', 2 ** 40],
  ['1KiB', 1024],
  ['1048576B', mebi],
  ['1048576', mebi],
  ['off', Infinity],
  ['512MB', undefined],
  ['512Mi', undefined],
  ['512mib', undefined],
  ['1.5GiB', undefined],
])('Go reads %j', (text, bytes) => {
  expect(parseGoSize(text)).toBe(bytes)
})

test.each([
  ['256MB', 256 * mebi],
  ['1.5GB', 1.5 * 2 ** 30],
  ['1 GB', 2 ** 30],
  ['64kB', 65_536],
  ['16384', 16_384 * 8192],
  ['256mb', undefined],
  ['256MiB', undefined],
  ['on', undefined],
])('PostgreSQL reads %j as shared_buffers', (text, bytes) => {
  expect(parsePostgresSize(text, 8192)).toBe(bytes)
})
