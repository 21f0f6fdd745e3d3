import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseShell, type Range, type ShellText, visitCommands } from '../../src/languages/shell/index.ts'
import { corpus } from './shell/corpus.ts'

const scripts = [...corpus('valid'), ...corpus('valid-but-for-mvdan')]

const words =
  'if |then |elif |else |fi |for x in a; |for |in |while |do |done |case x in |a) |esac |function f |f() |time |echo|x|$x|# c\n|export |x=|x+=|-f|é|🙂'
const openers = "$( ) ( (( )) $(( ${ ${x:- } { ` \\` \" ' $' [[ ]] <( @( x=( a[ ] $[ $ # = == =~ * ~"
const operators = '; ;; & && || | |& ! < > <<EOF <<-"E" <<< 2>&1 &> \\'
const token = fc.constantFrom(
  ...words.split('|'),
  ...openers.split(' '),
  ...operators.split(' '),
  '[[ ',
  ' ]] ',
  '\nEOF\n',
  '\nE\n',
  '\n',
  '\r\n',
  ' ',
  '\t',
  '\\\n',
  '\0',
  '\u2028',
)
const soup = fc.array(token, { maxLength: 40 }).map(tokens => tokens.join(''))
/** A script with a piece taken out, put in or cut off. */
const damaged = fc
  .tuple(fc.constantFrom(...scripts), fc.nat(), fc.nat(5), token)
  .map(([script, at, length, put]) => script.slice(0, at % (script.length + 1)) + put + script.slice((at % (script.length + 1)) + length))
const anything = fc.oneof(soup, damaged, fc.string({ unit: 'binary' }))

/** Every object that has a range is inside what it is a part of, and every word is what is written there. */
function checkRanges(text: string, value: unknown, outer: Range): void {
  if (typeof value !== 'object' || value === null) return
  let inside = outer
  if ('range' in value) {
    inside = value.range as Range
    expect(inside.start, text).toBeGreaterThanOrEqual(outer.start)
    expect(inside.end, text).toBeLessThanOrEqual(outer.end)
    expect(inside.end, text).toBeGreaterThanOrEqual(inside.start)
    if ('raw' in value) expect(value.raw).toBe(text.slice(inside.start, inside.end))
  }
  for (const [key, child] of Object.entries(value)) {
    // A body stands behind the line that asks for it.
    if (key === 'heredoc') checkRanges(text, child, { start: inside.end, end: text.length })
    else checkRanges(text, child, inside)
  }
}

/** What is words, assignments, redirects, expressions, heredocs and comments; the rest is blanks, operators and reserved words. */
function leaves(tree: ShellText): Range[] {
  const found: Range[] = tree.comments.map(({ range }) => range)
  visitCommands(tree, (command, { inside }) => {
    if (inside.includes('substitution') || inside.includes('process')) return
    for (const { range, heredoc } of command.redirects) {
      found.push(range)
      if (heredoc) found.push({ start: heredoc.range.start, end: `${tree.text}\n`.indexOf('\n', heredoc.range.end) })
    }
    if (command.type === 'simple') {
      const [first] = command.words
      found.push(...command.words.map(({ range }) => range))
      found.push(...command.assignments.filter(({ range }) => !first || range.start < first.range.start).map(({ range }) => range))
    } else if (command.type === 'for' || command.type === 'select') {
      if (command.variable) found.push(command.variable.range)
      else found.push({ start: tree.text.indexOf('((', command.range.start), end: tree.text.indexOf('))', command.range.start) + 2 })
      found.push(...(command.words ?? []).map(({ range }) => range))
    } else if (command.type === 'case') found.push(command.subject.range, ...command.clauses.flatMap(({ patterns }) => patterns.map(({ range }) => range)))
    else if (command.type === 'test') found.push(...command.words.map(({ range }) => range))
    else if (command.type === 'arithmetic') found.push({ start: command.range.start, end: command.redirects[0]?.range.start ?? command.range.end })
    else if (command.type === 'function') found.push(command.nameRange)
  })
  return found.sort((a, b) => a.start - b.start)
}

function between(tree: ShellText): string {
  let at = 0
  let rest = ''
  for (const { start, end } of leaves(tree)) {
    // What is in a word, for instance a comment in a substitution, is part of that.
    if (end <= at) continue
    expect(start, tree.text).toBeGreaterThanOrEqual(at)
    rest += `${tree.text.slice(at, start)} `
    at = end
  }
  return rest + tree.text.slice(at)
}

const structure = /^(?:\s|\\\n|[;&|(){}!]|\[\[|\]\]|(?:if|then|elif|else|fi|for|select|in|while|until|do|done|case|esac|function|time)\b)*$/

describe('whatever the text is', () => {
  test('the parser does not throw, and its ranges nest', () => {
    fc.assert(
      fc.property(anything, text => {
        const tree = parseShell(text)
        checkRanges(text, tree, { start: 0, end: text.length })
        expect(tree.problems.length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 3000 },
    )
  })

  test('what is right stays right in every compound command', () => {
    const script = fc.constantFrom(...scripts)
    const wrapped = fc.oneof(
      fc.tuple(script, script).map(([a, b]) => `${a}\n${b}`),
      script.map(a => `( ${a}\n)`),
      script.map(a => `{ ${a}\n} > /log`),
      script.map(a => `x="$(${a}\n)"`),
      script.map(a => `if ${a}\nthen ${a}\nelse ${a}\nfi`),
      script.map(a => `case x in a) ${a}\n;; esac && f() { ${a}\n}`),
      script.map(a => `for x in 1 2; do ${a}\ndone | while read -r x; do ${a}\ndone`),
    )
    fc.assert(
      fc.property(wrapped, text => {
        expect(parseShell(text).problems, text).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})

test.each(scripts)('words and comments tile %s', text => {
  expect(between(parseShell(text))).toMatch(structure)
})

test('a carriage return before a line break belongs to that', () => {
  const strip = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, (key, item: unknown) => (/[rR]ange$|^pipes$|^content$/.test(key) || key === 'text' ? undefined : item)))
  for (const text of scripts.filter(each => each.includes('\n') && !/['"<][^ ]*\n/.test(each) && !each.includes('<<'))) {
    expect(strip(parseShell(text.replaceAll('\n', '\r\n')))).toEqual(strip(parseShell(text)))
  }
})

describe('20,000 of', () => {
  test.each(
    [
      '(',
      '((',
      '$(',
      '$((',
      '${x:-',
      '"$(',
      '{ ',
      'if ',
      'while ',
      '`',
      '! ',
      '@(',
      'a[',
      'a[$(',
      'a=(',
      '[[ ( ',
      'case x in (',
      'f() ',
      'function f ',
      'time ',
    ].concat(['$[', '<(', '"${x:-"', 'a && ', 'a | ', '<<E ', '<<E\n', '\\`', '`echo \\`', '> ', "$'", '${a[', 'for x in ', 'coproc ', 'sudo ']),
  )('%j are read in time', open => {
    const parse = (count: number): number => {
      const text = open.repeat(count)
      const start = performance.now()
      visitCommands(parseShell(text), () => {})
      return performance.now() - start
    }
    parse(1000)
    // In quadratic time, it would be many seconds.
    expect(parse(20_000)).toBeLessThan(2000)
  })
})
