import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DockerfileParser } from 'dockerfile-ast'
import { parseDockerfile } from '../src/languages/dockerfile/index.ts'
import { lint } from '../src/lint.ts'
import { rules } from '../src/rules/index.ts'

// bench.ts bundles this as the command line is bundled and runs it in processes of their own, with what to measure ("parsing" or
// "linting") and the folder of the fixtures. It prints how long that takes for 1,000 Dockerfiles, as a ratio to the time that
// dockerfile-ast takes to parse them. Both sides are warm and take turns.
const count = 1000
const rounds = 9

/** Our own Dockerfiles, two in each, over and over, each time with other names in them: some 1,000 characters in 25 lines. */
function dockerfiles(fixtures: string): string[] {
  const templates = readdirSync(fixtures, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('Dockerfile') && !entry.parentPath.includes('broken'))
    .map(entry => join(entry.parentPath, entry.name))
    .toSorted()
    .map(path => readFileSync(path, 'utf8'))
  return Array.from({ length: count }, (_, index) => {
    const lap = Math.floor(index / templates.length)
    const [first, second] = [templates[index % templates.length]!, templates[(index * 7 + lap + 1) % templates.length]!]
    return `${first}\n# What is tested in round ${lap}.\n${second}`.replaceAll(/\/(?:app|srv|src)\b/g, `$&${lap}`)
  })
}

/** What a linter reads of a file at least: its instructions, with their arguments and variables. */
function parseTheirs(text: string): void {
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    instruction.getArguments()
    instruction.getVariables()
  }
}

async function time(run: () => unknown): Promise<number> {
  const start = process.hrtime.bigint()
  await run()
  return Number(process.hrtime.bigint() - start)
}

const [what, fixtures] = process.argv.slice(2)
const texts = dockerfiles(fixtures!)
const files = Object.fromEntries(texts.map((text, index) => [`${index}/Dockerfile`, text]))
const config = { extends: [], rules: Object.fromEntries(rules.filter(({ id }) => id.startsWith('dockerfile/')).map(({ id }) => [id, 'warning' as const])) }
const theirs = (): void => texts.forEach(text => parseTheirs(text))

/** How much longer `ours` takes than parsing with dockerfile-ast, both at their best: what else the machine does makes them slower only. */
async function ratio(ours: () => unknown, warmUps: number): Promise<number> {
  let [base, taken] = [Infinity, Infinity]
  for (let round = -warmUps; round < rounds; round++) {
    const [theirTime, ourTime] = [await time(theirs), await time(ours)]
    if (round < 0) continue
    base = Math.min(base, theirTime)
    taken = Math.min(taken, ourTime)
  }
  return taken / base
}

console.log(
  JSON.stringify(await (what === 'parsing' ? ratio(() => texts.forEach(text => parseDockerfile(text)), 20) : ratio(() => lint({ files, config }), 5))),
)
