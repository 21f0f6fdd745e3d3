import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const areas = ['dockerfile', 'kubernetes', 'prometheus', 'rollouts', 'yaml']
const root = join(import.meta.dirname, '..')
const id = process.argv[2] ?? ''
const file = join(root, 'src/rules', `${id}.ts`)

const refusal = refusalOf(id)
if (refusal) {
  console.error(refusal)
  process.exit(2)
}

function refusalOf(path: string): string | undefined {
  const [area = '', name = '', ...rest] = path.split('/')
  if (name === '' || rest.length > 0) return 'Give an area and a name: npm run new-rule kubernetes/host-path.'
  if (!areas.includes(area)) return `There is no area "${area}". Areas: ${areas.join(', ')}.`
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) return `"${name}" is no name for a rule: write lower-case words joined by "-", for instance host-path.`
  return existsSync(file) ? `There is a rule ${path} already.` : undefined
}

const manifest = `import { manifests } from '../../model/kubernetes/manifest.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Do the right thing.',
  why: 'What happens in production otherwise.',
  presets: [],
  on: manifests,

  *check(manifest) {
    const name = manifest.at('metadata').at('name')
    if (name.value !== 'wrong') return
    yield { at: name, message: \`"\${name.value}" is wrong, so something breaks. Write "right".\` }
  },

  examples: [
    {
      bad: yaml\`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: «wrong»
      \`,
    },
    {
      good: yaml\`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: right
      \`,
    },
  ],
})
`

const dockerfile = `import { finalStages } from '../../model/dockerfile/dockerfile.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Do the right thing.',
  why: 'What happens in production otherwise.',
  presets: [],
  on: finalStages,

  *check(stage) {
    if (stage.image?.name !== 'wrong') return
    yield { at: stage.imageWord, message: '"wrong" is wrong, so something breaks. Write "right".' }
  },

  examples: [
    {
      bad: dockerfile\`
        FROM «wrong:1.0»
      \`,
    },
    {
      good: dockerfile\`
        FROM right:1.0
      \`,
    },
  ],
})
`

mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, id.startsWith('dockerfile/') ? dockerfile : manifest)
execFileSync(process.execPath, ['--import', 'tsx', join(root, 'scripts/generate.ts')], { cwd: root, stdio: 'inherit' })
console.log(`Wrote src/rules/${id}.ts. Write its examples, see them fail ("npx vitest run test/rules.test.ts -t ${id}"), then write check.`)
