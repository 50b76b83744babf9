// Throws messages at the language server; run.sh compiles and runs it with libFuzzer.

import JSON
import Linting
import SourceText
import Workspace

@testable import LanguageServer

/// The first byte says what the others are: a stream of bytes, messages one a line, or what an editor does.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var choices = Choices(start, count)
  switch choices.byte() % 4 {
  case 0:
    let client = Client()
    while !choices.isEmpty { client.send(bytes: choices.bytes(Int(choices.byte()) * 4 + 1)) }
  case 1:
    let client = Client()
    client.initialize()
    client.open(Editor.text)
    for line in choices.all().split(separator: 0x0A) { client.send(content: Array(line)) }
  default:
    var editor = Editor(&choices)
    editor.work(&choices)
  }
  return 0
}

/// A client in this process.
private final class Client {
  static let uri = "file:///nowhere/fuzz.yaml"
  let session: Session
  private let output: Output
  private var framer = MessageFramer()

  private final class Output { var bytes: [UInt8] = [] }

  init() {
    let output = Output()
    self.output = output
    session = Session(
      version: "fuzz", command: { (1, "", $0.joined(separator: " ")) }, send: { output.bytes += $0 })
  }

  /// Hands bytes to the server, has it do all that it can, and gives what it says: each a message of its own.
  @discardableResult
  func send(bytes: [UInt8]) -> [JSONValue] {
    framer.append(bytes)
    var frames: [MessageFramer.Frame] = []
    while let frame = framer.next() { frames.append(frame) }
    session.receive(frames)
    // A folder would be one of this machine.
    session.folders = []
    while session.work() {}
    var said = MessageFramer()
    said.append(output.bytes)
    output.bytes = []
    var messages: [JSONValue] = []
    while let frame = said.next() {
      guard case .content(let content) = frame, let message = JSONValue(parsing: content) else {
        fatalError("the server says what is no message")
      }
      expect(message["jsonrpc"] == "2.0")
      messages.append(message)
    }
    return messages
  }

  @discardableResult
  func send(content: [UInt8]) -> [JSONValue] {
    send(bytes: Array("Content-Length: \(content.count)\r\n\r\n".utf8) + content)
  }

  /// Tells the server something.
  func notify(_ method: String, _ parameters: JSONValue) {
    send(content: (["jsonrpc": "2.0", "method": .string(method), "params": parameters] as JSONValue).bytes)
  }

  /// Asks, and gives the result; nil where the server gives an error.
  func ask(_ method: String, _ parameters: JSONValue) -> JSONValue? {
    let request: JSONValue = ["jsonrpc": "2.0", "id": 1, "method": .string(method), "params": parameters]
    let answers = send(content: request.bytes).filter { $0["id"] == 1 }
    expect(answers.count == 1, "\(method) has \(answers.count) answers")
    return answers[0]["result"]
  }

  func initialize(_ encoding: String = "utf-16") {
    _ = ask(
      "initialize",
      [
        "capabilities": [
          "general": ["positionEncodings": [.string(encoding)]],
          "textDocument": [
            "hover": ["contentFormat": ["markdown"]], "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
            "codeAction": ["codeActionLiteralSupport": ["codeActionKind": ["valueSet": []]]],
            "publishDiagnostics": ["relatedInformation": true],
            "completion": ["completionItem": ["snippetSupport": true]],
          ],
        ], "initializationOptions": ["inlayHints": true],
      ])
    notify("initialized", [:])
  }

  func open(_ text: String) {
    notify(
      "textDocument/didOpen", ["textDocument": ["uri": .string(Self.uri), "version": 1, "text": .string(text)]])
  }
}

/// An editor with one document, whose text it keeps as units of what was agreed on.
private struct Editor {
  static let text = """
    inboundCall:
      name: Fuzz
      startUpRef: /inboundCall/tasks/task[Main_1]
      defaultLanguage: en-us
      variables:
        - stringVariable:
            name: Flow.tier
            initialValue: {exp: 'Append("a", "😀")'}
      tasks:
        - task:
            name: Main
            refId: Main_1
            actions:
              - getParticipantData:
                  name: Tier
                  attributes:
                    - attribute: {name: {lit: tier}, variable: Flow.tier}
              - decision:
                  name: Gold é?
                  condition: {exp: 'If(Flow.tier == "gold", true, Flow.teir == NOT_SET)'}
                  outputs: {yes: {actions: [{disconnect: {name: End}}]}}
              - callTask: {name: Again, targetTaskRef: '/inboundCall/tasks/task[Main_1]'}

    """
  private static let pieces = [
    "", "a", "\n", "\r\n", "\r", "é", "日本", "😀", "a😀\r\nb", "- ", "  ", "name: ", "actions:\n", "Flow.tier", "{exp: '",
    "}", "\"", "(", ")", ", ", "If(", "ToString(", "\u{301}", "\u{2028}", "\u{FEFF}", "<flow>", "{\"a\": ", "\0",
    "# plumb-ignore\n", "---\n", "&a ", "*a ", "|\n", "{{", "}}", "Flow.x == NOT_SET",
  ]
  private static let methods = [
    "hover", "completion", "signatureHelp", "definition", "references", "documentHighlight", "prepareRename", "rename",
    "codeAction", "documentSymbol", "foldingRange", "semanticTokens/full", "codeLens", "inlayHint",
  ]
  private static let encodings = ["utf-8", "utf-16", "utf-32"]

  private let client = Client()
  private let encoding: String
  private var units: [UInt32]
  private var isStale = false
  private var version = 1

