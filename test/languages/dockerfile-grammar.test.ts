import { describe, expect, test } from 'vitest'
import { dumpDockerfile } from '../../src/languages/dockerfile/dump.ts'
import { circlesIn, type Instruction, parseDockerfile, type Range, referencesOf } from '../../src/languages/dockerfile/index.ts'

const read = (text: string): Instruction => parseDockerfile(`FROM alpine\n${text}\n`).instructions[1]!
const problems = (text: string): string[] => parseDockerfile(text).problems.map(({ code }) => code)
const message = (text: string): string =>
  parseDockerfile(text)
    .problems.map(problem => problem.message)
    .join('\n')
const cut = (text: string, range: Range | undefined): string | undefined => range && text.slice(range.start, range.end)
const tree = (text: string): string => dumpDockerfile(parseDockerfile(text)).trimEnd()

describe('lines', () => {
  test.each([
    ['blanks behind the escape character', 'RUN a \\ \t\n  b', 'a   b'],
    ['a line of nothing but the escape character', 'RUN a \\\n\\\n b', 'a  b'],
    ['a word that goes on in the next line', 'RUN ec\\\nho x', 'echo x'],
    ['comments and empty lines in between', 'RUN a \\\n# one\n\n   # two\n\t\n b', 'a  b'],
    ['an indented comment that ends in the escape character', 'RUN a \\\n  # one \\\n b', 'a  b'],
    ['Windows line breaks', 'RUN a \\\r\n b\r', 'a  b'],
    ['a last line that goes nowhere', 'RUN a \\', 'a'],
    ['a hash that starts no line', 'RUN a # b', 'a # b'],
  ])('%s', (_, text, joined) => {
    expect(read(text).text).toBe(joined)
  })

  test('are not joined behind an escaped escape character, or two', () => {
    expect(tree('FROM a\nRUN b \\\\\nRUN c \\\\\\\nRUN d')).toBe('(from "a")\n(run "b \\\\\\\\")\n(run "c \\\\\\\\\\\\")\n(run "d")')
  })

  test('may break the keyword', () => {
    const text = 'FROM a\nRU\\\nN x'
    const run = parseDockerfile(text).instructions[1]!
    expect([run.keyword, run.written, cut(text, run.keywordRange)]).toEqual(['RUN', 'RUN', 'RU\\\nN'])
  })

  test('start anywhere, in any case, behind a byte-order mark', () => {
    const text = '\ufeff  from a\n\trUn\tx'
    const { instructions, problems: none } = parseDockerfile(text)
    expect(instructions.map(({ keyword, written, range }) => [keyword, written, cut(text, range)])).toEqual([
      ['FROM', 'from', 'from a'],
      ['RUN', 'rUn', 'rUn\tx'],
    ])
    expect(none).toEqual([])
  })

  test('end at their last character', () => {
    const text = 'FROM a \t\r\n RUN b  \n'
    expect(parseDockerfile(text).instructions.map(({ range }) => cut(text, range))).toEqual(['FROM a', 'RUN b'])
  })

  test('that are empty in a continuation are told, wherever they are', () => {
    const text = 'FROM a\nRUN b \\\n\n  c \\\n \n\n'
    const run = parseDockerfile(text).instructions[1]!
    expect(run.emptyContinuations.map(({ range }) => [range.start, cut(text, range)])).toEqual([
      [15, ''],
      [22, ' '],
      [24, ''],
    ])
    expect(cut(text, run.range)).toBe('RUN b \\\n\n  c \\')
  })
})

