import { expandWord, type Lookup, UNKNOWN, type Value } from './expand.ts'
import type { Escape, Instruction } from './tree.ts'

/** A variable has its value from a place in the file on. */
interface Binding {
  readonly from: number
  readonly value: Value
}

/** What only the machine that builds knows; a stage sees them once it declares them with ARG. */
const platformArgs: ReadonlySet<string> = new Set(
  ['BUILD', 'TARGET'].flatMap(side => ['PLATFORM', 'OS', 'OSVERSION', 'ARCH', 'VARIANT'].map(part => side + part)).concat('TARGETSTAGE'),
)

/** What a stage has: of ENV and ARG there are those of its instructions and of its base, a scope or the name of an image. */
interface Contents {
  readonly instructions: readonly Instruction[]
  readonly escape: Escape
  readonly windows: boolean
  readonly globals: Scope
  readonly base: Scope | string | undefined
}

/** The variables of one stage, or those before the first FROM, at any place in it. */
export class Scope {
  readonly #bindings = new Map<string, Binding[]>()
  /** Of the stage that this one is built on. */
  readonly #base: Scope | undefined
  readonly #outside: Lookup
  /** Windows tells no upper from lower case in the names of variables. */
  readonly #windows: boolean

  private constructor(base: Scope | undefined, outside: Lookup, windows = false) {
    this.#base = base
    this.#outside = outside
    this.#windows = windows
  }

  /** The ARGs before the first FROM. */
  static global(args: readonly Instruction[], escape: Escape): Scope {
    const scope = new Scope(undefined, name => (platformArgs.has(name) ? UNKNOWN : undefined))
    for (const instruction of args) scope.#declare(instruction, escape, undefined)
    return scope
  }

  /** The ENVs and ARGs of a stage: of the same name, the last one holds. */
  static ofStage({ instructions, escape, windows, globals, base }: Contents): Scope {
    // An image brings variables of its own, the empty one does not.
    const outside: Lookup = base instanceof Scope ? base.#outside : name => (base === 'scratch' && name !== 'PATH' ? undefined : UNKNOWN)
    const scope = new Scope(base instanceof Scope ? base : undefined, outside, windows)
    for (const instruction of instructions) {
      if (instruction.keyword === 'ARG') scope.#declare(instruction, escape, globals)
      else if (instruction.keyword === 'ENV') scope.#set(instruction, escape)
    }
    return scope
  }

  /** The value of a variable as it is right before a place in the file. */
  get(name: string, before: number): Value {
    const binding = this.#binding(name, before)
    return binding ? binding.value : this.#outside(name)
  }

  /** Whether something sets or declares a variable before a place in the file. */
  declares(name: string, before: number): boolean {
    return this.#binding(name, before) !== undefined
  }

  #binding(name: string, before: number): Binding | undefined {
    let binding = this.#own(name, before)
    for (let base = this.#base; base && !binding; base = base.#base) binding = base.#own(name, before)
    return binding
  }

  #own(name: string, before: number): Binding | undefined {
    return lastBefore(this.#bindings.get(this.#windows ? name.toUpperCase() : name), before)
  }

  /** All names of an ENV see the variables as they were before it. */
  #set({ pairs, range: { start } }: Instruction, escape: Escape): void {
    for (const [index, value] of pairs.map(({ rawValue }) => this.#value(rawValue ?? '', start, escape)).entries())
      this.#bind(pairs[index]!.key, { from: start, value })
  }

  /** An ARG sees those before it, in the same instruction too. Without a value it takes that of the ARG before the first FROM. */
  #declare({ pairs }: Instruction, escape: Escape, globals: Scope | undefined): void {
    for (const { key, rawValue, range } of pairs) {
      const from = range.start
      const value = rawValue === undefined ? globals?.get(key, Infinity) : this.#value(rawValue, from, escape)
      // A bare ARG that nobody sets takes nothing away.
      if (value !== undefined || !this.#binding(key, from)) this.#bind(key, { from, value })
    }
  }

  #value(raw: string, before: number, escape: Escape): Value {
    const { value, missing } = expandWord(raw, name => this.get(name, before), { escape })
    return value === undefined || missing.length > 0 ? UNKNOWN : value
  }

  #bind(name: string, binding: Binding): void {
    const key = this.#windows ? name.toUpperCase() : name
    const bindings = this.#bindings.get(key)
    if (bindings) bindings.push(binding)
    else this.#bindings.set(key, [binding])
  }
}

function lastBefore(bindings: readonly Binding[] | undefined, before: number): Binding | undefined {
  let low = 0
  let high = bindings?.length ?? 0
  while (low < high) {
    const middle = (low + high) >> 1
    if (bindings![middle]!.from < before) low = middle + 1
    else high = middle
  }
  return bindings?.[low - 1]
}
