import { checkUse } from './check.ts'
import { alertFunctions, alertVariables, notificationFunctions } from './functions.ts'
import { parseTemplate } from './parser.ts'
import type { ParsedTemplate } from './tree.ts'

export type * from './tree.ts'
export { labelUses, type LabelUse } from './labels.ts'

/** Reads a template of a label or an annotation of an alert, and checks what it calls and uses. Never throws. */
export function parseAlertTemplate(text: string): ParsedTemplate {
  const parsed = parseTemplate(text, { functions: alertFunctions, variables: Object.keys(alertVariables) })
  return parsed.problems.some(({ kind }) => kind === 'syntax') ? parsed : { ...parsed, problems: [...parsed.problems, ...checkUse(parsed)] }
}

/** Reads a template of a notification of Alertmanager. Never throws. */
export function parseNotificationTemplate(text: string): ParsedTemplate {
  return parseTemplate(text, { functions: notificationFunctions, variables: [] })
}
