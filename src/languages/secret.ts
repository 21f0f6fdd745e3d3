/** What makes a text a credential, without the text. */
export interface Credential {
  /** `an AWS access key`, for messages. */
  readonly what: string
  /** Offsets of the credential in the text. */
  readonly start: number
  readonly end: number
}

/**
 * Formats that their issuers fixed, so that a match is no guess. Sources: the issuers' documentation of their token formats.
 * Nothing in them repeats without end: over lines of megabytes the engine of JavaScript runs out of stack.
 */
const formats: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]{1,20} )?PRIVATE KEY(?: BLOCK)?-----/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,4000}|github_pat_\w{22,4000})/],
  ['a GitLab token', /\bgl(?:pat|dt|rt|ptt|soat|cbt)-[\w-]{20,4000}/],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,4000}/],
  ['a Slack webhook', /https:\/\/hooks\.slack\.com\/services\/T\w{1,40}\/B\w{1,40}\/\w{1,80}/],
  ['a Stripe key', /\b[rs]k_live_[A-Za-z0-9]{20,4000}/],
  ['a Google API key', /\bAIza[\w-]{35}/],
  ['a SendGrid key', /\bSG\.[\w-]{16,4000}\.[\w-]{16,4000}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a PyPI token', /\bpypi-AgEI[\w-]{50,4000}/],
  ['a Hugging Face token', /\bhf_[A-Za-z0-9]{30,4000}/],
  ['an OpenAI or Anthropic key', /\bsk-(?:ant|proj|svcacct)-[\w-]{20,4000}/],
  // Not in the middle of a run of such letters, so that each is read once.
  ['a signed token (JWT)', /(?<![\w-])eyJ[\w-]{10,4000}\.eyJ[\w-]{10,4000}\.[\w-]{10,4000}/],
  ['a Laravel key', /\bbase64:[A-Za-z0-9+/]{43}=/],
  ['an Azure storage key', /AccountKey=[A-Za-z0-9+/]{60,4000}={0,2}/],
]

/** `scheme://user:password@host`, unless the password is filled in elsewhere. */
const userInfo = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@'"]{0,200}:([^\s/@'"]{1,1000})@[^\s/]/i

