import type { WebhookClientConfig } from 'kubernetes-types/admissionregistration/v1.js'
import type { PolicyRule } from 'kubernetes-types/rbac/v1.js'
import type { LabelSelector } from '../../../languages/label-selector.ts'
import type { Ref } from '../../../source/ref.ts'
import { absolute, clashing, isBlank, lacking, selecting, unfitting, type Wrong } from './wrong.ts'

/** Source: pkg/apis/rbac/validation, ValidatePolicyRule. */
export function* role(rules: Ref<readonly PolicyRule[] | undefined>, namespaced: boolean): Generator<Wrong> {
  for (const rule of rules.each()) {
    if (rule.value === undefined) continue
    if (rule.at('verbs').exists) yield* lacking(rule, 'verbs')
    const urls = rule.at('nonResourceURLs')
    if (!isBlank(urls)) {
      if (namespaced) yield* clashing(urls, 'stands in a Role, and paths have no namespace', 'Use a ClusterRole.')
      if (!isBlank(rule.at('resources')) || !isBlank(rule.at('apiGroups'))) yield* clashing(urls, 'stands beside "resources"', 'Write a rule for each of them.')
      continue
    }
    yield* lacking(rule, 'apiGroups', 'and the core group has to be written, too: [""]')
    yield* lacking(rule, 'resources')
  }
}

/** Source: pkg/apis/rbac/validation, ValidateClusterRoleBinding. */
export function* clusterRoleBinding(role: Ref<unknown>): Generator<Wrong> {
  const kind = role.follow(['kind'])
  if (kind.value === 'Role')
    yield { at: kind, says: 'is "Role", and what counts in every namespace takes a ClusterRole', advice: 'Bind a ClusterRole, or use a RoleBinding.' }
}

interface Webhook {
  timeoutSeconds?: number
  admissionReviewVersions?: string[]
  clientConfig?: WebhookClientConfig
  namespaceSelector?: LabelSelector
  objectSelector?: LabelSelector
  rules?: { apiGroups?: string[]; apiVersions?: string[]; operations?: string[]; resources?: string[] }[]
}

/** Source: pkg/apis/admissionregistration/validation. */
export function* webhooks(list: Ref<unknown>): Generator<Wrong> {
  for (const webhook of (list as Ref<Webhook[]>).each()) {
    const timeout = webhook.at('timeoutSeconds')
    if (timeout.value !== undefined && (timeout.value < 1 || timeout.value > 30))
      yield { at: timeout, says: `is ${timeout.value}`, advice: 'Write 1 to 30 seconds.' }
    const versions = webhook.at('admissionReviewVersions')
    if (versions.value && versions.value.length > 0 && !versions.value.some(version => version === 'v1' || version === 'v1beta1'))
      yield { at: versions, says: 'has neither "v1" nor "v1beta1"', advice: 'Write [v1].' }
    yield* called(webhook.at('clientConfig'))
    yield* selecting(webhook.at('namespaceSelector'))
    yield* selecting(webhook.at('objectSelector'))
    for (const rule of webhook.at('rules').each()) for (const field of ['apiGroups', 'apiVersions', 'operations', 'resources']) yield* lacking(rule, field)
  }
}

function* called(config: Ref<WebhookClientConfig | undefined>): Generator<Wrong> {
  if (isBlank(config.at('url'))) {
    if (typeof config.value === 'object') yield* lacking(config, 'service', 'and has no "url" either')
  } else {
    if (!isBlank(config.at('service'))) yield* clashing(config.at('service'), 'stands beside "url"', 'Remove one of them.')
    yield* unfitting(config.at('url'), text => /^https:\/\//i.test(text), 'which is not called over TLS', 'Write a URL that begins with https://.')
  }
  yield* absolute(config.at('service').at('path'))
}

/** Source: pkg/apis/core/validation, ValidateSecret; other types are judged by kubernetes/secret-type. */
export function* secret(object: Ref<unknown>): Generator<Wrong> {
  const type = object.follow(['type'])
  if (type.value === 'kubernetes.io/service-account-token' && isBlank(object.follow(['metadata', 'annotations', 'kubernetes.io/service-account.name'])))
    yield { at: type, says: 'needs the annotation "kubernetes.io/service-account.name"', advice: 'Name the account in it.' }
}
