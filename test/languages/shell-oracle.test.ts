import { spawnSync } from 'node:child_process'
// @ts-expect-error it has no types
import sh from 'mvdan-sh'
import { describe, expect, test } from 'vitest'
import { parseShell, visitCommands } from '../../src/languages/shell/index.ts'
import { corpus } from './shell/corpus.ts'

/** The nodes of a syntax tree by mvdan-sh, as far as they are looked at here; offsets are in bytes. */
interface Node {
  readonly Args: readonly Node[]
  readonly Variant: { readonly Value: string }
  Pos(): { Offset(): number }
  End(): { Offset(): number }
}
interface Syntax {
  NewParser(): { Parse(text: string, name: string): Node }
  NodeType(node: Node): string
  Walk(node: Node, visit: (node: Node | null) => boolean): void
}

const { syntax } = sh as { syntax: Syntax }
const parser = syntax.NewParser()
const hasBash = spawnSync('bash', ['-c', 'test "${BASH_VERSINFO[0]}" -ge 5']).status === 0

/** The words that name the programs of a script, in order; undefined where mvdan-sh refuses it. */
function theirCommands(text: string): string[] | undefined {
  const bytes = Buffer.from(text)
  const found: { at: number; name: string }[] = []
  try {
    syntax.Walk(parser.Parse(text, ''), node => {
      if (!node) return true
      const type = syntax.NodeType(node)
      if (type === 'CallExpr' && node.Args.length > 0) {
        const [start, end] = [node.Args[0]!.Pos().Offset(), node.Args[0]!.End().Offset()]
        found.push({ at: start, name: bytes.subarray(start, end).toString() })
      } else if (type === 'DeclClause') found.push({ at: node.Pos().Offset(), name: node.Variant.Value })
      else if (type === 'LetClause') found.push({ at: node.Pos().Offset(), name: 'let' })
      return true
    })
  } catch {
    return undefined
  }
  return found.sort((a, b) => a.at - b.at).map(({ name }) => name)
}

function ourCommands(text: string): string[] {
  const found: { at: number; name: string }[] = []
  visitCommands(parseShell(text), command => {
    if (command.type !== 'simple') return
    // For mvdan-sh, `time` is no program.
    const skipped = command.words[0]?.raw !== 'time' ? 0 : command.words[1]?.raw === '-p' ? 2 : 1
    const word = command.words[skipped]
    if (word) found.push({ at: word.range.start, name: word.raw })
  })
  return found.sort((a, b) => a.at - b.at).map(({ name }) => name)
}

describe.each(corpus('valid'))('%s', text => {
  test('is read as mvdan-sh does', () => {
    expect(parseShell(text).problems).toEqual([])
    expect(ourCommands(text)).toEqual(theirCommands(text))
  })
})

test.each(corpus('valid-but-for-mvdan'))('%s is read', text => {
  expect(parseShell(text).problems).toEqual([])
})

test.each(corpus('broken'))('%s is refused', text => {
  expect(parseShell(text).problems).toHaveLength(1)
})

test.skipIf(!hasBash)('bash judges the same', () => {
  // Of what is wrong in `[[ ]]`, its exit code tells nothing.
  const refused = (text: string): boolean => spawnSync('bash', ['-n'], { input: `${text}\n` }).stderr.length > 0
  expect([...corpus('valid'), ...corpus('valid-but-for-mvdan')].filter(refused)).toEqual([])
  expect(corpus('broken').filter(text => !refused(text))).toEqual([])
})
