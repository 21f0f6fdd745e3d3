/** How the arguments of an instruction are read. */
export type Form = 'list' | 'json or list' | 'json or text' | 'text' | 'pairs' | 'names' | 'onbuild' | 'healthcheck'

/** A flag with a value, one that may be repeated, or one that is on or off. */
export type FlagKind = 'value' | 'values' | 'switch'

export interface Grammar {
  readonly keyword: string
  readonly form: Form
  /** Undefined where BuildKit takes any flag and does nothing with it. */
  readonly flags: ReadonlyMap<string, FlagKind> | undefined
  /** The builder fills in variables and takes out quotes and escapes. */
  readonly expands: boolean
  /** What there must be at least, in words, and how many that are. */
  readonly needs?: readonly [count: number, what: string] | undefined
}

const none = {}
const copied = { chown: 'value', chmod: 'value', link: 'switch', exclude: 'values' } as const
const health = { interval: 'value', timeout: 'value', 'start-period': 'value', 'start-interval': 'value', retries: 'value' } as const

/** What each instruction takes, with the flags of BuildKit's stable and labs frontends (docs.docker.com/reference/dockerfile). */
const byKeyword: Readonly<Record<string, Omit<Grammar, 'keyword' | 'flags'> & { readonly flags: Readonly<Record<string, FlagKind>> | undefined }>> = {
  ADD: {
    form: 'json or list',
    flags: { ...copied, 'keep-git-dir': 'switch', checksum: 'value', unpack: 'switch' },
    expands: true,
    needs: [2, 'a source and a destination'],
  },
  ARG: { form: 'names', flags: undefined, expands: true, needs: [1, 'a name, as in "ARG VERSION=1.2"'] },
  CMD: { form: 'json or text', flags: none, expands: false },
  COPY: { form: 'json or list', flags: { ...copied, from: 'value', parents: 'switch' }, expands: true, needs: [2, 'a source and a destination'] },
  ENTRYPOINT: { form: 'json or text', flags: none, expands: false },
  ENV: { form: 'pairs', flags: none, expands: true, needs: [1, 'a name and a value, as in "ENV MODE=production"'] },
  EXPOSE: { form: 'list', flags: none, expands: true, needs: [1, 'a port'] },
  FROM: { form: 'list', flags: { platform: 'value' }, expands: true, needs: [1, 'an image, or "scratch"'] },
  HEALTHCHECK: { form: 'healthcheck', flags: health, expands: false, needs: [1, 'CMD and a command, or NONE'] },
  LABEL: { form: 'pairs', flags: none, expands: true, needs: [1, 'a name and a value, as in "LABEL version=1.2"'] },
  MAINTAINER: { form: 'text', flags: none, expands: false, needs: [1, 'a name'] },
  ONBUILD: { form: 'onbuild', flags: none, expands: false, needs: [1, 'an instruction'] },
  RUN: { form: 'json or text', flags: { mount: 'values', device: 'values', network: 'value', security: 'value' }, expands: false },
  SHELL: { form: 'json or text', flags: none, expands: false, needs: [1, 'a JSON list, as in SHELL ["/bin/bash", "-c"]'] },
  STOPSIGNAL: { form: 'text', flags: undefined, expands: true, needs: [1, 'a signal'] },
  USER: { form: 'text', flags: none, expands: true, needs: [1, 'a user'] },
  VOLUME: { form: 'json or list', flags: none, expands: true, needs: [1, 'a path'] },
  WORKDIR: { form: 'text', flags: none, expands: true, needs: [1, 'a path'] },
}

/** By keyword in upper case. Maps, as names that are parts of a text are slow to find in objects. */
export const grammars: ReadonlyMap<string, Grammar> = new Map(
  Object.entries(byKeyword).map(([keyword, { form, flags, expands, needs }]) => [
    keyword,
    { keyword, form, flags: flags && new Map(Object.entries(flags)), expands, needs },
  ]),
)

/** Whether there is an instruction of that name, in upper case. */
export function isKeyword(name: string): boolean {
  return grammars.has(name)
}

/** Instructions whose words can name heredocs. */
export const withHeredocs: ReadonlySet<string> = new Set(['ADD', 'COPY', 'RUN'])

/** Flags whose values are lists of fields, parted by commas. */
export const withFields: ReadonlySet<string> = new Set(['device', 'mount'])
