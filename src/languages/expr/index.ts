export { checkExpr, type Expr, type ExprName, type ExprType } from './check.ts'
export { type Condition, isCoveredBy, outcomeOf } from './outcome.ts'