/** `Server=db;User Id=shop;Password=…`, as ADO.NET and ODBC have it. */
const connectionPassword = /(?<=[;\s]|^)(?:password|pwd)=([^;\s"'{$<*][^;\s"']{2,200})/i
const connectionParts = /(?<=[;\s"']|^)(?:server|data source|host|addr|address|dsn|driver)=[^;]{1,200};/i

/** The length of the shortest of them: of Slack. */
const shortest = 15
/** What each of them holds: most texts hold none of it, and need not be held against them all. */
const marks =
  /-----BEGIN |A[KS]IA|gh[pousr]_|github_pat_|gl(?:pat|dt|rt|ptt|soat|cbt)-|xox|hooks\.slack|k_live_|AIza|SG\.|npm_|pypi-AgEI|hf_|sk-|eyJ|AccountKey=|base64:|:\/\/|[Pp](?:assword|wd)=/

/** A credential that is plain to see in a text, by its format or as the password of a URL. */
export function credentialIn(text: string): Credential | undefined {
  if ((text.length < shortest && !text.includes('://')) || !marks.test(text)) return undefined
  for (const [what, pattern] of formats) {
    const match = pattern.exec(text)
    if (match) return { what, start: match.index, end: match.index + match[0].length }
  }
  const connection = connectionPassword.exec(text)
  if (connection && connectionParts.test(text) && !isPlaceholder(connection[1]!)) {
    const end = connection.index + connection[0].length
    return { what: 'a connection string with a password', start: end - connection[1]!.length, end }
  }
  const url = userInfo.exec(text)
  if (!url || isPlaceholder(url[1]!)) return undefined
  const start = url.index + url[0].indexOf(`:${url[1]!}@`) + 1
  return { what: 'a URL with a password', start, end: start + url[1]!.length }
}

/** Words that make a name the name of a secret when it ends in one of them. */
const sensitive = new Set(['password', 'passwd', 'pwd', 'pass', 'passphrase', 'secret', 'token', 'apikey', 'credential', 'credentials', 'auth'])
const sensitivePairs = new Set(['api key', 'access key', 'secret key', 'private key', 'encryption key', 'signing key', 'account key', 'auth token', 'key base'])

/**
 * Whether a name says that its value is a secret: its last word does, as in `DB_PASSWORD`, `apiKey` or `github-token`.
 * Names of names and places do not (`PASSWORD_FILE`, `SECRET_NAME`, `TOKEN_URL`), nor do public keys.
 */
export function isSensitiveName(name: string): boolean {
  if (!/pass|pwd|secret|token|key|credential/i.test(name)) return false
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  const last = words.at(-1) ?? ''
  if (last === 'auth') return false
  return sensitive.has(last) || /^(?!no|ask).*(?:password|passwd|requirepass)$/.test(last) || sensitivePairs.has(words.slice(-2).join(' '))
}

/**
 * Whether a text stands for a value that comes from elsewhere, or for none: `${X}`, `$(X)`, `{{ x }}`, `<password>`, an encrypted
 * value, a path into a vault, a file, or a word such as CHANGEME.
 */
export function isPlaceholder(text: string): boolean {
  const value = text.trim()
  if (value === '' || /^(?:true|false|null|none|\d{1,3})$/i.test(value)) return true
  if (holds(value, '${', '}') || holds(value, '$(', ')') || holds(value, '{{', '}}')) return true
  if (/^(?:ENC\[|\$ANSIBLE_VAULT|ref\+|vault:|op:\/\/|arn:aws:secretsmanager|projects\/[\w-]{1,100}\/secrets\/|AQICAH|sops:|file:)/.test(value)) return true
  if (value.length > longestPlaceholder) return false
  if (/^%\(?\w+\)?%?s?$|^\$\w+$|^<[^>]*>$|^\[[^\]]*\]$|^\*+$|^x+$|^\.+$/i.test(value)) return true
  // SCREAMING_NAMES are filled in by another program.
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value)) return true
  return /^(?:change[-_ ]?me.*|replace[-_ ]?(?:me|this)?.*|todo.*|fixme.*|your[-_ ].*|example.*|dummy|redacted|placeholder.*|insert[-_ ].*|fill[-_ ]?me.*)$/i.test(
    value,
  )
}

/** Whoever leaves a note for others to fill in is brief. */
const longestPlaceholder = 500

/** Whether a text has an opening and, anywhere behind the first of them, its end. Faster than a pattern on texts with thousands of openings. */
function holds(text: string, opening: string, end: string): boolean {
  const start = text.indexOf(opening)
  return start >= 0 && text.includes(end, start + opening.length)
}

/** Whether a text names where something is: a path, a URL without a password, a host, a reference. */
function isLocation(text: string): boolean {
  return /^(?:\.{0,2}\/|[a-z]:\\|[a-z][a-z0-9+.-]*:\/\/|[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/|$))/i.test(text.trim())
}

/**
 * Why the value under a name is a secret in the clear, or undefined when it is none or cannot be told. Fixed formats count under any
 * name, everything else only under a sensitive one.
 */
export function secretUnder(name: string, value: string): string | undefined {
  const credential = credentialIn(value)
  if (credential) return credential.what
  if (!isSensitiveName(name) || isPlaceholder(value) || isLocation(value)) return undefined
  // A single common word is rather a mode (`PASS: through`) than a secret, unless it speaks of one (`rootpasswd`).
  if (/passw/i.test(name) && guessable.has(value)) return 'a secret, by its name'
  return value.length >= 6 && (/[^a-z]/.test(value) || guessable.has(value) || /passw|admin/.test(value)) ? 'a secret, by its name' : undefined
}

/** A setting in a text: `name = value` or `name: value`, alone on its line. */
export interface Setting {
  readonly name: string
  readonly value: string
  /** Offsets of the value in the text. */
  readonly start: number
  readonly end: number
}

/**
 * The settings in a text that may be secrets: of one word, with a digit and a letter. What is code rather than a value (`os.environ["X"]`)
 * is left out, and so are names of secrets, which hardly ever have a digit.
 */
export function settingsIn(text: string): Setting[] {
  const settings: Setting[] = []
  let offset = 0
  for (const line of text.split('\n')) {
    const found = line.length <= longestLine ? settingIn(line) : undefined
    if (found) settings.push({ ...found, start: offset + found.start, end: offset + found.end })
    offset += line.length + 1
  }
  return settings
}

const longestLine = 1000

function settingIn(line: string): Setting | undefined {
  const [, lead = '', quote = '', name = '', middle = '', value = ''] =
    /^(\s*(?:- |export )?)(["']?)([\w.-]+)(\2\s*[=:]\s*["']?)([^\s"'#,;()[\]{}<>$]+)["']?,?\s*$/.exec(line) ?? []
  if (value.length < 8 || !/\d/.test(value) || !/[A-Za-z]/.test(value)) return undefined
  const start = lead.length + quote.length + name.length + middle.length
  return { name, value, start, end: start + value.length }
}

const guessable = new Set(
  'password passwort secret admin administrator root test guest letmein welcome qwerty changeit default foobar postgres mysql redis user username'.split(' '),
)

const longestWord = 64

/** Why a secret is easily guessed; undefined when it is not. Says nothing of the value itself. */
export function weaknessOf(value: string): string | undefined {
  const plain = value.trim().toLowerCase()
  if (plain === '') return undefined
  if (/^(?:change[-_ ]?(?:me|it)|replace[-_ ]?me|todo|fixme|placeholder|your[-_ ]\w+)/.test(plain)) return 'a placeholder that was never replaced'
  if (plain === plain[0]!.repeat(plain.length)) return 'one character, repeated'
  // Longer ones are no words, and the patterns below would try each ending of them.
  if (plain.length > longestWord) return undefined
  if (guessable.has(plain.replace(/[\d!@#$._-]+$/, ''))) return 'one of the first words that an attacker tries'
  if (/^(?:p[a@]ssw[o0]rd|p@ss\w*|s3cr3t|l3tm31n)[\d!@#$._-]*$/.test(plain)) return 'one of the first words that an attacker tries'
  if (/^(?:0?1234567890?|12345678?9?|123456|111111|000000|abc123|qwerty123|iloveyou)$/.test(plain)) return 'one of the first words that an attacker tries'
  if (plain.length < 6) return `only ${plain.length} characters long`
  return undefined
}
