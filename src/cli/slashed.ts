import { sep } from 'node:path'

/** A path as it stands in reports: with `/` on every system. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/')
}
