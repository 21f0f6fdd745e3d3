import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { discover, type DiscoveryOptions, MissingPathError } from '../src/cli/files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'k8s-lint-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Writes files that hold their own path, or the text given. */
function put(...files: readonly (string | readonly [path: string, text: string])[]): void {
  for (const file of files) {
    const [path, text] = typeof file === 'string' ? [file, file] : file
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

const link = (target: string, path: string): void => symlinkSync(join(folder, target), join(folder, path))

const find = async (paths: readonly string[] = ['.'], options: Partial<DiscoveryOptions> = {}) =>
  discover(paths, { cwd: folder, ignore: true, markdown: false, ...options })

const found = async (paths?: readonly string[], options?: Partial<DiscoveryOptions>): Promise<string[]> => Object.keys((await find(paths, options)).files)

describe('a folder', () => {
  test('gives what is ours by name, sorted, at any depth', async () => {
    put('b.yaml', 'a/z.yml', 'a/a.json', 'Dockerfile', 'web.Dockerfile', 'Dockerfile.dev', 'Containerfile', 'main.go', 'README.md', '.hidden/c.yaml')
    expect(await found()).toEqual(['.hidden/c.yaml', 'Containerfile', 'Dockerfile', 'Dockerfile.dev', 'a/a.json', 'a/z.yml', 'b.yaml', 'web.Dockerfile'])
    expect(await found(['.'], { markdown: true })).toContain('README.md')
  })

  test('gives what says something about other files', async () => {
    put('Dockerfile', '.dockerignore', 'web.Dockerfile.dockerignore', 'chart/Chart.yaml', 'chart/templates/a.yaml')
    expect(await found()).toEqual(['.dockerignore', 'Dockerfile', 'chart/Chart.yaml', 'chart/templates/a.yaml', 'web.Dockerfile.dockerignore'])
    expect(await found(['chart/templates'])).toEqual(['chart/Chart.yaml', 'chart/templates/a.yaml'])
    expect(await found(['Dockerfile'])).toEqual(['.dockerignore', 'Dockerfile'])
  })

  test('leaves out what others wrote', async () => {
    put('a.yaml', 'node_modules/x/b.yaml', 'sub/node_modules/c.yaml', '.git/d.yaml', '.terraform/e.yaml')
    expect(await found()).toEqual(['a.yaml'])
    expect(await found(['.'], { ignore: false })).toEqual(['a.yaml'])
    expect(await found(['node_modules/x'])).toEqual(['node_modules/x/b.yaml'])
  })

  test('that is called like a file is one all the same', async () => {
    put('x.yaml/a.yaml', 'Dockerfile/b.yaml')
    expect(await found()).toEqual(['Dockerfile/b.yaml', 'x.yaml/a.yaml'])
    expect(await found(['x.yaml'])).toEqual(['x.yaml/a.yaml'])
  })

  test('outside the working directory is named from there', async () => {
    put('here/a.yaml', 'there/b.yaml')
    expect(await found(['../there', join(folder, 'here')], { cwd: join(folder, 'here') })).toEqual(['../there/b.yaml', 'a.yaml'])
  })

  test('of odd names loses none of them', async () => {
    const names = [
      ' .yaml',
      '__proto__/a.yaml',
      'a b.yaml',
      'constructor.yaml',
      'ü🚀.yaml',
      ...(process.platform === 'win32' ? [] : ['back\\slash.yaml', 'line\nbreak.yaml']),
    ]
    put(...names)
    expect(await found()).toEqual(names.toSorted())
  })

  test('without anything is empty', async () => {
    expect(await found()).toEqual([])
  })
})

describe('.gitignore', () => {
  const tree = ['a.yaml', 'b.tmp.yaml', 'out/c.yaml', 'kept/d.tmp.yaml', 'kept/out/e.yaml', 'kept/deep/f.tmp.yaml', 'only/root/g.yaml', 'root/h.yaml']

  test('holds in its folder and below; a deeper one may take back', async () => {
    put(
      ...tree,
      ['.git/HEAD', ''],
      ['.gitignore', '# a comment\nout/\n*.tmp.yaml\n/root\n'],
      ['kept/.gitignore', '!*.tmp.yaml\n'],
      ['kept/deep/.gitignore', 'f.*\n'],
    )
    expect(await found()).toEqual(['a.yaml', 'kept/d.tmp.yaml', 'only/root/g.yaml'])
    expect((await find()).ignored).toBe(5)
    expect(await found(['.'], { ignore: false })).toEqual(tree.toSorted())
  })

  test('agrees with git', async () => {
    put(...tree, '.cache/i.yaml', 'x/y/z.yaml', 'x/w.yaml')
    put(['.gitignore', 'x/*\n!x/w.yaml\n**/deep\n.cache\n\\#no\nonly/**/g.yaml\n*.tmp.yaml\n!b.tmp.yaml\r\n'], ['kept/.gitignore', '/out\n!*.tmp.yaml\n'])
    const git = spawnSync('git', ['-c', 'init.defaultBranch=main', 'init', '-q'], { cwd: folder })
    if (git.status !== 0) return
    const listed = spawnSync('git', ['ls-files', '--others', '--exclude-standard', '-z', '--', '*.yaml'], { cwd: folder, encoding: 'utf8' })
    expect(await found()).toEqual(listed.stdout.split('\0').filter(Boolean).toSorted())
  })

  test('holds from above up to the repository, with its exclude file', async () => {
    put(['repo/.git/info/exclude', 'private\n'], ['repo/.gitignore', '*.gen.yaml\n'], ['.gitignore', '*.yaml\n'])
    put('repo/deploy/a.yaml', 'repo/deploy/b.gen.yaml', 'repo/deploy/private/c.yaml')
    expect(await found(['.'], { cwd: join(folder, 'repo/deploy') })).toEqual(['a.yaml'])
    expect(await found(['repo'])).toEqual(['repo/deploy/a.yaml'])
  })

  test('does not hold for what is named, file or folder', async () => {
    put(['.git/HEAD', ''], ['.gitignore', 'out\n'], 'out/a.yaml', 'out/b.yaml', ['out/.gitignore', 'b.yaml\n'])
    expect(await found(['out/a.yaml'])).toEqual(['out/a.yaml'])
    expect(await found(['out'])).toEqual(['out/a.yaml'])
    expect(await found()).toEqual([])
  })

  test('that is a folder, or is not text, ignores nothing it does not name', async () => {
    put('a.yaml', 'sub/b.yaml', ['sub/.gitignore', '\0\uFFFD\n[\n'], '.gitignore/c.yaml')
    expect(await found()).toEqual(['.gitignore/c.yaml', 'a.yaml', 'sub/b.yaml'])
  })
})

describe('a link', () => {
  test('in circles ends, and each file counts once, by its own path', async () => {
    put('deploy/a.yaml')
    link('deploy', 'deploy/loop')
    link('.', 'deploy/up')
    link('deploy/a.yaml', 'deploy/0.yaml')
    link('deploy/self.yaml', 'deploy/self.yaml')
    const { files, unreadable } = await find()
    expect(Object.keys(files)).toEqual(['deploy/a.yaml'])
    expect(unreadable).toEqual({ 'deploy/self.yaml': expect.stringContaining('in a circle') })
  })

  test('that leads nowhere is said', async () => {
    put('a.yaml')
    link('gone.yaml', 'b.yaml')
    expect((await find()).unreadable).toEqual({ 'b.yaml': expect.stringContaining('leads nowhere') })
    expect((await find(['b.yaml'])).unreadable).toEqual({ 'b.yaml': expect.stringContaining('leads nowhere') })
  })

  test('out of the tree is not followed, unless it is named', async () => {
    put('secret/s.yaml', 'tree/a.yaml')
    link('secret/s.yaml', 'tree/b.yaml')
    link('secret', 'tree/folder')
    const cwd = join(folder, 'tree')
    const { files, unreadable } = await find(['.'], { cwd })
    expect(Object.keys(files)).toEqual(['a.yaml'])
    expect(unreadable).toEqual({ 'b.yaml': expect.stringContaining('out of the repository') })
    expect(await found(['b.yaml', 'folder'], { cwd })).toEqual(['b.yaml', 'folder/s.yaml'])
  })

  test('within the repository is followed, also out of the folder that is linted', async () => {
    put(['.git/HEAD', ''], 'base/a.yaml', 'overlay/b.yaml')
    link('base/a.yaml', 'overlay/a.yaml')
    expect(await found(['overlay'])).toEqual(['overlay/a.yaml', 'overlay/b.yaml'])
  })
})

describe('an argument', () => {
  test('may name a file twice', async () => {
    put('deploy/a.yaml')
    expect(await found(['deploy/a.yaml', './deploy//a.yaml', 'deploy', join(folder, 'deploy/a.yaml'), 'deploy/*.yaml'])).toEqual(['deploy/a.yaml'])
  })

  test('may name a file of any name, and a pattern that is a name', async () => {
    put('build.txt', 'a[1].yaml', 'b*.yaml')
    const { files, named } = await find(['build.txt', 'a[1].yaml'])
    expect(Object.keys(files)).toEqual(['a[1].yaml', 'build.txt'])
    expect([...named]).toEqual(['build.txt', 'a[1].yaml'])
  })

  test('may be a pattern in quotes', async () => {
    put('a.yaml', 'deploy/b.yaml', 'deploy/x/c.yml', 'deploy/x/d.yaml', 'deploy/notes.txt', 'deploy/README.md', 'node_modules/e.yaml')
    expect(await found(['deploy/*.yaml'])).toEqual(['deploy/b.yaml'])
    expect(await found(['deploy/**'])).toEqual(['deploy/b.yaml', 'deploy/x/c.yml', 'deploy/x/d.yaml'])
    expect(await found(['**/*.{yml,txt}'])).toEqual(['deploy/x/c.yml'])
    expect(await found(['**/*.md'])).toEqual(['deploy/README.md'])
    expect(await found(['./**/[bd].yaml'])).toEqual(['deploy/b.yaml', 'deploy/x/d.yaml'])
    expect(await found([`${folder}/deploy/*.yaml`])).toEqual(['deploy/b.yaml'])
  })

  test.for([
    [['nowhere'], 'There is no file or folder "nowhere".'],
    [['deply/a.yaml'], 'There is no file or folder "deply/a.yaml".'],
    [['deploy/aa.yaml'], 'There is no file or folder "deploy/aa.yaml". Did you mean "deploy/a.yaml"?'],
    [['deploy/a.yaml/b'], 'There is no file or folder "deploy/a.yaml/b".'],
    [['deploy/*.yml'], 'Nothing that can be linted matches "deploy/*.yml".'],
    [['gone/*.yaml'], 'Nothing that can be linted matches "gone/*.yaml".'],
  ] as const)('%j is refused', async ([paths, message]) => {
    put('deploy/a.yaml')
    await expect(find(paths)).rejects.toThrow(new MissingPathError(paths[0], message))
  })
})

test.skipIf(process.platform === 'win32')('a pipe in the tree is not waited for', async () => {
  put('a.yaml')
  if (spawnSync('mkfifo b.yaml', { cwd: folder, shell: true }).status !== 0) return
  const { files, unreadable } = await find()
  expect(Object.keys(files)).toEqual(['a.yaml'])
  expect(unreadable).toEqual({ 'b.yaml': expect.stringContaining('a pipe') })
})

// The superuser reads everything, and Windows knows no such mode.
test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('what may not be read is said, and the rest is read', async () => {
  put('a.yaml', 'b.yaml', 'c/d.yaml')
  chmodSync(join(folder, 'b.yaml'), 0)
  chmodSync(join(folder, 'c'), 0)
  const { files, unreadable } = await find()
  chmodSync(join(folder, 'c'), 0o755)
  expect(Object.keys(files)).toEqual(['a.yaml'])
  expect(unreadable).toEqual({ 'b.yaml': expect.stringContaining('Permission'), c: expect.stringContaining('Permission') })
})
