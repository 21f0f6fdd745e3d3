import { secretUnder } from '../../languages/secret.ts'
import { configMaps } from '../../model/config-map.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Keep credentials out of ConfigMaps.',
  why: 'ConfigMaps are readable by far more accounts than Secrets, are not encrypted at rest, and stand in the repository.',
  presets: ['recommended', 'security'],
  peers: ['trivy:KSV-0109', 'polaris:sensitiveConfigmapContent'],
  references: ['https://kubernetes.io/docs/concepts/configuration/configmap/'],
  on: configMaps,

  *check(configMap) {
    for (const [key, value] of configMap.at('data').entries()) {
      if (typeof value.value !== 'string') continue
      const what = secretUnder(key, value.value)
      if (what)
        yield {
          at: value,
          message: `"${key}" in ${configMap.title} holds ${what}, for everyone who can read this file or the namespace's configuration. Move it to a Secret that is not in the repository, and change it.`,
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
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: shop
        data:
          password-file: /run/secrets/db
          settings.ini: |
            url = postgres://db/shop
            ca = -----BEGIN CERTIFICATE-----
      `,
    },
  ],
})
