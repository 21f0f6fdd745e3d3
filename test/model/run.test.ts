import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editsOf, type Fix, insert, remove, replace } from '../../src/fix.ts'
import { applyEdits } from '../../src/fix/apply.ts'
import { stages } from '../../src/model/dockerfile/dockerfile.ts'
import { addWord, argumentsOf, type Command, runCommands, runScripts, type Script, scriptsOf } from '../../src/model/dockerfile/shell/run.ts'
import { Project, type Settings } from '../../src/project.ts'
import type { DockerfileSource } from '../../src/source/dockerfile.ts'
import { readSource } from '../../src/source/read.ts'
import type { Ref } from '../../src/source/ref.ts'
import { corpus } from '../languages/shell/corpus.ts'

const settings: Settings = {
  kubernetesVersion: 34,
  podSecurity: undefined,
  closedWorld: true,
  external: [],
  prometheus: { features: [], relaxed: false },
}

function projectOf(text: string): Project {
  return new Project([readSource('Dockerfile', text, { markdown: false, relaxed: false, paths: new Set() })], settings)
}

function runs(text: string): readonly Script[] {
  return runScripts(projectOf(text))
}

/** What the file says where a finding would point. */
function written(ref: Ref<unknown>): string {
  const { start, end } = (ref.source as DockerfileSource).rangeOf(ref.path, ref.part)
  return ref.source.text.slice(start, end)
}

function described({ name, nameWord, words, wrappers }: Command): string {
  return [...wrappers.map(wrapper => `${wrapper} >`), name ?? `(${nameWord.raw})`, ...words.map(({ raw }) => raw)].join(' ')
}

test.each<[string, Script['form'], string, string, string[]]>([
  ['FROM debian:13\nRUN a && b c', 'shell', 'sh', '-c', ['a', 'b c']],
  ['FROM alpine:3.22\nRUN a', 'shell', 'ash', '-c', ['a']],
  ['FROM debian:13\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a', 'shell', 'bash', '-o pipefail -c', ['a']],
  ['FROM debian:13 AS base\nSHELL ["/bin/dash", "-c"]\nFROM base\nRUN a', 'shell', 'dash', '-c', ['a']],
  ['FROM debian:13\nSHELL ["conda", "run", "-n", "base", "/bin/bash", "-c"]\nRUN a', 'shell', 'bash', '-c', ['a']],
  ['FROM debian:13\nSHELL ["pwsh", "-c"]\nRUN Get-Item a | b', 'shell', 'other', '-c', []],
  ['FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN dir', 'shell', 'other', '/S /C', []],
  ['FROM example.com/base:1\n\n# hadolint shell=bash\n\nRUN a', 'shell', 'bash', '', ['a']],
  ['FROM debian:13\nONBUILD RUN a | b', 'shell', 'sh', '-c', ['a', 'b']],
  ['FROM debian:13\nRUN ["a", "b c", "$d"]', 'exec', 'other', '', ['a b c $d']],
  ['FROM debian:13\nRUN ["bash", "-e", "-c", "a \\"b\\" && c"]', 'exec-shell', 'bash', '-e -c', ['a "b"', 'c']],
  ['FROM debian:13\nRUN <<EOF\nset -e\na b\nEOF', 'heredoc', 'sh', '-c', ['set -e', 'a b']],
  ['FROM debian:13\nRUN <<-"E O"\n\ta\n\tE O', 'heredoc', 'sh', '-c', ['a']],
  ['FROM debian:13\nRUN <<EOF\n#!/usr/bin/env -S bash -eu\na\nEOF', 'heredoc', 'bash', '-eu', ['a']],
  ['FROM debian:13\nRUN <<EOF\n#!/usr/bin/python3\nimport a\nEOF', 'heredoc', 'other', '', []],
  ['FROM debian:13\nRUN cat <<A <<B > /x && c\n$(a)\nA\nb\nB', 'shell', 'sh', '-c', ['cat', 'a', 'c']],
  ['FROM debian:13\nRUN ["su", "-", "app", "-c", "a b"]', 'exec', 'other', '', ['su - app -c a b', 'a b']],
  ['RUN a', 'shell', 'sh', '-c', ['a']],
])('%j', (text, form, shell, shellArguments, commands) => {
  const [script, ...others] = runs(text)
  expect(others).toEqual([])
  expect([script!.form, script!.shell, script!.shellArguments.join(' ')]).toEqual([form, shell, shellArguments])
  expect(script!.commands.map(described)).toEqual(commands)
  expect(script!.commands.map(({ index }) => index)).toEqual(commands.map((_, index) => index))
})

