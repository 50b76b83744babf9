import JSON
import SystemPackage
import Workspace

/// The beginning of a session, and what a client tells of folders, files and settings.
extension Session {
  func initialize(_ parameters: JSONValue) -> JSONValue {
    client = ClientAbilities(parameters["capabilities"] ?? .null)
    if let id = parameters["processId"]?.integer { watch(id) }
    var uris = parameters.items("workspaceFolders").compactMap { $0["uri"]?.text }
    if uris.isEmpty, let root = parameters["rootUri"]?.text { uris = [root] }
    if uris.isEmpty, let root = parameters["rootPath"]?.text, !root.isEmpty { uris = [FileURI.uri(of: FilePath(root))] }
    addFolders(uris)
    take(settings: parameters["initializationOptions"] ?? .null)
    return [
      "capabilities": capabilities, "serverInfo": ["name": "plumb", "version": .string(version)],
    ]
  }

  /// What the server can do; nothing stands here that it cannot.
  private var capabilities: JSONValue {
    [
      "positionEncoding": .string(client.encoding.rawValue),
      "textDocumentSync": ["openClose": true, "change": 2, "save": ["includeText": false]],
      "diagnosticProvider": client.pullsDiagnostics
        ? ["identifier": "plumb", "interFileDependencies": true, "workspaceDiagnostics": false] : nil,
      "hoverProvider": true,
      "documentSymbolProvider": true,
      "codeActionProvider": ["codeActionKinds": .strings(ActionKind.all)],
      "completionProvider": ["triggerCharacters": ["."]],
      "signatureHelpProvider": ["triggerCharacters": ["(", ","]],
      "definitionProvider": true,
      "referencesProvider": true,
      "documentHighlightProvider": true,
      "renameProvider": ["prepareProvider": true],
      "foldingRangeProvider": true,
      "semanticTokensProvider": [
        "legend": ["tokenTypes": .strings(WordKind.allCases.map { "\($0)" }), "tokenModifiers": []], "full": true,
      ],
      "codeLensProvider": ["resolveProvider": false],
      "inlayHintProvider": true,
      "workspaceSymbolProvider": true,
      "executeCommandProvider": ["commands": .strings(ServerCommand.allCases.map(\.rawValue))],
      "workspace": ["workspaceFolders": ["supported": true, "changeNotifications": true]],
    ]
  }

  func addFolders(_ uris: [String]) {
    for path in uris.compactMap(FileURI.path) {
      let folder = ProjectFolder(path)
      if !folders.contains(where: { $0.path == folder.path }) { folders.append(folder) }
    }
  }

  func takeNotification(_ method: String, _ parameters: JSONValue) {
    switch method {
    case "initialized": registerWatchers()
    case "textDocument/didOpen": open(parameters)
    case "textDocument/didChange": change(parameters)
    case "textDocument/didClose": if let uri = parameters["textDocument"]?["uri"]?.text { close(uri) }
    case "textDocument/didSave": refreshScopes()
    case "workspace/didChangeWatchedFiles": takeChangedFiles(parameters)
    case "workspace/didChangeWorkspaceFolders": takeChangedFolders(parameters)
    case "workspace/didChangeConfiguration": take(settings: parameters["settings"] ?? .null)
    default: break
    }
  }

  private func registerWatchers() {
    guard client.registersWatchers else { return }
    let watchers = ["**/*.{yaml,yml,json,xml,tf,script,scxml,vxml,workflow}", "**/*.i3*"].map { pattern in
      ["globPattern": .string(pattern)] as JSONValue
    }
    ask(
      "client/registerCapability",
      [
        "registrations": [
          [
            "id": "plumb-files", "method": "workspace/didChangeWatchedFiles",
            "registerOptions": ["watchers": .array(watchers)],
          ]
        ]
      ])
  }

  // MARK: Documents

  private func open(_ parameters: JSONValue) {
    guard let item = parameters["textDocument"], let uri = item["uri"]?.text, let text = item["text"]?.text else {
      return
    }
    close(uri)
    let document = OpenDocument(
      uri: uri, text: text, version: item["version"]?.integer ?? 0, encoding: client.encoding)
    documents[uri] = document
    wait(for: document)
  }

  private func change(_ parameters: JSONValue) {
    guard let item = parameters["textDocument"], let uri = item["uri"]?.text, let document = documents[uri] else {
      return
    }
    let wasStale = document.isStale
    let changes = parameters.items("contentChanges").map { change -> TextChange in
      guard let text = change["text"]?.text else { return .unreadable }
      guard let range = change["range"], range != .null else { return .whole(text) }
      return TextSpan(range).map { .part($0, text) } ?? .unreadable
    }
    let isApplied = document.change(changes, version: item["version"]?.integer ?? document.version)
    wait(for: document)
    guard !isApplied, !wasStale else { return }
    show(
      "plumb: an edit of \(document.path?.lastComponent?.string ?? uri) names a place that its text does not have; "
        + "nothing is said about it until it is closed and opened again")
  }

  // MARK: Files and folders

  private func takeChangedFiles(_ parameters: JSONValue) {
    var isAnySetting = false
    for change in parameters.items("changes") {
      guard let path = change["uri"]?.text.flatMap(FileURI.resolvedPath) else { continue }
      // A file that came or went changes the list, one that changed only what is known of it.
      for folder in folders {
        if change["type"]?.integer == 2 { folder.refresh(path) } else { folder.walk() }
      }
      if path.extension == "tf" { isAnySetting = true }
    }
    refreshScopes(isSure: isAnySetting)
  }

  private func takeChangedFolders(_ parameters: JSONValue) {
    let event = parameters["event"] ?? .null
    let removed = event.items("removed").compactMap { $0["uri"]?.text.flatMap(FileURI.path) }.map(FileSystem.absolute)
    folders.removeAll { removed.contains($0.path) }
    addFolders(event.items("added").compactMap { $0["uri"]?.text })
    refreshScopes(isSure: true)
  }

  /// Takes the settings of a client: the object itself, or what stands in it under `plumb`.
  private func take(settings json: JSONValue) {
    let json = json["plumb"] ?? json
    let folder = folders.first?.path
    func path(_ key: String) -> FilePath? {
      json[key]?.text.flatMap { text in text.isEmpty ? nil : folder.map { $0.pushing(FilePath(text)) } ?? FilePath(text)
      }
    }
    var new = ServerSettings()
    new.inventory = path("inventory")
    new.substitutions = path("substitutions")
    new.conversation = path("conversation")
    if let pages = json["rulePages"]?.text { new.rulePages = pages }
    if case .boolean(let flag)? = json["codeLens"] { new.showsLenses = flag }
    if case .boolean(let flag)? = json["inlayHints"] { new.showsHints = flag }
    guard new != settings else { return }
    settings = new
    refreshScopes(isSure: true)
  }
}
