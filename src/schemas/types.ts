/**
 * What a value must be: a part of a schema, in the compact form in which the data are stored (src/schemas/data, written by
 * `npm run schemas`). Kubernetes minors count as numbers: 34 is 1.34.
 */
export interface SchemaNode {
  /** Type; anything goes where it is left out. */
  readonly t?: 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array'
  /** Format: `int32`, `int64`, `byte`, `date-time`, `quantity`, `int-or-string`, `duration` … */
  readonly f?: string
  /** The values that are allowed. */
  readonly e?: readonly unknown[]
  /** Of the items of a list. */
  readonly i?: SchemaNode
  /** Of the values of a map with free keys. */
  readonly m?: SchemaNode
  /** The fields of an object. */
  readonly p?: Readonly<Record<string, SchemaNode>>
  /** Another definition stands for this one: its number in the same group; of one in core Kubernetes, in the data of custom resources, `-1 - number`. */
  readonly r?: number
  /** Required: 1, or the first minor in which it is. */
  readonly q?: number
  /** The first minor that has it, where that is later than the oldest known. */
  readonly s?: number
  /** The last minor that has it, where that is earlier than the newest known. */
  readonly u?: number
  /** Deprecated: 1, or what to use instead. */
  readonly d?: 1 | string
  /** The first minor in which nothing heeds it, though the API takes it. */
  readonly dead?: number
  /** Fields that are the key of an item in a list: no two items may have the same. */
  readonly k?: readonly string[]
  /** One more field that no two items of a list may share. */
  readonly also?: string
  /** The form of a name (src/languages/kubernetes-name.ts) that a text has, or each key of a map with free keys. */
  readonly n?: string
  /** 0 stands for "not set", whatever the bounds. */
  readonly z?: 1
  /** Unknown fields are kept. */
  readonly x?: 1
  /** Fields of which at most one may be set, each with the others; `required`: one must be. */
  readonly one?: readonly { readonly of: readonly string[]; readonly required?: 1 }[]
  readonly pattern?: string
  readonly min?: number
  readonly max?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly any?: readonly SchemaNode[]
  readonly oneOf?: readonly SchemaNode[]
  readonly not?: SchemaNode
  /** The numbers of conditions (conditions.ts) that hold besides. */
  readonly c?: readonly number[]
}

/** A kind that the API serves. */
export interface KindEntry {
  /** The number of its definition. */
  readonly r: number
  /** Namespaced (1) or of the cluster (0); left out where it is not known. */
  readonly n?: 0 | 1
  readonly s?: number
  readonly u?: number
}

/** What stands where in the data. */
export interface SchemaIndex {
  /** By `apiVersion/Kind`. */
  readonly kinds: Readonly<Record<string, KindEntry>>
  /** Where each definition begins in `definitions`, and the end. */
  readonly offsets: readonly number[]
}

/** The data of core Kubernetes or of one group of custom resources: texts, which load faster than the values in them would. */
export interface SchemaData {
  /** A {@link SchemaIndex} as JSON. */
  readonly index: string
  /** The definitions as JSON, back to back, parsed when they are asked for. */
  readonly definitions: string
}
