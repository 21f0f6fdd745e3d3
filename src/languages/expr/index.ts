export { checkExpr, type Expr, type ExprName, type ExprType } from './check.ts'
export type { ExprNode, ExprProblem } from './tree.ts'