test('a heredoc that a shell reads is a script of its own', () => {
  const text = 'FROM debian:13\nRUN bash -e <<"EOF" && cat <<EOT\na $b\nEOF\nc\nEOT\n'
  const [outer, inner] = runs(text)
  expect(outer!.commands.map(described)).toEqual(['bash -e', 'cat'])
  expect([inner!.form, inner!.shell, inner!.shellArguments]).toEqual(['heredoc', 'bash', ['-e']])
  expect(inner!.commands.map(described)).toEqual(['a $b'])
  expect(written(inner!.at(inner!.commands[0]!.words[0]!))).toBe('$b')
})

test.each([
  ['sh <<E', 1],
  ['sudo bash -s -- x <<E', 1],
  ['bash -es x <<E', 1],
  ['bash file <<E', 0],
  ['bash -c a <<E', 0],
  ['bash -o pipefail <<E', 1],
  ['python3 <<E', 0],
  ['sh -c "bash <<E"', 0],
  ['cat <<E | sh', 0],
])('%s reads %i heredoc', (run, count) => {
  expect(runs(`FROM debian:13\nRUN ${run}\na\nE\nRUN b\n`).filter(({ form }) => form === 'heredoc')).toHaveLength(count)
})

test('the commands of CMD, ENTRYPOINT and HEALTHCHECK', () => {
  const text = `FROM debian:13
CMD exec a "$b"
ENTRYPOINT ["tini", "--", "c"]
HEALTHCHECK --interval=5s CMD curl -f \\
  http://localhost || exit 1
HEALTHCHECK CMD ["d", "e"]
HEALTHCHECK NONE
`
  const instructions = projectOf(text).get(stages)[0]!.instructions
  expect(instructions.map(instruction => scriptsOf(instruction).flatMap(script => script.commands.map(described)))).toEqual([
    ['exec a "$b"', 'exec > a "$b"'],
    ['tini -- c', 'tini > c'],
    ['curl -f http://localhost', 'exit 1'],
    ['d e'],
    [],
  ])
  const [curl] = scriptsOf(instructions[2]!)[0]!.commands
  expect(written(curl!.at(curl!.words[1]!))).toBe('http://localhost')
  expect(runCommands(projectOf(text))).toEqual([])
})

test.each([
  ['sudo -E -u root apt-get install -y x', ['apt-get install -y x']],
  ['sudo A=b env -i -u X C=d nice -n 5 a -n', ['env -i -u X C=d nice -n 5 a -n', 'nice -n 5 a -n', 'a -n']],
  ['timeout -k 5 10s nohup curl x', ['nohup curl x', 'curl x']],
  ['find . -print0 | xargs -0 -I {} rm {}', ['rm {}']],
  ['exec gosu app:app node .', ['gosu app:app node .', 'node .']],
  ['su-exec app a; chroot /mnt b; doas -u x c', ['a', 'b', 'c']],
  ['setpriv --reuid 1000 --clear-groups -- a', ['a']],
  ['command -v git; sudo -l; env; nice', []],
  ['sh -c "a && b" x', ['a', 'b']],
  ["bash -euo pipefail -c 'a | b'; sh -ec 'c'", ['a', 'b', 'c']],
  ['bash -o pipefail -c "a"', ['a']],
  ['su - app -c "a b"; runuser -u app -- c; su app --command "d"', ['a b', 'd']],
  ['sh -c "a $x"; bash script.sh -c b; sh', []],
  [`sudo bash -lc 'sh -c "echo '"'a'"'"'`, [`bash -lc 'sh -c "echo '"'a'"'"'`, `sh -c "echo 'a'"`, "echo 'a'"]],
  ['time apt-get update', ['apt-get update']],
  ['$SUDO apt-get update', []],
])('%s starts others', (run, started) => {
  const [script] = runs(`FROM debian:13\nRUN ${run}\n`)
  const inner = script!.commands.filter(({ wrappers, inside }) => wrappers.length > 0 || inside.includes('shell'))
  expect(inner.map(({ name, words }) => [name, ...words.map(({ raw }) => raw)].join(' '))).toEqual(started)
})

