/** Whether a text is an address of IPv4 or IPv6. Leading zeros are passed over, as the API server does in old fields. */
export function isAddress(text: string): boolean {
  if (text.includes(':')) return isLongAddress(text)
  const parts = text.split('.')
  return parts.length === 4 && parts.every(part => /^\d{1,8}$/.test(part) && Number(part) < 256)
}

/** Whether a text is a range of addresses: `10.0.0.0/8`. */
export function isAddressRange(text: string): boolean {
  const slash = text.indexOf('/')
  const bits = text.slice(slash + 1)
  return slash > 0 && isAddress(text.slice(0, slash)) && /^\d{1,3}$/.test(bits) && Number(bits) <= (text.includes(':') ? 128 : 32)
}

function isLongAddress(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap(half => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  const isMixed = last.includes('.')
  const count = groups.length + (isMixed ? 1 : 0)
  const words = isMixed ? groups.slice(0, -1) : groups
  if (isMixed && !isAddress(last)) return false
  return words.every(group => /^[\da-f]{1,4}$/i.test(group)) && (halves.length === 2 ? count < 8 : count === 8)
}
