import { workdirs } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

/** Folders that belong to the kernel, or to the start of a machine. */
const systemFolder = /^\/(?:proc|sys|dev|boot|initrd|lost\+found)(?:\/|$)/

export default rule({
  severity: 'warning',
  summary: 'Work in no folder of the system.',
  why: 'The runtime mounts the kernel over these folders, so what the build puts there is not to be seen in the container.',
  peers: ['trivy:DS-0030'],
  references: ['https://docs.docker.com/reference/dockerfile/#workdir'],
  on: where(workdirs, workdir => systemFolder.test(workdir.stage.resolve(workdir) ?? '')),

  *check(instruction) {
    const folder = systemFolder.exec(instruction.stage.resolve(instruction) ?? '')
    if (!folder) return
    yield {
      at: instruction.at('words').at(0),
      message: `WORKDIR is in "${folder[0].replace(/\/$/, '')}", which belongs to the system: what the build leaves there is hidden or lost in the container. Use a folder of your own, for instance "/app".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        WORKDIR «/dev/shop»
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        WORKDIR /development
        WORKDIR dev
      `,
    },
  ],
})
