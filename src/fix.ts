import { overlaps } from './fix/apply.ts'
import { dockerfileEdits } from './fix/dockerfile.ts'
import { yamlEdits } from './fix/yaml.ts'
import type { TextEdit } from './languages/yaml/index.ts'
import { DockerfileSource } from './source/dockerfile.ts'
import type { Ref } from './source/ref.ts'
import type { Source } from './source/source.ts'
import { YamlSource } from './source/yaml.ts'

export type { TextEdit }

/**
 * A change described by what it means; the engine turns it into text edits that keep comments and layout, and drops it
 * when the edited text would not read back as exactly the intended value.
 */
export type Fix = Single | readonly Single[]

/** One change of a fix. */
export type Single = Replace | Insert | Remove

/** Write `value` where the value at `target` stands. */
export interface Replace {
  readonly type: 'replace'
  readonly target: Ref<unknown>
  readonly value: unknown
}

/** Write `value` at `target`, which is not there yet; missing parents are written too. */
export interface Insert {
  readonly type: 'insert'
  readonly target: Ref<unknown>
  readonly value: unknown
}

/** Take out the value at `target` with its key, or the list item. */
export interface Remove {
  readonly type: 'remove'
  readonly target: Ref<unknown>
}

// Fixes are kept until the end of a run, so of what they change they hold the place alone.

/** Writes `value` where the value at `target` stands. */
export function replace(target: Ref<unknown>, value: unknown): Replace {
  return { type: 'replace', target: target.bare(), value }
}

/** Writes `value` at `target`, which is not there yet. */
export function insert(target: Ref<unknown>, value: unknown): Insert {
  return { type: 'insert', target: target.bare(), value }
}

/** Writes `value` at `target`, whether something stands there or not. */
export function write(target: Ref<unknown>, value: unknown): Replace | Insert {
  return target.exists ? replace(target, value) : insert(target, value)
}

/** Takes out the value at `target` with its key, or the list item. */
export function remove(target: Ref<unknown>): Remove {
  return { type: 'remove', target: target.bare() }
}

/**
 * What a fix changes in its file: offsets into the file's text, sorted, none overlapping another. Undefined when the fix cannot
 * be made without changing, or losing, anything else.
 */
export function editsOf(fix: Fix): { source: Source; edits: TextEdit[] } | undefined {
  const changes: readonly Single[] = 'type' in fix ? [fix] : fix
  const source = changes[0]?.target.source
  if (!source || changes.some(({ target }) => target.source.file !== source.file)) return undefined
  const edits: TextEdit[] = []
  for (const part of new Set(changes.map(({ target }) => target.source))) {
    const ofPart = changes.filter(({ target }) => target.source === part)
    const found = part instanceof YamlSource ? yamlEdits(part, ofPart) : part instanceof DockerfileSource ? dockerfileEdits(part, ofPart) : undefined
    if (!found) return undefined
    edits.push(...found)
  }
  if (edits.length === 0 || overlaps(edits)) return undefined
  return { source, edits: edits.toSorted((a, b) => a.start - b.start || a.end - b.end) }
}
