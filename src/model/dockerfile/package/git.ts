import { flatMap } from '../../../flat-map.ts'
import { groupedBy } from '../../../grouped.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { copies } from '../dockerfile.ts'
import { isGitSource, withoutPassword, written } from './download.ts'
import { type Arguments, argumentsOf, type Command, commandsNamed } from '../shell/run.ts'

/** A repository that a build takes from elsewhere: with `git clone`, or with ADD. */
export interface GitSource {
  /** As written, variables included, passwords not. */
  readonly url: string
  readonly at: Ref<unknown>
  /** The branch, tag or commit that it is taken at; an empty text for one that is not known, undefined for what is newest. */
  readonly ref: string | undefined
  /** By ADD. */
  readonly added: boolean
}

const valueFlags = (
  'C c b j o u branch config depth exec-path filter git-dir jobs namespace origin reference reference-if-able revision separate-git-dir ' +
  'server-option shallow-exclude shallow-since template upload-pack work-tree'
).split(' ')

/** Every repository that is taken from outside. */
export function gitSources(project: Project): GitSource[] {
  return [...flatMap(project.get(copies), added), ...flatMap([...groupedBy(project.get(gits), command => command.script).values()], cloned)]
}

function added(copy: ReturnType<typeof copies>[number]): GitSource[] {
  if (copy.keyword !== 'ADD') return []
  return flatMap(copy.node.words.slice(0, -1), ({ value }, index) => {
    if (!isGitSource(value)) return []
    const { query, fragment } = /(?:\?(?<query>[^#]*))?(?:#(?<fragment>.*))?$/.exec(value)?.groups ?? {}
    const named = /(?:^|&)(?:ref|tag|branch|commit|checksum)=([^&]*)/.exec(query ?? '')?.[1]
    const ref = named ?? fragment?.replace(/:.*/, '')
    return [{ url: withoutPassword(value), at: copy.at('words').at(index), ref: ref || undefined, added: true }]
  })
}

const gits = commandsNamed('git')

/** @param commands those of one script */
function cloned(commands: readonly Command[]): GitSource[] {
  const calls = commands.map(command => ({ command, given: argumentsOf(command, { values: valueFlags }) }))
  const last = calls.findLastIndex(({ given }) => moves(given))
  return flatMap(calls, ({ command, given }, index) => {
    const source = given.operands[0]?.value === 'clone' ? given.operands[1] : undefined
    if (!source || !/^(?:(?!file:)\w[\w+.-]*:\/\/|[\w.-]+@[\w.-]+:)/.test(written(source))) return []
    return [{ url: withoutPassword(written(source)), at: command.at(source), ref: index < last ? targetOf(calls[last]!.given) : refOf(given), added: false }]
  })
}

function refOf({ flags }: Arguments): string | undefined {
  const flag = flags.findLast(({ name }) => name === 'b' || name === 'branch' || name === 'revision')
  return flag && (flag.value ?? '')
}

/** What a working copy is taken to: a name alone is that of a branch, a tag or a commit; with flags, it may be anything. */
function targetOf({ operands, flags }: Arguments): string {
  return (flags.length === 0 && operands.length === 2 && operands[1]!.value) || ''
}

/** Commands that take a working copy to another commit. */
function moves({ operands }: Arguments): boolean {
  return /^(?:checkout|reset|switch)$/.test(operands[0]?.value ?? '')
}
