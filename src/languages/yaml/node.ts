import type { ScalarStyle } from './offsets.ts'

/** A node of a document; whoever parses a text gives these. Offsets are into the piece that was parsed, in UTF-16 units. */
export type YamlNode = ScalarNode | MappingNode | SequenceNode | AliasNode

interface Place {
  readonly start: number
  /** Exclusive. Of a block collection, behind its last character or the line breaks after it. */
  readonly end: number
  readonly anchor?: string
  /** The whole tag: `tag:yaml.org,2002:str`. */
  readonly tag?: string
}

/** Text, as decoded: what it means is decided once, by `readPlainScalar`. */
export interface ScalarNode extends Place {
  readonly type: 'scalar'
  /** Undefined where nothing is written: the value of `key:`. */
  readonly style: ScalarStyle | undefined
  readonly value: string
}

export interface Pair {
  readonly key: YamlNode | undefined
  readonly value: YamlNode | undefined
}

export interface MappingNode extends Place {
  readonly type: 'mapping'
  readonly flow: boolean
  readonly items: readonly Pair[]
}

export interface SequenceNode extends Place {
  readonly type: 'sequence'
  readonly flow: boolean
  readonly items: readonly (YamlNode | undefined)[]
}

export interface AliasNode extends Place {
  readonly type: 'alias'
  /** The anchor that it names. */
  readonly name: string
}

export function isScalar(node: YamlNode | null | undefined): node is ScalarNode {
  return node?.type === 'scalar'
}

export function isMapping(node: YamlNode | null | undefined): node is MappingNode {
  return node?.type === 'mapping'
}

export function isSequence(node: YamlNode | null | undefined): node is SequenceNode {
  return node?.type === 'sequence'
}

export function isAlias(node: YamlNode | null | undefined): node is AliasNode {
  return node?.type === 'alias'
}

/** `|` and `>`. */
export function isBlockScalar(node: ScalarNode): boolean {
  return node.style === 'BLOCK_LITERAL' || node.style === 'BLOCK_FOLDED'
}
