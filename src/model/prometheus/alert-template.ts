import { parseAlertTemplate, type ParsedTemplate, type Range } from '../../languages/gotemplate/index.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
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
  const others = new Set(project.get(ruleSets).flatMap(({ groups }) => (dialectOfGroups(groups) === 'victoriametrics' ? groups.source : [])))
  // Alerts of one kind often say the same.
  const known = new Map<string, ParsedTemplate>()
  const parse = (text: string): ParsedTemplate => {
    let template = known.get(text)
    if (!template) known.set(text, (template = parseAlertTemplate(text)))
    return template
  }
  return project.get(alerts).flatMap(alert => (others.has(alert.source) ? [] : [...templatesOf(alert, parse)]))
}

function* templatesOf(alert: Alert, parse: (text: string) => ParsedTemplate): Generator<AlertTemplate> {
  for (const field of ['labels', 'annotations'] as const) {
    for (const [name, value] of alert.at(field).entries()) {
      const at = value
      if (typeof at.value === 'string' && isOwnTemplate(at.value)) yield { alert, field, name, at, template: parse(at.value) }
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