test('a command knows what it stands in', () => {
  const run =
    'a | b && (c; { d; }) && if e; then f; else g; fi; while h; do i; done; j() { k; }; l $(m) <(n) "$(o `p`)" && sh -c "(q)" && case r in s) t;; esac && X=$(u) v < $(w)'
  const [script] = runs(`FROM debian:13\nRUN ${run}\n`)
  expect(script!.commands.map(({ name, inside }) => [name, ...inside].join(' '))).toEqual([
    'a',
    'b',
    'c subshell',
    'd subshell group',
    'e condition',
    'f branch',
    'g branch',
    'h condition',
    'i loop',
    'k function group',
    'l',
    'm substitution',
    'n process',
    'o substitution',
    'p substitution substitution',
    'sh',
    'q shell subshell',
    't branch',
    'v',
    'u substitution',
    'w substitution',
  ])
  const [a, b, c] = script!.commands
  expect(a!.pipeline).toBe(b!.pipeline)
  expect(a!.pipeline.commands).toEqual([a!.node, b!.node])
  expect(a!.statement).not.toBe(c!.statement)
})

const places = `# escape=\\
FROM debian:13
RUN apt-get update \\
  # a comment

 && apt-get install \\
      curl "$A"x \\
  && sh -c "echo \\"\\$HOME\\" && make 'a b'" \\
  && bash -c 'tar x' # last
RUN ["/bin/sh", \\
  "-c", "printf \\"%s\\\\n\\" \\u0041 | tee /x"]
RUN ["a\\tb", "c", "d e"]
ONBUILD RUN f \\
  g
RUN cat <<A && bash <<B
$(h i)
A
j "k"
B
`

test.each([places, places.replaceAll('\n', '\r\n')])('every word is placed where it is written', text => {
  const words = runCommands(projectOf(text)).flatMap(command => [command.nameWord, ...command.words].map(word => written(command.at(word))))
  expect(words.filter(word => !word.startsWith('"echo') && word !== "'tar x'")).toEqual(
    [
      ['apt-get', 'update', 'apt-get', 'install', 'curl', '"$A"x', 'sh', '-c', 'echo', '\\"\\$HOME\\"', 'make', "'a b'", 'bash', '-c', 'tar', 'x'],
      ['printf', '\\"%s\\\\n\\"', '\\u0041', 'tee', '/x', 'a\\tb', 'c', 'd e', 'f', 'g', 'cat', 'h', 'i', 'bash', 'j', '"k"'],
    ].flat(),
  )
})

