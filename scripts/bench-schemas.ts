import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { judged } from '../src/schemas/judge.ts'
import { loadSchemas, SchemaTable } from '../src/schemas/table.ts'
import { readSource } from '../src/source/read.ts'
import type { SourceFile } from '../src/source/source.ts'

// bench.ts bundles this, with the data beside it as the command line has them, and runs it in a process of its own: "validating <folder>"
// prints how long it takes to judge the manifests of a folder, as a ratio to the time that the "yaml" package takes to parse them;
// "loading <manifest>" prints how many milliseconds go into the data, from disk to the definitions that the first manifest needs.
const rounds = 51
const minor = 34
const [task = '', path = ''] = process.argv.slice(2)

function read(file: string, text: string): SourceFile {
  return readSource(file, text, { markdown: false, relaxed: false, paths: new Set() })
}

function schemasFor(files: readonly SourceFile[]): ReturnType<typeof loadSchemas> {
  return loadSchemas(files.flatMap(({ resources }) => resources.flatMap(({ apiVersion }) => apiVersion || [])))
}

function time(run: () => void): number {
  const start = process.hrtime.bigint()
  run()
  return Number(process.hrtime.bigint() - start) / 1e6
}

async function validating(folder: string): Promise<number> {
  const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  const files = texts.map((text, index) => read(`${index}.yaml`, text)).filter(({ resources }) => resources.some(({ apiVersion }) => apiVersion !== ''))
  const schemas = await schemasFor(files)
  const ratios: number[] = []
  // Both sides are warm and take turns.
  for (let round = -30; round < rounds; round++) {
    const parsing = time(() => files.forEach(({ text }) => parseAllDocuments(text)))
    const judging = time(() => judged(files, schemas, minor))
    if (round >= 0) ratios.push(judging / parsing)
  }
  return ratios.toSorted((a, b) => a - b)[rounds >> 1]!
}

async function loading(manifest: string): Promise<number> {
  const files = [read('manifest.yaml', readFileSync(manifest, 'utf8'))]
  const start = process.hrtime.bigint()
  const schemas = await schemasFor(files)
  let spent = Number(process.hrtime.bigint() - start) / 1e6
  // oxlint-disable-next-line typescript/unbound-method -- called with its table below
  const { definition } = SchemaTable.prototype
  let depth = 0
  SchemaTable.prototype.definition = function (number) {
    let found!: ReturnType<typeof definition>
    depth++
    const taken = time(() => (found = definition.call(this, number)))
    // A definition of core Kubernetes is asked for through the table of a group.
    if (--depth === 0) spent += taken
    return found
  }
  judged(files, schemas, minor)
  return spent
}

// Bundled as CommonJS, which has no "await" of its own.
void (task === 'loading' ? loading(path) : validating(path)).then(result => console.log(result))
