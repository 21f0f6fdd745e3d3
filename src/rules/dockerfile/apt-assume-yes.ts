import { aptAssumesYes } from '../../model/dockerfile/package/package-config.ts'
import { aptCommands, callOf, isConfirmed, type PackageCommand } from '../../model/dockerfile/package/package-install.ts'
import { addWord } from '../../model/dockerfile/shell/run.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Answer the questions of apt-get with -y.',
  why: 'A build has nobody to ask: where apt-get wants to know whether to go on, it reads the end of the input, says "Abort.", and the build fails.',
  peers: ['hadolint:DL3014', 'trivy:DS-0021'],
  references: ['https://manpages.debian.org/trixie/apt/apt-get.8.en.html'],
  on: where(aptCommands, call => !isConfirmed(call)),

  *check(call, { project }) {
    if (isQuiet(call) || project.get(aptAssumesYes)(call.command)) return
    yield {
      at: call.command.at(call.actionWord),
      message: `"${callOf(call)}" asks whether to go on, and a build has nobody to answer, so it aborts. Write "${callOf(call)} -y".`,
      fix: addWord(call.command, call.actionWord, '-y'),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update && apt-get «install» -q --no-install-recommends \
            curl
        RUN ["apt-get", "«purge»", "perl"]
        RUN apt-get «install» --force-yes less
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update && apt-get install -y -q --no-install-recommends \
            curl
        RUN ["apt-get", "purge", "-y", "perl"]
        RUN apt-get install -y --force-yes less
      `,
    },
    {
      title: 'answered in one of the many ways, or nothing to ask',
      good: dockerfile`
        FROM debian:13.1-slim
        ARG APT_FLAGS="-y --no-install-recommends"
        RUN apt-get update && apt-get -qqy install curl && apt-get install -q=2 git && apt-get install --quiet --quiet less
        RUN yes | apt-get install jq && apt-get -o APT::Get::Assume-Yes=true install tree && apt-get install \$APT_FLAGS file
        RUN apt-get --dry-run upgrade && apt-get clean && echo apt-get install
        RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90-yes
        RUN apt-get install make
      `,
    },
  ],
})

/** What is twice quiet does not ask. */
function isQuiet({ given: { flags } }: PackageCommand): boolean {
  const quiet = flags.filter(({ name }) => name === 'q' || name === 'quiet')
  return quiet.length > 1 || quiet.some(({ word }) => /=[2-9]$/.test(word.value ?? ''))
}
