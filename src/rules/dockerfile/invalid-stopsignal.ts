import { nearest } from '../../languages/nearest.ts'
import { stopSignals } from '../../model/dockerfile/dockerfile.ts'
import { dockerfile, rule } from '../../rule.ts'

/** github.com/moby/sys, signal/signal_linux.go. */
const names =
  'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ'.split(
    ' ',
  )
const known = new Set(names)
const last = 64

export default rule({
  severity: 'error',
  summary: 'Stop containers with a signal that exists.',
  why: 'The build takes any word, but no container of the image is created: "invalid signal".',
  references: ['https://docs.docker.com/reference/dockerfile/#stopsignal'],
  on: stopSignals,

  *check(instruction) {
    const signal = instruction.stage.resolve(instruction)?.trim()
    // What is empty is no instruction.
    if (!signal || instruction.stage.windows || isSignal(signal)) return
    const similar = nearest(
      signal.toUpperCase().replace(/^(?:SIG)?/, 'SIG'),
      names.map(name => `SIG${name}`),
    )
    yield {
      at: instruction.at('text'),
      message: `"${signal}" is no signal, so containers of this image are not created. ${similar ? `Did you mean "${similar}"?` : 'Write its name or number, for instance SIGTERM.'}`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM nginx:1.29.3
        STOPSIGNAL «SIGTREM»
      `,
    },
    {
      good: dockerfile`
        FROM nginx:1.29.3 AS web
        STOPSIGNAL SIGQUIT
        FROM web
        STOPSIGNAL 15
        FROM web
        ARG SIGNAL
        STOPSIGNAL sigrtmin+3
        STOPSIGNAL $SIGNAL
      `,
    },
  ],
})

function isSignal(text: string): boolean {
  if (/^\d+$/.test(text)) return Number(text) >= 1 && Number(text) <= last
  const name = text.toUpperCase().replace(/^SIG/, '')
  return known.has(name) || /^RTM(?:IN(?:\+(?:[1-9]|1[0-5]))?|AX(?:-(?:[1-9]|1[0-4]))?)$/.test(name)
}
