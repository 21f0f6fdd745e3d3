import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Heed what ShellCheck finds in RUN.',
  why: 'ShellCheck knows hundreds of traps of the shell. With --shellcheck, and ShellCheck installed, it reads each script of a RUN, and what it finds is reported here, at the exact place; what a rule of ours reports there already is left out.',
  peers: ['hadolint:SC*'],
  references: ['https://www.shellcheck.net/wiki/'],
  options: {
    ignore: option<string[]>([], 'Numbers that are not reported: "SC2016".'),
  },
  across: true,
  on: project => project.remarks,

  *check({ at, code, level, message }, { options }) {
    if (options.ignore.includes(code)) return
    yield { at, severity: level, check: `hadolint:${code}`, message: `${code}: ${message.replace(/[^.?!]$/, '$&.')}` }
  },

  examples: [
    {
      title: 'in the middle of a long RUN',
      shellcheck: [
        { code: 'SC2016', level: 'info', message: "Expressions don't expand in single quotes, use double quotes for that.", text: "'Built by $USER'" },
      ],
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN mkdir /srv/shop && \
            echo «'Built by $USER'» > /srv/shop/about
      `,
    },
    {
      title: 'a number that is ignored in the configuration, and one in a comment',
      options: { ignore: ['SC2016'] },
      shellcheck: [
        { code: 'SC2016', level: 'info', message: "Expressions don't expand in single quotes, use double quotes for that.", text: "'Built by $USER'" },
        { code: 'SC2230', level: 'info', message: "which is non-standard. Use builtin 'command -v' instead.", text: 'which' },
      ],
      good: dockerfile`
        FROM debian:13.1-slim
        # hadolint ignore=SC2230
        RUN echo 'Built by $USER' > /about && which bash
      `,
    },
  ],
})
