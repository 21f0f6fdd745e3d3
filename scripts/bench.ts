import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { discover } from '../src/files.ts'

/** Ratios only, each of two things measured in turns in one run: milliseconds would tell of the machine. */
const root = join(import.meta.dirname, '..')
const k8sLint = join(root, 'bin/k8s-lint.js')
const manifest = join(root, 'fixtures/shop-hardened/storefront/deployment.yaml')
// npm runs scripts in the package's folder; the argument is meant from where the user stands.
const folder = resolve(process.env['INIT_CWD'] ?? '.', process.argv[2] ?? join(root, 'fixtures'))
const SECONDS = 40

interface Run {
  readonly milliseconds: number
  /** Peak of the memory that the process had. */
  readonly megabytes: number
}

/** The baseline of a folder: what a program that only parses the same files with `yaml` takes. */
const parseOnly = `
  const { parseAllDocuments } = require('yaml')
  const { readFileSync } = require('node:fs')
  for (const file of JSON.parse(readFileSync(0, 'utf8'))) parseAllDocuments(readFileSync(file, 'utf8'))
`

/** Writes the peak to a pipe of its own when the process ends. A new process inherits rusage from the one that started it, so Linux is asked otherwise. */
const reportPeak = `
  import { readFileSync, writeSync } from 'node:fs'
  process.on('exit', () => {
    const kilobytes = process.platform === 'linux' ? /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1] : process.resourceUsage().maxRSS
    writeSync(3, String(kilobytes / 1024))
  })
`
const withPeak = ['--import', `data:text/javascript,${encodeURIComponent(reportPeak)}`]

if (!existsSync(folder)) fail(`There is no folder ${folder}.`)
if (!existsSync(join(root, 'dist/bin/cli.js'))) fail('Build first: npm run build.')

const { files } = await discover([folder], { cwd: root, ignore: true, markdown: false })
const yamlFiles = Object.keys(files).filter(file => /\.ya?ml$/.test(file)).map(file => join(root, file))
const megabytes = Object.values(files).reduce((sum, bytes) => sum + bytes.length, 0) / 1e6
const size = `${Object.keys(files).length} files, ${megabytes.toFixed(megabytes < 1 ? 3 : 1)} MB`
if (yamlFiles.length === 0) fail(`There is no YAML in ${folder}.`)

const bare = (): Run => run(['-e', '0'])
const one = pairs(21, () => run([k8sLint, manifest]), bare)
console.log(`one small manifest, against "node -e 0": ${ratio(one)}`)

const all = pairs(15, () => run([k8sLint, folder]), () => run(['-e', parseOnly], JSON.stringify(yamlFiles)))
console.log(`${size}, against parsing their YAML alone: ${ratio(all)}`)

// What the program needs before it reads anything would hide what a small folder adds.
if (megabytes < 1) console.log('peak memory for each MB of input: name a folder that holds a megabyte or more, npm run bench -- <folder>.')
else {
  const peakOf = (args: readonly string[]): number => median([0, 1, 2].map(() => run([...withPeak, ...args]).megabytes))
  const peak = peakOf([k8sLint, folder]) - peakOf(['-e', '0'])
  console.log(`peak memory over bare node, for each MB of input: ${(peak / megabytes).toFixed(1)} MB`)
}

/** Runs node and waits for it. Output goes nowhere, so that no terminal is measured. */
function run(args: readonly string[], input = ''): Run {
  const start = performance.now()
  const { status, output, stderr } = spawnSync(process.execPath, args, { cwd: root, input, encoding: 'utf8', stdio: ['pipe', 'ignore', 'pipe', 'pipe'] })
  const milliseconds = performance.now() - start
  // 1 means that there are findings.
  if (status !== 0 && status !== 1) fail(`node ${args.join(' ')} ended with ${status}: ${stderr}`)
  return { milliseconds, megabytes: Number(output[3]) }
}

/** Both in turns, so that what else the machine does falls on both; fewer pairs when they take long, but at least three. */
function pairs(most: number, first: () => Run, second: () => Run): [Run, Run][] {
  first()
  second()
  const start = performance.now()
  const measured: [Run, Run][] = []
  while (measured.length < 3 || (measured.length < most && performance.now() - start < SECONDS * 1000)) measured.push([first(), second()])
  return measured
}

/** The median of the pairs' ratios, with the quartiles. */
function ratio(measured: readonly [Run, Run][]): string {
  const ratios = measured.map(([first, second]) => first.milliseconds / second.milliseconds).toSorted((a, b) => a - b)
  const at = (part: number): string => ratios[Math.round((ratios.length - 1) * part)]!.toFixed(2)
  return `${at(0.5)} (quartiles ${at(0.25)} to ${at(0.75)}, ${ratios.length} pairs)`
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}

function fail(message: string): never {
  console.error(message)
  process.exit(2)
}
