import { checkUse } from './check.ts'
import { alertFunctions, alertVariables } from './functions.ts'
import { parseTemplate } from './parser.ts'
import type { ParsedTemplate } from './tree.ts'

export type * from './tree.ts'
export { labelUses, type LabelUse } from './labels.ts'
export { parseTemplate }

/** Reads a template of a label or an annotation of an alert, and checks what it calls and uses. Never throws. */
export function parseAlertTemplate(text: string): ParsedTemplate {
  const parsed = parseTemplate(text, { functions: alertFunctions, variables: Object.keys(alertVariables) })
  return parsed.problems.some(({ kind }) => kind === 'syntax') ? parsed : { ...parsed, problems: [...parsed.problems, ...checkUse(parsed)] }
}
