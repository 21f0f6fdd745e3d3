import type { Word } from '../../../languages/shell/index.ts'
import { baseName, dialectOf } from './shells.ts'

/** How a program that starts another is called. */
interface Wrapper {
  /** Flags that take the next word as their value. */
  readonly values?: readonly string[]
  /** Flags with which it starts nothing. */
  readonly stops?: readonly string[]
  /** How many words of its own it takes before the program. */
  readonly operands?: number
  /** `NAME=value` may stand before the program. */
  readonly assigns?: boolean
}

function words(list: string): string[] {
  return list.split(' ')
}

const wrappers: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>(
  Object.entries({
    sudo: {
      values: words('-u -g -h -p -C -r -t -T -U -D -R --user --group --host --prompt --close-from --chdir --role --type'),
      stops: words('-l -v -k -K -e -V --list --validate --edit --version'),
      assigns: true,
    },
    doas: { values: words('-u -C -a') },
    env: { values: words('-u -C --unset --chdir'), stops: words('-S --split-string'), assigns: true },
    exec: { values: ['-a'] },
    command: { stops: words('-v -V') },
    builtin: {},
    time: { values: words('-f -o --format --output') },
    nice: { values: words('-n --adjustment') },
    ionice: { values: words('-c -n --class --classdata'), stops: words('-p --pid') },
    nohup: {},
    setsid: {},
    stdbuf: { values: words('-i -o -e --input --output --error') },
    timeout: { values: words('-k -s --kill-after --signal'), operands: 1 },
    xargs: { values: words('-a -d -E -I -L -n -P -s --arg-file --delimiter --max-args --max-procs --max-chars') },
    eatmydata: {},
    fakeroot: { values: words('-l -s -i -b') },
    gosu: { operands: 1 },
    'su-exec': { operands: 1 },
    setpriv: { values: words('--reuid --regid --ruid --euid --rgid --egid --groups --inh-caps --ambient-caps --bounding-set --securebits') },
    chroot: { values: words('--userspec --groups'), operands: 1 },
    busybox: {},
    tini: { values: words('-e -p') },
    'dumb-init': { values: words('-r --rewrite') },
  }),
)

/** The place among `words` of the program that the one at `from` starts; undefined where it starts none. */
export function startedBy(words: readonly Word[], from: number): number | undefined {
  const wrapper = wrappers.get(programOf(words[from]) ?? '')
  if (!wrapper) return undefined
  let operands = wrapper.operands ?? 0
  let at = from + 1
  for (; at < words.length; at++) {
    const { raw } = words[at]!
    if (raw === '--') continue
    if (raw.startsWith('-') && raw !== '-') {
      if (wrapper.stops?.includes(raw)) return undefined
      if (wrapper.values?.includes(raw)) at++
    } else if (wrapper.assigns && /^\w+=/.test(raw)) continue
    else if (operands-- <= 0) return at
  }
  return undefined
}

/** The name of a program without its folder; undefined where a variable says it. */
export function programOf(word: Word | undefined): string | undefined {
  return word?.value === undefined ? undefined : baseName(word.value)
}

/** Flags of shells that take the next word as their value. */
const shellValues: ReadonlySet<string> = new Set(['-o', '+o', '-O', '+O', '--rcfile', '--init-file'])
/** They hand `-c` to the shell of a user. */
const userSwitches: ReadonlySet<string> = new Set(['su', 'runuser'])

/** What a shell runs: the word behind `-c`, or what it reads from its input. Neither where it runs a file, or is no shell. */
export function shellInput(words: readonly Word[], from: number): { readonly script?: Word; readonly reads: boolean } {
  const program = programOf(words[from]) ?? ''
  if (userSwitches.has(program)) return commandOfUser(words, from)
  if (dialectOf(program) === undefined) return { reads: false }
  let flags = ''
  for (let at = from + 1; at < words.length; at++) {
    const word = words[at]!
    const { raw } = word
    if (!/^[-+]/.test(raw)) return flags.includes('c') ? { script: word, reads: false } : { reads: flags.includes('s') }
    if (shellValues.has(raw) || /^-[a-zA-Z]+[oO]$/.test(raw)) at++
    if (/^-[a-zA-Z]+$/.test(raw)) flags += raw
  }
  return { reads: !flags.includes('c') }
}

/** `su user -c script` */
function commandOfUser(words: readonly Word[], from: number): ReturnType<typeof shellInput> {
  const flag = words.findIndex(({ raw }, index) => index > from && (raw === '-c' || raw === '--command'))
  const script = flag < 0 ? undefined : words[flag + 1]
  return script ? { script, reads: false } : { reads: false }
}
