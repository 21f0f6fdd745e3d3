import { type Copy, copyInstructions, isArchive, isRemote } from '../../model/dockerfile/copy.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

/** Flags that say what ADD is wanted for. */
const intentions = new Set(['checksum', 'keep-git-dir', 'unpack'])

export default rule({
  severity: 'warning',
  summary: 'Copy files with COPY; ADD is for URLs, Git and archives.',
  why: 'ADD downloads and unpacks where it sees fit: once a file is called like an archive, it arrives in pieces.',
  peers: ['hadolint:DL3020', 'checkov:CKV_DOCKER_4', 'trivy:DS-0005'],
  references: ['https://docs.docker.com/build/building/best-practices/#add-or-copy'],
  on: project => project.get(copyInstructions).filter(({ keyword }) => keyword === 'ADD'),

  *check(copy) {
    if (!copiesFiles(copy)) return
    const { instruction } = copy
    const [first] = copy.sources
    const lower = instruction.node.written === 'add'
    yield {
      at: instruction.at('keyword'),
      message: `ADD does no more than COPY for "${first!.written}", but leaves readers to find out what it fetches or unpacks. Write ${lower ? 'copy' : 'COPY'}.`,
      fix: replace(instruction.at('keyword'), lower ? 'copy' : 'COPY'),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM python:3.13-slim
        «ADD» --chown=10001 requirements.txt shop/ /srv/
      `,
      fixed: dockerfile`
        FROM python:3.13-slim
        COPY --chown=10001 requirements.txt shop/ /srv/
      `,
    },
    {
      title: 'what only ADD can do, or what cannot be told',
      good: dockerfile`
        FROM debian:13.1-slim
        ARG ROOTFS
        ADD rootfs.tar.xz /
        ADD $ROOTFS /
        ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/shop.tgz /srv/
        ADD git@git.example.com:shop/assets.git#v1.2 /srv/assets/
        ADD <<EOF /etc/motd
        Welcome
        EOF
      `,
    },
  ],
})

/** Whether all its sources are plain files and folders of the build context. */
function copiesFiles({ instruction, sources }: Copy): boolean {
  if (instruction.node.flags.some(({ name }) => intentions.has(name))) return false
  return sources.length > 0 && sources.every(({ written, resolved = '$' }) => !written.includes('$') && !isRemote(resolved) && !isArchive(resolved))
}
