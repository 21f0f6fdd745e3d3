/** A function that is worked out once for each object, and kept with it: on the object itself, which costs less than a table beside it. */
export function once<K extends object, T extends {}>(compute: (of: K) => T): (of: K) => T {
  const key = Symbol('worked out')
  return of => {
    const holder = of as { [key]?: T }
    return (holder[key] ??= compute(of))
  }
}
