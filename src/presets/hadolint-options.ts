import type { Config, Level } from '../config.ts'

/** What hadolint is configured with beyond its rules. https://github.com/hadolint/hadolint#configure */
export interface HadolintOptions {
  /** Registries that images may come from: `ghcr.io`, `*.example.com`. */
  readonly trustedRegistries?: readonly string[]
  /** Labels that an image has to have, with the format of each: text, url, semver, hash, rfc3339, spdx or email. */
  readonly labelSchema?: Readonly<Record<string, string>>
  /** No label but those of the schema. */
  readonly strictLabels?: boolean
}

/**
 * The same as options of our rules. They turn their rules on, unless the configuration starts from nothing: then it is for its
 * `rules` to name them.
 */
export function hadolintLayer({ trustedRegistries, labelSchema, strictLabels }: HadolintOptions, on: boolean): Config {
  const at = (level: Level): Level => (on ? level : 'off')
  const schema = labelSchema && Object.keys(labelSchema).length > 0 ? { schema: labelSchema } : undefined
  return {
    rules: {
      ...(trustedRegistries?.length && { 'dockerfile/image-registry': [at('error'), { allow: trustedRegistries.map(registryNamed) }] }),
      ...(schema && { 'dockerfile/label-required': [at('info'), schema], 'dockerfile/label-value': [at('warning'), schema] }),
      ...(schema && strictLabels && { 'dockerfile/label-superfluous': [at('info'), schema] }),
    },
  }
}

/** Docker Hub has two names. */
function registryNamed(registry: string): string {
  return registry === 'hub.docker.com' ? 'docker.io' : registry
}
