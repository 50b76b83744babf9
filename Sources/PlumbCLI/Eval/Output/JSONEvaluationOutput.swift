import Conversations
import Expressions
import Flows
import JSON
import SourceText
import Terminal
import Workspace

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
      value.write(to: &self)
    case .unknown(_, let type):
      noValue(type)
    case .failure(let code, let message, let range):
      error = (code, message, range)
      noValue(nil)
    }
    key("source")
    source(of: result, origin)
    key("cause")
    if let cause = origin?.cause, !result.isSet, error == nil { self.cause(cause) } else { null() }
    key("diagnostics")
    diagnostics(result.diagnostics, in: result.expression)
    if case .unknown(let reason, _) = result.outcome { unknown(reason) }
    if let error { failure(error.code, error.message, at: error.range, in: result.expression) }
    if result.site != nil {
      key("unbound")
      array(result.unboundVariables) { $0.string($1) }
    }
    if let trace = result.trace {
      key("trace")
      self.trace(trace, in: result.expression)
    }
    endObject()
  }

  private mutating func noValue(_ type: ExpressionType?) {
    member("type", type?.code)
    member("isSet", false)
    key("value")
    null()
  }

  /// Writes the member that says what a value that is not known needs.
  mutating func unknown(_ reason: Unknown) {
    key("unknown")
    beginObject()
    member("needs", reason.needs.rawValue)
    member("message", reason.message)
    endObject()
  }

  /// Writes the member that says why an expression has no result.
  mutating func failure(_ code: DiagnosticCode, _ message: String, at range: ByteRange?, in expression: ExpressionText)
  {
    key("error")
    beginObject()
    member("code", code.description)
    member("message", message)
    if let range {
      let scalars = expression.scalars(of: range)
      member("start", scalars.lowerBound)
      member("end", scalars.upperBound)
    }
    endObject()
  }

  private mutating func source(of result: EvaluationResult, _ origin: Origin?) {
    beginObject()
    member("file", result.file)
    member("line", result.line)
    originMembers(origin ?? Origin())
    if let site = result.site {
      member("flow", site.location.flowName)
      member("site", site.label)
    }
    endObject()
  }

  /// Writes the members that say where a value came from.
  mutating func originMembers(_ origin: Origin) {
    member("pointer", origin.pointer)
    member("participantId", origin.participantID)
    member("purpose", origin.purpose)
    member("chosenBy", origin.chosenBy)
    if let binding = origin.binding { member("binding", binding.rawValue) }
  }
}
