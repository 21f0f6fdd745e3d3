export { type Path, type Range, YamlDocument, type YamlProblem } from './document.ts'
export { parseYaml, splitDocuments } from './parse.ts'
export { readPlainScalar } from './scalar.ts'
export type { ScalarStyle } from './offsets.ts'
