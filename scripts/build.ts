import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { build, type BuildOptions, type Plugin } from 'esbuild'
import { withoutExamples } from './without-examples.ts'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')
/** Where it is built before it takes the place of what is there, so that a program that runs meanwhile finds one or the other. */
const fresh = join(root, 'dist-new')

/** The command line does not need the rules' examples; they are half of its text. */
const leaveOutExamples: Plugin = {
  name: 'leave-out-examples',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]src[\\/]rules[\\/][^\\/]+[\\/][^\\/]+\.ts$/ }, ({ path }) => ({
      contents: withoutExamples(readFileSync(path, 'utf8')),
      loader: 'ts',
    }))
  },
}

/** An import runs at once, even in one file; this runs when it is called. */
const loadYamlLate: Plugin = {
  name: 'load-yaml-late',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]src[\\/]languages[\\/]yaml[\\/]package\.ts$/ }, () => ({
      contents: "export const yamlPackage = () => require('yaml')",
      resolveDir: root,
    }))
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
  plugins: [leaveOutExamples, loadYamlLate, leaveOutSchemas],
  // An `import()` that is kept would start Node's loader of ES modules.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: '(function(exports,require,module,bundleUrl){' },
  footer: { js: '})' },
})
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
await build({
  ...common,
  entryPoints: [join(root, 'src/launch.ts')],
  outfile: join(fresh, 'bin/cli.cjs'),
  format: 'cjs',
  define: { BUNDLE: JSON.stringify(basename(Object.keys(metafile.outputs)[0]!)) },
})

const old = join(root, `dist-old-${process.pid}`)
if (existsSync(dist)) renameSync(dist, old)
renameSync(fresh, dist)
rmSync(old, { recursive: true, force: true })
