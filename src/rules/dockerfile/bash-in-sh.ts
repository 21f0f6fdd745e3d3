import { type Bashism, bashisms } from '../../model/dockerfile/shell/bashism.ts'
import { dockerfile, option, replace, rule } from '../../rule.ts'

const names = { dash: 'dash, the /bin/sh of Debian,', ash: 'the ash of BusyBox', bash: 'bash', ksh: 'ksh', zsh: 'zsh' }
const codes =
  '2112 2113 3001 3002 3003 3005 3006 3008 3009 3010 3011 3014 3015 3020 3024 3028 3029 3030 3034 3037 3039 3040 3043 3044 3045 3046 3047 3053 3054 3057 3059 3060'

export default rule({
  severity: 'warning',
  summary: 'Write for the shell that runs the script, or choose bash with SHELL.',
  why: 'RUN is given to /bin/sh, which is dash on Debian and BusyBox on Alpine. What bash has of its own stops the build there, or, worse, says no or writes something else and lets it go on.',
  peers: codes.split(' ').map(code => `hadolint:SC${code}`),
  references: ['https://docs.docker.com/reference/dockerfile/#shell', 'https://www.shellcheck.net/wiki/SC3040'],
  options: {
    sh: option<'base' | 'posix'>(
      'base',
      'What "sh" is: the one of the base image, where that is known ("base"), or one that has what POSIX asks for and no more ("posix").',
      {
        schema: { enum: ['base', 'posix'] },
      },
    ),
  },
  on: bashisms,

  *check(bashism, { options }) {
    if (options.sh === 'posix' ? isPosix(bashism) : isKnown(bashism)) return
    const { script, text, effect, instead, fixed, code, shell } = bashism
    const at = script.at(bashism)
    const name = options.sh === 'posix' || !shell ? 'sh' : names[shell]
    yield {
      at,
      check: `hadolint:${code}`,
      message: `In ${name} "${text}" ${effect}. ${instead ? `Write ${instead}.` : 'Choose bash with SHELL ["/bin/bash", "-c"].'}`,
      ...(fixed !== undefined && { fix: replace(at, fixed) }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN type «-p» shop; if «[[» -f /shop.conf ]]; then make «&>» /build.log; fi && mkdir -p /srv/«{api,web}»
        RUN echo «-e» "a\\tb" > /srv/list && token="«$RANDOM»" && echo "«\${token^^}»"
        FROM alpine:3.24.1
        RUN grep shop «<<<» "$NAMES"
      `,
    },
    {
      title: 'with another spelling in every shell',
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN «source» /shop.conf && [ "$CHANNEL" «==» beta ]
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        RUN . /shop.conf && [ "$CHANNEL" = beta ]
      `,
    },
    {
      title: 'what POSIX does not promise',
      options: { sh: 'posix' },
      bad: dockerfile`
        FROM alpine:3.24.1
        RUN «[[» -f /shop.conf ]] || echo «-n» ready
      `,
    },
    {
      title: 'where bash is /bin/sh, or chosen; what ash knows, too; and an unknown base',
      good: dockerfile`
        FROM fedora:43
        RUN [[ -f /shop.conf ]] && source /shop.conf
        FROM debian:13.1-slim
        SHELL ["/bin/bash", "-c"]
        RUN mkdir -p /srv/{api,web} && echo \${NAME^^}
        FROM alpine:3.24.1
        RUN set -o pipefail; [[ -f /shop.conf ]] && source /shop.conf; find / -name shop -exec rm {} \\;
        FROM registry.example.com/base:1
        RUN [[ -f /shop.conf ]]
      `,
    },
    {
      title: 'told so above the first FROM',
      good: dockerfile`
        # hadolint shell=bash
        FROM debian:13.1-slim AS build
        RUN [[ -f /shop.conf ]]
        FROM debian:13.1-slim
        RUN [[ -f /shop.conf ]]
      `,
    },
  ],
})

function isKnown({ shell, known }: Bashism): boolean {
  return shell === undefined || shell === 'bash' || known.includes(shell)
}

/** To those who go by POSIX, `ash` and `dash` are one. */
function isPosix({ posix, known }: Bashism): boolean {
  return !posix && known.includes('dash')
}
