import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const rulesFolder = join(import.meta.dirname, '../src/rules')

/** Ids of all rules, by the files that hold them, sorted. */
export function ruleIds(): string[] {
  return readdirSync(rulesFolder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(area =>
      readdirSync(join(rulesFolder, area.name))
        .filter(name => name.endsWith('.ts'))
        .map(name => `${area.name}/${name.slice(0, -'.ts'.length)}`),
    )
    .toSorted()
}

/** The text of `src/rules/index.ts`: every rule with the id that its path gives it. */
export function ruleIndex(): string {
  const ids = ruleIds()
  const name = (id: string): string => id.replaceAll(/[/-](\w)/g, (_, letter: string) => letter.toUpperCase())
  return [
    '// Written by "npm run generate" from the files in this folder. Do not edit.',
    "import type { Rule, RuleDefinition } from '../rule.ts'",
    ...ids.map(id => `import ${name(id)} from './${id}.ts'`),
    '',
    'const define = (id: string, definition: RuleDefinition): Rule => ({ id, ...definition })',
    '',
    '/** Every rule, sorted by id. */',
    'export const rules: readonly Rule[] = [',
    ...ids.map(id => `  define('${id}', ${name(id)}),`),
    ']',
    '',
  ].join('\n')
}
