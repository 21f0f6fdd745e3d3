import { parseAlertTemplate, type ParsedTemplate, type Range } from '../languages/gotemplate/index.ts'
import type { Project } from '../project.ts'
import type { Ref } from '../source/ref.ts'
import { type Alert, alerts, ruleSets } from './prometheus.ts'
import { dialectOfGroups } from './rule-dialect.ts'

/** A label or an annotation of an alert, which Prometheus fills in as a template. */
export interface AlertTemplate {
  readonly alert: Alert
  readonly field: 'labels' | 'annotations'
  readonly name: string
  readonly at: Ref<string>
  readonly template: ParsedTemplate
}

/** The templates of alerts for Prometheus; vmalert has functions of its own, so its are left out. */
export function alertTemplates(project: Project): AlertTemplate[] {
  const foreign = new Set(project.get(ruleSets).flatMap(({ groups }) => (dialectOfGroups(groups) === 'victoriametrics' ? groups.source : [])))
  return project.get(alerts).flatMap(alert => (foreign.has(alert.source) ? [] : [...templatesOf(alert)]))
}

function* templatesOf(alert: Alert): Generator<AlertTemplate> {
  for (const field of ['labels', 'annotations'] as const) {
    for (const [name, value] of alert.at(field).entries()) {
      const at = value
      if (typeof at.value === 'string' && isOwnTemplate(at.value)) yield { alert, field, name, at, template: parseAlertTemplate(at.value) }
    }
  }
}

/** Signs of a template that a program fills in before: `{{ "{{" }}`, `{% raw %}`, `{{ .Values.x }}`. */
const foreign = /\{\{-?\s*["'`]\{\{|\{%|\{\{-?\s*(?:include\s|\.(?:Values|Release|Chart)\b)/

/** Whether a text is a template that no other program fills in first. */
export function isOwnTemplate(text: string): boolean {
  return text.includes('{{') && !foreign.test(text)
}

/** `Annotation "summary" of Alert "ShopDown"`, for messages. */
export function titleOf(alert: Alert, field: AlertTemplate['field'], name: string): string {
  return `${field === 'labels' ? 'Label' : 'Annotation'} "${name}" of ${alert.title}`
}

/** A part of a template, to point at: what is missing at the end is marked on the last character. */
export function partOfTemplate(at: Ref<string>, { start, end }: Range): Ref<string> {
  const length = at.value?.length ?? 0
  return start < end ? at.slice(start, end) : at.slice(Math.min(start, length - 1), Math.min(start, length - 1) + 1)
}
