/** 63 characters at most. */
const name = String.raw`[A-Za-z\d](?:[\w.-]{0,61}[A-Za-z\d])?`
const key = String.raw`(?:[A-Za-z\d.-]+/)?${name}`
const value = `(?:${name})?`
const labelRequirement = new RegExp(
  String.raw`^\s*(?:!\s*${key}|${key}|${key}\s*(?:==?|!=)\s*${value}|${key}\s*[<>]\s*\d+|${key}\s+(?:in|notin)\s*\(\s*${value}(?:\s*,\s*${value})*\s*\))\s*$`,
)

/** Whether a text is a label selector as `kubectl -l` takes it: `app=shop,tier in (front, back),!legacy`. */
export function isLabelSelectorText(text: string): boolean {
  return text.trim() === '' || text.split(/,(?![^(]*\))/).every(part => labelRequirement.test(part))
}

/** Whether a text is a field selector: `status.phase=Running,spec.nodeName!=north-1`. */
export function isFieldSelectorText(text: string): boolean {
  return text.trim() === '' || text.split(/(?<!\\),/).every(part => part === '' || isFieldTerm(part))
}

/** Behind the first operator, another one is escaped. */
function isFieldTerm(term: string): boolean {
  const operator = /!=|==?/.exec(term)
  return operator !== null && /^(?:[^\\=]|\\[\\=,])*$/.test(term.slice(operator.index + operator[0].length))
}
