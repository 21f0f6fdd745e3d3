import type { Path } from '../languages/yaml/index.ts'
import type { Range, Source } from './source.ts'

export type { Path }
type Item<T> = T extends readonly (infer U)[] ? U : never
type Key<T> = keyof NonNullable<T> & (string | number)
type Entry<T> = [Key<T>] extends [never] ? unknown : NonNullable<T>[Key<T>]

/**
 * A value and where it is written. Reading past the end is safe, and gives a Ref whose value is undefined and whose
 * place is the nearest key that is written down: `container.at('resources').at('limits')` works on any manifest.
 */
export class Ref<T> {
  /** What is written, as kubectl reads it; undefined when absent, null, or of a shape that the field cannot have. */
  readonly value: T | undefined
  readonly source: Source
  /** Few are asked where they are: until then, most know only the one above them, and their step from there. */
  #path: Path | Ref<unknown>
  readonly #step: Path[number] | undefined
  readonly #part: Part | undefined

  constructor(source: Source, path: Path | Ref<unknown>, value: T | undefined, part?: Part, step?: Path[number]) {
    this.source = source
    this.#path = path
    this.value = value
    this.#part = part
    this.#step = step
  }

  get path(): Path {
    if (!(this.#path instanceof Ref)) return this.#path
    let steps = 1
    let above: Ref<unknown> = this.#path
    for (; above.#path instanceof Ref; above = above.#path) steps++
    const start = above.#path
    // Exactly as long as it has to be: many paths are kept until the end of a run.
    // oxlint-disable-next-line unicorn/no-new-array -- a list that grows takes twice the room
    const path = new Array<Path[number]>(start.length + steps)
    for (let index = 0; index < start.length; index++) path[index] = start[index]!
    path[path.length - 1] = this.#step!
    let ref: Ref<unknown> = this.#path
    for (let index = path.length - 2; index >= start.length; index--, ref = ref.#path as Ref<unknown>) path[index] = ref.#step!
    return (this.#path = path)
  }

  /** Which part of the value is meant: all of it (undefined), its key, or a slice of its text. */
  get part(): Part | undefined {
    return this.#part
  }

  /** Where it is written, or the nearest key above it that is. */
  get range(): Range {
    return this.source.locate(this.path, this.#part, this.value)
  }

  /** The place alone, with the value if that is a text or a number, for those who keep it: a value and what a subclass knows may be all of a file. */
  bare(): Ref<T> {
    return new Ref(this.source, this.path, typeof this.value === 'object' ? undefined : this.value, this.#part)
  }

  /** Whether something is written here, be it a value that does not conform or a bare `key:`. */
  get exists(): boolean {
    return this.value !== undefined || this.source.has(this.path)
  }

  at<K extends Key<T>>(key: K): Ref<NonNullable<T>[K]> {
    const parent: unknown = this.value
    const value = typeof parent === 'object' && parent !== null && Object.hasOwn(parent, key) ? (parent as Record<string | number, unknown>)[key] : undefined
    return new Ref(this.source, this, (value ?? undefined) as NonNullable<T>[K] | undefined, undefined, key)
  }

  /** What lies at the end of a path, for paths that are data; the caller says what it is. */
  follow(path: Path): Ref<unknown> {
    return path.reduce<Ref<unknown>>((ref, step) => ref.at(step as never), this)
  }

  /** The items of a list; nothing for what is not one. */
  each(): readonly Ref<Item<NonNullable<T>>>[] {
    if (!Array.isArray(this.value)) return []
    return this.value.map((item: unknown, index) => new Ref(this.source, this, (item ?? undefined) as Item<NonNullable<T>> | undefined, undefined, index))
  }

  /** The entries of a mapping, in the order in which they are written. */
  *entries(): Generator<[key: string, value: Ref<Entry<T>>]> {
    const value: unknown = this.value
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return
    for (const key of Object.keys(value)) yield [key, this.follow([key]) as Ref<Entry<T>>]
  }

  /** The part `start`–`end` of a string's value (UTF-16 units), to point at a word inside it. */
  slice(start: number, end: number): Ref<string> {
    const base = typeof this.#part === 'object' ? this.#part.start : 0
    const text = typeof this.value === 'string' ? this.value.slice(start, end) : undefined
    return new Ref(this.source, this.path, text, { start: base + start, end: base + end })
  }

  /** The key under which the value is written, to point at a name rather than at a value. */
  key(): Ref<string> {
    const last = this.path.at(-1)
    return new Ref(this.source, this.path, typeof last === 'string' ? last : undefined, 'key')
  }
}

/** A slice of a string's text, or the key of an entry. */
export type Part = 'key' | { readonly start: number; readonly end: number }
