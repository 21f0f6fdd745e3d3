import { describe, expect, test } from 'vitest'
import { type Command, parseShell, type Part, type SimpleCommand, type Word } from '../../src/languages/shell/index.ts'

/** The first command of a script. */
function command(text: string): Command {
  return parseShell(text).statements[0]!.items[0]!.pipeline.commands[0]!
}

function simple(text: string): SimpleCommand {
  const found = command(text)
  if (found.type !== 'simple') throw new Error(`${text} is no simple command`)
  return found
}

/** The second word of a script. */
function argument(text: string): Word {
  return simple(text).words[1]!
}

/** A part in short: its type, and what it says. */
function brief(part: Part): unknown {
  switch (part.type) {
    case 'literal':
      return part.value
    case 'single':
      return { single: part.value }
    case 'double':
    case 'arithmetic':
    case 'pattern':
      return { [part.type]: part.parts.map(brief) }
    case 'parameter':
      return `$${part.name}`
    case 'command':
    case 'process':
      return { [part.type]: part.script.statements.length }
  }
}

describe('words', () => {
  test.each<[string, unknown[], string | undefined]>([
    ['plain', ['plain'], 'plain'],
    ['a\\ b\\"c', ['a b"c'], 'a b"c'],
    ['\'a\\b\'"c\\"d\\e"f', [{ single: 'a\\b' }, { double: ['c"d\\e'] }, 'f'], 'a\\bc"d\\ef'],
    ["$'a\\tb\\x41\\u00e9\\101\\cA\\'\\q'", [{ single: "a\tbAéA\u0001'\\q" }], "a\tbAéA\u0001'\\q"],
    ['$"a"', [{ double: ['a'] }], 'a'],
    ['""', [{ double: [] }], ''],
    ['a$b"${c}d"', ['a', '$b', { double: ['$c', 'd'] }], undefined],
    ['$1$10$?$$', ['$1', '$1', '0', '$?', '$$'], undefined],
    ['a$ "$"', ['a$'], 'a$'],
    ['$(a; b)`c`', [{ command: 2 }, { command: 1 }], undefined],
    ['$((1 + x))$[2]', [{ arithmetic: [] }, { arithmetic: [] }], undefined],
    ['$(( $x + $(y) * (2) ))', [{ arithmetic: ['$x', { command: 1 }] }], undefined],
    ['$((a); b)', [{ command: 2 }], undefined],
    ['--x=<(a)', ['--x=', { process: 1 }], undefined],
    ['{a,b}*~', ['{a,b}*~'], '{a,b}*~'],
    ['a\\\nb', ['ab'], 'ab'],
    ['"a\\\nb"', [{ double: ['ab'] }], 'ab'],
    ['a#b', ['a#b'], 'a#b'],
  ])('%j', (text, parts, value) => {
    const word = argument(`x ${text} y`)
    expect(word.parts.map(brief)).toEqual(parts)
    expect(word.value).toBe(value)
  })

  test.each([
    ['${x}', 'x', undefined, undefined],
    ['${x:-a b}', 'x', ':-', 'a b'],
    ['${x##*/}', 'x', '##', '*/'],
    ['${x//a/b}', 'x', '//', 'a/b'],
    ['${x:1:2}', 'x', ':', '1:2'],
    ['${x^^}', 'x', '^^', undefined],
    ['${x@Q}', 'x', '@', 'Q'],
    ['${#x}', 'x', 'length', undefined],
    ['${#}', '#', undefined, undefined],
    ['${#:-a}', '#', ':-', 'a'],
    ['${##}', '#', 'length', undefined],
    ['${!x}', 'x', 'indirect', undefined],
    ['${!}', '!', undefined, undefined],
    ['${12}', '12', undefined, undefined],
    ['${@:2}', '@', ':', '2'],
    ['${ x }', '', undefined, ' x '],
    ["${x:-'}'}", 'x', ':-', "'}'"],
    ['${x:-${y}}', 'x', ':-', '${y}'],
  ])('%s', (text, name, operator, written) => {
    const [part] = argument(`echo ${text}`).parts
    if (part?.type !== 'parameter') throw new Error('no parameter')
    expect([part.name, part.operator, part.argument?.raw, part.braced]).toEqual([name, operator, written, true])
  })

  test('an index of an array', () => {
    const [part] = argument('echo "${a[$i + 1]}"').parts
    const [inner] = part?.type === 'double' ? part.parts : []
    expect(inner).toMatchObject({ type: 'parameter', name: 'a', index: { raw: '$i + 1', range: { start: 10, end: 16 } } })
  })

  test('what stands in backquotes is placed through its escapes', () => {
    const text = 'echo `a \\`b "\\$c"\\``'
    const [part] = argument(text).parts
    if (part?.type !== 'command') throw new Error('no command')
    const a = part.script.statements[0]!.items[0]!.pipeline.commands[0] as SimpleCommand
    const [inner] = a.words[1]!.parts
    expect(a.words[1]!.raw).toBe('\\`b "\\$c"\\`')
    expect(text.slice(inner!.range.start, inner!.range.end)).toBe('\\`b "\\$c"\\`')
    expect(inner).toMatchObject({
      backquoted: true,
      script: { statements: [{ items: [{ pipeline: { commands: [{ words: [{ raw: 'b' }, { raw: '"\\$c"' }] }] } }] }] },
    })
  })
})

