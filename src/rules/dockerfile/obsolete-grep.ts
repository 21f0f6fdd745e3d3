import { commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Write "grep -E" and "grep -F" for egrep and fgrep.',
  why: 'POSIX has dropped egrep and fgrep; GNU grep warns of them on each call since 3.8, and small images no longer have them.',
  peers: ['hadolint:SC2196', 'hadolint:SC2197'],
  references: ['https://www.gnu.org/software/grep/manual/html_node/Usage.html'],
  on: commandsNamed('egrep', 'fgrep'),

  *check(command) {
    const { name, nameWord } = command
    const instead = name === 'egrep' ? 'grep -E' : 'grep -F'
    const at = command.at(nameWord)
    yield {
      at,
      check: name === 'egrep' ? 'hadolint:SC2196' : 'hadolint:SC2197',
      message: `${name} is obsolete: GNU grep warns of it, and POSIX has it no more. Write "${instead}".`,
      ...(nameWord.raw === name && command.script.form !== 'exec' && { fix: replace(at, instead) }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN ldd /shop | «egrep» 'ssl|crypto' && «fgrep» -q shop /etc/passwd
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        RUN ldd /shop | grep -E 'ssl|crypto' && grep -F -q shop /etc/passwd
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        RUN grep -E 'a|b' /etc/passwd && zgrep shop /var/log/shop.gz && echo egrep
      `,
    },
  ],
})
