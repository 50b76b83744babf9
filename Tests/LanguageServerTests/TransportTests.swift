import JSON
import TestSupport
import Testing

@testable import LanguageServer

@Suite("The transport of the language server")
struct TransportTests {
  private static func frame(_ text: String) -> [UInt8] {
    Array("Content-Length: \(text.utf8.count)\r\n\r\n\(text)".utf8)
  }

  private static func contents(_ pieces: [[UInt8]]) -> [String] {
    var framer = MessageFramer()
    var contents: [String] = []
    for piece in pieces {
      framer.append(piece)
      while let frame = framer.next() {
        if case .content(let content) = frame { contents.append(String(decoding: content, as: UTF8.self)) }
      }
    }
    return contents
  }

  @Test("takes two messages apart, wherever the stream is cut")
  func splits() {
    let stream = Self.frame("{\"a\":\"é😀\"}") + Self.frame("{}")
    for cut in 0...stream.count {
      #expect(Self.contents([Array(stream[..<cut]), Array(stream[cut...])]) == ["{\"a\":\"é😀\"}", "{}"])
    }
    #expect(Self.contents(stream.map { [$0] }).count == 2)
  }

  @Test(
    "finds the next message after whatever stands before it",
    arguments: [
      ("garbage\r\n\r\n", ""), ("Content-Length: x\r\n\r\n", ""), ("Content-Length: -3\r\n\r\n", ""),
      ("\r\n\r\n\n\n", ""), ("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n", ""),
      // A length that is too short leaves a rest before the next header.
      ("Content-Length: 2\r\n\r\n{}, \"rest\"}", "{}"),
    ])
  func resumes(before: String, content: String) {
    let contents = Self.contents([Array(before.utf8), Self.frame("{\"b\":1}")])
    #expect(contents == (content.isEmpty ? [] : [content]) + ["{\"b\":1}"])
  }

  @Test("reads headers in any letter case, and with a line feed alone")
  func headers() {
    #expect(Self.contents([Array("content-LENGTH:2\nX: y\n\n{}".utf8)]) == ["{}"])
  }

  @Test("passes over a message beyond the limit and answers the next one")
  func overLimit() {
    var framer = MessageFramer()
    framer.append(Array("Content-Length: \(MessageFramer.sizeLimit + 5)\r\n\r\n".utf8))
    let piece = [UInt8](repeating: 0x20, count: 1 << 20)
    var frames: [MessageFramer.Frame] = []
    for _ in 0..<(MessageFramer.sizeLimit >> 20) {
      framer.append(piece)
      while let frame = framer.next() { frames.append(frame) }
    }
    framer.append([1, 2, 3, 4, 5] + Self.frame("{}"))
    while let frame = framer.next() { frames.append(frame) }
    #expect(frames == [.overLimit(MessageFramer.sizeLimit + 5), .content(Array("{}".utf8))])
  }

  @Test("survives random bytes, and answers what comes after them")
  func noise() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let client = TestClient()
      var bytes = (0..<Int.random(in: 0..<300, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      if Bool.random(using: &random) { bytes = Self.frame(String(decoding: bytes, as: UTF8.self)) }
      client.send(bytes: bytes)
      client.send(bytes: Array("\n\n".utf8))
      #expect(client.initialize()["capabilities"] != nil)
    }
  }

  /// Values that no client sends, in the place of each parameter.
  private static let oddities: [JSONValue] = [
    .null, true, -1, 9_999_999_999, .number("1e400"), "", "\u{0}", [], [[]], [:], ["line": -1, "character": 0],
    ["start": ["line": 0, "character": 0]], ["uri": 3], ["uri": "file://%zz"], ["uri": "untitled:1", "text": "a"],
  ]

