import FoundationEssentials
import JSON
import TestSupport
import Testing

@testable import LanguageServer

@Suite("What the language server answers")
struct FeatureTests {
  /// A document in an editor; `‸` in its text is where the cursor is.
  private struct Editor {
    let client = TestClient()
    let path: String
    let position: JSONValue
    let folder: TemporaryFolder

    init(
      _ marked: String, named name: String = "a.yaml", files: [String: String] = [:], options: JSONValue = .null,
      abilities: JSONValue = TestClient.abilities
    ) throws {
      let parts = marked.split(separator: "‸", maxSplits: 1, omittingEmptySubsequences: false)
      let text = parts.joined()
      folder = try TemporaryFolder(files.merging([name: text]) { first, _ in first })
      path = folder.path(name)
      let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
      position = [
        "line": .integer(lines.count - 1), "character": .integer(lines.last?.utf8.count ?? 0),
      ]
      client.initialize(folder: folder.path, abilities: abilities, options: options)
      client.open(path, text)
    }

    var document: JSONValue { ["uri": .string("file://" + path)] }

    func ask(_ method: String, _ more: JSONValue = [:]) -> JSONValue {
      client.request("textDocument/" + method, parameters(more))
    }

    func parameters(_ more: JSONValue) -> JSONValue {
      var parameters: JSONValue = ["textDocument": document, "position": position]
      for member in more.members { parameters[member.key] = member.value }
      return parameters
    }

