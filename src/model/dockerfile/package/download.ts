import { flatMap } from '../../../flat-map.ts'
import type { Word } from '../../../languages/shell/index.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { copies, type Stage } from '../dockerfile.ts'
import { argumentsOf, type Command, commandsNamed } from '../shell/run.ts'

/** Something that a build fetches by its URL: with curl, wget or ADD. */
export interface Download {
  readonly stage: Stage
  /** As written, variables included, quotes and passwords not. */
  readonly url: string
  /** The URL, to point at. */
  readonly at: Ref<unknown>
  /** Unset of ADD. */
  readonly command: Command | undefined
  /** The file that it is written to, as written; undefined for what goes to the standard output, and of ADD. */
  readonly file: string | undefined
  /** ADD compares it with `--checksum` itself. */
  readonly checked: boolean
}

/** Flags of curl and wget whose value is a word of its own, as their manuals list them. */
export const curlValues = words(
  'A b c C d D e E F H K m o P Q r t T u U w x X y Y z abstract-unix-socket cacert capath cert cert-type ciphers config connect-timeout connect-to ' +
    'cookie cookie-jar continue-at crlfile data data-ascii data-binary data-raw data-urlencode dns-servers doh-url dump-header form form-string header ' +
    'interface json keepalive-time key key-type limit-rate local-port max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir ' +
    'parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-header proxy-user quote range rate referer request resolve retry ' +
    'retry-delay retry-max-time socks5 socks5-hostname speed-limit speed-time time-cond tls-max unix-socket upload-file url user user-agent write-out',
)
export const wgetValues = words(
  'a A B D e i I l o O P Q R t T U w X append-output base bind-address ca-certificate certificate cut-dirs dns-timeout connect-timeout read-timeout execute ' +
    'directory-prefix header http-password http-user input-file level limit-rate load-cookies max-redirect output-document output-file password post-data ' +
    'post-file progress proxy-user referer save-cookies timeout tries user user-agent wait waitretry',
)

/** Flags with which they send something, or ask for no more than a header. */
const curlSends = words('d data data-ascii data-binary data-raw data-urlencode json F form form-string I head T upload-file')
const wgetSends = words('post-data post-file body-data body-file spider')

/** All downloads, in the order of the file: first those of ADD. */
export function downloads(project: Project): Download[] {
  return [...flatMap(project.get(copies), added), ...flatMap(project.get(downloaders), fetched)]
}

/** The addresses that package managers are given, for a package or for where to find them. Those of apt and apk are signed. */
export function packageDownloads(project: Project): Download[] {
  return flatMap(project.get(installers), command =>
    flatMap(command.words, (word, index) => {
      const [, flag = command.words[index - 1]?.value ?? '', url = ''] = /^(-{1,2}[\w-]+(?==))?=?(.*)$/s.exec(written(word)) ?? []
      // A proxy is on the way to them all.
      return isWeb(url) && !/proxy$/i.test(flag)
        ? [{ stage: command.script.stage, url: withoutPassword(url), at: command.at(word), command, file: undefined, checked: false }]
        : []
    }),
  )
}

const installers = commandsNamed('rpm', 'yum', 'dnf', 'microdnf', 'zypper', 'pip', 'pip3', 'gem', 'npm', 'yarn', 'pnpm')

const downloaders = commandsNamed('curl', 'wget')

function added(copy: ReturnType<typeof copies>[number]): Download[] {
  const { node, stage } = copy
  if (node.keyword !== 'ADD') return []
  const checked = node.flags.some(({ name }) => name === 'checksum')
  return flatMap(node.words.slice(0, -1), ({ value }, index) => {
    if (!isWeb(value) || isGitSource(value)) return []
    return [{ stage, url: withoutPassword(value), at: copy.at('words').at(index), command: undefined, file: undefined, checked }]
  })
}

/** What ADD clones instead of fetching it: BuildKit tells by the name's end. */
export function isGitSource(source: string): boolean {
  return /^(?:git@|git:\/\/|ssh:\/\/|(?:https?:\/\/)?github\.com\/[^?#]+\.git|https?:\/\/[^?#]+\.git(?:[?#]|$))/.test(source)
}

function fetched(command: Command): Download[] {
  const curl = command.name === 'curl'
  const { flags, operands, has, value } = argumentsOf(command, { values: curl ? curlValues : wgetValues })
  if (has(...(curl ? curlSends : wgetSends)) || !/^(?:GET)?$/.test(value('X', 'request', 'method') ?? '')) return []
  const named = flatMap(flags, ({ name, valueWord }) => (curl && name === 'url' && valueWord ? [valueWord] : []))
  const target = redirectedTo(command)
  return flatMap([...operands, ...named], word => {
    const url = written(word)
    if (!isWeb(url)) return []
    const file = target ?? (curl ? curlFile(url, has, value) : wgetFile(url, value))
    return [{ stage: command.script.stage, url: withoutPassword(url), at: command.at(word), command, file, checked: false }]
  })
}

type Has = ReturnType<typeof argumentsOf>['has']
type Value = ReturnType<typeof argumentsOf>['value']

function curlFile(url: string, has: Has, value: Value): string | undefined {
  const file = value('o', 'output')
  if (file !== undefined) return file === '-' ? undefined : file
  if (has('o', 'output')) return ''
  return has('O', 'remote-name', 'remote-name-all') ? nameIn(url) : undefined
}

function wgetFile(url: string, value: Value): string | undefined {
  const file = value('O', 'output-document')
  if (file !== undefined) return file === '-' || file === '/dev/stdout' ? undefined : file
  const folder = value('P', 'directory-prefix')
  return folder === undefined ? nameIn(url) : `${folder.replace(/\/$/, '')}/${nameIn(url)}`
}

function nameIn(url: string): string {
  return url.replace(/[?#].*/, '').replace(/^.*\//, '')
}

/** The file behind `>`; an empty name where a variable is part of it. */
function redirectedTo({ node }: Command): string | undefined {
  const redirect = node.redirects.find(({ operator, descriptor }) => /^(?:>|>>|>\||&>)$/.test(operator) && (descriptor ?? '1') === '1')
  return redirect && written(redirect.target)
}

/** A word as it is written, without the quotes around it. */
export function written({ raw, value }: Word): string {
  return value ?? raw.replace(/^(["'])(.*)\1$/s, '$2')
}

/** A URL without what may be secret in it: name and password, and the query. */
export function withoutPassword(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, '$1…@').replace(/\?[^#]+/, '?…')
}

function isWeb(text: string): boolean {
  return /^(?:https?|ftp):\/\//i.test(text)
}

function words(text: string): readonly string[] {
  return text.split(' ')
}
