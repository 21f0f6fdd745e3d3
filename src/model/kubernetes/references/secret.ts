import { decodeBase64 } from '../../../languages/base64.ts'
import { credentialIn, isPlaceholder, isSensitiveName } from '../../../languages/secret.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Manifest, manifestsOfKind, type ObjectFields } from '../manifest.ts'

interface SecretFields extends ObjectFields {
  type?: string
  data?: Record<string, string>
  stringData?: Record<string, string>
}
export type Secret = Manifest<SecretFields>

export const secrets = manifestsOfKind<SecretFields>('Secret', '')

/** Secrets whose values are in the file for all to read: not those that SOPS has encrypted, nor tokens that the cluster fills in. */
export function readableSecrets(project: Project): Secret[] {
  return project.get(secrets).filter(secret => !isEncrypted(secret) && secret.at('type').value !== 'kubernetes.io/service-account-token')
}

/** Secrets that SOPS keeps: the file has the encrypted values, and how they were encrypted. */
export function encryptedSecrets(project: Project): Secret[] {
  return project.get(secrets).filter(isEncrypted)
}

function isEncrypted(secret: Secret): boolean {
  return secret.follow(['sops']).exists
}

/** A value of a Secret, decoded. */
export interface SecretValue {
  readonly key: string
  readonly text: string
  readonly at: Ref<string>
}

/** The values of a Secret that are text and not placeholders for what comes later. */
export function secretValues(secret: Secret): SecretValue[] {
  const values = (holder: 'data' | 'stringData', decode: (text: string) => string | undefined): SecretValue[] =>
    [...secret.at(holder).entries()].flatMap(([key, value]) => {
      const at = value
      const text = typeof at.value === 'string' && !isPlaceholder(at.value) ? decode(at.value) : undefined
      return text === undefined || text === '' ? [] : [{ key, text, at }]
    })
  return [...values('data', decodeBase64), ...values('stringData', text => text)]
}

/**
 * Whether a text is a file of settings, one a line, none of which looks like a secret: many programs read their configuration from a Secret
 * because it may hold one.
 */
export function isOpenConfiguration(text: string): boolean {
  const lines = text.split('\n').filter(line => !/^\s*(?:[#;].*)?$/.test(line))
  return lines.length > 1 && lines.every(isOpenSetting) && !credentialIn(text)
}

/** `[section]`, `key = value`, and of YAML and JSON `key: value`, `key:`, items and brackets. */
function isOpenSetting(line: string): boolean {
  if (line.length > 400) return false
  if (/^\s*(?:\[[\w.-]+\]|[[\]{},]+)\s*$/.test(line)) return true
  const [, name, value = ''] = /^\s*(?:- )?["']?([\w.-]+)["']?(?:\s*=|:(?=\s|$))\s*(.*)$/.exec(line) ?? /^\s*- ()(.+)$/.exec(line) ?? []
  if (name === undefined || (value !== '' && isSensitiveName(name))) return false
  return /^["']?https?:\/\/[\w.-]+(?::\d+)?\/?["']?,?$/.test(value) || !/(?=\S*\d)(?=\S*[A-Za-z])[^\s"']{16}/.test(value)
}
