const binaryFactors: Readonly<Record<string, number>> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}
const decimalExponents: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 }

const quantityPattern = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:([KMGTPE]i)|([numkMGTPE]?)|[eE]([+-]?\d+))$/

/**
 * Reads a Kubernetes resource quantity: `500m`, `1.5`, `512Mi`, `1e3`. The result is in the base unit: cores for cpu, bytes for
 * memory and storage. Mind that `m` is milli: `512m` of memory is about half a byte. `undefined` for what the API server refuses
 * (`1 Gi`, `1KB`, `1K`), and for a unit without digits (`Gi`), which it takes for zero.
 *
 * Source: the grammar in k8s.io/apimachinery/pkg/api/resource, type Quantity.
 */
export function parseQuantity(value: string | number): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  const match = quantityPattern.exec(value)
  if (!match) return
  const [, digits = '', binary, decimal = '', exponent] = match
  if (binary !== undefined) return Number(digits) * (binaryFactors[binary] ?? 1)
  // Written out as one literal, so that 100m is the double nearest to 0.1 and not a product of roundings.
  const amount = Number(`${digits}e${exponent ?? decimalExponents[decimal] ?? 0}`)
  return Number.isFinite(amount) ? amount : undefined
}

/**
 * Writes bytes for a message, in the unit that reads best: `512Mi`, `1.5Gi`, `953.7Mi` (rounded to a tenth), `100 bytes`.
 */
export function formatBytes(bytes: number): string {
  const units = Object.entries(binaryFactors)
    .toReversed()
    .filter(([, factor]) => Math.abs(bytes) >= factor)
  const exact = units.find(([, factor]) => isShort(bytes / factor))
  if (exact) return `${bytes / exact[1]}${exact[0]}`
  const largest = units[0]
  if (!largest) return `${trimmed(bytes, 3)} ${Math.abs(bytes) === 1 ? 'byte' : 'bytes'}`
  return `${trimmed(bytes / largest[1], 1)}${largest[0]}`
}

/** At most four digits before the point and two behind it. */
function isShort(amount: number): boolean {
  return Math.abs(amount) < 10_000 && Number.isInteger(amount * 100)
}

function trimmed(amount: number, digits: number): string {
  return String(Number(amount.toFixed(digits)))
}
