import Conversations
import Expressions
import JSON
import SourceText

/// One way of printing results.
protocol EvaluationOutput {
  /// Prints before anything else.
  mutating func begin()
  /// Prints the results of all expressions against one input.
  mutating func input(_ results: [EvaluationResult])
  /// Prints the rest.
  mutating func end()
}

/// One expression and one input: the value as it is.
struct PlainEvaluationOutput: EvaluationOutput {
  let console: Console
  let style: TextStyle

  func begin() {}
  func end() {}

  func input(_ results: [EvaluationResult]) {
    for result in results {
      for diagnostic in result.diagnostics {
        console.complain(result.expression.rendered(diagnostic, style: style))
      }
      switch result.outcome {
      case .value(let value, _, let origin):
        if value.isSet, let text = value.text {
          console.print(text + "\n")
        } else {
          console.complain("NOT_SET: \(Self.text(of: origin?.cause))")
        }
      case .failure(_, let message, let range):
        if let range {
          console.complain(result.expression.rendered(.error, message, at: range, style: style))
        } else {
          let file = result.file.map { TerminalText.escaped($0) + ": " } ?? ""
          console.complain("plumb: \(file)\(TerminalText.escaped(message))")
        }
      }
    }
  }

  private static func text(of cause: Cause?) -> String {
    guard let cause else { return "the expression has no value" }
    let id = cause.id == "ABSENT" ? "" : " (\(cause.id), \(cause.certainty.rawValue))"
    return TerminalText.escaped(cause.message) + id
  }
}

/// Several inputs or several expressions: a line an input, a field an expression.
struct TableEvaluationOutput: EvaluationOutput {
  let console: Console
  let style: TextStyle

  func begin() {}
  func end() {}

  func input(_ results: [EvaluationResult]) {
    var line: [UInt8] = []
    for (index, result) in results.enumerated() {
      if index > 0 { line.append(0x09) }
      if case .value(let value, _, _) = result.outcome, value.isSet, let text = value.text {
        Self.append(text, to: &line)
      }
    }
    line.append(0x0A)
    console.print(line)
    for result in results {
      guard case .failure(_, let message, let range) = result.outcome else { continue }
      let place = [result.file.map { TerminalText.escaped($0) }, result.line.map(String.init)].compactMap { $0 }
      let head = place.isEmpty ? "" : place.joined(separator: ":") + ": "
      if let range {
        console.complain(head + result.expression.rendered(.error, message, at: range, style: style))
      } else {
        console.complain("plumb: \(head)\(TerminalText.escaped(message))")
        // It is the input's fault, which is the same for every expression.
        return
      }
    }
  }

  /// Appends a field: `\\`, tab and line ends escaped, the empty string as `\e`.
  private static func append(_ text: String, to line: inout [UInt8]) {
    if text.isEmpty {
      line += Array("\\e".utf8)
      return
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): line += Array("\\\\".utf8)
      case 0x09: line += Array("\\t".utf8)
      case 0x0A: line += Array("\\n".utf8)
      case 0x0D: line += Array("\\r".utf8)
      default: line.append(byte)
      }
    }
  }
}

/// One JSON document, or one result a line.
struct JSONEvaluationOutput: EvaluationOutput {
  let console: Console
  let isLines: Bool
  private var isFirst = true

  init(console: Console, isLines: Bool) {
    self.console = console
    self.isLines = isLines
  }

  func begin() {
    if !isLines { console.print("{\"version\":1,\"results\":[") }
  }

  mutating func input(_ results: [EvaluationResult]) {
    for result in results {
      var writer = JSONWriter()
      writer.result(result)
      if !isLines { console.print(isFirst ? "\n" : ",\n") }
      isFirst = false
      console.print(writer.bytes)
      if isLines { console.print("\n") }
    }
  }

  func end() {
    if !isLines { console.print(isFirst ? "]}\n" : "\n]}\n") }
  }
}

extension JSONWriter {
  /// Writes a result.
  fileprivate mutating func result(_ result: EvaluationResult) {
    beginObject()
    member("expression", result.expression.text)
    var origin: Origin?
    var error: (code: DiagnosticCode, message: String, range: ByteRange?)?
    switch result.outcome {
    case .value(let value, let type, let found):
      origin = found
      member("type", type.code)
      member("isSet", value.isSet)
      key("value")
      self.value(value)
    case .failure(let code, let message, let range):
      error = (code, message, range)
      member("type", nil as String?)
      member("isSet", false)
      key("value")
      null()
    }
    key("source")
    source(origin, file: result.file, line: result.line)
    key("cause")
    if let cause = origin?.cause, !result.isSet, error == nil { self.cause(cause) } else { null() }
    key("diagnostics")
    diagnostics(result.diagnostics, in: result.expression)
    if let error {
      key("error")
      beginObject()
      member("code", error.code.description)
      member("message", error.message)
      if let range = error.range {
        let scalars = result.expression.scalars(of: range)
        member("start", scalars.lowerBound)
        member("end", scalars.upperBound)
      }
      endObject()
    }
    endObject()
  }

  private mutating func source(_ origin: Origin?, file: String?, line: Int?) {
    beginObject()
    member("file", file)
    member("line", line)
    member("pointer", origin?.pointer)
    member("participantId", origin?.participantID)
    member("purpose", origin?.purpose)
    member("chosenBy", origin?.chosenBy)
    endObject()
  }

  /// Writes a value of the language as JSON: numbers exactly, dates and the like as text.
  private mutating func value(_ value: Value) {
    switch value {
    case .notSet: null()
    case .integer(let number): integer(number)
    case .decimal(let decimal): number(decimal.description)
    case .boolean(let flag): boolean(flag)
    case .json(let json): node(json)
    case .collection(let items, of: _): array(items) { $0.value($1) }
    default: if let text = value.text { string(text) } else { null() }
    }
  }
}