    /// The text after an edit of the workspace that speaks of this document alone.
    func applying(_ edit: JSONValue?) -> String {
      let text = client.text(path) ?? ""
      var bytes = Array(text.utf8)
      let edits = edit?.items("documentChanges").first?.items("edits") ?? []
      let document = DocumentText(text)
      for edit in edits.reversed() {
        guard let span = TextSpan(edit["range"]), let start = document.offset(of: span.start, in: .utf8),
          let end = document.offset(of: span.end, in: .utf8)
        else { continue }
        bytes.replaceSubrange(start..<end, with: (edit["newText"]?.text ?? "").utf8)
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// A flow with an expression in it.
  private static func flow(_ expression: String, more: String = "") -> String {
    """
    inboundCall:
      name: Main
      startUpRef: /inboundCall/tasks/task[t_1]
      variables:
        - stringVariable:
            name: Flow.tier
            initialValue:
              lit: gold
        - currencyVariable:
            name: Flow.due
      tasks:
        - task:
            name: Begin
            refId: t_1
            actions:
              - getParticipantData:
                  name: Read it
                  attributes:
                    - attribute:
                        name:
                          lit: tier
                        variable: Flow.tier
              - decision:
                  name: Gold?
                  condition:
                    exp: \(expression)
                  outputs:
                    "yes":
                      actions:
                        - jumpToTask:
                            name: Again
                            targetTaskRef: /inboundCall/tasks/task[t_1]
              - disconnect:
                  name: End
    \(more)
    """
  }

  private static let conversation = """
    {"id":"c1","participants":[{"id":"p1","purpose":"customer","attributes":{"tier":"silver"},"calls":[{"state":"connected"}]}]}
    """

  private static let pinned = ["plumb.yaml": "conversation: c.json\n", "c.json": conversation]

  // MARK: Hover

  @Test(
    "hovers over functions, variables, parts and types",
    arguments: [
      ("Low‸er(Flow.tier) == \"gold\"", ["Lower(", "known: "]),
      ("Lower(Flow.ti‸er) == \"gold\"", ["Flow.tier: String", "Given a value", "Read", "decision ‘Gold?’"]),
      ("Lower(Flow.tier) =‸= \"gold\"", [": Boolean"]), ("Call.A‸ni == \"1\"", ["Provided by Genesys"]),
    ])
  func hover(expression: String, parts: [String]) throws {
    let editor = try Editor(Self.flow(expression))
    let text = editor.ask("hover")["contents"]?["value"]?.text ?? ""
    for part in parts { #expect(text.contains(part), "\(text)") }
  }

  @Test("shows the value on the pinned conversation")
  func hoverValue() throws {
    let editor = try Editor(Self.flow("Upper(Flow.ti‸er) == \"SILVER\""), files: Self.pinned)
    let text = editor.ask("hover")["contents"]?["value"]?.text ?? ""
    #expect(text.contains("= true · c.json"), "\(text)")
    #expect(
      try Editor(Self.flow("Flow.ti‸er == \"a\"")).ask("hover")["contents"]?["value"]?.text?.contains("·") == false)
  }

  @Test("tells who sets and reads an attribute in the folder")
  func hoverAttribute() throws {
    let writer = Self.flow("true").replacing("getParticipantData", with: "setParticipantData")
      .replacing("name: Main", with: "name: Writer").replacing(
        "variable: Flow.tier", with: "value:\n                      exp: '\"a\"'")
    let editor = try Editor(
      Self.flow("true").replacing("lit: tier", with: "lit: ti‸er"), files: ["b.yaml": writer])
    let text = editor.ask("hover")["contents"]?["value"]?.text ?? ""
    #expect(text.contains("Writer") && text.contains("Main"), "\(text)")
    let places = editor.ask("references", ["context": ["includeDeclaration": true]])
    #expect(Set(places.items.compactMap { $0["uri"]?.text?.split(separator: "/").last }) == ["a.yaml", "b.yaml"])
    #expect(editor.ask("definition").items.count == 1)
  }

  @Test("shows the page of an action's type")
  func hoverAction() throws {
    let editor = try Editor(Self.flow("true").replacing("- decision:", with: "- deci‸sion:"))
    #expect(editor.ask("hover")["contents"]?["value"]?.text?.contains("**decision**") == true)
  }

  @Test("writes no Markdown for those who show none")
  func plainHover() throws {
    let editor = try Editor(
      Self.flow("Lower(Flow.ti‸er) == \"gold\""),
      abilities: ["textDocument": ["hover": ["contentFormat": ["plaintext"]]]])
    let contents = editor.ask("hover")["contents"]
    #expect(contents?["kind"] == "plaintext")
    #expect(contents?["value"]?.text?.contains("`") == false)
    #expect(contents?["value"]?.text?.contains("\\") == false)
  }

  // MARK: Code actions

  private func actions(_ editor: Editor, only: [String]? = nil) -> [JSONValue] {
    editor.client.request(
      "textDocument/codeAction",
      [
        "textDocument": editor.document, "range": ["start": editor.position, "end": editor.position],
        "context": ["diagnostics": [], "only": only.map { .strings($0) }],
      ]
    ).items
  }

  private static let header = "conversation.fr‸om.attributes.tier == \"gold\""

  @Test("mend a finding")
  func fix() throws {
    let editor = try Editor(Self.flow(Self.header))
    let fix = try #require(actions(editor, only: ["quickfix"]).first { $0["isPreferred"] == true })
    #expect(
      editor.applying(fix["edit"]).contains("exp: conversation.participants.customer.attributes.tier == \"gold\""))
    #expect(fix.items("diagnostics").first?["code"] == "from-attributes")
  }

  @Test("mend all that is safe")
  func fixAll() throws {
    let text = Self.flow(Self.header)
    let editor = try Editor(text)
    for kind in ["source.fixAll", "source.fixAll.plumb"] {
      let found = actions(editor, only: [kind])
      #expect(found.map { $0["kind"] } == ["source.fixAll.plumb"])
      let plain = text.replacing("‸", with: "")
      _ = plumb(["lint", "--fix", editor.path])
      let fixed = String(decoding: try editor.folder.bytes("a.yaml"), as: UTF8.self)
      #expect(fixed != plain)
      #expect(editor.applying(found.first?["edit"]) == fixed)
    }
    #expect(actions(editor, only: ["refactor"]).isEmpty)
  }

  @Test("ignore a finding, in a comment where there are such")
  func ignore() throws {
    let editor = try Editor(Self.flow(Self.header))
    let ignore = try #require(actions(editor).first { $0["title"]?.text?.contains("Ignore ‘from-attributes’") == true })
    let text = editor.applying(ignore["edit"])
    #expect(text.contains("                # plumb: ignore[from-attributes] the reason\n                exp:"))
    editor.client.change(editor.path, version: 2, [["text": .string(text)]])
    #expect(
      editor.client.diagnostics(editor.path)?.contains {
        $0["code"] == "from-attributes" || $0["code"] == "unused-suppression"
      } == false)
  }

  @Test("ignore a finding in the side file, where the format has no comments")
  func ignoreBeside() throws {
    let text = try Repository.text("samples/flows/order-tracking.json")
    let editor = try Editor(text, named: "a.json")
    let found = try #require(editor.client.diagnostics(editor.path)?.first)
    let actions = editor.client.request(
      "textDocument/codeAction",
      ["textDocument": editor.document, "range": found["range"], "context": ["diagnostics": []]])
    let ignore = try #require(actions.items.first { $0["title"]?.text?.hasPrefix("Ignore") == true })
    let changes = ignore["edit"]?.items("documentChanges") ?? []
    #expect(changes.first?["kind"] == "create")
    let entry = try #require(changes.last?.items("edits").first?["newText"]?.text)
    try editor.folder.write(Array(entry.utf8), to: "plumb.ignore.yaml")
    let count = editor.client.diagnostics(editor.path)?.count ?? 0
    editor.client.notify("textDocument/didSave", ["textDocument": editor.document])
    #expect(editor.client.diagnostics(editor.path)?.count == count - 1)
  }