describe('directives', () => {
  test('stand at the top, in any case, with blanks or without', () => {
    const text = '# Syntax = docker/dockerfile:1 \n#check=skip=all;error=true\n# escape=`\nFROM a'
    const { directives, escape } = parseDockerfile(text)
    expect(directives.map(({ name, value, valueRange }) => [name, value, cut(text, valueRange)])).toEqual([
      ['syntax', 'docker/dockerfile:1', 'docker/dockerfile:1'],
      ['check', 'skip=all;error=true', 'skip=all;error=true'],
      ['escape', '`', '`'],
    ])
    expect(escape).toBe('`')
  })

  test.each([
    ['an instruction', 'FROM a\n# escape=`'],
    ['an empty line', '\n# escape=`\nFROM a'],
    ['a comment', '# hello\n# escape=`\nFROM a'],
    ['a directive that nobody knows', '# shell=bash\n# escape=`\nFROM a'],
    ['one without a value', '# check=\n# escape=`\nFROM a'],
  ])('end at %s', (_, text) => {
    expect(parseDockerfile(text)).toMatchObject({ escape: '\\', directives: [] })
  })

  test('are taken once; the first holds', () => {
    const { escape, problems: found } = parseDockerfile('# escape=`\n# escape=\\\nFROM a')
    expect([escape, found.map(({ code, range }) => [code, range])]).toEqual(['`', [['duplicate-directive', { start: 11, end: 21 }]]])
  })
})

describe('comments', () => {
  const text = '# base is the base\nFROM a AS base\n# far\n\n# near\n  # nearer\nRUN b \\\n  # inside\n  c\nRUN d\n# x\n#\n# y\nRUN e'
  const { comments, instructions } = parseDockerfile(text)

  test('are all there', () => {
    expect(comments.map(comment => [comment.text, cut(text, comment.range)])).toEqual([
      ['base is the base', '# base is the base'],
      ['far', '# far'],
      ['near', '# near'],
      ['nearer', '# nearer'],
      ['inside', '# inside'],
      ['x', '# x'],
      ['', '#'],
      ['y', '# y'],
    ])
  })

  test('belong to the instruction right below', () => {
    expect(instructions.map(({ precedingComments }) => precedingComments.map(comment => comment.text))).toEqual([
      ['base is the base'],
      ['near', 'nearer'],
      [],
      ['y'],
    ])
  })
})

