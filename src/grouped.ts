/** An index: for each key the values that were given under it, in their order. */
export function grouped<K, V>(entries: Iterable<readonly [K, V]>): Map<K, V[]> {
  const index = new Map<K, V[]>()
  for (const [key, value] of entries) put(index, key, value)
  return index
}

/** The items by their keys, in their order; an item without a key is left out. */
export function groupedBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K | undefined): Map<K, T[]> {
  const index = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key !== undefined) put(index, key, item)
  }
  return index
}

function put<K, V>(index: Map<K, V[]>, key: K, value: V): void {
  const same = index.get(key)
  if (same) same.push(value)
  else index.set(key, [value])
}