  @Test("survives messages with anything in them")
  func oddMessages() {
    var random = SeededGenerator(seed: 11)
    let methods =
      [
        "initialize", "initialized", "shutdown", "$/cancelRequest", "$/odd", "workspace/symbol",
        "workspace/executeCommand", "workspace/didChangeWatchedFiles", "workspace/didChangeWorkspaceFolders",
        "workspace/didChangeConfiguration",
      ]
      + [
        "didOpen", "didChange", "didClose", "didSave", "hover", "documentSymbol", "codeAction", "completion",
        "signatureHelp", "definition", "references", "documentHighlight", "prepareRename", "rename", "foldingRange",
        "semanticTokens/full", "codeLens", "inlayHint",
      ].map { "textDocument/\($0)" }
    let keys = [
      "textDocument", "position", "range", "contentChanges", "context", "command", "arguments", "settings", "changes",
      "event", "id", "query", "newName", "capabilities", "rootUri", "workspaceFolders", "processId",
    ]
    for _ in 0..<60 {
      let client = TestClient()
      if Bool.random(using: &random) {
        client.initialize()
        client.open("/nowhere/a.yaml", "inboundCall:\n  name: é😀\n")
      }
      for count in 0..<20 {
        var parameters = JSONValue.object([])
        for _ in 0..<3 {
          parameters[keys.randomElement(using: &random) ?? ""] = Self.oddities.randomElement(using: &random)
        }
        if Bool.random(using: &random) { parameters["textDocument"] = ["uri": "file:///nowhere/a.yaml", "version": 2] }
        if Bool.random(using: &random) { parameters["position"] = ["line": 1, "character": 9] }
        let method = methods.randomElement(using: &random) ?? ""
        if method == "shutdown" { continue }
        client.send([
          [
            "jsonrpc": "2.0", "id": Bool.random(using: &random) ? .integer(count) : nil, "method": .string(method),
            "params": parameters,
          ]
        ])
      }
      client.answer("shutdown")
      client.notify("exit")
      #expect(client.code != nil)
    }
  }

  @Test(
    "answers anywhere in damaged documents",
    arguments: [
      "samples/flows/order-tracking.yaml", "samples/flows/order-tracking.json", "samples/flows/order-tracking.xml",
      "samples/flows/order-tracking.i3InboundMessage", "samples/tests/order-tracking.yaml", "samples/config/plumb.yaml",
    ])
  func damagedDocuments(sample: String) throws {
    var random = SeededGenerator(seed: 3)
    let whole = Array(try Repository.text(sample).unicodeScalars)
    let client = TestClient()
    client.initialize()
    let path = Repository.path(sample)
    client.open(path, "")
    let methods = [
      "hover", "documentSymbol", "codeAction", "completion", "signatureHelp", "definition", "references",
      "documentHighlight", "prepareRename", "rename", "foldingRange", "semanticTokens/full", "codeLens", "inlayHint",
    ]
    for version in 2..<12 {
      var scalars = whole
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let start = Int.random(in: 0..<scalars.count, using: &random)
        let end = min(scalars.count, start + Int.random(in: 0...200, using: &random))
        scalars.replaceSubrange(
          start..<end,
          with: ["\"", "{", "\r\n  ", "é", "😀", "[", ": ", ""].randomElement(using: &random)?.unicodeScalars.map { $0 }
            ?? [])
      }
      let text = String(String.UnicodeScalarView(scalars))
      client.change(path, version: version, [["text": .string(text)]])
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for method in methods {
        let line = Int.random(in: 0..<lines.count, using: &random)
        let place: JSONValue = [
          "line": .integer(line), "character": .integer(Int.random(in: 0...lines[line].utf8.count, using: &random)),
        ]
        let answer = client.answer(
          "textDocument/" + method,
          [
            "textDocument": ["uri": .string("file://\(path)")], "position": place, "newName": "Flow.other",
            "range": ["start": place, "end": place], "context": ["diagnostics": [], "includeDeclaration": true],
          ])
        // A place may lie inside of a character, and a name may not be changed.
        #expect(answer["result"] != nil || [-32803, -32602].contains(answer["error"]?["code"]?.integer), "\(answer)")
      }
    }
  }
}
