import type { Fields } from '../../languages/json.ts'
import type { Ref } from '../../source/ref.ts'

/** The programs that read rules in the format of Prometheus. */
export type Dialect = 'prometheus' | 'thanos' | 'mimir' | 'victoriametrics'

/**
 * Fields by which each of them is told, as no other has them.
 * Source: thanos.io/tip/components/rule.md, grafana.com/docs/mimir/latest/references/http-api/#ruler, docs.victoriametrics.com/vmalert/#groups
 */
const fieldsOfGroup: Readonly<Record<string, Dialect>> = {
  partial_response_strategy: 'thanos',
  source_tenants: 'mimir',
  align_evaluation_time_on_interval: 'mimir',
  evaluation_delay: 'mimir',
  remote_write: 'mimir',
  concurrency: 'victoriametrics',
  eval_offset: 'victoriametrics',
  eval_delay: 'victoriametrics',
  eval_alignment: 'victoriametrics',
  params: 'victoriametrics',
  headers: 'victoriametrics',
  notifier_headers: 'victoriametrics',
  tenant: 'victoriametrics',
  type: 'victoriametrics',
  debug: 'victoriametrics',
}
const fieldsOfRule: Readonly<Record<string, Dialect>> = { debug: 'victoriametrics', update_entries_limit: 'victoriametrics' }

/** The program that a file of rules is for, by the fields that only it has. */
export function dialectOf(rules: Ref<Fields>): Dialect {
  return rules.at('namespace').exists || rules.at('namespaces').exists ? 'mimir' : dialectOfGroups(rules.at('groups'))
}

/** The same of groups alone. */
export function dialectOfGroups(groups: Ref<unknown>): Dialect {
  for (const group of (groups as Ref<Fields[]>).each()) {
    const own = dialectBy(group, fieldsOfGroup)
    if (own) return own
    for (const rule of (group.at('rules') as Ref<Fields[]>).each()) {
      const found = dialectBy(rule, fieldsOfRule)
      if (found) return found
    }
  }
  return 'prometheus'
}

function dialectBy(part: Ref<Fields>, fields: Readonly<Record<string, Dialect>>): Dialect | undefined {
  const key = Object.keys(part.value ?? {}).find(name => Object.hasOwn(fields, name))
  return key === undefined ? undefined : fields[key]
}

/** Whether a dialect has a field that Prometheus does not. */
export function hasOwnField(dialect: Dialect, key: string): boolean {
  if (dialect === 'prometheus') return false
  return fieldsOfGroup[key] === dialect || fieldsOfRule[key] === dialect || (dialect === 'mimir' && (key === 'namespace' || key === 'namespaces'))
}
