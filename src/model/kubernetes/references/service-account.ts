import { grouped, groupedBy } from '../../../grouped.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Manifest, manifestsOfKind, type ObjectFields, sameNamespace } from '../manifest.ts'
import { type BindingFields, bindings } from './rbac.ts'
import type { Pod } from '../workload.ts'

interface ServiceAccountFields extends ObjectFields {
  automountServiceAccountToken?: boolean
}

export const serviceAccounts = manifestsOfKind<ServiceAccountFields>('ServiceAccount', '')

function accountIndex(project: Project): Map<string, Manifest<ServiceAccountFields>[]> {
  return groupedBy(project.get(serviceAccounts), account => account.name)
}

/** The name of the account that a pod runs as, where it is written; without one it runs as `default`. */
export function accountNameOf(pod: Pod): Ref<string> {
  const name = pod.at('serviceAccountName') as Ref<string>
  const older = pod.at('serviceAccount') as Ref<string>
  return name.value || !older.value ? name : older
}

/** Whether the token of its account is put into a pod: the pod has the last word, then the account. */
export function mountsToken(project: Project, pod: Pod): boolean {
  const own = pod.at('automountServiceAccountToken').value
  if (own !== undefined) return own
  const accounts = project.get(accountIndex).get(accountNameOf(pod).value || 'default') ?? []
  const account = accounts.find(({ namespace }) => sameNamespace(namespace, pod.workload.namespace))
  return account?.at('automountServiceAccountToken').value ?? true
}

/** Bindings by the service accounts that they name: `name`, each with the namespace of the subject. */
function bindingIndex(project: Project): Map<string, { readonly namespace: string | undefined; readonly binding: Manifest<BindingFields> }[]> {
  return grouped(
    project.get(bindings).flatMap(binding =>
      binding
        .at('subjects')
        .each()
        .flatMap(subject => {
          const { kind, name, namespace } = subject.value ?? {}
          return kind === 'ServiceAccount' && name ? [[name, { namespace: namespace ?? binding.namespace, binding }] as const] : []
        }),
    ),
  )
}

/** The bindings among the files that give rights to the account of a pod. */
export function bindingsOf(project: Project, pod: Pod): Manifest<BindingFields>[] {
  const found = project.get(bindingIndex).get(accountNameOf(pod).value || 'default') ?? []
  return found.filter(({ namespace }) => sameNamespace(namespace, pod.workload.namespace)).map(({ binding }) => binding)
}