  // MARK: Completion

  private func labels(_ editor: Editor) -> [String] {
    editor.ask("completion").items("items").compactMap { $0["label"]?.text }
  }

  @Test(
    "completes inside expressions",
    arguments: [
      ("Low‸", "Lower"), ("Flow.‸", "Flow.tier"), ("Append(Flow.t‸, \"x\")", "Flow.tier"),
      ("Call.‸ == \"1\"", "Call.Ani"),
      ("1 + ‸", "NOT_SET"), ("Flow.due.‸", "amount"),
    ])
  func completion(expression: String, wanted: String) throws {
    let editor = try Editor(Self.flow(expression))
    let labels = labels(editor)
    #expect(labels.contains(wanted), "\(labels.prefix(20))")
  }

  @Test("replaces what was written")
  func completionEdit() throws {
    let editor = try Editor(Self.flow("\"Lower(Flow.ti‸) == \\\"a\\\"\""))
    let item = try #require(editor.ask("completion").items("items").first { $0["label"] == "Flow.tier" })
    let edit: JSONValue = ["documentChanges": [["edits": [item["textEdit"] ?? .null]]]]
    #expect(editor.applying(edit).contains("Lower(Flow.tier) =="))
  }

  @Test("goes on completing while a quote is open")
  func unfinished() throws {
    let editor = try Editor(Self.flow("true"))
    let (before, after) = ("exp: true", "exp: \"Lower(Flow.t")
    let text = Self.flow("true").replacing(before, with: after)
    editor.client.change(editor.path, version: 2, [["text": .string(text)]])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.hasSuffix(after) })
    let items = editor.client.ask("completion", editor.path, line: line, character: lines[line].utf8.count)
    #expect(items.items("items").contains { $0["label"] == "Flow.tier" })
  }

  @Test("completes nothing outside of expressions", arguments: ["na‸me: Main", "name: Ma‸in"])
  func silent(place: String) throws {
    let text = Self.flow("true").replacing("  name: Main", with: "  " + place)
    #expect(try Editor(text).ask("completion") == .null)
  }

  @Test("completes attributes and jump targets, and keys of settings")
  func otherCompletions() throws {
    let other = Self.flow("true").replacing("lit: tier", with: "lit: other_key")
    let attribute = try Editor(Self.flow("true").replacing("lit: tier", with: "lit: t‸"), files: ["b.yaml": other])
    #expect(labels(attribute).contains("other_key"))
    let jump = try Editor(
      Self.flow("true").replacing("targetTaskRef: /inboundCall/tasks/task[t_1]", with: "targetTaskRef: /inb‸"))
    #expect(labels(jump) == ["Begin"])
    #expect(labels(try Editor("pre‸", named: "plumb.yaml")).contains("preset"))
    #expect(labels(try Editor("ignore: [fr‸]", named: "plumb.yaml")).contains("from-attributes"))
  }

  @Test("helps with arguments")
  func signature() throws {
    let editor = try Editor(Self.flow("If(IsNotSetOrEmpty(Flow.tier), Append(Flow.tier, ‸), \"x\") == \"a\""))
    let help = editor.ask("signatureHelp")
    #expect(help.items("signatures").first?["label"]?.text?.hasPrefix("Append(") == true)
    #expect(help["activeParameter"] == 1)
  }

  // MARK: Names

  @Test("finds and renames variables")
  func variables() throws {
    let editor = try Editor(Self.flow("Lower(Flow.ti‸er) == flow.Tier"))
    #expect(editor.ask("definition").items.first?["range"]?["start"]?["line"] == 5)
    #expect(editor.ask("references", ["context": ["includeDeclaration": true]]).items.count == 4)
    #expect(editor.ask("documentHighlight").items.count == 4)
    #expect(editor.ask("prepareRename")["placeholder"] == "Flow.tier")
    let text = editor.applying(editor.ask("rename", ["newName": "level"]))
    #expect(text == Self.flow("Lower(Flow.level) == Flow.level").replacing("Flow.tier", with: "Flow.level"))
    for name in ["due", "a b", "", "1"] {
      let answer = editor.client.answer("textDocument/rename", editor.parameters(["newName": .string(name)]))
      #expect(answer["error"]?["code"] == -32803, "\(name)")
    }
  }

  @Test("finds and renames containers")
  func containers() throws {
    let editor = try Editor(Self.flow("true").replacing("name: Begin", with: "name: Beg‸in"))
    #expect(editor.ask("references", ["context": ["includeDeclaration": false]]).items.count == 2)
    #expect(editor.applying(editor.ask("rename", ["newName": "Start: here"])).contains("name: 'Start: here'"))
    let jump = try Editor(
      Self.flow("true").replacing("targetTaskRef: /inbound", with: "targetTaskRef: /inb‸ound"))
    #expect(jump.ask("definition").items.first?["range"]?["start"]?["line"] == 12)
    #expect(jump.ask("prepareRename") == .null)
  }

  @Test("lists symbols, folds and colours")
  func structure() throws {
    let editor = try Editor(Self.flow("Lower(Flow.tier) == \"a\""))
    let flow = try #require(editor.ask("documentSymbol").items.first)
    #expect(flow["name"] == "Main")
    let task = try #require(flow.items("children").last)
    #expect(task.items("children").compactMap { $0["name"]?.text } == ["Read it", "Gold?", "End"])
    let symbols = editor.client.request("workspace/symbol", ["query": "beg"])
    #expect(symbols.items.map { $0["name"] } == ["Begin"])
    #expect(editor.ask("foldingRange").items.contains { $0["startLine"] == 22 })
    let data = editor.ask("semanticTokens/full").items("data").compactMap(\.integer)
    #expect(data.count % 5 == 0 && data.count >= 30)
    let flat = try Editor(Self.flow("true"), abilities: [:])
    #expect(
      flat.ask("documentSymbol").items.last?["containerName"] == "Gold?" || flat.ask("documentSymbol").items.count > 5)
  }

  // MARK: Values and commands

  @Test("puts values into lenses, and into hints where they are wanted")
  func lenses() throws {
    let editor = try Editor(Self.flow("Upper(Flow.tier) == \"SILVER\""), files: Self.pinned)
    let lenses = editor.ask("codeLens").items
    #expect(lenses.compactMap { $0["command"]?["title"]?.text } == ["= true · c.json"])
    let whole: JSONValue = ["range": ["start": ["line": 0, "character": 0], "end": ["line": 99, "character": 0]]]
    #expect(editor.ask("inlayHint", whole).items.isEmpty)
    let eager = try Editor(
      Self.flow("Upper(Flow.tier) == \"SILVER\""), files: Self.pinned,
      options: ["plumb": ["inlayHints": true, "codeLens": false]])
    #expect(eager.ask("inlayHint", whole).items.map { $0["label"] } == ["= true"])
    #expect(eager.ask("codeLens").items.isEmpty)
  }

  @Test("runs commands")
  func commands() throws {
    let editor = try Editor(Self.flow("Flow.tier == \"a\""), files: Self.pinned)
    func run(_ name: String, _ arguments: [JSONValue]) -> JSONValue {
      editor.client.request("workspace/executeCommand", ["command": .string(name), "arguments": .array(arguments)])
    }
    let uri: JSONValue = .string("file://" + editor.path)
    #expect(run("plumb.evaluate", [uri, "Upper(Flow.tier)"]) == "= \"SILVER\"")
    #expect(run("plumb.graph", [uri]).text?.hasPrefix("flowchart") == true)
    #expect(run("plumb.rule", ["from-attributes"]).text?.hasPrefix("# from-attributes") == true)
    try editor.folder.write(Array(Self.conversation.replacing("silver", with: "lead").utf8), to: "d.json")
    _ = run("plumb.conversation", ["d.json"])
    #expect(run("plumb.evaluate", [uri, "Flow.tier"]) == "= \"lead\"")
    let test = "flow: a.yaml\ntests:\n  - name: ends\n    expect:\n      ends: disconnect\n"
    try editor.folder.write(Array(test.utf8), to: "t.yaml")
    editor.client.open(editor.folder.path("t.yaml"), test)
    let lenses = editor.client.request(
      "textDocument/codeLens", ["textDocument": ["uri": .string("file://" + editor.folder.path("t.yaml"))]])
    #expect(lenses.items.compactMap { $0["command"]?["title"]?.text } == ["Run 1 test", "Run this test"])
    let result = run("plumb.test", lenses.items.last?["command"]?.items("arguments") ?? [])
    #expect(result["output"]?.text?.hasPrefix("1 test") == true)
  }
}
