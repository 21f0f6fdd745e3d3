import { rpmAssumesYes } from '../../model/dockerfile/package/package-config.ts'
import { yumCommands, callOf, isConfirmed } from '../../model/dockerfile/package/package-install.ts'
import { addWord } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Answer the questions of yum with -y.',
  why: 'A build has nobody to ask: where yum wants to know whether this is ok, it reads the end of the input, takes that for no, and the build fails.',
  peers: ['hadolint:DL3030'],
  references: ['https://man7.org/linux/man-pages/man8/yum.8.html'],
  on: yumCommands,

  *check(call, { project }) {
    if (isConfirmed(call) || project.get(rpmAssumesYes)(call.command)) return
    yield {
      at: call.command.at(call.actionWord),
      message: `"${callOf(call)}" asks whether this is ok, and a build has nobody to answer, so it aborts. Write "${callOf(call)} -y".`,
      fix: addWord(call.command, call.actionWord, '-y'),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM amazonlinux:2
        RUN yum «update» && yum «install» httpd-2.4.65 && yum clean all
      `,
      fixed: dockerfile`
        FROM amazonlinux:2
        RUN yum update -y && yum install -y httpd-2.4.65 && yum clean all
      `,
    },
    {
      good: dockerfile`
        FROM amazonlinux:2
        RUN yum -y install httpd && yum --assumeyes update && yum -qy remove perl && echo y | yum install jq
        RUN yum makecache && yum list installed && yum install --downloadonly --assumeno git
        RUN echo assumeyes=1 >> /etc/yum.conf && yum install less
      `,
    },
  ],
})
