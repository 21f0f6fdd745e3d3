import { manifestsOfKind, type ObjectFields } from '../manifest.ts'

interface ConfigMapFields extends ObjectFields {
  data?: Record<string, string>
}

export const configMaps = manifestsOfKind<ConfigMapFields>('ConfigMap', '')
