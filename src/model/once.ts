/** A function that is worked out once for each object, and forgotten with it. */
export function once<K extends object, T>(compute: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly value: T }>()
  return of => {
    const found = known.get(of)
    if (found) return found.value
    const value = compute(of)
    known.set(of, { value })
    return value
  }
}
