import type { PolicyRule, RoleRef, Subject } from 'kubernetes-types/rbac/v1.js'
import { groupedBy } from '../../../grouped.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Manifest, manifestsOfKind, type ObjectFields, sameNamespace } from '../manifest.ts'

const group = 'rbac.authorization.k8s.io'

export interface RoleFields extends ObjectFields {
  rules?: PolicyRule[]
}
const roles = manifestsOfKind<RoleFields>('Role', group)
const clusterRoles = manifestsOfKind<RoleFields>('ClusterRole', group)

export interface RoleRule {
  readonly role: Manifest<RoleFields>
  readonly rule: Ref<PolicyRule>
}

/** Every rule of every Role and ClusterRole. */
export function roleRules(project: Project): RoleRule[] {
  return project.get(allRoles).flatMap(rulesOf)
}

/** The Roles and ClusterRoles. */
function allRoles(project: Project): Manifest<RoleFields>[] {
  return [...project.get(roles), ...project.get(clusterRoles)]
}

export function rulesOf(role: Manifest<RoleFields>): RoleRule[] {
  return role
    .at('rules')
    .each()
    .map(rule => ({ role, rule }))
}

/** Something to be allowed: any of the verbs on any of the resources, which are all of one API group. */
export interface Power {
  readonly groups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

/** That a rule of a role allows a power. */
export interface Grant {
  readonly role: Manifest<RoleFields>
  /** Where the resource is named. */
  readonly at: Ref<string>
  /** `create, patch on "pods/exec"`, for messages: `may …`. */
  readonly words: string
}

/**
 * Whether a rule allows one of some powers. One that names the objects (`resourceNames`) does not: it is as narrow as can be, and does not
 * allow what has no name, such as to create.
 *
 * @param wildcards whether `*` for the verb or the resource counts; for the API group it always does
 */
export function grantOf({ role, rule }: RoleRule, powers: readonly Power[], wildcards: boolean): Grant | undefined {
  const groups = rule.at('apiGroups').value ?? []
  const verbs = rule.at('verbs').value ?? []
  // No object is called "*": whoever writes that means all of them.
  if (rule.at('resourceNames').value?.some(name => name !== '*')) return undefined
  for (const power of powers) {
    if (!groups.some(name => name === '*' || power.groups.includes(name))) continue
    const granted = verbs.filter(verb => (verb === '*' ? wildcards : power.verbs.includes(verb)))
    const at = granted.length > 0 ? (rule.at('resources').each() as Ref<string>[]).find(({ value }) => covers(value, power.resources, wildcards)) : undefined
    if (at)
      return { role, at, words: `${granted.includes('*') ? 'do anything' : granted.join(', ')} on ${at.value === '*' ? 'every resource' : `"${at.value}"`}` }
  }
  return undefined
}

/** Whether what is written after `resources` takes in one of those; a star before a slash stands for any resource with that part. */
function covers(written: string | undefined, resources: readonly string[], wildcards: boolean): boolean {
  if (written === undefined) return false
  if (written === '*') return wildcards
  return resources.some(resource => resource === written || (written.startsWith('*/') && resource.endsWith(written.slice(1))))
}

/** Verbs that make, change or take away objects. */
export const writing = ['create', 'update', 'patch', 'delete', 'deletecollection'] as const

/** Whether a rule allows everything with everything, be it that it names each verb. */
export function grantsAll({ rule }: RoleRule): boolean {
  const has = (field: 'apiGroups' | 'resources' | 'verbs', ...values: string[]) => values.every(value => rule.at(field).value?.includes(value))
  if (!has('apiGroups', '*') || !has('resources', '*')) return false
  return has('verbs', '*') || has('verbs', 'get', 'list', 'watch', 'create', 'update', 'patch', 'delete')
}

/** Whether the cluster itself keeps a role or a binding of that name: `system:node`. GKE has more of its own (`gce:`). */
export function isOfCluster(name: string | undefined): boolean {
  return /^(?:system:|gce:)/.test(name ?? '')
}

/** Whether a role is a part of `admin`, `edit` or `view`, for people. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles */
export function isAggregated(role: Manifest<RoleFields>): boolean {
  return Object.keys(role.labels).some(label => label.startsWith('rbac.authorization.k8s.io/aggregate-to-'))
}

function roleIndex(project: Project): Map<string, Manifest<RoleFields>[]> {
  return groupedBy(project.get(allRoles), role => `${role.kind}/${role.name}`)
}

/** The role that a binding names, if it is among the files. */
export function boundRole(project: Project, binding: Manifest<BindingFields>): Manifest<RoleFields> | undefined {
  const { kind, name } = binding.at('roleRef').value ?? {}
  const found = project.get(roleIndex).get(`${kind}/${name}`) ?? []
  return found.find(role => kind === 'ClusterRole' || sameNamespace(role.namespace, binding.namespace))
}

/** The API groups that the tree itself defines: an operator's own resources. */
export function ownGroups(project: Project): ReadonlySet<string> {
  return new Set(project.get(definitions).flatMap(definition => definition.at('spec').at('group').value ?? []))
}

interface DefinitionFields extends ObjectFields {
  spec: { group?: string }
}
const definitions = manifestsOfKind<DefinitionFields>('CustomResourceDefinition', 'apiextensions.k8s.io')

export interface BindingFields extends ObjectFields {
  roleRef: RoleRef
  subjects?: Subject[]
}
const roleBindings = manifestsOfKind<BindingFields>('RoleBinding', group)
const clusterRoleBindings = manifestsOfKind<BindingFields>('ClusterRoleBinding', group)

export function bindings(project: Project): Manifest<BindingFields>[] {
  return [...project.get(roleBindings), ...project.get(clusterRoleBindings)]
}
