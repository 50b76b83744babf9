import JSON

/// The requests that are answered while a session runs.
extension Session {
  func answer(to method: String, _ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    switch method {
    case "textDocument/diagnostic": try documentDiagnostics(parameters)
    case "textDocument/hover": try hover(parameters)
    case "textDocument/documentSymbol": try documentSymbols(parameters)
    case "textDocument/codeAction": try codeActions(parameters)
    case "textDocument/completion": try completion(parameters)
    case "textDocument/signatureHelp": try signatureHelp(parameters)
    case "textDocument/definition": try definition(parameters)
    case "textDocument/references": try references(parameters)
    case "textDocument/documentHighlight": try documentHighlight(parameters)
    case "textDocument/prepareRename": try prepareRename(parameters)
    case "textDocument/rename": try rename(parameters)
    case "textDocument/foldingRange": try foldingRanges(parameters)
    case "textDocument/semanticTokens/full": try semanticTokens(parameters)
    case "textDocument/codeLens": try codeLenses(parameters)
    case "textDocument/inlayHint": try inlayHints(parameters)
    case "workspace/symbol": workspaceSymbols(parameters)
    case "workspace/executeCommand": try executeCommand(parameters)
    default: throw RequestFailure(.methodNotFound, "there is no method ‘\(method)’")
    }
  }

  /// A document as it stands.
  struct DocumentState {
    let document: OpenDocument
    let snapshot: Snapshot
  }

  /// The document that a request names, whatever state it is in.
  func openDocument(_ parameters: JSONValue) throws(RequestFailure) -> OpenDocument {
    guard let uri = parameters["textDocument"]?["uri"]?.text else {
      throw RequestFailure(.invalidParameters, "expected ‘textDocument’ with ‘uri’")
    }
    guard let document = documents[uri] else {
      throw RequestFailure(.invalidParameters, "the document is not open: \(uri)")
    }
    return document
  }

  /// The document that a request names, with its text read.
  func document(_ parameters: JSONValue) throws(RequestFailure) -> DocumentState {
    let document = try openDocument(parameters)
    guard let snapshot = document.snapshot else {
      throw RequestFailure(.contentModified, "the text of the document is not known; open it again")
    }
    return DocumentState(document: document, snapshot: snapshot)
  }

  /// The document and the byte of its text that a request names; beyond the text there is nothing to say.
  func place(_ parameters: JSONValue) throws(RequestFailure) -> (state: DocumentState, offset: Int)? {
    let state = try document(parameters)
    guard let position = TextPosition(parameters["position"]) else {
      throw RequestFailure(.invalidParameters, "expected ‘position’ with ‘line’ and ‘character’")
    }
    return state.snapshot.offset(of: position).map { (state, $0) }
  }
}
