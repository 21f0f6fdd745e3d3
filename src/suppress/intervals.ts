import type { Range } from '../source/source.ts'

/** Ranges with what they stand for, to find those that hold an offset without a look at all others. */
export class Intervals<T extends { readonly range: Range }> {
  /** By their start. As a tree: the middle of a part is its root, the halves are its branches. */
  readonly #sorted: readonly T[]
  /** For each root, the last end in its part. */
  readonly #ends: number[]

  constructor(items: readonly T[]) {
    this.#sorted = items.toSorted((a, b) => a.range.start - b.range.start)
    this.#ends = Array.from<number>({ length: items.length })
    this.#measure(0, items.length)
  }

  /** The items whose range holds an offset, by their start. */
  holding(offset: number): T[] {
    const found: T[] = []
    this.#collect(0, this.#sorted.length, offset, found)
    return found
  }

  #measure(low: number, high: number): number {
    if (low >= high) return -1
    const middle = (low + high) >> 1
    return (this.#ends[middle] = Math.max(this.#sorted[middle]!.range.end, this.#measure(low, middle), this.#measure(middle + 1, high)))
  }

  #collect(low: number, high: number, offset: number, found: T[]): void {
    const middle = (low + high) >> 1
    if (low >= high || this.#ends[middle]! <= offset) return
    this.#collect(low, middle, offset, found)
    const item = this.#sorted[middle]!
    if (item.range.start > offset) return
    if (offset < item.range.end) found.push(item)
    this.#collect(middle + 1, high, offset, found)
  }
}