describe('flags', () => {
  test.each([
    ['RUN --mount=type=cache,target=/x --mount=type=tmpfs,target=/y ls', ['mount=type=cache,target=/x', 'mount=type=tmpfs,target=/y'], 'ls'],
    ['COPY --chown="a b" --link c d', ['chown=a b', 'link'], 'c d'],
    ['COPY --chown=a\\ b c d', ['chown=a b'], 'c d'],
    ['RUN --network=none -- --help', ['network=none'], '--help'],
    ['RUN echo --network=none', [], 'echo --network=none'],
    ['RUN - --network=none', [], '- --network=none'],
    ['COPY \\\n  --link \\\n  a b', ['link'], 'a b'],
  ])('of %s', (text, flags, rest) => {
    const found = read(text)
    expect(found.flags.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`))).toEqual(flags)
    expect(found.text).toBe(rest)
  })

  test('know their place and that of their value', () => {
    const text = 'FROM --platform=$BUILDPLATFORM a'
    const [flag] = parseDockerfile(text).instructions[0]!.flags
    expect([cut(text, flag!.range), cut(text, flag!.valueRange)]).toEqual(['--platform=$BUILDPLATFORM', '$BUILDPLATFORM'])
  })
})

describe('words', () => {
  test.each([
    ['EXPOSE 80\t443/tcp  $PORT', ['80', '443/tcp', '$PORT']],
    ['COPY "a b" c/', ['a', 'b', 'c/']],
    ['COPY ["a b", "c\\u0020d", "/e/"]', ['a b', 'c d', '/e/']],
    ['VOLUME /a "/b"', ['/a', '/b']],
    ['USER "app"', ['app']],
    ['WORKDIR /a\\ b', ['/a b']],
    ['STOPSIGNAL SIGQUIT', ['SIGQUIT']],
    ['MAINTAINER "Jo" <jo@example.com>', ['"Jo" <jo@example.com>']],
    ['RUN "a"  b', ['"a"  b']],
    ['RUN ["a", "\\"b\\\\"]', ['a', '"b\\']],
    ['CMD []', []],
    ['CMD [ "a" , "b" ]', ['a', 'b']],
    ["ENTRYPOINT ['a']", ["['a']"]],
    ['CMD ["a",]', ['["a",]']],
    ['HEALTHCHECK --retries=3 CMD curl -f localhost', ['CMD', 'curl -f localhost']],
    ['ONBUILD COPY . /src', ['.', '/src']],
  ])('of %s', (text, values) => {
    expect(read(text).words.map(({ value }) => value)).toEqual(values)
  })

  test('are taken from the file, lines broken or not', () => {
    const text = 'FROM a\nCOPY [ "one", \\\n  # two\n  "t\\"wo", \\\n  "/x" ]\nENV A=b\\\nc D="e \\\n f"\n'
    const [, copy, env] = parseDockerfile(text).instructions
    expect(copy!.words.map(({ raw, range }) => [raw, cut(text, range)])).toEqual([
      ['"one"', '"one"'],
      ['"t\\"wo"', '"t\\"wo"'],
      ['"/x"', '"/x"'],
    ])
    expect(env!.words.map(({ raw, range }) => [raw, cut(text, range)])).toEqual([
      ['A=bc', 'A=b\\\nc'],
      ['D="e  f"', 'D="e \\\n f"'],
    ])
  })
})

describe('pairs', () => {
  const text = 'FROM a\nLABEL "com.example.a"="b c" d=\'$e\' f=\nENV G h  "i"\nARG J K=$L'
  const [, label, env, arg] = parseDockerfile(text).instructions

  test('have a key and a value, as written and as meant', () => {
    expect(label!.pairs.map(({ key, value, rawValue, legacy }) => [key, value, rawValue, legacy])).toEqual([
      ['com.example.a', 'b c', '"b c"', false],
      ['d', '$e', "'$e'", false],
      ['f', '', '', false],
    ])
    expect(env!.pairs).toMatchObject([{ key: 'G', value: 'h  i', rawValue: 'h  "i"', legacy: true }])
    expect(arg!.pairs.map(({ key, value }) => [key, value])).toEqual([
      ['J', undefined],
      ['K', '$L'],
    ])
  })

  test('that are empty stand behind the "="', () => {
    const file = 'FROM a\nENV A=\\\n  B=c\n'
    expect(parseDockerfile(file).instructions[1]!.pairs.map(({ valueRange }) => valueRange)).toEqual([
      { start: 13, end: 13 },
      { start: 19, end: 20 },
    ])
  })

  test('know their places', () => {
    const places = [...label!.pairs, ...env!.pairs, ...arg!.pairs].map(pair => [cut(text, pair.range), cut(text, pair.keyRange), cut(text, pair.valueRange)])
    expect(places).toEqual([
      ['"com.example.a"="b c"', '"com.example.a"', '"b c"'],
      ["d='$e'", 'd', "'$e'"],
      ['f=', 'f', ''],
      ['G h  "i"', 'G', 'h  "i"'],
      ['J', 'J', undefined],
      ['K=$L', 'K', '$L'],
    ])
  })
})

describe('heredocs', () => {
  test.each([
    ['RUN <<A cat\n1\nA', [{ name: 'A', fd: 0, expand: true, chomp: false, content: '1\n' }]],
    ['RUN cat << A\n1\nA', [{ name: 'A', content: '1\n' }]],
    [
      'RUN 3<<A 4<<-"B C" sh\n1\nA\n\t2\n\tB C',
      [
        { fd: 3, content: '1\n' },
        { name: 'B C', fd: 4, chomp: true, expand: false, content: '\t2\n' },
      ],
    ],
    ['RUN <<A\nA', [{ content: '' }]],
    ["COPY <<'A' /a\nB\n\tA\nA ", []],
    ['ONBUILD RUN <<A\n1\nA', []],
    ['RUN echo $((1<<3)) "<<A" <<<A', []],
    ["RUN echo 'it <<A\n", []],
    ['RUN ["cat", "<<A"]', []],
    ['CMD cat <<A', []],
  ])('of %j', (text, expected) => {
    expect(read(text).heredocs).toMatchObject(expected)
    expect(read(text).heredocs).toHaveLength(expected.length)
  })

  test('behind ONBUILD belong to what is behind it', () => {
    const onbuild = read('ONBUILD RUN <<A\n1\nA')
    expect([onbuild.range.end, onbuild.onbuild!.heredocs.map(({ content }) => content)]).toEqual([onbuild.onbuild!.range.end, ['1\n']])
  })

  test('know their places', () => {
    const text = 'FROM a\nRUN <<-A\r\n\techo\r\n\tA\r\nRUN b'
    const [, run] = parseDockerfile(text).instructions
    const [body] = run!.heredocs
    expect([cut(text, body!.contentRange), cut(text, body!.terminatorRange), cut(text, body!.range)]).toEqual(['\techo\r\n', 'A', '\techo\r\n\tA'])
    expect(run!.range.end).toBe(body!.range.end)
  })

  test('that nobody closes end at the next instruction, and are one problem', () => {
    const { problems: found, instructions } = parseDockerfile('FROM a\nRUN <<A <<B\nB\ncopy x\nRUNNING y\nUSER 1\nCOPY <<B /b\nB\n')
    expect(found.map(({ code, range }) => [code, range.start])).toEqual([['unterminated-heredoc', 11]])
    expect(instructions.map(({ keyword, heredocs }) => [keyword, heredocs.length])).toEqual([
      ['FROM', 0],
      ['RUN', 0],
      ['USER', 0],
      ['COPY', 1],
    ])
  })
})

describe('what BuildKit refuses', () => {
  test.each([
    ['FROM', 'missing-arguments'],
    ['FROM a AS', 'from-arguments'],
    ['FROM a IS b', 'from-arguments'],
    ['FROM a\nWORKDIR', 'missing-arguments'],
    ['FROM a\nEXPOSE', 'missing-arguments'],
    ['FROM a\nONBUILD', 'missing-arguments'],
    ['FROM a\nCOPY []', 'missing-arguments'],
    ['FROM a\nADD ["a"]', 'missing-arguments'],
    ['FROM a\nCOPY a <<A\nA', 'heredoc-destination'],
    ['FROM a\nENV =a', 'blank-name'],
    ['FROM a\nARG =a', 'blank-name'],
    ['FROM a\nVOLUME ["/a", " "]', 'blank-name'],
    ['FROM a\nLABEL a', 'missing-value'],
    ['FROM a\nENV a=b c', 'missing-value'],
    ['FROM a\nRUN ["a", 1]', 'json-strings'],
    ['FROM a\nHEALTHCHECK CMD [true]', 'json-strings'],
    ['FROM a\nSHELL bash -c', 'shell-json'],
    ['FROM a\nSHELL []', 'missing-arguments'],
    ['FROM a\nHEALTHCHECK CMD', 'missing-arguments'],
    ['FROM a\nHEALTHCHECK NONE x', 'too-many-arguments'],
    ['FROM a\nHEALTHCHECK curl x', 'healthcheck-type'],
    ['FROM a\nCMD --x y', 'unknown-flag'],
    ['FROM a\nCOPY --constructor a b', 'unknown-flag'],
    ['FROM a\nCOPY --chown=1 --chown=2 a b', 'duplicate-flag'],
    ['FROM a\nCOPY --from a b', 'flag-value'],
    ['FROM a\nCOPY --link=no a b', 'flag-value'],
    ['FROM a\nONBUILD COPPY a b', 'unknown-instruction'],
    ['FROM a\n\\', 'unknown-instruction'],
    ['ARG A\nLABEL a=b\nFROM a', 'instruction-order'],
    ['FROM a\nONBUILD ONBUILD RUN x', 'onbuild-trigger'],
    ['FROM a\nOnbuild from', 'onbuild-trigger'],
    ['FROM a\nONBUILD MAINTAINER Jo', 'onbuild-trigger'],
    ['FROM a AS 1st', 'invalid-stage-name'],
    ['FROM a AS a/b', 'invalid-stage-name'],
    ['FROM a AS $NAME', 'invalid-stage-name'],
    ['FROM --platform=linux/amd46/v8/x a', 'invalid-platform'],
    ['FROM --platform=amd46 a', 'invalid-platform'],
    ['FROM --platform= a', 'invalid-platform'],
    ['FROM a\nHEALTHCHECK --interval=30 CMD x', 'healthcheck-option'],
    ['FROM a\nHEALTHCHECK --timeout=1us CMD x', 'healthcheck-option'],
    ['FROM a\nHEALTHCHECK --start-period=soon CMD x', 'healthcheck-option'],
    ['FROM a\nHEALTHCHECK --retries=-1 CMD x', 'healthcheck-option'],
    ['FROM a\nHEALTHCHECK --retries=many CMD x', 'healthcheck-option'],
    ['FROM a\nRUN --network=hots x', 'invalid-network-or-security'],
    ['FROM a\nRUN --security= x', 'invalid-network-or-security'],
    ['FROM a\nRUN --mount=type=cash,target=/x y', 'invalid-mount'],
    ['FROM a\nRUN --mount=type=bind,form=b,target=/x y', 'invalid-mount'],
    ['FROM a\nRUN --mount=type=bind,from=$B,target=/x y', 'invalid-mount'],
    ['FROM a\nRUN --mount=type=bind,target y', 'invalid-mount'],
    ['FROM a\nRUN --mount=type=cache,target=/x,sharing=yes y', 'invalid-mount'],
    ['FROM a\nRUN --mount=type=bind,target=/x,sharing=locked y', 'invalid-mount'],
    ['FROM a\nRUN --mount=type=bind,target=/x,uid=0 y', 'invalid-mount'],
    ['FROM a\nRUN --mount=type=cache,target=/x,mode=0999 y', 'invalid-mount'],
    ['FROM a\nRUN --mount=type=cache,target=/x,gid=staff y', 'invalid-mount'],
    ['FROM a\nRUN --mount=type=cache,target=/ y', 'invalid-mount'],
    ['FROM a\nRUN --mount=type=cache,target=/x,ro=maybe y', 'invalid-mount'],
    ['FROM a\nRUN --mount=type=cache,target=/x,required y', 'invalid-mount'],
    ['FROM a\nRUN --mount=required,type=secret,id=x y', 'invalid-mount'],
    ['FROM a\nRUN --mount=type=secret y', 'invalid-mount'],
    ['FROM a\nRUN --mount=type=secret,id=x,from=a y', 'invalid-mount'],
    ['FROM a\nRUN --mount=type=secret,id=x,src=y y', 'invalid-mount'],
    ['FROM a\nRUN --mount=size=1g,type=tmpfs,target=/x y', 'invalid-mount'],
    ['FROM a\nRUN --mount=type=tmpfs,target=/x,size=big y', 'invalid-mount'],
    ['FROM a\nRUN --mount=type=cache,target=/x, y', 'invalid-mount'],
  ])('%j: %s', (text, code) => {
    expect(problems(text)).toEqual([code])
  })

  test.each([
    ['CMD and RUN without arguments', 'FROM a\nRUN\nCMD\nENTRYPOINT []'],
    ['flags that may be repeated', 'FROM a\nCOPY --exclude=a --exclude=b --link=TRUE . /\nRUN --device=a --device=b x'],
    ['flags that nobody reads', 'FROM a\nARG --x A\nSTOPSIGNAL --x 1\nHEALTHCHECK --x NONE'],
    ['several ARGs at once', 'ARG A B=c\nFROM a'],
    ['a user with blanks', 'FROM a\nUSER a b'],
    ['a test, which is no JSON', 'FROM a\nRUN [ -f x ] && y'],
    ['any frontend and any check', '# syntax=example.com/other\n# check=skip=none\nFROM a'],
  ])('but not %s', (_, text) => {
    expect(problems(text)).toEqual([])
  })

  test('is said once for each instruction, and the rest is read', () => {
    const { problems: found, instructions } = parseDockerfile('FROM a\nCOPY --x --y a\nENV A\nUSER 1\n')
    expect(found.map(({ code }) => code)).toEqual(['missing-arguments', 'missing-value'])
    expect(instructions.at(-1)).toMatchObject({ keyword: 'USER', text: '1' })
  })

  test('is said in the words of the file, with what to write', () => {
    expect(message('FROM a\nCOPY --chow=1 a b')).toBe('COPY has no flag "--chow". Did you mean "--chown"?')
    expect(message('FROM a\nRUN --zzz a')).toBe('RUN has no flag "--zzz". It takes --mount, --device, --network, --security.')
    expect(message('FROM a\nENV A=1 B')).toBe('"B" in ENV has no "=". Write name=value, and quote values with blanks.')
    expect(message('FORM a')).toBe('"FORM" is no instruction of Dockerfiles, so BuildKit stops here. Did you mean "FROM"?')
    expect(message(`FROM a\nCOPY ${'x'.repeat(90)} <<A\u0001`)).not.toMatch(/\p{Cc}/u)
  })

  test('points at the word', () => {
    const text = 'FROM a\nHEALTHCHECK --interval=1s wget x\n'
    expect(parseDockerfile(text).problems.map(({ range }) => cut(text, range))).toEqual(['wget'])
  })
})

describe('what BuildKit takes', () => {
  test.each([
    'FROM a AS B_1-2.3',
    'FROM --platform=$BUILDPLATFORM a',
    'FROM --platform=linux a',
    'FROM --platform=arm64 a',
    'FROM --platform=linux/arm/v7 a',
    'FROM --platform=windows(10.0.20348)/amd64 a',
    'FROM a\nHEALTHCHECK --interval=1m30s --timeout=0 --start-period=0s --start-interval=.5s --retries=0 CMD x',
    'FROM a\nHEALTHCHECK --interval=never NONE',
    'FROM a\nRUN --network=default --security=insecure --device=vendor.com/gpu=0 x',
    'FROM a\nRUN --mount=target=/x --mount=type=bind,from=b,src=/y,dst=/z,rw --mount=from=b,destination=/w,readonly=true x',
    'FROM a\nRUN --mount=type=cache,id=x,target=/x,sharing=Locked,mode=0755,uid=0,gid=0 x',
    'FROM a\nRUN --mount=Type=SECRET,id=x,env=X,required --mount=type=secret,target=/x --mount=type=ssh,mode=0600 x',
    'FROM a\nRUN --mount=type=tmpfs,size=64m,target=/x x',
    'FROM a\nRUN --mount=type=$TYPE,target=$TARGET,uid=$UID x',
    'FROM a\nRUN --mount=type=bind,\\"source=a,b\\",target=/x x',
    'FROM a\nONBUILD RUN --mount=type=ssh x',
  ])('%j', text => {
    expect(parseDockerfile(text).problems).toEqual([])
  })
})

describe('what is hardly a Dockerfile', () => {
  test.each([
    ['prose', 'Dear Sir or Madam,\nwe write to you\nbecause of last week.\nYours'],
    ['a program', '#!/bin/sh\nset -e\nexec node server.js\n'],
    ['binary data', '\u007fELF\u0002\u0001\u0000\u0000\n\u0000\u0001\n\ufffd\ufffd\n'],
    ['a manifest', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n'],
  ])('%s is one problem', (_, text) => {
    expect(problems(text)).toEqual(['not-a-dockerfile'])
    expect(message(text)).toMatch(/^This is no Dockerfile: it starts with "/)
  })

  test('a misspelled FROM is one problem, and the rest is read', () => {
    const { problems: found, instructions } = parseDockerfile('FORM a\nRUN b\nUSER c\n')
    expect([found.length, instructions.map(({ keyword }) => keyword)]).toEqual([1, ['FORM', 'RUN', 'USER']])
  })

  test('lines that lost their escape character are one problem, misspelled keywords one each', () => {
    const text = 'FROM a\nRUN apt-get update &&\n  apt-get install curl &&\n  curl x\nUSRE 1\nRUN b\nCOPPY a b\n'
    expect(parseDockerfile(text).problems.map(({ range }) => cut(text, range))).toEqual(['apt-get', 'USRE', 'COPPY'])
    expect(message(text)).toContain('If it belongs to the line above, end that one with "\\".')
  })
})

describe('stages', () => {
  const text = 'ARG BASE=one\nFROM --platform=linux/arm64 scratch AS One\nUSER 1\nFROM $BASE as two\nWORKDIR /\nFROM\nCMD x\nFROM ${NOWHERE}'
  const { stages, globalArgs } = parseDockerfile(text)

  test('hold what stands between one FROM and the next', () => {
    expect(stages.map(({ index, name, from, instructions }) => [index, name, from?.text, instructions.map(({ keyword }) => keyword)])).toEqual([
      [0, 'one', 'scratch AS One', ['USER']],
      [1, 'two', '$BASE as two', ['WORKDIR']],
      [2, undefined, '', ['CMD']],
      [3, undefined, '${NOWHERE}', []],
    ])
    expect(globalArgs.map(arg => arg.text)).toEqual(['BASE=one'])
  })

  test('know what they are built on', () => {
    expect(stages.map(({ parent, baseImage }) => parent?.index ?? baseImage)).toEqual(['scratch', 0, undefined, undefined])
    expect([stages[0]!.platform?.value, cut(text, stages[0]!.nameWord?.range), stages[2]!.image?.raw]).toEqual(['linux/arm64', 'One', ''])
  })
})

describe('a file without FROM', () => {
  test.each([
    ['ARG A=1\nRUN x\nUSER 1', ['ARG', 'RUN', 'USER']],
    ['FORM a\nRUN x', ['FORM', 'RUN']],
    ['Dear reader,\nthis is a letter', undefined],
    ['# nothing', undefined],
  ])('%j is one stage, if it says anything', (text, keywords) => {
    const { stages, globalArgs } = parseDockerfile(text)
    expect(stages.map(({ instructions }) => instructions.map(({ keyword }) => keyword))).toEqual(keywords ? [keywords] : [])
    expect([globalArgs, stages[0]?.from, stages[0]?.image, stages[0]?.baseImage]).toEqual([[], undefined, undefined, undefined])
  })
})

describe('Windows', () => {
  test.each([
    ['FROM mcr.microsoft.com/windows/servercore:ltsc2025', true],
    ['FROM mcr.microsoft.com/dotnet/framework/aspnet:4.8', true],
    ['FROM golang:1.24-nanoserver-ltsc2022', true],
    ['FROM eclipse-temurin:21-windowsservercore-ltsc2022', true],
    ['FROM --platform=windows/amd64 golang:1.24', true],
    ['FROM --platform=linux/amd64 mcr.microsoft.com/windows/nanoserver:ltsc2025', false],
    ['FROM mcr.microsoft.com/dotnet/sdk:9.0', false],
    ['FROM grafana/windows-exporter-docs', false],
    ['# escape=`\nFROM golang:1.24', true],
    ['# escape=`\nFROM alpine:3.22', false],
    ['FROM ${BASE}\nSHELL ["powershell", "-Command"]', true],
    ['FROM ${BASE}\nSHELL ["pwsh", "-Command"]', false],
    ['SHELL ["C:\\\\Windows\\\\System32\\\\cmd.exe", "/S", "/C"]', true],
    ['ARG BASE=mcr.microsoft.com/windows/nanoserver:ltsc2025\nFROM $BASE AS a\nFROM a', true],
  ])('%j: %s', (text, windows) => {
    expect(parseDockerfile(text).stages.at(-1)!.windows).toBe(windows)
  })
})

describe('the fields of a flag', () => {
  test.each([
    ['RUN --mount=type=cache,Target=/x,readonly ls', ['type=cache', 'target=/x', 'readonly']],
    ['RUN --mount=type=bind,"source=a b",target=/x ls', ['type=bind', 'source=a b', 'target=/x']],
    ['RUN --device=vendor.com/gpu=all,required ls', ['vendor.com/gpu=all', 'required']],
    ['RUN --mount=type=cache,\\\n  target=/x ls', ['type=cache', '']],
    ['RUN --mount= ls', ['']],
    ['RUN --network=none,x ls', []],
  ])('of %j', (text, expected) => {
    const [flag] = read(text).flags
    expect(flag!.fields.map(({ key, value }) => (value === undefined ? key : `${key}=${value}`))).toEqual(expected)
  })

  test('know their places', () => {
    const text = 'FROM a\nRUN --mount=type=cache,\\\ntarget=/x,"id=a b",ro ls'
    const [flag] = parseDockerfile(text).instructions[1]!.flags
    expect(flag!.fields.map(({ range, valueRange }) => [cut(text, range), cut(text, valueRange)])).toEqual([
      ['type=cache', 'cache'],
      ['target=/x', '/x'],
      ['id=a b', 'a b'],
      ['ro', undefined],
    ])
  })
})

describe('references between stages', () => {
  const text =
    'FROM a AS one\nCOPY --from=Two /x /x\nFROM b AS two\nRUN --mount=type=bind,from=one,target=/one --mount=from=image:1 x\nONBUILD COPY --from=one a b\nCOPY --from=0 --link /x /y\nCOPY --from=9 /x /y\nADD --from=one x y'

  test('are found, with what they mean', () => {
    expect(
      referencesOf(parseDockerfile(text)).map(({ kind, stage, name, range, target }) => [kind, stage.index, name, cut(text, range), target?.index]),
    ).toEqual([
      ['copy', 0, 'Two', 'Two', 1],
      ['mount', 1, 'one', 'one', 0],
      ['mount', 1, 'image:1', 'image:1', undefined],
      ['copy', 1, 'one', 'one', undefined],
      ['copy', 1, '0', '0', 0],
      ['copy', 1, '9', '9', undefined],
    ])
  })

  test('know the way to their name', () => {
    for (const { stage, path, name } of referencesOf(parseDockerfile(text)))
      expect(path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], stage)).toBe(name)
  })
})

