const kibi = 2 ** 10
const mebi = 2 ** 20
const gibi = 2 ** 30
const tebi = 2 ** 40

type Units = Readonly<Record<string, number>>

const jvmUnits: Units = { '': 1, k: kibi, m: mebi, g: gibi, t: tebi }
const redisUnits: Units = { '': 1, b: 1, k: 1e3, kb: kibi, m: 1e6, mb: mebi, g: 1e9, gb: gibi }
const nodeUnits: Units = { '': mebi }
const goUnits: Units = { '': 1, B: 1, KiB: kibi, MiB: mebi, GiB: gibi, TiB: tebi }
const postgresUnits: Units = { B: 1, kB: kibi, MB: mebi, GB: gibi, TB: tebi }

/**
 * Bytes of a JVM size, the part after `-Xmx`, `-Xms` or `-XX:MaxMetaspaceSize=`: `512m`, `2G`, `1048576`. Units are powers of 1024
 * in either case, no unit means bytes (Oracle, "The java Command", Extra Options).
 */
export function parseJvmSize(text: string): number | undefined {
  return scaled(/^(\d+)([a-z]?)$/.exec(text.toLowerCase()), jvmUnits)
}

/**
 * Bytes of a size in a redis configuration (`maxmemory 256mb`), in either case. `k`, `m`, `g` are powers of 1000; `kb`, `mb`, `gb`
 * powers of 1024 (the note on units at the head of redis.conf).
 */
export function parseRedisSize(text: string): number | undefined {
  return scaled(/^(\d+)([a-z]*)$/.exec(text.toLowerCase()), redisUnits)
}

/** Bytes of what follows `--max-old-space-size=`: a bare number of MiB (Node.js, "Command-line API", useful V8 options). */
export function parseNodeSize(text: string): number | undefined {
  return scaled(/^(\d+)()$/.exec(text), nodeUnits)
}

/**
 * Bytes of a `GOMEMLIMIT`: `512MiB`, `1GiB`, `1048576`. Units are B, KiB, MiB, GiB and TiB in exactly this case; `off` is
 * `Infinity`. `512MB` and `512Mi` are `undefined`: the Go runtime dies on them at start (package runtime, Environment Variables).
 */
export function parseGoSize(text: string): number | undefined {
  return text === 'off' ? Infinity : scaled(/^(\d+)([a-zA-Z]*)$/.exec(text), goUnits)
}

/**
 * Bytes of a PostgreSQL memory setting, without quotes: `256MB`, `1.5 GB`. Units are powers of 1024 in exactly this case. A bare
 * number counts in the parameter's own unit, which the caller knows: 8192 bytes for `shared_buffers`, 1024 for `work_mem`
 * (PostgreSQL, "Setting Parameters", 20.1.1).
 */
export function parsePostgresSize(text: string, bareUnitBytes: number): number | undefined {
  return scaled(/^(\d+(?:\.\d*)?|\.\d+)\s*([a-zA-Z]*)$/.exec(text.trim()), { '': bareUnitBytes, ...postgresUnits })
}

function scaled(match: RegExpExecArray | null, units: Units): number | undefined {
  const [, amount, unit] = match ?? []
  if (amount === undefined || unit === undefined || !Object.hasOwn(units, unit)) return
  return Number(amount) * (units[unit] ?? 1)
}
