import { missingPrograms } from '../../model/kubernetes/pod/image-program.ts'
import { dockerfile, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Start programs that the image has.',
  why: 'An image built on scratch or distroless has no shell and no tools. Whatever calls them fails: "exec: sh: executable file not found".',
  references: ['https://github.com/GoogleContainerTools/distroless#docker'],
  on: missingPrograms,

  *check({ at, program, image, effect }) {
    const shell = program.endsWith('sh')
    yield {
      at,
      message: `The image ${image} has no "${program}"${shell ? ', nor any other shell' : ''}, so ${effect}. Call a program of the image, or ${/restarted|ready/.test(effect) ? 'probe over HTTP, TCP or gRPC' : 'take a base that has it'}.`,
    }
  },

  examples: [
    {
      bad: {
        'api/Dockerfile': dockerfile`
          FROM golang:1.25 AS build
          RUN go build -o /api .
          FROM scratch
          COPY --from=build /api /api
          ENTRYPOINT ["/api"]
        `,
        'pod.yaml': yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: shop }
          spec:
            containers:
              - name: api
                image: shop/api:2.1.0
                livenessProbe:
                  exec: { command: [«/bin/sh», -c, /api --check] }
              - name: files
                image: gcr.io/distroless/static-debian12:nonroot
                command: [«sh», -c, ./files]
        `,
      },
    },
    {
      title: 'a tag for debugging, a program of its own, and a shell that is copied in',
      good: {
        'api/Dockerfile': dockerfile`
          FROM scratch
          COPY --from=busybox:1.37 /bin/busybox /bin/sh
          COPY api /api
        `,
        'pod.yaml': yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: shop }
          spec:
            containers:
              - name: api
                image: shop/api:2.1.0
                livenessProbe:
                  exec: { command: [/bin/sh, -c, /api --check] }
              - name: files
                image: gcr.io/distroless/static-debian12:debug
                command: [sh, -c, ./files]
              - name: mail
                image: gcr.io/distroless/static-debian12
                livenessProbe:
                  exec: { command: [/grpc_health_probe] }
        `,
      },
    },
  ],
})
