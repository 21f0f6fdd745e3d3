// What an editor is talked to with: bundled into a file of its own, which no other run loads.
export { TextDocument } from 'vscode-languageserver-textdocument'
export {
  createConnection,
  DidChangeWatchedFilesNotification,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node'
