import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'

// Speed as ratios within one run: what else the machine does hits both sides alike. Absolute times say nothing here.
const root = join(import.meta.dirname, '..')
const bin = join(root, 'bin/k8s-lint.js')
const folder = resolve(process.argv[2] ?? join(root, 'fixtures'))

const manifest = join(mkdtempSync(join(tmpdir(), 'k8s-lint-bench-')), 'web.yaml')
writeFileSync(manifest, readFileSync(join(root, 'fixtures/shop-hardened/storefront/deployment.yaml')))

/** Parses every YAML file below a folder with `yaml` alone, as a process of its own. */
const parseAlone = `
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
for (const entry of readdirSync(process.argv[1], { recursive: true, withFileTypes: true }))
  if (entry.isFile() && /\\.ya?ml$/.test(entry.name)) parseAllDocuments(readFileSync(join(entry.parentPath, entry.name), 'utf8'))
`

/** Wall time of a whole process, in milliseconds. */
function time(args: readonly string[]): number {
  const start = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
  // A crash of Node ends with 1 too.
  if ((status !== 0 && status !== 1) || stderr.includes('\n    at ')) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr.toString()}`)
  return Number(process.hrtime.bigint() - start) / 1e6
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!

/** The median of the ratios of pairs that ran one after the other. */
function ratio(first: readonly string[], second: readonly string[], pairs: number): number {
  time(first)
  time(second)
  return median(Array.from({ length: pairs }, () => time(first) / time(second)))
}

/** Peak memory of a process in bytes, as it reports it itself. */
function peak(code: string, ...args: string[]): number {
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', `${code}\nprocess.stderr.write('peak ' + process.resourceUsage().maxRSS)`, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return Number(/peak (\d+)$/.exec(run.stderr)?.[1] ?? Number.NaN) * 1024
}

const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && /\.(?:ya?ml|json)$|Dockerfile/.test(entry.name))
  .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)

const startUp = ratio([bin, manifest], ['-e', '0'], 21)
const linting = ratio([bin, folder, '--format', `json=${join(tmpdir(), 'k8s-lint-bench.json')}`], ['--input-type=module', '-e', parseAlone, folder], 5)
const lintInside = `process.argv.splice(1, 0, 'k8s-lint'); const { main } = await import(${JSON.stringify(join(root, 'dist/bin/cli.cjs'))}); const write = process.stdout.write; process.stdout.write = () => true; await main(); process.stdout.write = write`
const memory = (peak(lintInside, folder) - peak('0')) / bytes

/** The data of schemas stay files of their own, as in the command line; the build has put them there. */
const schemaData: Plugin = {
  name: 'schema-data',
  setup(bundle) {
    bundle.onResolve({ filter: /^\.\/[\w-]+\.ts$/ }, ({ importer, path }) =>
      dirname(importer) === join(root, 'src/schemas/data')
        ? { path: join(root, 'dist/bin/schemas', `${basename(path, '.ts')}.cjs`), external: true }
        : undefined,
    )
  },
}

/** Bundles a script beside this one, if asked with late parts as the command line has them; gives a function that runs it in a process of its own and reads what it prints. */
async function bundled(name: string, likeCommandLine = false): Promise<(...args: readonly string[]) => unknown> {
  const outfile = join(root, `node_modules/.cache/${name}.${likeCommandLine ? 'cjs' : 'mjs'}`)
  await build({
    entryPoints: [join(root, `scripts/${name}.ts`)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20.19',
    ...(likeCommandLine ? { format: 'cjs', supported: { 'dynamic-import': false }, plugins: [schemaData] } : { format: 'esm' }),
    logLevel: 'warning',
  })
  return (...args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [outfile, ...args], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`${outfile} ended with ${status}: ${stderr}`)
    return JSON.parse(stdout)
  }
}

const runDockerfiles = await bundled('bench-dockerfiles')
const [parsed, linted] = ['parsing', 'linting'].map(what => runDockerfiles(what, join(root, 'fixtures')) as number)
const prometheusRules = (await bundled('bench-prometheus-rules'))() as number
const runSchemas = await bundled('bench-schemas', true)
const validating = runSchemas('validating', folder) as number
const loading = median(Array.from({ length: 21 }, () => (runSchemas('loading', manifest) as number) / time(['-e', '0'])))
const doubling = (await bundled('bench-doubling'))(folder) as number

console.log(`one manifest, against "node -e 0":             ${startUp.toFixed(2)}`)
console.log(`${folder === join(root, 'fixtures') ? 'fixtures' : 'the folder'}, against parsing it with yaml alone: ${linting.toFixed(2)}`)
console.log(`peak memory over bare node, per MB of input:   ${memory.toFixed(1)} MB (${(bytes / 1e6).toFixed(1)} MB read)`)
console.log(`manifests validated, against parsing them with yaml:   ${validating.toFixed(3)}`)
console.log(`schemas of one manifest loaded, against "node -e 0":   ${loading.toFixed(3)}`)
console.log(`1,000 Dockerfiles parsed, against dockerfile-ast:  ${parsed!.toFixed(3)}`)
console.log(`1,000 Dockerfiles linted, against parsing with it: ${linted!.toFixed(2)}`)
console.log(`10,000 Prometheus rules linted, against parsing them with yaml: ${prometheusRules.toFixed(2)}`)
console.log(`the manifests twice, under another namespace, against once: ${doubling.toFixed(2)}`)
