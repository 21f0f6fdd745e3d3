export { checkExpr, type Expr, type ExprName, type ExprType } from './check.ts'
