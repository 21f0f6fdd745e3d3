import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: any
  readonly result?: any
}

/** An editor: speaks the protocol with the real command line. */
class Editor {
  readonly #process: ChildProcess
  readonly #messages: Message[] = []
  #waiting: (() => void)[] = []
  #rest = Buffer.alloc(0)
  #ids = 0
  readonly ended: Promise<number | null>

  constructor(cwd: string) {
    this.#process = spawn(process.execPath, [join(import.meta.dirname, '../bin/k8s-lint.js'), 'lsp'], { cwd, stdio: ['pipe', 'pipe', 'inherit'] })
    this.#process.stdout!.on('data', part => this.#read(part as Buffer))
    this.ended = new Promise(resolve => this.#process.on('exit', resolve))
  }

  #read(part: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, part])
    for (;;) {
      const head = /^(?:[^\r\n]+\r\n)*?Content-Length: (\d+)\r\n(?:[^\r\n]+\r\n)*\r\n/i.exec(this.#rest.toString('latin1'))
      const size = Number(head?.[1])
      if (!head || this.#rest.length < head[0].length + size) break
      this.#messages.push(JSON.parse(this.#rest.subarray(head[0].length, head[0].length + size).toString()))
      this.#rest = this.#rest.subarray(head[0].length + size)
    }
    for (const wake of this.#waiting.splice(0)) wake()
  }

  #send(message: object): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }))
    this.#process.stdin!.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]))
  }

  notify(method: string, params: object = {}): void {
    this.#send({ method, params })
  }

  async request(method: string, params: object = {}): Promise<any> {
    const id = ++this.#ids
    this.#send({ id, method, params })
    return (await this.next(message => message.id === id && message.method === undefined)).result
  }

  /** The next message of a kind; it, and what came before it, is taken off. */
  async next(matches: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const at = this.#messages.findIndex(matches)
      if (at >= 0) return this.#messages.splice(at, 1)[0]!
      await new Promise<void>(resolve => this.#waiting.push(resolve))
    }
  }

  async diagnostics(uri: string): Promise<any[]> {
    const { params } = await this.next(({ method, params: given }) => method === 'textDocument/publishDiagnostics' && given.uri === uri)
    return params.diagnostics
  }

  async start(folder: string): Promise<any> {
    const result = await this.request('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'shop' }],
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    })
    this.notify('initialized')
    return result
  }

  async end(): Promise<number | null> {
    await this.request('shutdown')
    this.notify('exit')
    return this.ended
  }

  kill(): void {
    this.#process.kill()
  }
}

const pod = (image: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: ${image}\n`

let folder: string
let editor: Editor
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'k8s-lint-lsp-')))
  put('k8s-lint.yaml', 'extends: []\nrules: { kubernetes/latest-tag: error, kubernetes/removed-api: error, kubernetes/service-without-pods: error }\n')
  editor = new Editor(folder)
})
afterEach(() => {
  editor.kill()
  rmSync(folder, { recursive: true, force: true })
})

function put(path: string, text: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
  return pathToFileURL(join(folder, path)).href
}

const open = (uri: string, text: string): void => editor.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } })

test('tells what is wrong in all files of the project, and again as somebody types', async () => {
  const uri = put('deploy/web pod.yaml', pod('nginx:latest'))
  const { capabilities, serverInfo } = await editor.start(folder)
  expect([serverInfo.name, capabilities.hoverProvider]).toEqual(['k8s-lint', true])
  expect(await editor.diagnostics(uri)).toEqual([
    {
      range: { start: { line: 7, character: 13 }, end: { line: 7, character: 25 } },
      severity: 1,
      code: 'kubernetes/latest-tag',
      codeDescription: { href: expect.stringContaining('docs/rules/kubernetes/latest-tag.md') },
      source: 'k8s-lint',
      message: expect.stringContaining('nginx:latest'),
    },
  ])
  open(uri, pod('nginx:1.29'))
  expect(await editor.diagnostics(uri)).toEqual([])
  editor.notify('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range: { start: { line: 7, character: 19 }, end: { line: 7, character: 23 } }, text: 'latest' }],
  })
  expect(await editor.diagnostics(uri)).toHaveLength(1)
  expect(await editor.end()).toBe(0)
}, 60_000)

test('sees across files, also those that change on disk', async () => {
  const service = put(
    'service.yaml',
    'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec:\n  selector: { app: web }\n  ports: [{ port: 80 }]\n',
  )
  await editor.start(folder)
  expect(await editor.diagnostics(service)).toMatchObject([{ code: 'kubernetes/service-without-pods' }])
  await editor.next(({ method }) => method === 'client/registerCapability')
  const uri = put('pod.yaml', pod('nginx:1.29').replace('name: web\n', 'name: web\n  namespace: shop\n  labels: { app: web }\n'))
  editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 }] })
  expect(await editor.diagnostics(service)).toEqual([])
}, 60_000)

test('offers the fix, a comment that hides a finding, and all fixes at once', async () => {
  const text =
    'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: a }\nspec: { schedule: "0 4 * * *", jobTemplate: { spec: { template: { spec: { containers: [] } } } } }\n'
  const uri = put('job.yaml', text)
  await editor.start(folder)
  open(uri, text)
  const [diagnostic] = await editor.diagnostics(uri)
  const actions = await editor.request('textDocument/codeAction', { textDocument: { uri }, range: diagnostic.range, context: { diagnostics: [diagnostic] } })
  expect(actions.map(({ title, kind }: { title: string; kind: string }) => [kind, title])).toEqual([
    ['quickfix', 'Fix kubernetes/removed-api'],
    ['quickfix', 'Disable kubernetes/removed-api for this line'],
    ['source.fixAll.k8s-lint', 'Fix all that k8s-lint can mend'],
  ])
  expect(actions[0].edit.changes[uri]).toEqual([{ range: { start: { line: 0, character: 12 }, end: { line: 0, character: 25 } }, newText: 'batch/v1' }])
  const [disable] = actions[1].edit.changes[uri]
  open(uri, `${disable.newText}${text}`)
  expect(await editor.diagnostics(uri)).toEqual([])
  const only = await editor.request('textDocument/codeAction', {
    textDocument: { uri },
    range: diagnostic.range,
    context: { diagnostics: [], only: ['source.fixAll'] },
  })
  expect(only).toEqual([])
}, 60_000)

test('explains the rule under the cursor', async () => {
  const uri = put('pod.yaml', pod('nginx:latest'))
  await editor.start(folder)
  await editor.diagnostics(uri)
  const hover = await editor.request('textDocument/hover', { textDocument: { uri }, position: { line: 7, character: 15 } })
  expect(hover.contents.value).toMatch(/^\*\*kubernetes\/latest-tag\*\*: /)
  expect(await editor.request('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } })).toBeNull()
}, 60_000)

test('says what is wrong with the configuration, and goes on when it is mended', async () => {
  put('k8s-lint.yaml', 'rulez: {}\n')
  const uri = put('pod.yaml', pod('nginx:latest'))
  await editor.start(folder)
  const { params } = await editor.next(({ method }) => method === 'window/showMessage')
  expect(params.message).toContain('rulez')
  const config = put('k8s-lint.yaml', 'extends: []\nrules: { kubernetes/latest-tag: error }\n')
  editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: config, type: 2 }] })
  expect(await editor.diagnostics(uri)).toHaveLength(1)
}, 60_000)
