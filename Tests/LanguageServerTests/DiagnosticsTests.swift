import Foundation
import JSON
import TestSupport
import Testing

@testable import LanguageServer

@Suite("Diagnostics of the language server")
struct DiagnosticsTests {
  /// What `plumb lint` says of a file, each finding as a line.
  static func linted(_ path: String, _ arguments: [String] = [], of target: String? = nil) -> [String] {
    let run = plumb(["lint", target ?? path, "--format", "json"] + arguments)
    let document = JSONValue(parsing: Array(run.output.utf8)) ?? .null
    return document.items("findings").filter { $0["file"] == .string(path) }.map { finding in
      func place(_ key: String) -> String {
        guard let place = finding["range"]?[key] else { return "0:0" }
        return "\((place["line"]?.integer ?? 1) - 1):\((place["column"]?.integer ?? 1) - 1)"
      }
      let certainty = finding["certainty"]?.text ?? ""
      let message = (finding["message"]?.text ?? "") + (certainty == "certain" ? "" : " (\(certainty))")
      let severity = ["error": 1, "warning": 2, "info": 3][finding["severity"]?.text ?? ""] ?? 0
      return "\(place("start"))-\(place("end")) \(severity) \(finding["rule"]?.text ?? "") \(message)"
    }
  }

  /// What the server says of a file, likewise.
  static func published(_ diagnostics: [JSONValue]?) -> [String] {
    (diagnostics ?? []).map { diagnostic in
      func place(_ key: String) -> String {
        let place = diagnostic["range"]?[key]
        return "\(place?["line"]?.integer ?? -1):\(place?["character"]?.integer ?? -1)"
      }
      return "\(place("start"))-\(place("end")) \(diagnostic["severity"]?.integer ?? 0) "
        + "\(diagnostic["code"]?.text ?? "") \(diagnostic["message"]?.text ?? "")"
    }
  }

  static let scalars: JSONValue = ["general": ["positionEncodings": ["utf-32"]]]

