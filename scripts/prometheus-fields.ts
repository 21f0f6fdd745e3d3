import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GoModules } from './prometheus/go-types.ts'

// Writes src/schemas/prometheus-fields.json: the fields of the configuration of Prometheus and Alertmanager, from the Go types that
// read it. Needs the go command. The same versions give the same bytes:
//   npx tsx scripts/prometheus-fields.ts v0.316.0 v0.34.2
const [prometheus = 'latest', alertmanager = 'latest'] = process.argv.slice(2)

interface Download {
  readonly Path: string
  readonly Version: string
  readonly Dir: string
}

const folder = mkdtempSync(join(tmpdir(), 'prometheus-fields-'))
writeFileSync(join(folder, 'go.mod'), 'module fields\n')

function download(module: string, version: string): Download {
  return JSON.parse(execFileSync('go', ['mod', 'download', '-json', `${module}@${version}`], { cwd: folder, encoding: 'utf8' })) as Download
}

const main = [download('github.com/prometheus/prometheus', prometheus), download('github.com/prometheus/alertmanager', alertmanager)] as const
// Modules that Prometheus shares with others, in the versions that it asks for.
const required = readFileSync(join(main[0].Dir, 'go.mod'), 'utf8')
const shared = ['github.com/prometheus/common', 'github.com/prometheus/sigv4'].map(path => download(path, versionIn(required, path)))
const modules = [...main, ...shared]

function versionIn(goMod: string, path: string): string {
  return (
    goMod
      .split('\n')
      .find(line => line.trim().startsWith(`${path} `))
      ?.trim()
      .split(' ')[1] ?? 'latest'
  )
}

const types = new GoModules(new Map(modules.map(({ Path, Dir }) => [Path, Dir])))
types.addRoot('github.com/prometheus/prometheus/config', 'Config')
types.addRoot('github.com/prometheus/prometheus/model/rulefmt', 'RuleGroups')
types.addRoot('github.com/prometheus/alertmanager/config', 'Config')

const rows = Object.entries(types.table()).map(([name, fields]) => `  ${JSON.stringify(name)}: ${JSON.stringify(fields)}`)
const header = {
  description: 'Fields of Prometheus and Alertmanager, by the Go type that reads them. Written by scripts/prometheus-fields.ts.',
  sources: modules.map(({ Path, Version }) => `${Path}@${Version}`),
}
writeFileSync(
  join(import.meta.dirname, '../src/schemas/prometheus-fields.json'),
  `{\n"header": ${JSON.stringify(header, undefined, 1)},\n"types": {\n${rows.join(',\n')}\n}\n}\n`,
)
