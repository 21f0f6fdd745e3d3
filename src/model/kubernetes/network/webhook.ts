import type { MutatingWebhook, ValidatingWebhook } from 'kubernetes-types/admissionregistration/v1.js'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Manifest, manifestsOfKind, type ObjectFields } from '../manifest.ts'

/** What a webhook is asked about; the published type leaves `resources` out. */
interface WebhookRule {
  operations?: string[]
  apiGroups?: string[]
  apiVersions?: string[]
  resources?: string[]
}

type WebhookFields = Omit<ValidatingWebhook | MutatingWebhook, 'rules'> & { rules?: WebhookRule[] }

interface ConfigurationFields extends ObjectFields {
  webhooks?: WebhookFields[]
}

const group = 'admissionregistration.k8s.io'
const validating = manifestsOfKind<ConfigurationFields>('ValidatingWebhookConfiguration', group)
const mutating = manifestsOfKind<ConfigurationFields>('MutatingWebhookConfiguration', group)

/** One of the webhooks that a configuration lists. */
export interface Webhook {
  readonly configuration: Manifest<ConfigurationFields>
  readonly webhook: Ref<WebhookFields>
}

/** Every admission webhook. */
export function webhooks(project: Project): Webhook[] {
  return [...project.get(validating), ...project.get(mutating)].flatMap(configuration =>
    (configuration.at('webhooks').each() as Ref<WebhookFields>[]).map(webhook => ({ configuration, webhook })),
  )
}

/** Whether the API server refuses what it would ask a webhook about while that does not answer; since v1 the default. */
export function failsClosed({ configuration, webhook }: Webhook): boolean {
  const policy = webhook.at('failurePolicy')
  return policy.exists ? policy.value === 'Fail' : configuration.apiVersion.endsWith('/v1') && !configuration.partial
}

/** Whether a webhook is asked only of some objects or namespaces. */
export function isNarrowed(webhook: Ref<WebhookFields>): boolean {
  const selectors = [webhook.at('namespaceSelector'), webhook.at('objectSelector')] as Ref<object>[]
  if (selectors.some(selector => selector.value !== undefined && Object.keys(selector.value).length > 0)) return true
  return (webhook as Ref<unknown> as Ref<{ matchConditions?: unknown[] }>).at('matchConditions').exists
}
