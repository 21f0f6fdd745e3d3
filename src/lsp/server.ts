import { fileURLToPath } from 'node:url'
import type { CodeAction, InitializeParams, InitializeResult } from 'vscode-languageserver'
import type { Finding } from '../finding.ts'
import { grouped } from '../grouped.ts'
import { rules } from '../rules/index.ts'
import { actionsFor, diagnosticOf, fixAllEdits, hoverFor, isWithin } from './actions.ts'
import {
  createConnection,
  DidChangeWatchedFilesNotification,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocument,
  TextDocuments,
  TextDocumentSyncKind,
} from './protocol.ts'
import { Workspace } from './workspace.ts'

/** How long typing has to pause before all is linted again, in milliseconds. */
const PAUSE = 200
const FIX_ALL = 'source.fixAll.k8s-lint'

/**
 * `k8s-lint lsp`: speaks the Language Server Protocol on stdin and stdout until the editor ends it. The whole project is linted, since
 * what is wrong in one file may be seen in another.
 */
export async function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, cwd: string, version: string): Promise<number> {
  const connection = createConnection(new StreamMessageReader(input), new StreamMessageWriter(output))
  const documents = new TextDocuments(TextDocument)
  let workspaces: Workspace[] = []
  /** uri → what was found there last, and told. */
  let told = new Map<string, readonly Finding[]>()
  let timer: NodeJS.Timeout | undefined
  let run = 0
  let canWatch = false

  let complaint = ''
  /** Once, not with each letter that somebody types. */
  const complain = (message: string): void => {
    if (message !== complaint) void connection.sendNotification('window/showMessage', { type: 1, message })
    complaint = message
  }

  const lintAll = async (): Promise<void> => {
    const current = ++run
    const found = new Map<string, readonly Finding[]>()
    for (const workspace of workspaces) {
      const open = new Map(
        documents
          .all()
          .flatMap(document => [[workspace.pathOf(document.uri), document.getText()] as const])
          .filter((entry): entry is readonly [string, string] => entry[0] !== undefined),
      )
      try {
        for (const [path, findings] of grouped((await workspace.findings(open, new Date())).map(finding => [finding.file, finding] as const)))
          found.set(workspace.uriOf(path), findings)
      } catch (error) {
        complain(`k8s-lint: ${(error as Error).message.split('\n')[0]}`)
      }
    }
    // Somebody has typed on meanwhile.
    if (current !== run) return
    const uriOf = (path: string): string => workspaces[0]!.uriOf(path)
    for (const uri of told.keys()) if (!found.has(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] })
    for (const [uri, findings] of found) {
      const document = documents.get(uri)
      void connection.sendDiagnostics({
        uri,
        ...(document && { version: document.version }),
        diagnostics: findings.map(finding => diagnosticOf(finding, uriOf)),
      })
    }
    told = found
  }

  const lintSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void lintAll(), PAUSE)
  }

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri === null ? [] : [params.rootUri])
    workspaces = folders.length > 0 ? folders.map(uri => new Workspace(fileURLToPath(uri))) : [new Workspace(cwd)]
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
    lintSoon()
  })
  connection.onDidChangeWatchedFiles(() => {
    for (const workspace of workspaces) workspace.forget()
    lintSoon()
  })
  documents.onDidChangeContent(lintSoon)
  documents.onDidClose(lintSoon)
  documents.onDidSave(() => {
    for (const workspace of workspaces) workspace.forget()
    lintSoon()
  })

  connection.onCodeAction(({ textDocument: { uri }, range, context }): CodeAction[] => {
    const document = documents.get(uri)
    const findings = told.get(uri) ?? []
    const wanted = (kind: string): boolean => context.only === undefined || context.only.some(only => kind === only || kind.startsWith(`${only}.`))
    if (!document) return []
    const all = fixAllEdits(findings)
    return [
      ...(wanted('quickfix')
        ? findings
            .filter(finding => isWithin(finding, range))
            .flatMap(finding =>
              actionsFor(
                finding,
                uri,
                document.getText(),
                diagnosticOf(finding, path => workspaces[0]!.uriOf(path)),
              ),
            )
        : []),
      ...(wanted(FIX_ALL) && all.length > 0 ? [{ title: 'Fix all that k8s-lint can mend', kind: FIX_ALL, edit: { changes: { [uri]: all } } }] : []),
    ]
  })
  connection.onHover(({ textDocument: { uri }, position }) => {
    const here = { start: position, end: position }
    return hoverFor(
      (told.get(uri) ?? []).filter(finding => isWithin(finding, here)),
      rules,
    )
  })

  const ended = new Promise<number>(resolve => {
    let shutDown = false
    connection.onShutdown(() => {
      shutDown = true
      clearTimeout(timer)
    })
    // An editor that crashed has closed the stream.
    connection.onExit(() => resolve(shutDown ? 0 : 1))
    input.on('end', () => resolve(shutDown ? 0 : 1))
  })
  documents.listen(connection)
  connection.listen()
  return ended
}
