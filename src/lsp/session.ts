import type { CodeAction, Connection, Hover, Position, Range } from 'vscode-languageserver'
import type { Finding } from '../finding.ts'
import { groupedBy } from '../grouped.ts'
import { rules } from '../rules/index.ts'
import { actionsFor, diagnosticOf, fixAllEdits, hoverFor, isWithin } from './actions.ts'
import type { TextDocument, TextDocuments } from './protocol.ts'
import type { Workspace } from './workspace.ts'

/** How long typing has to pause before all is linted again, in milliseconds. */
const PAUSE = 200
export const FIX_ALL = 'source.fixAll.k8s-lint'

/** What an editor was told of a document. */
interface Told {
  readonly workspace: Workspace
  readonly findings: readonly Finding[]
}

/** The folders that an editor has open. All is linted whenever something changes, since what is wrong in one file may be seen in another. */
export class Session {
  workspaces: readonly Workspace[] = []
  readonly #connection: Connection
  readonly #documents: TextDocuments<TextDocument>
  /** By the URI of the document. */
  #told: ReadonlyMap<string, Told> = new Map()
  #timer: NodeJS.Timeout | undefined
  #run = 0
  #complaint = ''

  constructor(connection: Connection, documents: TextDocuments<TextDocument>) {
    this.#connection = connection
    this.#documents = documents
  }

  lintSoon(): void {
    this.stop()
    this.#timer = setTimeout(() => void this.#lintAll(), PAUSE)
  }

  /** Files have changed on disk. */
  reread(): void {
    for (const workspace of this.workspaces) workspace.forget()
    this.lintSoon()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  async #lintAll(): Promise<void> {
    const run = ++this.#run
    const found = new Map<string, Told>()
    for (const workspace of this.workspaces) {
      try {
        const findings = await workspace.findings(this.#openIn(workspace), new Date())
        for (const [path, some] of groupedBy(findings, ({ file }) => file)) found.set(workspace.uriOf(path), { workspace, findings: some })
      } catch (error) {
        this.#complain(`k8s-lint: ${(error as Error).message.split('\n')[0]}`)
      }
    }
    // Somebody may have typed on meanwhile.
    if (run === this.#run) this.#tell(found)
  }

  /** The documents in a folder that are open: path → text. */
  #openIn(workspace: Workspace): Map<string, string> {
    const open = new Map<string, string>()
    for (const document of this.#documents.all()) {
      const path = workspace.pathOf(document.uri)
      if (path !== undefined) open.set(path, document.getText())
    }
    return open
  }

  #tell(found: ReadonlyMap<string, Told>): void {
    for (const uri of this.#told.keys()) if (!found.has(uri)) void this.#connection.sendDiagnostics({ uri, diagnostics: [] })
    for (const [uri, { workspace, findings }] of found) {
      const document = this.#documents.get(uri)
      void this.#connection.sendDiagnostics({
        uri,
        ...(document && { version: document.version }),
        diagnostics: findings.map(finding => diagnosticOf(finding, path => workspace.uriOf(path))),
      })
    }
    this.#told = found
  }

  /** Once, not with each letter that somebody types. */
  #complain(message: string): void {
    if (message !== this.#complaint) void this.#connection.sendNotification('window/showMessage', { type: 1, message })
    this.#complaint = message
  }

  /** What can be done about the findings in a range of a document; `only` names the kinds that are asked for. */
  actions(uri: string, range: Range, only: readonly string[] | undefined): CodeAction[] {
    const document = this.#documents.get(uri)
    const told = this.#told.get(uri)
    if (!document || !told) return []
    const { workspace, findings } = told
    const wants = (kind: string): boolean => only === undefined || only.some(wanted => kind === wanted || kind.startsWith(`${wanted}.`))
    const actions: CodeAction[] = []
    if (wants('quickfix'))
      for (const finding of findings.filter(one => isWithin(one, range))) {
        const diagnostic = diagnosticOf(finding, path => workspace.uriOf(path))
        actions.push(...actionsFor(finding, uri, document.getText(), diagnostic))
      }
    const all = wants(FIX_ALL) ? fixAllEdits(findings) : []
    if (all.length > 0) actions.push({ title: 'Fix all that k8s-lint can mend', kind: FIX_ALL, edit: { changes: { [uri]: all } } })
    return actions
  }

  /** What the rules say whose findings are at a place of a document. */
  hover(uri: string, position: Position): Hover | undefined {
    const findings = this.#told.get(uri)?.findings ?? []
    return hoverFor(
      findings.filter(finding => isWithin(finding, { start: position, end: position })),
      rules,
    )
  }
}
