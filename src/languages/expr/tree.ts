/** Offsets into the text of an expression, in UTF-16 units; the end is exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

export type ExprNode = Range &
  (
    | { readonly kind: 'boolean' | 'nil' | 'integer' | 'float' }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'name'; readonly name: string }
    /** The current item of a list, inside a predicate: `#`, and what `.field` is taken from. */
    | { readonly kind: 'pointer' }
    /** A part that is filled in before the expression is read: `{{args.threshold}}`. */
    | { readonly kind: 'hole' }
    | { readonly kind: 'unary'; readonly operator: string; readonly operand: ExprNode }
    | { readonly kind: 'binary'; readonly operator: Token; readonly left: ExprNode; readonly right: ExprNode }
    | { readonly kind: 'conditional'; readonly condition: ExprNode; readonly results: readonly [ExprNode, ExprNode] }
    | { readonly kind: 'member'; readonly object: ExprNode; readonly property: ExprNode }
    | { readonly kind: 'slice'; readonly object: ExprNode; readonly bounds: readonly ExprNode[] }
    /** `predicates` are the arguments that are worked out for each item. */
    | {
        readonly kind: 'call'
        readonly callee: ExprNode
        readonly values: readonly ExprNode[]
        readonly predicates: readonly ExprNode[]
      }
    | { readonly kind: 'list' | 'map'; readonly items: readonly ExprNode[] }
    | { readonly kind: 'let'; readonly name: string; readonly value: ExprNode; readonly body: ExprNode }
  )

export type TokenKind = 'name' | 'operator' | 'bracket' | 'integer' | 'float' | 'string' | 'hole' | 'error' | 'EOF'

export interface Token extends Range {
  readonly kind: TokenKind
  /** As written; of an error, what is wrong. */
  readonly text: string
}

export interface ExprProblem extends Range {
  readonly message: string
}
