/** What a name, a label or a key in Kubernetes must look like. */
interface Rules {
  /** What such a text is called. */
  readonly name: string
  readonly longest: number
  /** How it is written, for "takes …". */
  readonly takes: string
  readonly fits: (text: string) => boolean
}

const label = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?'
const isLabel = tester(label)
const isSubdomain = tester(`${label}(?:\\.${label})*`)
const isWord = tester('(?:[A-Za-z0-9][-\\w.]*)?[A-Za-z0-9]')
const isAddress = /^\d{1,3}(?:\.\d{1,3}){3}$/

const edges = 'and begins and ends with a letter or a digit'
const subdomainForm = `lower-case letters, digits, "-" and ".", ${edges}`
const qualifiedForm = `letters, digits, "-", "_" and ".", ${edges}; a domain and "/" may precede`

/**
 * The forms that the API server demands, by the names that the schema data use.
 * Source: k8s.io/apimachinery/pkg/util/validation and k8s.io/kubernetes/pkg/apis/core/validation of Kubernetes 1.36.
 */
const syntaxes = {
  subdomain: { name: 'DNS subdomain', longest: 253, takes: subdomainForm, fits: isSubdomain },
  label: { name: 'DNS label', longest: 63, takes: `lower-case letters, digits and "-", ${edges}`, fits: isLabel },
  service: {
    name: 'DNS label',
    longest: 63,
    takes: 'lower-case letters, digits and "-", and begins with a letter and ends with a letter or a digit',
    fits: tester('[a-z](?:[-a-z0-9]*[a-z0-9])?'),
  },
  segment: { name: 'path segment', longest: Infinity, takes: 'any text without "/" and "%", but for "." and ".."', fits: isSegment },
  port: {
    name: 'port name',
    longest: 15,
    takes: `lower-case letters, digits and single "-", with one letter at least, ${edges}`,
    fits: text => isLabel(text) && /[a-z]/.test(text) && !text.includes('--'),
  },
  'label-key': { name: 'label key', longest: 317, takes: qualifiedForm, fits: isQualified },
  'annotation-key': { name: 'annotation key', longest: 317, takes: qualifiedForm, fits: text => isQualified(text.toLowerCase()) },
  'label-value': { name: 'label value', longest: 63, takes: `letters, digits, "-", "_" and ".", ${edges}`, fits: text => text === '' || isWord(text) },
  host: {
    name: 'host',
    longest: 253,
    takes: `${subdomainForm}; the first part may be "*", and it is no address`,
    fits: text => text === '' || (isSubdomain(text.replace(/^\*\./, '')) && !isAddress.test(text)),
  },
  domain: {
    name: 'domain',
    longest: 253,
    takes: 'three parts at least of lower-case letters, digits and "-", joined by "."',
    fits: text => isSubdomain(text) && text.split('.').length > 2,
  },
  'config-key': {
    name: 'key',
    longest: 253,
    takes: 'letters, digits, "-", "_" and ".", and does not begin with ".."',
    fits: text => /^[-.\w]+$/.test(text) && text !== '.' && !text.startsWith('..'),
  },
  variable: { name: 'variable', longest: Infinity, takes: 'printable ASCII characters but for "="', fits: text => /^[ -<>-~]+$/.test(text) },
  'strict-variable': {
    name: 'variable',
    longest: Infinity,
    takes: 'letters, digits, "-", "_" and ".", and does not begin with a digit',
    fits: tester('[-._A-Za-z][-.\\w]*'),
  },
  header: { name: 'header', longest: Infinity, takes: 'letters, digits and "-"', fits: tester('[-A-Za-z0-9]+') },
} as const satisfies Record<string, Rules>

/** A form that a text may have to have: `subdomain`, `label-value`, `port` … */
export type NameSyntax = keyof typeof syntaxes

/** Whether a text has a form; so has every text, where we do not know the form. */
export function isName(text: string, syntax: string): boolean {
  const rules = rulesOf(syntax)
  return !rules || (text.length <= rules.longest && rules.fits(text))
}

/**
 * What is wrong with a text that does not have a form, and how such a text is written, for a message.
 *
 * @param longest where fewer characters are allowed than the form has
 */
export function nameFault(
  text: string,
  syntax: string,
  longest = rulesOf(syntax)?.longest ?? Infinity,
): { readonly is: string; readonly takes: string; readonly meant: string | undefined } {
  const rules: Rules = rulesOf(syntax) ?? syntaxes.segment
  const isOnlyLong = text.length > longest && isName(text.slice(0, longest).replace(/[-_.]+$/, ''), syntax)
  const takes = isOnlyLong
    ? `A ${rules.name} has ${longest} characters at most here.`
    : `A ${rules.name} takes ${rules.takes}${longest < 254 ? `, ${longest} characters at most` : ''}.`
  const meant = nearestName(text)
  const is = text === '' ? 'is empty' : text.length > longest ? `has ${text.length} characters and is too long` : `is no ${rules.name}`
  return { is, takes, meant: meant !== text && meant.length <= longest && isName(meant, syntax) ? meant : undefined }
}

/** The same in lower case, with "-" for what no name takes. */
function nearestName(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^-.a-z0-9]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
}

function rulesOf(syntax: string): Rules | undefined {
  return Object.hasOwn(syntaxes, syntax) ? syntaxes[syntax as NameSyntax] : undefined
}

/** `[domain/]name`: the domain has up to 253 characters, the name up to 63. */
function isQualified(text: string): boolean {
  const slash = text.indexOf('/')
  const name = text.slice(slash + 1)
  return name.length <= 63 && isWord(name) && (slash < 0 || (slash <= 253 && isSubdomain(text.slice(0, slash))))
}

function isSegment(text: string): boolean {
  return text !== '' && text !== '.' && text !== '..' && !/[/%]/.test(text)
}

function tester(source: string): (text: string) => boolean {
  const expression = new RegExp(`^${source}$`)
  return text => expression.test(text)
}
