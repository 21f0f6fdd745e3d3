import { callOf, isConfirmed, zypperCommands } from '../../model/dockerfile/package/package-install.ts'
import { addWord } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Call zypper with --non-interactive.',
  why: 'A build has nobody to ask: where zypper wants to know whether to go on, it reads the end of the input, takes that for no, and the build fails.',
  peers: ['hadolint:DL3034'],
  references: ['https://en.opensuse.org/SDB:Zypper_manual'],
  on: zypperCommands,

  *check(call) {
    if (isConfirmed(call)) return
    yield {
      at: call.command.at(call.actionWord),
      message: `"${callOf(call)}" asks whether to go on, and a build has nobody to answer, so it aborts. Write "zypper --non-interactive ${call.action}".`,
      fix: addWord(call.command, call.command.nameWord, '--non-interactive'),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM opensuse/leap:15.6
        RUN zypper «in» httpd=2.4.65 && zypper --quiet «patch» && zypper clean
      `,
      fixed: dockerfile`
        FROM opensuse/leap:15.6
        RUN zypper --non-interactive in httpd=2.4.65 && zypper --non-interactive --quiet patch && zypper clean
      `,
    },
    {
      good: dockerfile`
        FROM opensuse/leap:15.6
        RUN zypper -n install httpd && zypper --non-interactive up && zypper install -y jq && zypper rm --no-confirm perl
        RUN zypper --gpg-auto-import-keys refresh && zypper search less && zypper addrepo https://packages.example.com/shop.repo
      `,
    },
  ],
})
