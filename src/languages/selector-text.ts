const key = String.raw`(?:[A-Za-z\d.-]+/)?[A-Za-z\d](?:[\w.-]*[A-Za-z\d])?`
const value = String.raw`(?:[A-Za-z\d](?:[\w.-]*[A-Za-z\d])?)?`
const labelRequirement = new RegExp(
  String.raw`^\s*(?:!\s*${key}|${key}|${key}\s*(?:==?|!=)\s*${value}|${key}\s*[<>]\s*\d+|${key}\s+(?:in|notin)\s*\(\s*${value}(?:\s*,\s*${value})*\s*\))\s*$`,
)

/** Whether a text is a label selector as `kubectl -l` takes it: `app=shop,tier in (front, back),!legacy`. */
export function isLabelSelectorText(text: string): boolean {
  return text.trim() === '' || text.split(/,(?![^(]*\))/).every(part => labelRequirement.test(part))
}

/** Whether a text is a field selector: `status.phase=Running,spec.nodeName!=north-1`. */
export function isFieldSelectorText(text: string): boolean {
  return text.trim() === '' || text.split(/(?<!\\),/).every(part => part === '' || /[^=!]=|!=/.test(part))
}
