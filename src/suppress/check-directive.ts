/** What `# check=…` says, as a directive at the top of a Dockerfile or above an instruction. */
export interface CheckDirective {
  /** Checks that are skipped, with what is written behind them. */
  readonly skip: { readonly names: readonly string[] | 'all'; readonly reason: string | undefined } | undefined
  /** The build fails where a check warns. */
  readonly error: boolean
}

/**
 * Reads the value of a `check` directive: `skip=A,B;error=true;experimental=C`, in any order, and what stands behind `//` or `#` as
 * a reason. `experimental` is for the rule that is one. https://docs.docker.com/reference/dockerfile/#check
 */
export function checkDirective(value: string): CheckDirective {
  const [, head = '', reason] = /^(.*?)(?:(?:^|\s)(?:\/\/|#)(.*))?$/s.exec(value) ?? []
  const settings = new Map(
    head.split(';').map(setting => {
      const equals = setting.indexOf('=')
      return [setting.slice(0, Math.max(equals, 0)).trim().toLowerCase(), setting.slice(equals + 1).trim()] as const
    }),
  )
  const skip = settings.get('skip')
  return {
    skip: skip === undefined ? undefined : { names: checks(skip), reason: reason?.trim() || undefined },
    error: settings.get('error')?.toLowerCase() === 'true',
  }
}

function checks(list: string): readonly string[] | 'all' {
  const names = list.split(/[\s,]+/).filter(name => name !== '')
  return names.some(name => name.toLowerCase() === 'all') ? 'all' : names
}
