import { fileURLToPath } from 'node:url'
import type { InitializeParams, InitializeResult } from 'vscode-languageserver'
import {
  createConnection,
  DidChangeWatchedFilesNotification,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocument,
  TextDocuments,
  TextDocumentSyncKind,
} from './protocol.ts'
import { FIX_ALL, Session } from './session.ts'
import { Workspace } from './workspace.ts'

/** `k8s-lint lsp`: speaks the Language Server Protocol on stdin and stdout until the editor ends it, and gives the exit code. */
export async function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, cwd: string, version: string): Promise<number> {
  const connection = createConnection(new StreamMessageReader(input), new StreamMessageWriter(output))
  const documents = new TextDocuments(TextDocument)
  const session = new Session(connection, documents)
  let canWatch = false

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri === null ? [] : [params.rootUri])
    session.workspaces = folders.length > 0 ? folders.map(uri => new Workspace(fileURLToPath(uri))) : [new Workspace(cwd)]
    canWatch = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false
    return {
      serverInfo: { name: 'k8s-lint', version },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        codeActionProvider: { codeActionKinds: ['quickfix', FIX_ALL] },
        hoverProvider: true,
      },
    }
  })
  connection.onInitialized(() => {
    if (canWatch) void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] })
    session.lintSoon()
  })
  connection.onDidChangeWatchedFiles(() => session.reread())
  documents.onDidChangeContent(() => session.lintSoon())
  documents.onDidClose(() => session.lintSoon())
  documents.onDidSave(() => session.reread())
  connection.onCodeAction(({ textDocument: { uri }, range, context }) => session.actions(uri, range, context.only))
  connection.onHover(({ textDocument: { uri }, position }) => session.hover(uri, position))

  const ended = new Promise<number>(resolve => {
    let shutDown = false
    connection.onShutdown(() => {
      shutDown = true
      session.stop()
    })
    // An editor that crashed has closed the stream.
    connection.onExit(() => resolve(shutDown ? 0 : 1))
    input.on('end', () => resolve(shutDown ? 0 : 1))
  })
  documents.listen(connection)
  connection.listen()
  return ended
}