  @Test("are those of plumb lint for each sample")
  func samples() throws {
    let folder = Repository.path("samples")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { path in [".yaml", ".json", ".xml"].contains { path.hasSuffix($0) } }.sorted()
    var count = 0
    for path in paths.map({ "\(folder)/\($0)" }) {
      let expected = Self.linted(path)
      let client = TestClient()
      client.initialize(abilities: Self.scalars)
      client.open(path, String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self))
      let isSettings = path.hasSuffix("plumb.yaml") || path.contains("/tests/")
      #expect(Self.published(client.diagnostics(path)) == expected || isSettings, "\(path)")
      count += expected.count
    }
    #expect(count > 100)
  }

  private static let flow = """
    inboundCall:
      name: Main
      startUpRef: ./tasks/task[t]
      tasks:
        - task:
            name: T
            refId: t
            actions:
              - decision:
                  name: Gold?
                  condition:
                    exp: conversation.from.attributes.tier == "gold"
              - disconnect:
                  name: End

    """

  @Test("follow the text as it is edited")
  func editing() throws {
    let folder = try TemporaryFolder(["a.yaml": Self.flow])
    let client = TestClient()
    client.initialize()
    client.open(folder.path("a.yaml"), Self.flow)
    #expect(client.diagnostics(folder.path("a.yaml"))?.contains { $0["code"] == "from-attributes" } == true)
    client.change(
      folder.path("a.yaml"), version: 2,
      [["text": .string(Self.flow.replacing("conversation.from.attributes.tier", with: "Flow.x"))]])
    #expect(client.diagnostics(folder.path("a.yaml"))?.contains { $0["code"] == "from-attributes" } == false)
    client.notify("textDocument/didClose", ["textDocument": ["uri": .string("file://" + folder.path("a.yaml"))]])
    #expect(client.diagnostics(folder.path("a.yaml")) == [])
  }

  @Test("say what editors can use")
  func members() throws {
    let client = TestClient()
    client.initialize()
    let path = Repository.path("samples/lint/from-attributes/bad.yaml")
    client.open(path, try Repository.text("samples/lint/from-attributes/bad.yaml"))
    let found = try #require(client.diagnostics(path)?.first { $0["code"] == "from-attributes" })
    #expect(found["source"] == "plumb")
    #expect(found["severity"] == 1)
    #expect(found["codeDescription"]?["href"] == "plumb:rules/from-attributes")
    #expect(found.items("relatedInformation").first?["message"] == "in state ‘Greeting’ › updateData ‘Keep the header’")
    let unused = Repository.path("samples/lint/variable-unused/bad.yaml")
    client.open(unused, try Repository.text("samples/lint/variable-unused/bad.yaml"))
    #expect(client.diagnostics(unused)?.first { $0["code"] == "variable-unused" }?["tags"] == [1])
  }

  @Test("regard configuration, side file and baseline, and their changes")
  func settings() throws {
    let folder = try TemporaryFolder(["a.yaml": Self.flow])
    let path = folder.path("a.yaml")
    let client = TestClient()
    client.initialize(folder: folder.path)
    client.open(path, Self.flow)
    func rules() -> Set<String> { Set((client.diagnostics(path) ?? []).compactMap { $0["code"]?.text }) }
    #expect(rules().contains("from-attributes"))
    func changed(_ name: String, _ text: String) throws {
      try folder.write(Array(text.utf8), to: name)
      client.notify(
        "workspace/didChangeWatchedFiles",
        ["changes": [["uri": .string("file://" + folder.path(name)), "type": 1]]])
    }
    try changed("plumb.yaml", "ignore: [from-attributes]\n")
    #expect(!rules().contains("from-attributes"))
    try changed("plumb.yaml", "rules:\n  empty-branch: error\n")
    #expect(rules().contains("from-attributes"))
    try changed("plumb.ignore.yaml", "- rule: from-attributes\n  flow: Main\n  reason: known\n")
    #expect(!rules().contains("from-attributes"))
    try changed("plumb.ignore.yaml", "[]\n")
    #expect(rules().contains("from-attributes"))
    _ = plumb(["lint", path, "--baseline", folder.path("b.json"), "--write-baseline"])
    try changed("plumb.yaml", "baseline: b.json\n")
    #expect(rules().isEmpty)
    try changed("plumb.yaml", "ignroe: []\n")
    #expect(client.messages.contains { $0["method"] == "window/showMessage" })
  }

  @Test("of rules over several files are those of plumb lint FOLDER")
  func project() throws {
    let writer = try Repository.text("samples/lint/attribute-read-never-set/good.yaml")
    let reader = try Repository.text("samples/lint/attribute-read-never-set/bad.yaml")
    let folder = try TemporaryFolder(["a.yaml": reader, "sub/b.yaml": writer, "readme.txt": "none"])
    let path = folder.path("a.yaml")
    let client = TestClient()
    client.initialize(folder: folder.path, abilities: Self.scalars)
    client.open(path, reader)
    #expect(Self.published(client.diagnostics(path)) == Self.linted(path, of: folder.path))
    // What another document says in the editor counts before it is saved.
    client.open(folder.path("sub/b.yaml"), writer)
    client.change(folder.path("sub/b.yaml"), version: 2, [["text": .string("inboundCall:\n  name: Empty\n")]])
    try folder.write(Array("inboundCall:\n  name: Empty\n".utf8), to: "sub/b.yaml")
    #expect(Self.published(client.diagnostics(path)) == Self.linted(path, of: folder.path))
  }

  @Test("of rules over several files take no file that is over the limit of plumb.yaml", arguments: [1, 2])
  func limit(megabytes: Int) throws {
    let writer = try Repository.text("samples/lint/attribute-read-never-set/good.yaml")
      .replacing("lit: tier", with: "lit: Tier")
    let reader = try Repository.text("samples/lint/attribute-read-never-set/bad.yaml")
    let folder = try TemporaryFolder([
      "a.yaml": reader, "sub/b.yaml": "# \(String(repeating: "x", count: 1 << 20))\n" + writer,
      "plumb.yaml": "limits: { file-size: \(megabytes) }\n",
    ])
    let path = folder.path("a.yaml")
    let client = TestClient()
    client.initialize(folder: folder.path, abilities: Self.scalars)
    client.open(path, reader)
    let rules = client.diagnostics(path)?.compactMap { $0["code"]?.text } ?? []
    #expect(rules.contains("attribute-case-variant") == (megabytes == 2))
    #expect(Self.published(client.diagnostics(path)) == Self.linted(path, of: folder.path))
  }

  @Test("tell what is wrong with plumb.yaml and with test files")
  func otherFiles() throws {
    let client = TestClient()
    client.initialize()
    client.open("/nowhere/plumb.yaml", "presett: strict\n")
    #expect(client.diagnostics("/nowhere/plumb.yaml")?.count == 1)
    client.open("/nowhere/orders.yaml", "flow: a.yaml\ntests:\n  - nam: x\n")
    #expect(client.diagnostics("/nowhere/orders.yaml")?.isEmpty == false)
    client.open("/nowhere/compose.yaml", "services:\n  web:\n    image: x\n")
    #expect(client.diagnostics("/nowhere/compose.yaml")?.isEmpty ?? true)
  }

  @Test("take each folder of several by itself, and no file outside of them")
  func folders() throws {
    let writer = try Repository.text("samples/lint/attribute-read-never-set/good.yaml")
    let reader = try Repository.text("samples/lint/attribute-read-never-set/bad.yaml")
    let root = try TemporaryFolder(["one/a.yaml": reader, "two/a.yaml": reader, "two/b.yaml": writer, "a.yaml": reader])
    let client = TestClient()
    client.request(
      "initialize",
      [
        "capabilities": Self.scalars,
        "workspaceFolders": .array(
          ["one", "two"].map { ["uri": .string("file://" + root.path($0)), "name": .string($0)] }),
      ])
    for name in ["one", "two"] {
      client.open(root.path(name + "/a.yaml"), reader)
      let found = Self.published(client.diagnostics(root.path(name + "/a.yaml")))
      #expect(found == Self.linted(root.path(name + "/a.yaml"), of: root.path(name)))
    }
    client.open(root.path("a.yaml"), reader)
    #expect(Self.published(client.diagnostics(root.path("a.yaml"))) == Self.linted(root.path("a.yaml")))
    // A file that comes later counts, too.
    try root.write(Array(writer.utf8), to: "one/b.yaml")
    client.notify(
      "workspace/didChangeWatchedFiles",
      ["changes": [["uri": .string("file://" + root.path("one/b.yaml")), "type": 1]]])
    let path = root.path("one/a.yaml")
    #expect(Self.published(client.diagnostics(path)) == Self.linted(path, of: root.path("one")))
    client.notify(
      "workspace/didChangeWorkspaceFolders",
      ["event": ["added": [], "removed": [["uri": .string("file://" + root.path("one")), "name": "one"]]]])
    #expect(Self.published(client.diagnostics(path)) == Self.linted(path))
  }

  @Test("are given to a client that asks, and not sent to it")
  func pulling() throws {
    let folder = try TemporaryFolder(["a.yaml": Self.flow])
    let path = folder.path("a.yaml")
    var abilities = TestClient.abilities
    abilities["textDocument"]?["diagnostic"] = [:]
    abilities["workspace"]?["diagnostics"] = ["refreshSupport": true]
    let client = TestClient()
    let provider = client.initialize(folder: folder.path, abilities: abilities)["capabilities"]?["diagnosticProvider"]
    #expect(provider?["interFileDependencies"] == true)
    #expect(TestClient().initialize()["capabilities"]?["diagnosticProvider"] == nil)
    func asked(after answer: JSONValue = .null) -> JSONValue {
      client.request(
        "textDocument/diagnostic",
        [
          "textDocument": ["uri": .string("file://" + path)],
          "previousResultId": answer["resultId"],
        ])
    }
    func rules(_ answer: JSONValue) -> Set<String> { Set(answer.items("items").compactMap { $0["code"]?.text }) }
    func refreshes() -> Int { client.messages.count { $0["method"] == "workspace/diagnostic/refresh" } }
    client.open(path, Self.flow)
    let first = asked()
    #expect(first["kind"] == "full" && rules(first).contains("from-attributes"))
    let second = asked(after: first)
    #expect(second["kind"] == "unchanged" && second["resultId"] == first["resultId"] && second["items"] == nil)
    let mended = Self.flow.replacing("conversation.from.attributes.tier", with: "Flow.x")
    client.change(path, version: 2, [["text": .string(mended)]])
    let third = asked(after: first)
    #expect(third["kind"] == "full" && !rules(third).contains("from-attributes"))
    // Of what the client cannot know it is told.
    #expect(refreshes() == 0)
    try folder.write(Array("select: [from-attributes]\n".utf8), to: "plumb.yaml")
    client.notify(
      "workspace/didChangeWatchedFiles",
      ["changes": [["uri": .string("file://" + folder.path("plumb.yaml")), "type": 1]]])
    #expect(refreshes() == 1)
    #expect(asked(after: third).items("items").isEmpty)
    client.notify("textDocument/didClose", ["textDocument": ["uri": .string("file://" + path)]])
    #expect(client.diagnostics(path) == nil)
  }

  @Test("tell which tests do not hold, until they are run again")
  func failedTests() throws {
    let flow = try Repository.text("samples/flows/order-tracking.yaml")
    func test(_ failed: String) -> String {
      """
      flow: a.yaml
      given:
        attributes: { custom_order_id: ORD-1, tier: gold }
      tests:
        - name: leaves a mark
          mocks:
            data-actions: { Get_Order: failure }
          expect:
            attributes: { lookup_failed: "\(failed)" }
        - name: lacks an answer
          expect:
            ends: disconnect

      """
    }
    let folder = try TemporaryFolder(["a.yaml": flow, "t.yaml": test("false")])
    let path = folder.path("t.yaml")
    let client = TestClient()
    client.initialize(folder: folder.path, abilities: Self.scalars)
    client.open(path, test("false"))
    #expect(client.diagnostics(path) == [])
    func run(_ filter: String = "") {
      client.request(
        "workspace/executeCommand",
        ["command": "plumb.test", "arguments": [.string("file://" + path), .string(filter)]])
    }
    run()
    #expect(
      Self.published(client.diagnostics(path)) == [
        "8:6-8:44 1  ‘leaves a mark’: attributes: expected lookup_failed = \"false\", found lookup_failed = \"true\"",
        "9:2-9:25 1  ‘lacks an answer’: run: expected an end, found mock-needed: needs what the data action "
          + "‘Get_Order’ answers",
      ])
    #expect(client.diagnostics(path)?.first?["source"] == "plumb test")
    try folder.write(Array(test("true").utf8), to: "t.yaml")
    client.change(path, version: 2, [["text": .string(test("true"))]])
    run("mark")
    #expect(client.diagnostics(path) == [])
  }
}
