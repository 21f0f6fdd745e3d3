import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ruleIndex } from './rule-index.ts'

const root = join(import.meta.dirname, '..')
const check = process.argv.includes('--check')
const stale: string[] = []

/** Writes a generated file, or with --check notes that it would change. */
function put(path: string, text: string): void {
  const file = join(root, path)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  stale.push(path)
  if (check) return
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

// The index comes first: everything after it needs the rules.
put('src/rules/index.ts', ruleIndex())
const { rules } = await import('../src/rules/index.ts')
const { configSchema, structureSchema } = await import('../src/config/schema.ts')
const { validatorModule } = await import('./config-validator.ts')
put('schema/k8s-lint.schema.json', `${JSON.stringify(configSchema(rules), null, 2)}\n`)
put('src/schemas/config-validator.ts', validatorModule(structureSchema()))
put('src/schemas/report-validator.ts', validatorModule(JSON.parse(readFileSync(join(root, 'schema/report.schema.json'), 'utf8')) as object))

const { rulePages } = await import('./rule-pages.ts')
const pages = await rulePages(rules)
for (const [path, text] of Object.entries(pages)) put(path, text)
const { consolePages } = await import('./console-pages.ts')
for (const [path, text] of Object.entries(await consolePages())) put(path, text)
for (const path of listed('docs/rules')) {
  if (path in pages) continue
  stale.push(`${path} (no such rule any more)`)
  if (!check) rmSync(join(root, path))
}

if (check && stale.length > 0) {
  console.error(`These generated files are not current; run "npm run generate" and commit them:\n  ${stale.join('\n  ')}`)
  process.exitCode = 1
} else if (!check) console.log(stale.length > 0 ? `Wrote ${stale.length} files.` : 'Everything is current.')

function listed(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
}
