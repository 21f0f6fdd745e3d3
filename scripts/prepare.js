import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

// npm runs this after `npm ci`, and in a clone of its own when someone installs the package from the repository, as pre-commit does. Before
// it knew better (https://github.com/npm/cli/issues/8440) it took that clone for a global installation too, left out what builds the
// package, and failed. So what is missing is installed here.
const root = join(import.meta.dirname, '..')

/** @param {string} command what npm is to do */
function npm(command) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_config_(?:global|prefix|location|omit|include|production)$/i.test(name)))
  const { status } = spawnSync(`npm ${command}`, { cwd: root, env, shell: true, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

if (!existsSync(join(root, 'node_modules/tsx'))) npm('ci --include=dev --ignore-scripts --no-audit --no-fund')
npm('run build')
