import type { Operand, Pipeline, TemplateNode } from './tree.ts'

/** The pipelines in an operand: of its parentheses. */
export function children(operand: Operand): readonly Pipeline[] {
  if (operand.kind === 'pipeline') return [operand]
  return operand.kind === 'chain' ? children(operand.of) : []
}

/** The pipeline of an action or of a control structure, without those of its body. */
export function pipelinesOf(node: TemplateNode): readonly Pipeline[] {
  return 'pipeline' in node && node.pipeline ? [node.pipeline] : []
}
