import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Dockerfile,
  effective,
  environmentOf,
  expandWord,
  finalStage,
  type Instruction,
  parseDockerfile,
  stageChain,
  stageNamed,
  UNKNOWN,
} from '../../src/languages/dockerfile/index.ts'

const variables: Record<string, string | typeof UNKNOWN> = { NAME: 'web', EMPTY: '', PATH: '/usr/bin:/bin', FILE: 'shop.tar.gz', ÜBER: 'ü', ELSEWHERE: UNKNOWN }
const lookup = (name: string): string | typeof UNKNOWN | undefined => variables[name]
const expand = (raw: string, escape: '\\' | '`' = '\\'): string | undefined => expandWord(raw, lookup, { escape }).value

describe('a word', () => {
  test.each([
    ['plain', 'plain'],
    ['$NAME-${NAME}', 'web-web'],
    ['$NAMES', ''],
    ['a$UNSET/b', 'a/b'],
    ["'$NAME'", '$NAME'],
    ['"$NAME"', 'web'],
    ['"\'$NAME\'"', "'web'"],
    ['\\$NAME', '$NAME'],
    ['"\\$NAME \\"x\\" \\n"', '$NAME "x" \\n'],
    ["'a\\'", 'a\\'],
    ['a\\ b\\\\', 'a b\\'],
    ['a\\', 'a'],
    ['$', '$'],
    ['$.x', '$.x'],
    ['$1x$@', 'x'],
    ['$ÜBER', 'ü'],
    ['${NAME}}', 'web}'],
    ['a<<b', 'a<<b'],
  ])('%s is %j', (raw, value) => {
    expect(expand(raw)).toBe(value)
  })

  test.each([
    ['${NAME:-x}', 'web'],
    ['${EMPTY:-x}', 'x'],
    ['${EMPTY-x}', ''],
    ['${UNSET-x}', 'x'],
    ['${UNSET:-${NAME}s}', 'webs'],
    ["${UNSET:-'a b'}", 'a b'],
    ['${NAME:+x}', 'x'],
    ['${EMPTY:+x}', ''],
    ['${EMPTY+x}', 'x'],
    ['${UNSET+x}', ''],
    ['${NAME:?must be set}', 'web'],
    ['${FILE#*.}', 'tar.gz'],
    ['${FILE##*.}', 'gz'],
    ['${FILE%.*}', 'shop.tar'],
    ['${FILE%%.*}', 'shop'],
    ['${FILE#????.}', 'tar.gz'],
    ['${FILE%x}', 'shop.tar.gz'],
    ['${FILE/./-}', 'shop-tar.gz'],
    ['${FILE//./-}', 'shop-tar-gz'],
    ['${FILE//t*r/zip}', 'shop.zip.gz'],
    ['${PATH//\\/bin/}', '/usr:'],
    ['${FILE//\\*/}', 'shop.tar.gz'],
    ['${UNSET//a/b}', ''],
  ])('%s is %j', (raw, value) => {
    expect(expand(raw)).toBe(value)
  })

  test.each([
    "'open",
    '"open',
    '${',
    '${}',
    '${NAME',
    '${NAME:',
    '${NAME:-',
    '${:-x}',
    '${NAME:=x}',
    '${NAME!x}',
    '${NAME:#x}',
    '${NAME/a}',
    '${UNSET?}',
    '${EMPTY:?}',
    '${FILE#\\a}',
  ])('%s cannot be expanded', raw => {
    const { value, problem } = expandWord(raw, lookup, { escape: '\\' })
    expect([value, typeof problem]).toEqual([undefined, 'string'])
  })

  test.each([
    '$ELSEWHERE',
    'a${ELSEWHERE}b',
    '${ELSEWHERE:-x}',
    '${ELSEWHERE+x}',
    '${ELSEWHERE#x}',
    '${UNSET:-$ELSEWHERE}',
    '${NAME#$ELSEWHERE}',
    '"$ELSEWHERE"',
  ])('%s is known to a build only', raw => {
    const { value, problem } = expandWord(raw, lookup, { escape: '\\' })
    expect([value, problem]).toEqual([undefined, undefined])
  })

  test.each([
    ['${NAME:-$ELSEWHERE}', 'web'],
    ['${UNSET:+$ELSEWHERE}', ''],
    ["'$ELSEWHERE'", '$ELSEWHERE'],
  ])('%s needs no build', (raw, value) => {
    expect(expand(raw)).toBe(value)
  })

  test('is escaped by a backtick when the file says so', () => {
    expect(expand('C:\\$NAME`$NAME', '`')).toBe('C:\\web$NAME')
    expect(expand('"C:\\a`"b"', '`')).toBe('C:\\a"b')
  })

  test('tells what it names, and what was not there', () => {
    expect(expandWord('$NAME ${UNSET:-$EMPTY}$GONE$NAME', lookup, { escape: '\\' })).toMatchObject({
      used: ['NAME', 'EMPTY', 'UNSET', 'GONE'],
      missing: ['GONE'],
    })
  })

  test('never throws, and without $, quotes and escapes is what it says', () => {
    const part = fc.constantFrom('$', '{', '}', ':', '-', '+', '?', '#', '%', '/', '*', '"', "'", '\\', '`', ' ', 'NAME', 'UNSET', 'x', '${', '${NAME', '🚀')
    fc.assert(fc.property(fc.array(part, { maxLength: 20 }), parts => typeof expandWord(parts.join(''), lookup, { escape: '\\' }).missing.length === 'number'))
    fc.assert(fc.property(fc.string(), text => /["'$\\]/.test(text) || expand(text) === text))
  })

  test('that grows without end, or nests without end, is left to the build', () => {
    const growing = ['ARG A0=0123456789', ...Array.from({ length: 60 }, (_, index) => `ARG A${index + 1}=$A${index}$A${index}`), 'FROM a$A60']
    expect(parseDockerfile(growing.join('\n')).stages[0]!.baseImage).toBeUndefined()
    expect(expand('${A:-'.repeat(50_000))).toBeUndefined()
    expect(expandWord(`\${A%%${'*a'.repeat(5000)}}`, () => 'a'.repeat(50_000), { escape: '\\' }).value).toBeUndefined()
  })
})

describe('the environment', () => {
  const last = (text: string): { dockerfile: Dockerfile; instruction: Instruction } => {
    const dockerfile = parseDockerfile(text)
    return { dockerfile, instruction: dockerfile.instructions.at(-1)! }
  }
  const resolve = (text: string): string | undefined => {
    const { dockerfile, instruction } = last(text)
    return environmentOf(dockerfile).resolve(instruction.text, instruction)
  }

  test.each([
    ['ENV holds from the next instruction on', 'FROM a\nENV A=1\nENV A=2 B=$A\nUSER $A$B', '21'],
    ['an ARG holds from the next word on', 'FROM a\nARG A=1 B=$A\nUSER $B', '1'],
    ['what comes later does not count', 'FROM a\nENV A=1\nUSER $A', '1'],
    ['the last one holds, ENV or ARG', 'FROM a\nENV A=1\nARG A=2\nUSER $A', '2'],
    ['a bare ARG takes nothing away', 'FROM a\nENV A=1\nARG A\nUSER $A', '1'],
    ['the old form of ENV', 'FROM a\nENV A "b c"  d\nUSER $A', 'b c  d'],
    ['quotes and escapes', 'FROM a\nENV A="b c" B=\'$A\'\nUSER $A:$B', 'b c:$A'],
    ['a global ARG that the stage declares', 'ARG A=1\nFROM a\nARG A\nUSER $A', '1'],
    ['a global ARG that the stage sets anew', 'ARG A=1\nFROM a\nARG A=2\nUSER $A', '2'],
    ['ENV and ARG of the stage below', 'FROM a AS b\nENV A=1\nARG B=2\nFROM B\nUSER $A$B', '12'],
    ['of two stages of one name the later', 'FROM a AS b\nENV A=1\nFROM a AS b\nENV A=2\nFROM b\nUSER $A', '2'],
    ['the default of an ARG that nobody sets', 'FROM a\nARG A\nUSER ${A:-1}', '1'],
    ['behind ONBUILD', 'FROM a\nENV A=1\nONBUILD USER $A', 'USER 1'],
    ['on the empty image, what is not there', 'FROM scratch\nUSER ${A:-1}', '1'],
    ['an empty value', 'FROM a\nARG A=\nUSER 1$A', '1'],
    ['on Windows, a name in any case', 'FROM nanoserver AS b\nENV Home=1\nFROM b\nARG uSER=2\nUSER $HOME$User', '12'],
  ])('%s', (_, text, value) => {
    expect(resolve(text)).toBe(value)
  })

  test.each([
    ['an ARG without a value', 'FROM a\nARG A\nUSER $A'],
    ['a global ARG that the stage does not declare', 'ARG A=1\nFROM a\nUSER $A'],
    ['what the image may set', 'FROM a\nUSER ${A:-1}'],
    ['an ARG of another stage', 'FROM a AS b\nARG A=1\nFROM a\nUSER $A'],
    ['the platform', 'FROM a\nARG TARGETARCH\nUSER $TARGETARCH'],
    ['what holds the unknown', 'FROM a\nENV PATH=/x:$PATH\nUSER $PATH'],
    ['the default PATH', 'FROM scratch\nUSER ${PATH:-x}'],
    ['a name in another case', 'FROM a\nENV Home=1\nUSER $HOME'],
    ['what cannot be expanded', 'FROM a\nENV A=${B:=1}\nUSER $A'],
  ])('does not know %s', (_, text) => {
    expect(resolve(text)).toBeUndefined()
  })

  test.each([
    ['ARG A=1\nFROM a:$A', 'a:1'],
    ['ARG A=1\nARG B=a:$A\nFROM "${B}-slim"', 'a:1-slim'],
    ['ARG A\nFROM a:${A:-1}', 'a:1'],
    ['FROM a:${A:-1}', 'a:1'],
    ['ARG A=\nFROM a$A', 'a'],
    ['ARG A\nFROM a:$A', undefined],
    ['FROM a:$A', undefined],
    ['FROM a:$TARGETARCH', undefined],
    ['FROM ${TARGETARCH:-a}', undefined],
    ["FROM 'a", undefined],
  ])('of %j gives the image %s', (text, image) => {
    expect(parseDockerfile(text).stages[0]!.baseImage).toBe(image)
  })

  test('tells what the file sets or declares before an instruction', () => {
    const { dockerfile, instruction } = last('ARG G=1\nFROM a AS b\nENV A=1\nARG B\nFROM b\nENV C=$D\nUSER 1')
    const environment = environmentOf(dockerfile)
    expect(['A', 'B', 'C', 'D', 'G', 'PATH'].filter(name => environment.declares(name, instruction))).toEqual(['A', 'B', 'C'])
    expect(environment.declares('G', dockerfile.stages[1]!.from!)).toBe(true)
  })

  test('of FROM is that of the global ARGs', () => {
    const dockerfile = parseDockerfile('ARG A=1\nFROM a\nENV A=2\nFROM --platform=$BUILDPLATFORM b:$A')
    const from = dockerfile.stages[1]!.from!
    expect(environmentOf(dockerfile).resolve('$A', from)).toBe('1')
    expect(environmentOf(dockerfile).valueAt('BUILDPLATFORM', from)).toBe(UNKNOWN)
    expect(environmentOf(dockerfile).valueAt('B', from)).toBeUndefined()
    expect(environmentOf(dockerfile).expand('x$B', from)).toMatchObject({ value: 'x', missing: ['B'] })
  })
})

describe('a chain of stages', () => {
  const dockerfile = parseDockerfile('FROM a AS Base\nUSER app\nCMD x\nFROM base AS build\nCMD y\nFROM b\nUSER 0\nFROM BUILD\nRUN z\n')

  test('starts at the last stage, and goes down to the image', () => {
    expect(stageChain(finalStage(dockerfile)!).map(({ index }) => index)).toEqual([3, 1, 0])
    expect(finalStage(parseDockerfile('# nothing'))).toBeUndefined()
  })

  test('gives what holds in the end', () => {
    const final = finalStage(dockerfile)!
    expect([effective(final, 'USER')?.text, effective(final, 'CMD')?.text, effective(final, 'ENTRYPOINT')]).toEqual(['app', 'y', undefined])
  })

  test('is found by name, whatever its case, or by number', () => {
    expect(['build', 'BASE', '2', '9', 'alpine'].map(name => stageNamed(dockerfile, name)?.index)).toEqual([1, 0, 2, undefined, undefined])
  })
})
