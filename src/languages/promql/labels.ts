import type { Range } from './tree.ts'

/** What is known of a label of the series that an expression gives. */
export interface LabelFact {
  readonly presence: 'always' | 'maybe' | 'never'
  /** The only value that it can have. */
  readonly value?: string
  /** Why it is so, in words that follow the label's name: `is not kept by "sum"`; and the part of the expression that made it so. */
  readonly because?: { readonly why: string; readonly at: Range }
}

const unknown: LabelFact = { presence: 'maybe' }

/** The labels that series can have. Never changes; what changes labels gives new ones. */
export class Labels {
  static readonly any = new Labels(new Map(), unknown)
  readonly #facts: ReadonlyMap<string, LabelFact>
  readonly #rest: LabelFact

  private constructor(facts: ReadonlyMap<string, LabelFact>, rest: LabelFact) {
    this.#facts = facts
    this.#rest = rest
  }

  static none(because: NonNullable<LabelFact['because']>): Labels {
    return new Labels(new Map(), { presence: 'never', because })
  }

  get(name: string): LabelFact {
    return this.#facts.get(name) ?? this.#rest
  }

  has(name: string): boolean {
    return this.get(name).presence !== 'never'
  }

  /** Whether no other labels are possible than those that `possible` lists. */
  get closed(): boolean {
    return this.#rest.presence === 'never'
  }

  /** Those that are always there, with what is known of them. */
  *always(): Generator<[name: string, fact: LabelFact]> {
    for (const entry of this.#facts) if (entry[1].presence === 'always') yield entry
  }

  /** Those that something names and that can be there. */
  possible(): string[] {
    return [...this.#facts].flatMap(([name, { presence }]) => (presence === 'never' ? [] : name))
  }

  with(changes: Iterable<readonly [name: string, fact: LabelFact]>): Labels {
    let facts: Map<string, LabelFact> | undefined
    for (const [name, fact] of changes) facts = (facts ?? new Map(this.#facts)).set(name, fact)
    return facts ? new Labels(facts, this.#rest) : this
  }

  without(names: Iterable<string>, because: NonNullable<LabelFact['because']>): Labels {
    return this.with(Array.from(names, name => [name, { presence: 'never', because }] as const))
  }

  only(names: readonly string[], because: NonNullable<LabelFact['because']>): Labels {
    const kept = new Set(names)
    const facts = new Map(names.map(name => [name, this.get(name)]))
    // What was never there keeps its own reason.
    for (const [name, fact] of this.#facts) if (!kept.has(name) && fact.presence === 'never') facts.set(name, fact)
    return new Labels(facts, this.closed ? this.#rest : { presence: 'never', because })
  }
}
