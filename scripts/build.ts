import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { build, type BuildOptions, type Plugin } from 'esbuild'
import { rules } from '../src/rules/index.ts'
import { lateRules, ruleTexts } from './late-rules.ts'
import { withoutTexts } from './without-texts.ts'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')
/** Where it is built before it takes the place of what is there, so that a program that runs meanwhile finds one or the other. */
const fresh = join(root, 'dist-new')

/** To lint, the rules' examples and reasons are not needed; they are more than half of their text. */
const leaveOutTexts: Plugin = {
  name: 'leave-out-texts',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]src[\\/]rules[\\/][^\\/]+[\\/][^\\/]+\.ts$/ }, ({ path }) => ({
      contents: withoutTexts(readFileSync(path, 'utf8')),
      loader: 'ts',
    }))
  },
}

const loadRulesLate: Plugin = {
  name: 'load-rules-late',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]src[\\/]rules[\\/]index\.ts$/ }, ({ path }) => ({ contents: lateRules(rules), loader: 'js', resolveDir: dirname(path) }))
  },
}

/** Packages that are in the bundle and load when they are called; an import would run at once. By the module that stands before each. */
const calledLate: Readonly<Record<string, string>> = {
  'src/languages/yaml/package.ts': "export const yamlPackage = () => require('yaml')",
  'src/languages/glob-package.ts': "export const globPackage = () => require('picomatch/posix.js')",
  'src/languages/promql/re2-package.ts': "export const re2 = () => require('re2js').RE2JS",
}

const loadPackagesLate: Plugin = {
  name: 'load-packages-late',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]src[\\/]languages[\\/].*\.ts$/ }, ({ path }) => {
      const contents = calledLate[relative(root, path).replaceAll('\\', '/')]
      return contents === undefined ? undefined : { contents, resolveDir: root }
    })
  },
}

const schemaData = join(root, 'src/schemas/data')

/** The data of schemas stay files of their own beside the bundle, read when a document needs them. */
const leaveOutSchemas: Plugin = {
  name: 'leave-out-schemas',
  setup(bundle) {
    bundle.onResolve({ filter: /^\.\/[\w-]+\.ts$/ }, ({ importer, path }) =>
      dirname(importer) === schemaData ? { path: `./schemas/${basename(path, '.ts')}.cjs`, external: true } : undefined,
    )
  },
}

/** Packages that few runs need, each with a file of its own beside the bundle: `src/<module>.ts` → `late/<name>.cjs`. */
const late: Readonly<Record<string, string>> = {
  'src/review/octokit.ts': 'octokit',
  'src/lsp/protocol.ts': 'language-server',
  'src/schemas/ajv.ts': 'ajv',
}

const leaveOutLate: Plugin = {
  name: 'leave-out-late',
  setup(bundle) {
    bundle.onResolve({ filter: /^\.\/late\/rule-texts\.json$/ }, ({ path }) => ({ path, external: true }))
    bundle.onResolve({ filter: /\/(?:octokit|protocol|ajv)\.ts$/ }, ({ resolveDir, path }) => {
      const name = late[relative(root, join(resolveDir, path)).replaceAll('\\', '/')]
      return name === undefined ? undefined : { path: `./late/${name}.cjs`, external: true }
    })
  },
}

const common: BuildOptions = { bundle: true, platform: 'node', target: 'node20.19', minify: true, legalComments: 'none', logLevel: 'warning' }

rmSync(fresh, { recursive: true, force: true })
// The library and its types map one to one to the sources.
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json'), '--outDir', fresh], {
  stdio: 'inherit',
})

// The command line is one file, because it starts with each use: one function, which the launcher compiles or takes from V8's cache.
// What it imports late is in it and runs late.
const { metafile } = await build({
  ...common,
  entryPoints: [join(root, 'src/cli.ts')],
  outdir: join(fresh, 'bin'),
  entryNames: '[name]-[hash]',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  metafile: true,
  plugins: [loadRulesLate, leaveOutTexts, loadPackagesLate, leaveOutSchemas, leaveOutLate],
  // An `import()` that is kept would start Node's loader of ES modules.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': 'bundleUrl' },
  charset: 'ascii',
  banner: { js: '(function(exports,require,module,bundleUrl){' },
  footer: { js: '})' },
})
const bundleFile = Object.keys(metafile.outputs)[0]!
// The launcher reads it as Latin-1, which is quicker than UTF-8 and the same for ASCII.
if (/[^\0-\x7F]/.test(readFileSync(bundleFile, 'utf8'))) throw new Error(`${bundleFile} holds more than ASCII; write \\u escapes in regular expressions.`)
await build({
  ...common,
  bundle: false,
  entryPoints: readdirSync(schemaData)
    .filter(file => file.endsWith('.ts') && file !== 'index.ts')
    .map(file => join(schemaData, file)),
  outdir: join(fresh, 'bin/schemas'),
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
})
const { metafile: packages } = await build({
  ...common,
  entryPoints: Object.entries(late).map(([module, name]) => ({ in: join(root, module), out: name })),
  outdir: join(fresh, 'bin/late'),
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  metafile: true,
  supported: { 'dynamic-import': false },
})
writeFileSync(join(fresh, 'bin/late/rule-texts.json'), ruleTexts(rules))
writeFileSync(join(fresh, 'bin/late/LICENSES.txt'), licenses(Object.keys(packages.inputs)))
await build({
  ...common,
  entryPoints: [join(root, 'src/launch.ts')],
  outfile: join(fresh, 'bin/cli.cjs'),
  format: 'cjs',
  define: { BUNDLE: JSON.stringify(basename(bundleFile)) },
})

const old = join(root, `dist-old-${process.pid}`)
if (existsSync(dist)) renameSync(dist, old)
renameSync(fresh, dist)
rmSync(old, { recursive: true, force: true })

/** The licences of the packages that files of a bundle come from, as these ask for. */
function licenses(inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap(input => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []))
  const texts = [...folders].toSorted().map(folder => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Record<string, string>
    const file = readdirSync(join(root, folder)).find(entry => /^licen[cs]e/i.test(entry))
    return `${name} ${version}, ${license}\n\n${file === undefined ? '' : readFileSync(join(root, folder, file), 'utf8')}`
  })
  return texts.join('\n----\n\n')
}
