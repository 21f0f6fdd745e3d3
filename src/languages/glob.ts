import { globPackage } from './glob-package.ts'

/** Whether one of the globs fits a text; `*` fits a leading dot too. */
export function globMatcher(globs: readonly string[]): (text: string) => boolean {
  return globPackage()([...globs], { dot: true })
}
