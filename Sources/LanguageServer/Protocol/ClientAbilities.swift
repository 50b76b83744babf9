import JSON

/// What a client said that it can do.
struct ClientAbilities {
  var encoding = PositionEncoding.utf16
  var takesVersions = false
  var takesRelatedInformation = false
  var takesTags = false
  var takesRuleAddresses = false
  var takesDocumentChanges = false
  var createsFiles = false
  var takesMarkdown = false
  var nestsSymbols = false
  var takesSnippets = false
  var takesActionLiterals = false
  var registersWatchers = false
  /// Whether it asks for diagnostics, so that none are sent to it unasked.
  var pullsDiagnostics = false
  /// Whether it can be told to ask for all of them again.
  var refreshesDiagnostics = false

  init() {}

  /// Reads the `capabilities` of `initialize`.
  init(_ json: JSONValue) {
    let document = json["textDocument"]
    let diagnostics = document?["publishDiagnostics"]
    let workspace = json["workspace"]
    func isSaid(_ value: JSONValue?) -> Bool { value == .boolean(true) }
    encoding = PositionEncoding(offered: json["general"]?.items("positionEncodings") ?? [])
    takesVersions = isSaid(diagnostics?["versionSupport"])
    takesRelatedInformation = isSaid(diagnostics?["relatedInformation"])
    takesTags = diagnostics?["tagSupport"]?.items("valueSet").contains(1) ?? false
    takesRuleAddresses = isSaid(diagnostics?["codeDescriptionSupport"])
    takesDocumentChanges = isSaid(workspace?["workspaceEdit"]?["documentChanges"])
    createsFiles = workspace?["workspaceEdit"]?.items("resourceOperations").contains("create") ?? false
    takesMarkdown = document?["hover"]?.items("contentFormat").contains("markdown") ?? false
    nestsSymbols = isSaid(document?["documentSymbol"]?["hierarchicalDocumentSymbolSupport"])
    takesSnippets = isSaid(document?["completion"]?["completionItem"]?["snippetSupport"])
    takesActionLiterals = document?["codeAction"]?["codeActionLiteralSupport"]?.isObject ?? false
    registersWatchers = isSaid(workspace?["didChangeWatchedFiles"]?["dynamicRegistration"])
    pullsDiagnostics = document?["diagnostic"]?.isObject ?? false
    refreshesDiagnostics = isSaid(workspace?["diagnostics"]?["refreshSupport"])
  }
}
