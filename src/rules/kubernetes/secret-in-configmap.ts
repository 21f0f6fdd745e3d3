import { isSensitiveName, secretUnder, settingsIn } from '../../languages/secret.ts'
import { configMaps } from '../../model/kubernetes/references/config-map.ts'
import { matchesPattern } from '../../languages/name-pattern.ts'
import { option, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Keep credentials out of ConfigMaps.',
  why: 'ConfigMaps are readable by far more accounts than Secrets, are not encrypted at rest, and stand in the repository.',
  presets: ['recommended', 'security'],
  peers: ['trivy:KSV-0109', 'polaris:sensitiveConfigmapContent', 'trivy:KSV-01010', 'kubescape:rule-credentials-configmap'],
  references: ['https://kubernetes.io/docs/concepts/configuration/configmap/'],
  options: {
    names: option<string[]>([], 'Keys whose value is taken for a secret, whatever it is: `*token*`. Capitals do not matter.'),
  },
  on: configMaps,

  *check(configMap, { options }) {
    for (const [key, value] of configMap.at('data').entries()) {
      if (typeof value.value !== 'string') continue
      for (const { name, what, at } of secretsIn(key, value, options.names))
        yield {
          at,
          message: `${name} in ${configMap.title} holds ${what}, for everyone who can read this file or the namespace's configuration. Move it to a Secret that is not in the repository, and change it.`,
        }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: shop
        data:
          log-level: info
          db-password: «Hx7-quarry-Lantern-94»
          «settings.ini»: |
            [database]
            url = postgres://shop:s3aTurtle-91@db/shop
      `,
    },
    {
      title: 'a line of a file within',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: shop }
        data:
          application.properties: |
            server.port=8080
            spring.datasource.password=«Hx7-quarry-Lantern-94»
            keystore.password=\${KEYSTORE_PASSWORD}
      `,
    },
    {
      title: 'by names alone',
      options: { names: ['*username*'] },
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: shop }
        data: { db-username: «shop» }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: shop
        data:
          password-file: /run/secrets/db
          settings.ini: |
            url = postgres://db/shop
            secret = db-credentials
            token = os.environ['TOKEN_2']
            ca = -----BEGIN CERTIFICATE-----
      `,
    },
  ],
})

/** One for the whole text, or one for each setting in it. */
function secretsIn(key: string, value: Ref<string>, names: readonly string[]): { readonly name: string; readonly what: string; readonly at: Ref<string> }[] {
  const text = value.value!
  const what = secretUnder(key, text)
  if (what) return [{ name: `"${key}"`, what, at: value }]
  if (text !== '' && names.some(pattern => matchesPattern(pattern.toLowerCase(), key.toLowerCase())))
    return [{ name: `"${key}"`, what: 'a secret, by its name', at: value }]
  const settings = settingsIn(text).filter(({ name, value: written }) => isSensitiveName(name) && secretUnder(name, written) !== undefined)
  return settings.map(({ name, start, end }) => ({ name: `"${name}" of "${key}"`, what: 'a secret, by its name', at: value.slice(start, end) }))
}