describe('commands', () => {
  test('assignments stand before a command, and behind export', () => {
    const { assignments, words } = simple('A=1 B+="$x" c D=2')
    expect(assignments.map(({ name, append, value }) => [name, append, value?.raw])).toEqual([
      ['A', false, '1'],
      ['B', true, '"$x"'],
    ])
    expect(words.map(({ raw }) => raw)).toEqual(['c', 'D=2'])
    const exported = simple('export A="b $c" D -x E=')
    expect(exported.assignments.map(({ name, value }) => [name, value?.raw])).toEqual([
      ['A', '"b $c"'],
      ['E', ''],
    ])
    expect(exported.words.map(({ raw, value }) => [raw, value])).toEqual([
      ['export', 'export'],
      ['A="b $c"', undefined],
      ['D', 'D'],
      ['-x', '-x'],
      ['E=', 'E='],
    ])
    expect(simple('declare -a A=(x "y z")').assignments[0]).toMatchObject({ name: 'A', value: undefined, array: [{ raw: 'x' }, { raw: '"y z"' }] })
    expect(simple('a[i + 1]=2').assignments[0]).toMatchObject({ name: 'a', index: { raw: 'i + 1' }, value: { raw: '2' } })
    expect(simple('a[1] b=2').words.map(({ raw }) => raw)).toEqual(['a[1]', 'b=2'])
  })

  test('redirects', () => {
    const read = (text: string): unknown[] => command(text).redirects.map(({ descriptor, operator, target }) => [descriptor, operator, target.raw])
    expect(read('a >b 2>&1 <c >>"d" &>e 3<>f >|g <<<h')).toEqual([
      [undefined, '>', 'b'],
      ['2', '>&', '1'],
      [undefined, '<', 'c'],
      [undefined, '>>', '"d"'],
      [undefined, '&>', 'e'],
      ['3', '<>', 'f'],
      [undefined, '>|', 'g'],
      [undefined, '<<<', 'h'],
    ])
    expect(read('exec {fd}>a {b }')).toEqual([['{fd}', '>', 'a']])
    expect(read('if a; then b; fi >c')).toEqual([[undefined, '>', 'c']])
    expect(simple('echo 2 >a').words.map(({ raw }) => raw)).toEqual(['echo', '2'])
  })

  test('heredocs', () => {
    const [first, second] = simple('cat <<A <<-"B"\n$x y\nA\n\t$z\n\tB\nnext').redirects
    expect(first!.heredoc).toMatchObject({ content: '$x y\n', quoted: false, range: { start: 15, end: 20 } })
    expect(first!.heredoc!.parts.map(brief)).toEqual(['$x', ' y\n'])
    expect(second!.heredoc).toMatchObject({ content: '\t$z\n', quoted: true })
    expect(second!.heredoc!.parts.map(brief)).toEqual(['\t$z\n'])
    expect(parseShell('cat <<A\na\nA\nb').statements).toHaveLength(2)
    expect(simple('cat <<A\n"\\$x `b` \\q\nA').redirects[0]!.heredoc!.parts.map(brief)).toEqual(['"$x ', { command: 1 }, ' \\q\n'])
  })

  test('lists and pipelines', () => {
    const { statements } = parseShell('a && ! b | c |& d || e & f;\n# g\nh')
    const shape = statements.map(({ items, background }) => [
      items.map(({ operator, pipeline }) => [operator, pipeline.negated, pipeline.commands.length]),
      background,
    ])
    expect(shape).toEqual([
      [
        [
          [undefined, false, 1],
          ['&&', true, 3],
          ['||', false, 1],
        ],
        true,
      ],
      [[[undefined, false, 1]], false],
      [[[undefined, false, 1]], false],
    ])
    expect(statements[0]!.items[1]).toMatchObject({
      operatorRange: { start: 2, end: 4 },
      pipeline: {
        pipes: [
          { start: 9, end: 10 },
          { start: 13, end: 15 },
        ],
        range: { start: 5, end: 17 },
      },
    })
  })

  test.each([
    ['(a)', 'subshell'],
    ['{ a; }', 'group'],
    ['if a; then b; fi', 'if'],
    ['while a; do b; done', 'while'],
    ['until a; do b; done', 'until'],
    ['for a in b; do c; done', 'for'],
    ['select a in b; do c; done', 'select'],
    ['case a in b) c;; esac', 'case'],
    ['[[ -f a ]]', 'test'],
    ['((a))', 'arithmetic'],
    ['a() { b; }', 'function'],
    ['function a { b; }', 'function'],
    ['time { a; }', 'group'],
    ['time a', 'simple'],
    ['coproc a', 'simple'],
    ['coproc a { b; }', 'group'],
    ['{a b }', 'simple'],
    ['ifx', 'simple'],
    ['"if" a', 'simple'],
  ])('%s is %s', (text, type) => {
    expect(command(text).type).toBe(type)
    expect(parseShell(text).problems).toEqual([])
  })

  test('compound commands have their pieces', () => {
    expect(command('if a; then b; elif c; then d; else e; fi')).toMatchObject({ branches: [{}, {}], otherwise: { statements: [{}] } })
    expect(command('for x in a "$b"; do c; done')).toMatchObject({ variable: { name: 'x' }, words: [{ raw: 'a' }, { raw: '"$b"' }] })
    expect(command('for x do a; done')).toMatchObject({ variable: { name: 'x' }, words: undefined })
    expect(command('for ((i = $a; i < 3; i++)); do b; done')).toMatchObject({ variable: undefined, arithmetic: [{ name: 'a' }] })
    expect(command('case $a in (b|"c") d;; *) ;& e) f; esac')).toMatchObject({
      subject: { raw: '$a' },
      clauses: [
        { patterns: [{ raw: 'b' }, { raw: '"c"' }], terminator: ';;' },
        { patterns: [{ raw: '*' }], terminator: ';&', body: { statements: [] } },
        { patterns: [{ raw: 'e' }], terminator: '' },
      ],
    })
    expect(command('a() ( b )')).toMatchObject({ name: 'a', nameRange: { start: 0, end: 1 }, keyword: false, body: { type: 'subshell' } })
    const test = command('[[ ! -f $a && ( b =~ ^(c d)$ || e < f ) ]]')
    expect(test.type === 'test' && test.words.map(({ raw }) => raw)).toEqual(
      '! -f $a && ( b =~ ^(c|d)$ || e < f )'.split(' ').map(word => word.replace('c|d', 'c d')),
    )
  })

  test('comments', () => {
    expect(parseShell('a # b\n#c\nd "# e" f#g; # h').comments.map(({ text, range }) => [text, range.start])).toEqual([
      ['b', 2],
      ['c', 6],
      ['h', 22],
    ])
  })
})