describe('circles of stages', () => {
  test.each([
    ['none', 'FROM a AS a\nCOPY --from=b / /\nFROM b AS b\nFROM a\nCOPY --from=b / /', []],
    ['one stage by itself', 'FROM a AS a\nRUN --mount=from=a,target=/x y', [['a', ['a']]]],
    ['two that copy', 'FROM a AS a\nCOPY --from=b / /\nFROM b AS b\nCOPY --from=0 / /', [['b', ['a', 'b']]]],
    ['through FROM', 'FROM a AS a\nCOPY --from=c / /\nFROM a AS b\nFROM b AS c', [['c', ['a', 'c', 'b']]]],
    [
      'two that share a stage',
      'FROM a AS a\nCOPY --from=b / /\nCOPY --from=c / /\nFROM a AS b\nFROM c AS c\nCOPY --from=a / /',
      [
        ['b', ['a', 'b']],
        ['c', ['a', 'c']],
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(circlesIn(parseDockerfile(text)).map(({ reference, stages }) => [reference.name, stages.map(({ name }) => name)])).toEqual(expected)
  })

  test('are found among very many stages', () => {
    const stages = Array.from({ length: 20_000 }, (_, index) => `FROM x AS s${index}\nCOPY --from=s${(index + 1) % 20_000} / /\n`)
    expect(circlesIn(parseDockerfile(stages.join(''))).map(({ stages: some }) => some.length)).toEqual([20])
  })
})

describe('the dump of the tree', () => {
  test.each([
    ['FROM a AS b', '(from "a" "AS" "b")'],
    ['From a\nrun --network=host --mount="a b" ls "x"', '(from "a")\n(run ["--network=host" "--mount=a b"] "ls \\"x\\"")'],
    ['FROM a\nENV A=b "C D"=e\nENV F g h', '(from "a")\n(env "A" "b" "=" "\\"C D\\"" "e" "=")\n(env "F" "g h" "")'],
    ['FROM a\nCMD ["\\t♥\\u0001\\ud83d\\ude80", "\\u00a0"]', '(from "a")\n(cmd "\\t♥\\x01🚀" "\\u00a0")'],
    ['FROM a\nHEALTHCHECK --timeout=1s CMD ["x"]', '(from "a")\n(healthcheck ["--timeout=1s"] "CMD" "x")'],
    ['FROM a\nONBUILD ONBUILD RUN x', '(from "a")\n(onbuild (onbuild (run "x")))'],
    ['FROM a\nVOLUMES /x', '(from "a")\n(volumes "")'],
  ])('of %j', (text, expected) => {
    expect(tree(text)).toBe(expected)
  })
})
