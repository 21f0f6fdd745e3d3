import { rpmAssumesYes } from '../../model/dockerfile/package/package-config.ts'
import { dnfCommands, callOf, isConfirmed, type PackageCommand } from '../../model/dockerfile/package/package-install.ts'
import { addWord } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Answer the questions of dnf and microdnf with -y.',
  why: 'A build has nobody to ask: where dnf wants to know whether this is ok, it reads the end of the input, takes that for no, and the build fails.',
  peers: ['hadolint:DL3038'],
  references: ['https://dnf.readthedocs.io/en/latest/command_ref.html'],
  on: dnfCommands,

  *check(call, { project }) {
    if (isConfirmed(call) || neverAsks(call) || project.get(rpmAssumesYes)(call.command)) return
    yield {
      at: call.command.at(call.actionWord),
      message: `"${callOf(call)}" asks whether this is ok, and a build has nobody to answer, so it aborts. Write "${callOf(call)} -y".`,
      fix: addWord(call.command, call.actionWord, '-y'),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM fedora:43
        RUN dnf «install» httpd && dnf group «install» "Development Tools"
        RUN microdnf «update» && microdnf clean all
        RUN dnf module «enable» nodejs:22
      `,
      fixed: dockerfile`
        FROM fedora:43
        RUN dnf install -y httpd && dnf group install -y "Development Tools"
        RUN microdnf update -y && microdnf clean all
        RUN dnf module enable -y nodejs:22
      `,
    },
    {
      good: dockerfile`
        FROM fedora:43
        RUN dnf -y install httpd && dnf install jq --assumeyes && microdnf install -y less && dnf --setopt=assumeyes=true install git
        RUN dnf makecache && dnf repolist && dnf config-manager --set-enabled crb
        COPY dnf.conf /etc/dnf/dnf.conf
        RUN dnf install tree
      `,
    },
    {
      title: 'the microdnf of Enterprise Linux 8 and 9, which never asks',
      good: dockerfile`
        FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6
        RUN microdnf install java-21-openjdk-headless && microdnf clean all
      `,
    },
  ],
})

/** Images of Enterprise Linux 8 and 9 with a microdnf that is written in C and takes "-y" for granted. */
const minimal = /(?:^|\/)ubi[89](?:\/ubi)?-minimal:|(?:^|\/)(?:rocky|alma)linux(?:\/[89]-minimal|:[89]\S*-minimal)|(?:^|\/)oraclelinux:[89]\S*-slim/

function neverAsks({ program, command: { script } }: PackageCommand): boolean {
  const { image } = script.stage.root
  return program === 'microdnf' && image !== undefined && minimal.test(`${image.repository}:${image.tag ?? ''}`)
}
