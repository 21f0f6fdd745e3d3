import { nearest } from '../languages/nearest.ts'
import { LicenseReader } from '../languages/spdx.ts'
import list from './spdx-licenses.json' with { type: 'json' }

/** The day the list of licences was last taken from its source, which its header names. */
export const licensesDate = list.header.date

const reader = new LicenseReader(list)

/** Whether a text is an SPDX licence expression; `NONE` and `NOASSERTION` stand for one that is not there or not known. */
export function isLicense(text: string): boolean {
  return text === 'NONE' || text === 'NOASSERTION' || reader.accepts(text)
}

/** The licence that was probably meant by a name that is none: `Apache 2.0` → `Apache-2.0`. */
export function licenseNear(text: string): string | undefined {
  return nearest(text, list.licenses)
}
