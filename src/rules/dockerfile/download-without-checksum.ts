import { type Download, downloads, written } from '../../model/dockerfile/package/download.ts'
import { type Command, runCommands } from '../../model/dockerfile/shell/run.ts'
import { verifies } from '../../model/dockerfile/package/verification.ts'
import type { Project } from '../../project.ts'
import { dockerfile, rule } from '../../rule.ts'

/** Programs that unpack, install or start what they are given. */
const users = new Set(
  'tar bsdtar unzip 7z 7za gunzip gzip zcat bunzip2 xz unxz unzstd zstd cpio dpkg dpkg-deb rpm chmod install java python python3 sh bash'.split(' '),
)
const unpackers = new Set('tar bsdtar unzip gunzip gzip zcat bunzip2 xz unxz unzstd zstd cpio'.split(' '))
const packageManagers = new Set('apt apt-get dnf microdnf yum zypper apk pip pip3'.split(' '))

export default rule({
  severity: 'warning',
  summary: 'Compare what is downloaded with a checksum before it runs.',
  why: 'Whoever can change the file at its source, with a stolen release token for instance, has a program of theirs in the image, and no build fails.',
  presets: ['security'],
  references: ['https://docs.docker.com/reference/dockerfile/#add---checksum', 'https://slsa.dev/spec/v1.0/threats-overview'],
  on: downloads,

  *check(download, { project }) {
    const { command, url, at, checked } = download
    if (checked || (command && (verifies(command.script) || !isUsed(download, command, project)))) return
    yield {
      at,
      message: command
        ? `"${url}" goes into the image unchecked, whatever it has become since. Compare it with a known checksum first: echo "<sum>  <file>" | sha256sum -c.`
        : `"${url}" goes into the image unchecked, whatever it has become since. Write "ADD --checksum=sha256:… ${url} …".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        ADD «https://downloads.example.com/shop-1.4.tar.gz» /srv/
        RUN curl -fsSL «"https://downloads.example.com/node-\${VERSION}.tar.xz"» | tar -xJ -C /usr/local
        RUN wget -q «https://downloads.example.com/agent.deb» && \
            dpkg -i agent.deb
        RUN curl -fsSLo /usr/local/bin/kubectl «https://downloads.example.com/kubectl»
      `,
    },
    {
      title: 'checked, or data that only a query reads',
      good: dockerfile`
        FROM debian:13.1-slim
        ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://downloads.example.com/shop.tar.gz /srv/
        ADD https://git.example.com/shop.git#v1.4 /src
        RUN curl -fsSLO https://downloads.example.com/agent.deb && \
            echo "\${AGENT_SHA256}  agent.deb" | sha256sum -c && \
            dpkg -i agent.deb
        RUN curl -fsS https://api.example.com/releases | jq -r .tag_name > /etc/shop-release
      `,
    },
  ],
})

function isUsed({ file, url }: Download, command: Command, project: Project): boolean {
  if (file === undefined) return isUnpacked(command)
  if (/^\/(?:usr\/(?:local\/)?|opt\/[^/]+\/)?s?bin\//.test(file)) return true
  const name = (file || url.replace(/[?#].*/, '')).replace(/^.*\//, '')
  return name !== '' && project.get(usedFiles)(command).has(name)
}

/** How many programs behind it in the pipe are looked at. */
const nearby = 4

/** Whether a program behind it in the pipe unpacks it. Shells are another rule's. */
function isUnpacked({ script, pipeline, index }: Command): boolean {
  const behind = script.commands.slice(index + 1, index + 1 + nearby)
  return behind.some(({ name, ...command }) => command.pipeline === pipeline && name !== undefined && unpackers.has(name))
}

/** The names of files that programs in a stage are given, at any place: a file is fetched before it is used. */
function usedFiles(project: Project): (command: Command) => ReadonlySet<string> {
  const byStage = new Map<unknown, Set<string>>()
  for (const { script, name, nameWord, words } of project.get(runCommands)) {
    let names = byStage.get(script.stage)
    if (!names) byStage.set(script.stage, (names = new Set()))
    const given = name !== undefined && (users.has(name) || packageManagers.has(name)) ? [nameWord, ...words] : [nameWord]
    for (const word of given) names.add(written(word).replace(/^.*\//, ''))
  }
  return ({ script }) => byStage.get(script.stage) ?? new Set()
}