  init(_ choices: inout Choices) {
    encoding = choices.one(of: Self.encodings)
    client.initialize(encoding)
    units = []
    units = parted(Self.text)
    client.open(Self.text)
  }

  mutating func work(_ choices: inout Choices) {
    for _ in 0..<24 where !choices.isEmpty {
      if choices.byte() < 128 { change(&choices) } else { ask(&choices) }
      let document = client.session.documents[Client.uri]
      expect(document?.isStale == isStale, "one of both takes an edit that the other one does not")
      expect(document?.text.bytes == Array(text.utf8), "the texts differ")
    }
  }

  // MARK: Text

  private func parted(_ text: String) -> [UInt32] {
    switch encoding {
    case "utf-8": text.utf8.map { UInt32($0) }
    case "utf-16": text.utf16.map { UInt32($0) }
    default: text.unicodeScalars.map(\.value)
    }
  }

  private var text: String {
    switch encoding {
    case "utf-8": String(decoding: units.map { UInt8($0) }, as: UTF8.self)
    case "utf-16": String(decoding: units.map { UInt16($0) }, as: UTF16.self)
    default: String(decoding: units, as: UTF32.self)
    }
  }

  /// Where lines begin and end.
  private var lines: [(start: Int, end: Int)] {
    var lines: [(start: Int, end: Int)] = []
    var (start, place) = (0, 0)
    while place < units.count {
      guard units[place] == 10 || units[place] == 13 else {
        place += 1
        continue
      }
      lines.append((start, place))
      place += units[place] == 13 && place + 1 < units.count && units[place + 1] == 10 ? 2 : 1
      start = place
    }
    return lines + [(start, units.count)]
  }

  /// The unit at a place; nil for one that the text does not have.
  private func index(_ place: (line: Int, character: Int), _ lines: [(start: Int, end: Int)]) -> Int? {
    guard lines.indices.contains(place.line) else { return nil }
    let line = lines[place.line]
    let index = min(line.end, line.start + place.character)
    guard index < units.count else { return index }
    let isInside =
      encoding == "utf-8" && units[index] & 0xC0 == 0x80 || encoding == "utf-16" && units[index] & 0xFC00 == 0xDC00
    return isInside ? nil : index
  }

  // MARK: What is done

  private func place(_ lines: [(start: Int, end: Int)], _ choices: inout Choices) -> (line: Int, character: Int) {
    let line = choices.number(below: lines.count + (choices.byte() < 250 ? 0 : 2))
    let count = line < lines.count ? lines[line].end - lines[line].start : 1
    return (line, choices.number(below: count + (choices.byte() < 200 ? 1 : 4)))
  }

  private mutating func change(_ choices: inout Choices) {
    var changes: [JSONValue] = []
    for _ in 0...(choices.byte() < 200 ? 0 : 2) {
      let piece =
        choices.byte() < 200 ? choices.one(of: Self.pieces) : String(decoding: choices.bytes(8), as: UTF8.self)
      if choices.byte() >= 240 {
        let whole = isStale ? Self.text : piece
        units = parted(whole)
        isStale = false
        changes.append(["text": .string(whole)])
        continue
      }
      let lines = lines
      let first = place(lines, &choices)
      // Edits of people are small.
      let second = choices.byte() < 128 ? first : place(lines, &choices)
      let isOrdered = first <= second || choices.byte() < 16
      let (start, end) = isOrdered ? (first, second) : (second, first)
      changes.append(["range": range(start, end), "text": .string(piece)])
      if isStale { continue }
      if start <= end, let from = index(start, lines), let to = index(end, lines) {
        units.replaceSubrange(from..<to, with: parted(piece))
      } else {
        isStale = true
      }
    }
    version += 1
    client.notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": .string(Client.uri), "version": .integer(version)], "contentChanges": .array(changes),
      ])
  }

  private func ask(_ choices: inout Choices) {
    let (lines, method) = (lines, choices.one(of: Self.methods))
    let place = place(lines, &choices)
    let result = client.ask(
      "textDocument/\(method)",
      [
        "textDocument": ["uri": .string(Client.uri)],
        "position": ["line": .integer(place.line), "character": .integer(place.character)],
        "range": range(place, (place.line + choices.number(below: 8), 0)), "newName": "other",
        "context": ["includeDeclaration": true, "diagnostics": []],
      ])
    expect(!isStale || result == nil || result == .null, "an answer about a text that is not known")
    if let result { check(result, lines) }
  }

  private func range(_ start: (line: Int, character: Int), _ end: (line: Int, character: Int)) -> JSONValue {
    [
      "start": ["line": .integer(start.line), "character": .integer(start.character)],
      "end": ["line": .integer(end.line), "character": .integer(end.character)],
    ]
  }

  /// All ranges of an answer are of the text.
  private func check(_ answer: JSONValue, _ lines: [(start: Int, end: Int)]) {
    for item in answer.items { check(item, lines) }
    for member in answer.members { check(member.value, lines) }
    guard let start = place(answer["start"]), let end = place(answer["end"]) else { return }
    expect(start <= end, "a range that ends before it begins")
    for place in [start, end] {
      expect(
        index(place, lines) == lines[place.line].start + place.character, "a place that the text does not have")
    }
  }

  private func place(_ json: JSONValue?) -> (line: Int, character: Int)? {
    guard let line = json?["line"]?.integer, let character = json?["character"]?.integer else { return nil }
    return (line, character)
  }
}
