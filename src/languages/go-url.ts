/** The parts of a URL that readers of configuration ask for. */
export interface GoUrl {
  readonly scheme: string
  /** With its port, without a user. */
  readonly host: string
  readonly path: string
}

/** Why a text is no URL, in Go's own words. */
export interface NoUrl {
  readonly error: string
}

/** Reads a URL or a reference to one, as Go's `url.Parse` does, which takes much that browsers refuse. */
export function parseGoUrl(text: string): GoUrl | NoUrl {
  // oxlint-disable-next-line no-control-regex -- these are what Go refuses
  if (/[\u0000-\u001f\u007f]/.test(text)) return { error: 'invalid control character in URL' }
  const [whole = ''] = text.split('#')
  if (whole.startsWith(':')) return { error: 'missing protocol scheme' }
  const scheme = /^([A-Za-z][A-Za-z\d+.-]*):/.exec(whole)?.[1] ?? ''
  const [rest = ''] = (scheme ? whole.slice(scheme.length + 1) : whole).split('?')
  if (!rest.startsWith('/')) {
    if (scheme) return { scheme: scheme.toLowerCase(), host: '', path: '' }
    const [first = ''] = rest.split('/')
    if (first.includes(':')) return { error: 'first path segment in URL cannot contain colon' }
  }
  const authority = rest.startsWith('//') ? rest.slice(2).split('/')[0]! : ''
  const path = rest.startsWith('//') ? rest.slice(2 + authority.length) : rest
  const escape = /%(?![\da-fA-F]{2}).{0,2}/s.exec(path)
  if (escape) return { error: `invalid URL escape "${escape[0]}"` }
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  if (/%(?!25)[0-7][\da-f]/i.test(host)) return { error: `invalid URL escape in host name "${host}"` }
  if (/[\s\\^`{|}]/.test(host)) return { error: `invalid character in host name "${host}"` }
  const port = host.startsWith('[') ? host.slice(host.indexOf(']') + 1) : host.slice(host.includes(':') ? host.indexOf(':') : host.length)
  if (port && !/^:\d*$/.test(port)) return { error: `invalid port "${port}" after host` }
  return { scheme: scheme.toLowerCase(), host, path }
}
