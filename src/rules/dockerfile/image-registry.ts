import { inRegistry } from '../../languages/image-registry.ts'
import { pulledImages } from '../../model/dockerfile/stage-reference.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Take images from registries that the team trusts.',
  why: 'An image from elsewhere has passed none of the checks that the trusted registries stand for, and may vanish with its owner.',
  presets: [],
  peers: ['hadolint:DL3026'],
  options: {
    allow: option<string[]>([], 'Registries, or registry and path, that are trusted: "ghcr.io", "registry.example.com/base", "*.example.com".', {
      required: true,
    }),
    deny: option<string[]>([], 'Registries or paths that are not, even if allowed above.'),
  },
  on: pulledImages,

  *check({ image, at }, { options }) {
    const { allow, deny } = options
    const denied = deny.some(pattern => inRegistry(image, pattern))
    if (!denied && (allow.length === 0 || allow.some(pattern => inRegistry(image, pattern)))) return
    yield {
      at,
      message: `"${image.name}" comes from "${image.registry}", which is ${denied ? 'denied' : 'not among the trusted registries'}. ${allow.length > 0 ? `Take it from ${allow.join(', ')}.` : 'Take it from another.'}`,
    }
  },

  examples: [
    {
      options: { allow: ['registry.example.com/base', 'ghcr.io'] },
      bad: dockerfile`
        FROM registry.example.com/base/node:22 AS build
        FROM «node:22»
        FROM «registry.example.com/basement/node:22»
        COPY --from=«quay.io/acme/tools:1.2» /bin/tool /bin/
        RUN --mount=from=«acme/data:3»,target=/mnt ls /mnt
      `,
    },
    {
      options: { allow: ['docker.io', '*.example.com'] },
      good: dockerfile`
        FROM nginx:1.29.1 AS web
        FROM mirror.example.com/library/node:22
        FROM web
      `,
    },
  ],
})
