import type { Ref } from './source/ref.ts'

/**
 * A change described by what it means; the engine turns it into text edits that keep comments and layout, and drops it
 * when the edited text would not read back as exactly the intended value.
 */
export type Fix = Replace | Insert | Remove | readonly (Replace | Insert | Remove)[]

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

export function replace(target: Ref<unknown>, value: unknown): Replace {
  return { type: 'replace', target, value }
}

export function insert(target: Ref<unknown>, value: unknown): Insert {
  return { type: 'insert', target, value }
}

export function remove(target: Ref<unknown>): Remove {
  return { type: 'remove', target }
}
