/** One `$(NAME)`: from its dollar sign (`start`) to after its closing parenthesis (`end`), in UTF-16 units. */
export interface EnvReference {
  name: string
  start: number
  end: number
}

/**
 * The `$(NAME)` references in an env value, a command or an args entry, which the kubelet replaces before the container starts.
 * `$$(NAME)` is an escaped dollar sign, `$(NAME` without an end is plain text. A name is anything up to the parenthesis: the kubelet
 * leaves `$(date)` as it is where no variable is called so, and a shell may mean it.
 *
 * Source: k8s.io/kubernetes/third_party/forked/golang/expansion.
 */
export function envReferences(text: string): EnvReference[] {
  const references: EnvReference[] = []
  for (let start = text.indexOf('$'); start >= 0;) {
    const opener = text[start + 1]
    let end = start + 2
    if (opener === '(') {
      const close = text.indexOf(')', end)
      // Nothing after this can be closed either.
      if (close < 0) break
      if (close > end) references.push({ name: text.slice(end, close), start, end: close + 1 })
      end = close + 1
    }
    start = text.indexOf('$', end)
  }
  return references
}
