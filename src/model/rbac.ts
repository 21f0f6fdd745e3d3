import type { PolicyRule, RoleRef, Subject } from 'kubernetes-types/rbac/v1.js'
import type { Project } from '../project.ts'
import type { Ref } from '../source/ref.ts'
import { type Manifest, manifestsOfKind, type ObjectFields } from './manifest.ts'

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
  return [...project.get(roles), ...project.get(clusterRoles)].flatMap(role => [...role.at('rules').each()].map(rule => ({ role, rule: rule })))
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
