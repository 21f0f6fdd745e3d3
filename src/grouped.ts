/** An index: for each key the values that were given under it, in their order. */
export function grouped<K, V>(entries: Iterable<readonly [K, V]>): Map<K, V[]> {
  const index = new Map<K, V[]>()
  for (const [key, value] of entries) {
    const same = index.get(key)
    if (same) same.push(value)
    else index.set(key, [value])
  }
  return index
}
