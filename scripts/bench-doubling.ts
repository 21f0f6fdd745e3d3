import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { lint } from '../src/lint.ts'

// bench.ts bundles this and runs it in a process of its own. It prints how long linting a folder's manifests takes with a copy of them all
// under other namespaces, as a ratio to linting them alone: 2, or rules do not grow in step with what they look at.
const rounds = 5
const folder = process.argv[2]!

const manifests = Object.fromEntries(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')] as const),
)
const copies = Object.fromEntries(Object.entries(manifests).map(([path, text]) => [`copy/${path}`, text.replace(/^(\s*namespace: )([\w-]+)$/gm, '$1$2-copy')]))
const doubled = { ...manifests, ...copies }

async function time(files: Readonly<Record<string, string>>): Promise<number> {
  const start = process.hrtime.bigint()
  await lint({ files })
  return Number(process.hrtime.bigint() - start)
}

const ratios: number[] = []
for (let round = 0; round <= rounds; round++) {
  const once = await time(manifests)
  const twice = await time(doubled)
  // The first round warms both up.
  if (round > 0) ratios.push(twice / once)
}
console.log(ratios.toSorted((a, b) => a - b)[ratios.length >> 1])
