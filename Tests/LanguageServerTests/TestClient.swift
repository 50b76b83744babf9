import JSON
import PlumbCLI
import Terminal

@testable import LanguageServer

/// Runs a command line of `plumb` in this process.
func plumb(_ arguments: [String]) -> (code: Int32, output: String, errors: String) {
  var (output, errors): ([UInt8], [UInt8]) = ([], [])
  let console = Console { stream, bytes in
    if stream == .output { output += bytes } else { errors += bytes }
  }
  let code = runPlumb(arguments, on: console)
  return (code, String(decoding: output, as: UTF8.self), String(decoding: errors, as: UTF8.self))
}

/// A client in this process: it sends messages and keeps what the server says.
final class TestClient {
  private(set) var messages: [JSONValue] = []
  private let session: Session
  private var framer = MessageFramer()
  private var output = MessageFramer()
  private var count = 0

  init() {
    let box = Box()
    session = Session(
      version: "test", command: { plumb($0) }, send: { box.bytes += $0 })
    self.box = box
  }

  /// The text of a document as the server has it.
  func text(_ path: String) -> String? {
    session.documents["file://\(path)"].map { String(decoding: $0.text.bytes, as: UTF8.self) }
  }

  private let box: Box
  private final class Box { var bytes: [UInt8] = [] }

  /// How the session ended; nil while it has not.
  var code: Int32? { if case .ended(let code) = session.phase { code } else { nil } }

  /// Hands bytes to the server, then has it do all that it can.
  func send(bytes: [UInt8]) {
    framer.append(bytes)
    var frames: [MessageFramer.Frame] = []
    while let frame = framer.next() { frames.append(frame) }
    session.receive(frames)
    while session.work() {}
    output.append(box.bytes)
    box.bytes = []
    while let frame = output.next() {
      if case .content(let content) = frame, let value = JSONValue(parsing: content) { messages.append(value) }
    }
  }

  static func framed(_ value: JSONValue) -> [UInt8] {
    let content = value.bytes
    return Array("Content-Length: \(content.count)\r\n\r\n".utf8) + content
  }

  /// Sends messages that come together.
  func send(_ values: [JSONValue]) { send(bytes: values.flatMap(Self.framed)) }

  func notify(_ method: String, _ parameters: JSONValue = .null) {
    send([["jsonrpc": "2.0", "method": .string(method), "params": parameters]])
  }

  /// Asks, and gives the whole answer.
  @discardableResult
  func answer(_ method: String, _ parameters: JSONValue = .null) -> JSONValue {
    count += 1
    let id = count
    send([["jsonrpc": "2.0", "id": .integer(id), "method": .string(method), "params": parameters]])
    return messages.last { $0["id"] == .integer(id) } ?? .null
  }

  /// Asks, and gives the result; null where there is none.
  @discardableResult
  func request(_ method: String, _ parameters: JSONValue = .null) -> JSONValue {
    answer(method, parameters)["result"] ?? .null
  }

  // MARK: What editors do

  static let abilities: JSONValue = [
    "general": ["positionEncodings": ["utf-8", "utf-16"]],
    "textDocument": [
      "publishDiagnostics": [
        "relatedInformation": true, "versionSupport": true, "codeDescriptionSupport": true,
        "tagSupport": ["valueSet": [1, 2]],
      ],
      "hover": ["contentFormat": ["markdown"]],
      "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
      "codeAction": ["codeActionLiteralSupport": ["codeActionKind": ["valueSet": []]]],
      "completion": ["completionItem": ["snippetSupport": true]],
    ],
    "workspace": ["workspaceEdit": ["documentChanges": true, "resourceOperations": ["create"]]],
  ]

  @discardableResult
  func initialize(folder: String? = nil, abilities: JSONValue = TestClient.abilities, options: JSONValue = .null)
    -> JSONValue
  {
    let result = request(
      "initialize",
      [
        "processId": .null, "capabilities": abilities, "rootUri": folder.map { .string("file://\($0)") } ?? .null,
        "initializationOptions": options,
      ])
    notify("initialized", [:])
    return result
  }

  func open(_ path: String, _ text: String, version: Int = 1) {
    notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string("file://\(path)"), "languageId": "yaml", "version": .integer(version), "text": .string(text),
        ]
      ])
  }

  func change(_ path: String, version: Int, _ changes: [JSONValue]) {
    notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": .string("file://\(path)"), "version": .integer(version)],
        "contentChanges": .array(changes),
      ])
  }

  /// Asks about a place.
  func ask(_ method: String, _ path: String, line: Int, character: Int, _ more: JSONValue = [:]) -> JSONValue {
    var parameters: JSONValue = [
      "textDocument": ["uri": .string("file://\(path)")],
      "position": ["line": .integer(line), "character": .integer(character)],
    ]
    for member in more.members { parameters[member.key] = member.value }
    return request("textDocument/\(method)", parameters)
  }

  /// What was published last of a document; nil where nothing was.
  func diagnostics(_ path: String) -> [JSONValue]? {
    let published = messages.last {
      $0["method"] == "textDocument/publishDiagnostics" && $0["params"]?["uri"] == .string("file://\(path)")
    }
    return published.map { $0["params"]?.items("diagnostics") ?? [] }
  }
}
