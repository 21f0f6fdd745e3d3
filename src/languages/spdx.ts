/** The identifiers that a licence expression may use, as https://spdx.org/licenses/ lists them. */
export interface LicenseList {
  readonly licenses: readonly string[]
  readonly exceptions: readonly string[]
}

/** `LicenseRef-…`, also of another document: a licence that is not on the list. */
const reference = /^(?:DocumentRef-[\w.-]+:)?LicenseRef-[\w.-]+$/
const additionReference = /^(?:DocumentRef-[\w.-]+:)?AdditionRef-[\w.-]+$/

/**
 * Reads SPDX licence expressions: `MIT`, `GPL-2.0-only WITH Classpath-exception-2.0`, `(MIT OR Apache-2.0) AND LicenseRef-Acme`.
 * Identifiers match whatever their case, operators are all capitals or all small.
 *
 * Source: https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/
 */
export class LicenseReader {
  readonly #licenses: ReadonlySet<string>
  readonly #exceptions: ReadonlySet<string>

  constructor({ licenses, exceptions }: LicenseList) {
    this.#licenses = new Set(licenses.map(id => id.toLowerCase()))
    this.#exceptions = new Set(exceptions.map(id => id.toLowerCase()))
  }

  /** Whether the text is an expression of licences that are known. */
  accepts(text: string): boolean {
    const tokens = text.match(/[()]|[^\s()]+/g) ?? []
    let depth = 0
    /** Whether a licence has to come next, rather than an operator. */
    let expected = true
    for (let index = 0; index < tokens.length; index++) {
      const token = tokens[index]!
      if (token === '(' && expected) depth++
      else if (token === ')' && !expected && depth > 0) depth--
      else if (expected && this.#isLicense(token)) expected = false
      else if (!expected && isOperator(token, 'WITH') && this.#isLicense(tokens[index - 1]!) && this.#isException(tokens[index + 1])) index++
      else if (!expected && (isOperator(token, 'AND') || isOperator(token, 'OR'))) expected = true
      else return false
    }
    return !expected && depth === 0
  }

  #isLicense(token: string): boolean {
    return reference.test(token) || this.#licenses.has(token.replace(/\+$/, '').toLowerCase())
  }

  #isException(token: string | undefined): boolean {
    return token !== undefined && (additionReference.test(token) || this.#exceptions.has(token.toLowerCase()))
  }
}

function isOperator(token: string, operator: string): boolean {
  return token === operator || token === operator.toLowerCase()
}
