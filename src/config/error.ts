import { nearest } from '../languages/nearest.ts'

/** Trouble with the configuration that a user can mend: shown as one sentence, exit code 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  /** Where in the configuration the trouble is, to find the line of its file. */
  readonly path: readonly (string | number)[]

  constructor(message: string, path: readonly (string | number)[] = []) {
    super(message)
    this.path = path
  }
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates)
  return near === undefined ? '' : ` Did you mean "${near}"?`
}
