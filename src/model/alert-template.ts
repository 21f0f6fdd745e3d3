import { parseAlertTemplate, type ParsedTemplate } from '../languages/gotemplate/index.ts'
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
      const at = value as Ref<string>
      if (typeof at.value === 'string' && at.value.includes('{{')) yield { alert, field, name, at, template: parseAlertTemplate(at.value) }
    }
  }
}
