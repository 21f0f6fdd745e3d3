import { pairings } from '../../model/kubernetes/pod/built-image.ts'
import { volumesOfImage } from '../../model/dockerfile/image-content.ts'
import { dockerfile, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Mount what the image declares as a volume.',
  why: 'Without a mount the container runtime puts an unnamed volume there, on the disk of the node, without a limit, and throws it away with the container; some runtimes leave the folder read-only with the root filesystem.',
  references: ['https://docs.docker.com/reference/dockerfile/#volume'],
  on: pairings,

  *check({ stage, container, name, how }) {
    if (!container.longRunning || container.pod.workload.partial) return
    const mounts = container
      .at('volumeMounts')
      .each()
      .flatMap(mount => mount.at('mountPath').value?.replace(/(.)\/+$/, '$1') ?? [])
    for (const { path, at } of volumesOfImage(stage)) {
      if (mounts.some(mount => path === mount || path.startsWith(`${mount}/`) || mount.startsWith(`${path}/`))) continue
      const locked = container.at('securityContext').at('readOnlyRootFilesystem').value === true
      yield {
        at: container.at('volumeMounts').exists ? container.at('volumeMounts').key() : container.at('image'),
        message: `The image "${name}" (${how}) declares the volume ${path}, and ${container.mention} mounts nothing there, so what it writes is ${locked ? 'refused by some runtimes and ' : ''}gone with the container. Mount a claim, or an emptyDir.`,
        related: [{ at, message: 'the volume' }],
      }
    }
  },

  examples: [
    {
      bad: {
        'gallery/Dockerfile': dockerfile`
          FROM node:24-slim
          VOLUME /srv/uploads /tmp/thumbs
        `,
        'deploy.yaml': yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: gallery }
          spec:
            template:
              spec:
                containers:
                  - name: gallery
                    image: shop/gallery:2.1.0
                    «volumeMounts»:
                      - { name: thumbs, mountPath: /tmp }
        `,
      },
    },
    {
      good: {
        'gallery/Dockerfile': dockerfile`
          FROM node:24-slim
          VOLUME ["/srv/uploads"]
        `,
        'deploy.yaml': yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: gallery }
          spec:
            template:
              spec:
                containers:
                  - name: gallery
                    image: shop/gallery:2.1.0
                    volumeMounts:
                      - { name: uploads, mountPath: /srv/uploads/ }
        `,
      },
    },
  ],
})
