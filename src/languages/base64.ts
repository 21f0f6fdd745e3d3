/**
 * The bytes of standard base64 with its padding, as the API server decodes the `data` of a Secret: line breaks are skipped, any
 * other space, the URL alphabet and missing padding are refused with `undefined`.
 *
 * Source: RFC 4648 §4; Go's `base64.StdEncoding`, which encoding/json uses for byte slices.
 */
export function decodeBase64Bytes(text: string): Uint8Array | undefined {
  const joined = text.replace(/[\r\n]/g, '')
  if (joined.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(joined)) return
  return new Uint8Array(Buffer.from(joined, 'base64'))
}

/** The text of standard base64 (see `decodeBase64Bytes`); `undefined` also where it holds no text: invalid UTF-8 or a NUL. */
export function decodeBase64(text: string): string | undefined {
  const bytes = decodeBase64Bytes(text)
  if (!bytes || bytes.includes(0)) return
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return
  }
}
