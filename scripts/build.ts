import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { withoutExamples } from './without-examples.ts'

const root = join(import.meta.dirname, '..')

/** The command line does not need the rules' examples; they are half of its text. */
const leaveOutExamples: Plugin = {
  name: 'leave-out-examples',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]src[\\/]rules[\\/][^\\/]+[\\/][^\\/]+\.ts$/ }, ({ path }) => ({ contents: withoutExamples(readFileSync(path, 'utf8')), loader: 'ts' }))
  },
}

// The library and its types map one to one to the sources; the command line is bundled, because it starts with each use.
rmSync(join(root, 'dist'), { recursive: true, force: true })
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' })
await build({
  entryPoints: [join(root, 'src/cli.ts')],
  outdir: join(root, 'dist/bin'),
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  minify: true,
  keepNames: false,
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [leaveOutExamples],
  // Packages in CommonJS call require for Node's own modules.
  banner: { js: "import{createRequire as k8sLintRequire}from'node:module';const require=k8sLintRequire(import.meta.url);" },
})
