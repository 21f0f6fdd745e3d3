import table from './api-lifecycle.json' with { type: 'json' }

/** When an API of Kubernetes went or goes away. Numbers are minor releases: 25 is Kubernetes 1.25. */
export interface ApiLifecycle {
  /** The API server warns from here on. */
  deprecatedIn?: number | undefined
  /** The API server refuses it from here on; unset where no removal is planned. */
  removedIn?: number | undefined
  /** The apiVersion to use instead; unset where there is none. */
  replacement?: string | undefined
  /** Unset where the kind stays the same. */
  replacementKind?: string | undefined
  /** The first release that serves the replacement: it may be newer than the cluster. */
  replacementIn?: number | undefined
  /** Where the row comes from, in the terms of the table's header. */
  source: string
}

interface Row extends ApiLifecycle {
  apiVersion: string
  kind: string
}

/** The day the table was last checked, and the newest Kubernetes release it knows of. */
export const apiLifecycleDate = table.header.date
export const apiLifecycleKubernetes = table.header.kubernetes

const rows: readonly Row[] = table.apis
const byApi = new Map<string, ApiLifecycle>(rows.map(row => [`${row.apiVersion} ${row.kind}`, row]))

/**
 * What is known of the end of an API of Kubernetes itself; `undefined` for what is neither deprecated nor removed, and for custom
 * resources. Each row of the table names its source, the table's header explains them.
 */
export function lifecycleOf(apiVersion: string, kind: string): ApiLifecycle | undefined {
  return byApi.get(`${apiVersion} ${kind}`)
}
