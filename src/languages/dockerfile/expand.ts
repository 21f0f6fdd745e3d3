/** The value of a variable: text, `undefined` where only a build knows it. */
export type Lookup = (name: string) => string | undefined

/**
 * A word with its variables filled in, its quotes and escapes taken out, as the Dockerfile frontend does it; undefined when it
 * holds a variable whose value only a build can know. `${x#p}` and the like are unknown too.
 */
export function expand(raw: string, lookup: Lookup, escape: string): string | undefined {
  let value = ''
  let quote = ''
  for (let at = 0; at < raw.length; at++) {
    const character = raw[at]!
    if (quote === "'") {
      if (character === "'") quote = ''
      else value += character
    } else if (character === escape) {
      const next = raw[++at] ?? ''
      value += quote === '"' && next !== '"' && next !== '$' && next !== escape ? escape + next : next
    } else if (character === '"' && quote === '"') quote = ''
    else if (quote === '' && (character === '"' || character === "'")) quote = character
    else if (character === '$') {
      const variable = variableAt(raw, at)
      if (!variable) {
        value += '$'
        continue
      }
      const filled = fill(variable, lookup, escape)
      if (filled === undefined) return undefined
      value += filled
      at = variable.end - 1
    } else value += character
  }
  return value
}

interface Variable {
  readonly name: string
  readonly operator: string
  readonly word: string
  readonly end: number
}

/** `$name` or `${name}`, the latter with an operator: `:-`, `-`, `:+`, `+`, `:?`, `?`, or another that we leave unknown. */
function variableAt(raw: string, at: number): Variable | undefined {
  const plain = /^\$([A-Za-z_]\w*|\d)/.exec(raw.slice(at))
  if (plain) return { name: plain[1]!, operator: '', word: '', end: at + plain[0].length }
  const head = /^\$\{([A-Za-z_]\w*)(:[-+?]|[-+?#%/]*)/.exec(raw.slice(at))
  if (!head) return undefined
  const start = at + head[0].length
  let depth = 1
  for (let end = start; end < raw.length; end++) {
    if (raw[end] === '{') depth++
    else if (raw[end] === '}' && --depth === 0) return { name: head[1]!, operator: head[2]!, word: raw.slice(start, end), end: end + 1 }
  }
  return undefined
}

function fill({ name, operator, word }: Variable, lookup: Lookup, escape: string): string | undefined {
  const value = lookup(name)
  switch (operator) {
    case '':
    case '?':
      return value
    case ':?':
      return value || undefined
    case ':-':
    case '-':
      // Where the value is unknown, the default is what a build without arguments takes.
      return value === undefined || (operator === ':-' && value === '') ? expand(word, lookup, escape) : value
    case ':+':
    case '+':
      return value === undefined ? undefined : operator === ':+' && value === '' ? '' : expand(word, lookup, escape)
    default:
      return undefined
  }
}