test('every word is placed where it is written, wherever lines are broken', () => {
  const scripts = corpus('valid').filter(text => !/[\n#]|<<|\\$/.test(text))
  const broken = fc
    .tuple(fc.constantFrom(...scripts), fc.uniqueArray(fc.nat(200), { maxLength: 5 }), fc.constantFrom('\\\n', '\\  \r\n', '\\\n# a comment\n\n'))
    .map(([script, cuts, line]) =>
      // What follows an escape cannot be cut off, and what is blank to the end is no line.
      script.replaceAll(/[^]/g, (character: string, index: number) =>
        cuts.includes(index) && script[index - 1] !== '\\' && script.slice(index).trim() ? line + character : character,
      ),
    )
  fc.assert(
    fc.property(broken, run => {
      for (const { commands, tree } of runs(`FROM debian:13\nRUN ${run}\nUSER 1\n`)) {
        expect(tree.problems).toEqual([])
        for (const command of commands)
          for (const word of [command.nameWord, ...command.words]) {
            const joined = written(command.at(word)).replaceAll(/\\[ \t]*\r?\n(?:# a comment\n\n)?/g, '')
            // Behind a shell in quotes, a word may be written with escapes.
            if (!command.inside.includes('shell')) expect(joined).toBe(word.raw)
          }
      }
    }),
    { numRuns: 500 },
  )
})

test('what spans lines is pointed at by its first', () => {
  const [script] = runs(places)
  const place = script!.at(script!.tree.statements[0]!)
  const { start, end } = place.source.locate(place.path, place.part)
  expect(place.source.text.slice(start, end)).toBe('apt-get update')
  const install = script!.commands[1]!
  const { start: from, end: to } = place.source.locate(place.path, install.at(install.node).part)
  expect(place.source.text.slice(from, to)).toBe('apt-get install')
})

test('arguments by the conventions of GNU programs', () => {
  const take = (run: string, values: string[] = []): string[] => {
    const { flags, operands } = argumentsOf(runs(`FROM debian:13\nRUN ${run}\n`)[0]!.commands[0]!, { values })
    return [...flags.map(({ name, value, valueWord }) => `${name}=${value}${valueWord ? ` ${valueWord.raw}` : ''}`), ...operands.map(({ raw }) => raw)]
  }
  expect(take('apt-get install -qqy --no-install-recommends a b')).toEqual([
    'q=undefined',
    'q=undefined',
    'y=undefined',
    'no-install-recommends=undefined',
    'install',
    'a',
    'b',
  ])
  expect(take('a -t x -ty --target z --target=w -- -v', ['t', 'target'])).toEqual(['t=x x', 't=y', 'target=z z', 'target=w', '-v'])
  expect(take('a -vt "$x" -t$y --a="$z" --b=1$c $d - ""', ['t'])).toEqual([
    'v=undefined',
    't=undefined "$x"',
    't=undefined',
    'a=undefined',
    'b=undefined',
    '$d',
    '-',
    '""',
  ])
  expect(take('a \'-f\' "--g=h i" -t', ['t'])).toEqual(['f=undefined', 'g=h i', 't=undefined'])
  const command = argumentsOf(runs('FROM debian:13\nRUN a -x 1 -x 2 --y\n')[0]!.commands[0]!, { values: ['x'] })
  expect([command.has('z', 'y'), command.has('1'), command.value('z', 'x'), command.value('z')]).toEqual([true, false, '2', undefined])
})

/** The text after a fix of the command of that name. */
function fixed(text: string, name: string, fix: (command: Command) => Fix): string | undefined {
  const command = runCommands(projectOf(text)).find(each => each.name === name)!
  const edits = editsOf(fix(command))
  return edits && applyEdits(text, [edits.edits]).text
}

test.each(['\n', '\r\n'])('a fix changes a word in the middle of an instruction', eol => {
  const before = 'FROM debian:13\nRUN apt-get update \\\n  && apt install a \\\n    b \\\n    c && rm x\nUSER 1\n'.replaceAll('\n', eol)
  const change = (fix: (command: Command) => Fix): string | undefined => fixed(before, 'apt', fix)
  expect(change(command => replace(command.at(command.nameWord), 'apt-get'))).toBe(before.replace('apt install', 'apt-get install'))
  expect(change(command => insert(command.at(command.words[0]!), ' --yes'))).toBe(before.replace('install a', 'install --yes a'))
  expect(change(command => remove(command.at(command.words[2]!)))).toBe(before.replace(`    b \\${eol}`, ''))
  expect(change(command => remove(command.at(command.words[1]!)))).toBe(before.replace('install a', 'install'))
  expect(change(command => remove(command.at(command.words[3]!)))).toBe(before.replace(` \\${eol}    c`, ''))
  expect(change(command => [remove(command.at(command.words[1]!)), insert(command.at(command.words[0]!), ' -y')])).toBe(
    before.replace('install a', 'install -y'),
  )
  expect(change(command => insert(command.at(command.words[3]!), ' \\\n    d'))).toBe(before.replace('    c', `    c \\${eol}    d`))
  expect(change(command => insert(command.at(command.words[3]!), '\n    d'))).toBeUndefined()
})

test('a fix keeps the escapes of a JSON list', () => {
  const text = 'FROM debian:13\nRUN ["sh", "-c", "echo \\"a\\" && apt install b"]\nRUN ["pip", "install", "c"]\n'
  expect(fixed(text, 'apt', command => replace(command.at(command.words[1]!), '"b c"'))).toBe(text.replace('install b', 'install \\"b c\\"'))
  expect(fixed(text, 'echo', command => remove(command.at(command.words[0]!)))).toBe(text.replace('\\"a\\"', ''))
  expect(fixed(text, 'pip', command => replace(command.at(command.words[1]!), 'c==1'))).toBe(text.replace('"c"', '"c==1"'))
})

test('a word is added in every form', () => {
  const text = 'FROM debian:13\nRUN ["pip", "install", "a"]\nRUN ["sh", "-c", "npm install"]\nRUN gem \\\n  install && yum update'
  const added = (name: string): string | undefined => fixed(text, name, command => addWord(command, command.words[0]!, '--yes "x'))
  expect(added('pip')).toBe(text.replace('"install",', '"install", "--yes \\"x",'))
  expect(added('npm')).toBe(text.replace('npm install', 'npm install --yes \\"x'))
  expect(added('gem')).toBe(text.replace('install &&', 'install --yes "x &&'))
  expect(fixed(text, 'pip', command => insert(command.at(command.words[0]!), ' --yes'))).toBeUndefined()
  expect(fixed(text, 'pip', command => remove(command.at(command.words[1]!)))).toBeUndefined()
})

test('a fix changes the body of a heredoc, and leaves what it would break', () => {
  const text = 'FROM debian:13\nRUN <<EOF\napt install a\nUSER b\nEOF\nRUN c\n'
  expect(fixed(text, 'apt', command => replace(command.at(command.nameWord), 'apt-get'))).toBe(text.replace('apt', 'apt-get'))
  expect(fixed(text, 'apt', command => insert(command.at(command.words[1]!), '\nrm x'))).toBe(text.replace('install a', 'install a\nrm x'))
  expect(fixed(text, 'USER', command => remove(command.at(command.node)))).toBe(text.replace('USER b', ''))
  expect(fixed(text, 'USER', command => replace(command.at(command.node), 'EOF'))).toBeUndefined()
  expect(fixed(text, 'c', command => insert(command.at(command.nameWord), ' \\'))).toBeUndefined()
  expect(fixed(text, 'c', command => replace(command.at(command.nameWord), 'x <<A'))).toBeUndefined()
})

test('scripts are read once', () => {
  const project = projectOf('FROM debian:13\nRUN a\n')
  expect(project.get(runScripts)[0]).toBe(scriptsOf(project.get(stages)[0]!.instructions[0]!)[0])
  expect(project.get(runCommands)[0]).toBe(project.get(runScripts)[0]!.commands[0])
})

test('ten thousand instructions and wrappers are read in time', () => {
  const start = performance.now()
  const chain = Array.from({ length: 2000 }, (_, index) => `FROM s${index} AS s${index + 1}\nSHELL ["bash", "-c"]\nRUN a\n`).join('')
  expect(runCommands(projectOf(`FROM debian AS s0\n${chain}`))).toHaveLength(2000)
  expect(runCommands(projectOf(`FROM debian\n${'RUN a <<E\nE\n'.repeat(5000)}`))).toHaveLength(5000)
  expect(runCommands(projectOf(`FROM debian\nRUN ${'sudo '.repeat(20_000)}\n`)).length).toBeLessThan(20)
  expect(performance.now() - start).toBeLessThan(20_000)
})