describe('what is wrong', () => {
  test.each([
    ['echo "a && b', 'unclosed-quote', '"', 'The quote " is never closed, so the shell finds no end to this word and runs nothing. Close it, or escape it.'],
    ["a 'b", 'unclosed-quote', "'", "The quote ' is never closed"],
    ['a $(b', 'unclosed-substitution', '$(', '"$(" has no ")"'],
    ['a ${b', 'unclosed-substitution', '${', '"${" is never closed'],
    ['a `b', 'unclosed-substitution', '`', '"`" is never closed'],
    ['a $((1 + 2)', 'unclosed-substitution', '$((', '"$((" is never closed'],
    ['a &&', 'missing-command', '&&', 'No command stands behind "&&", so the shell runs nothing. Write one, or take "&&" out.'],
    ['a | | b', 'missing-command', '|', 'No command stands behind "|"'],
    ['a && && b', 'missing-command', '&&', 'No command stands behind "&&"'],
    ['&& a', 'unexpected-token', '&&', 'The shell cannot read "&&" here, so it runs nothing. No command stands before it. Write one, or remove it.'],
    ['a ;; b', 'unexpected-token', ';;', 'It ends a clause of "case", and none is open here. Write ";".'],
    ['a; fi', 'unexpected-token', 'fi', 'No "if" is open here. Remove it.'],
    ['a (b)', 'unexpected-token', '(', 'Quote it, or escape it with a backslash.'],
    ['f() ', 'unexpected-token', ')', 'The script ends in the middle of a command, so the shell runs nothing. Write the rest of it.'],
    ['(a) b', 'unexpected-token', 'b', 'Put a ";" before it, or quote it.'],
    ['if a; then b', 'missing-word', 'if', '"if" has no "fi", so the shell runs nothing. Add it.'],
    ['if a; b; fi', 'missing-word', 'if', '"if" has no "then"'],
    ['(if a; then b)', 'missing-word', 'if', '"if" has no "fi"'],
    ['for a in b; c; done', 'missing-word', 'for', '"for" has no "do"'],
    ['while a; do b', 'missing-word', 'while', '"while" has no "done"'],
    ['case a in b) c', 'missing-word', 'case', '"case" has no "esac"'],
    ['{ a', 'missing-word', '{', '"{" has no "}"'],
    ['if a; then fi', 'missing-command', 'fi', 'Nothing stands between "then" and "fi", where the shell wants a command. Write one, ":" at the least.'],
    ['( )', 'missing-command', ')', 'Nothing stands between "(" and ")"'],
    ['a > && b', 'missing-target', '>', 'Nothing stands behind ">"'],
    ['[[ -f a', 'missing-word', '[[', 'This "[[" has no "]]" with a blank before it'],
    ['[[ a b ]]', 'unexpected-token', 'b', 'The shell cannot read "b" here in "[[ ]]"'],
    ['[[ ]]', 'unexpected-token', ']]', 'The shell cannot read "]]" here'],
    ['[[ a && ]]', 'unexpected-token', ']]', 'The shell cannot read "]]" here'],
    ['a <<E\nb', 'unterminated-heredoc', '<<E', 'No line holds just "E"'],
    ['rm !(a)', 'unexpected-token', '(', 'The shell cannot read "("'],
  ])('%j', (text, code, place, message) => {
    const { problems } = parseShell(text)
    expect(problems).toHaveLength(1)
    expect(problems[0]!.code).toBe(code)
    expect(text.slice(problems[0]!.range.start, problems[0]!.range.end)).toBe(place)
    expect(problems[0]!.message).toContain(message)
  })

  test.each([
    ['a && && b', ['a', 'b']],
    ['if a; then b; elif', ['a', 'b']],
    ['a; fi; b', ['a', 'b']],
    ['a (b) c; d', ['a', 'd']],
    ['x=$(a; b', ['a', 'b']],
    ['{ a; (b; }; c', ['a', 'b', 'c']],
    ['case a in b) c;; ;; d', ['c', 'd']],
    ['[[ a b; c', ['c']],
  ])('%j is read around it', (text, names) => {
    const found: string[] = []
    JSON.stringify(parseShell(text), (key, value: unknown) => {
      if (key === 'words' && Array.isArray(value) && (value as Word[])[0] && !text.startsWith('[[')) found.push((value as Word[])[0]!.raw)
      if (key === 'words' && Array.isArray(value) && text.startsWith('[[') && value.length === 1) found.push((value as Word[])[0]!.raw)
      return value
    })
    expect(found).toEqual(expect.arrayContaining(names))
  })

  test('a real problem is told before a heredoc without end', () => {
    expect(parseShell('a <<E && (b\nc').problems.map(({ code }) => code)).toEqual(['missing-word'])
  })

  test('patterns are patterns where they are on', () => {
    expect(parseShell('rm !(a|b)', { patterns: true }).problems).toEqual([])
    expect(parseShell('rm !(a|b)', { dialect: 'ksh' }).problems).toEqual([])
    expect(parseShell('shopt -s extglob\nrm !(a|b)').problems).toEqual([])
    expect(parseShell('shopt -s extglob; rm !(a|b)').problems).toHaveLength(1)
    expect(parseShell('rm !(a|@(b|$c)) d', { patterns: true }).statements[0]!.items[0]!.pipeline.commands[0]).toMatchObject({
      words: [{ raw: 'rm' }, { raw: '!(a|@(b|$c))', value: undefined, parts: [{ type: 'pattern' }] }, { raw: 'd' }],
    })
  })

  test('nothing is called wrong in zsh', () => {
    expect(parseShell('print -l *(.) && for x (a b) { echo $x }', { dialect: 'zsh' }).problems).toEqual([])
  })
})
