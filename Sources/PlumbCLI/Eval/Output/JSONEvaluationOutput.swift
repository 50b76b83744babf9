import Conversations
import Expressions
import Flows
import JSON
import SourceText
import Workspace

/// One JSON document, or one result a line.
struct JSONEvaluationOutput: EvaluationOutput {
  let isLines: Bool
  /// Whether each result has the key of its conversation.
  let hasKeys: Bool
  private var isFirst = true
  private var writer = JSONWriter()

  init(isLines: Bool, hasKeys: Bool) {
    self.isLines = isLines
    self.hasKeys = hasKeys
  }

  func begin(_ transcript: inout Transcript) {
    if !isLines { transcript.print("{\"version\":1,\"results\":[") }
  }

  mutating func input(_ input: EvaluatedInput, _ transcript: inout Transcript) {
    for result in input.results {
      if !isLines { transcript.print(isFirst ? "\n" : ",\n") }
      isFirst = false
      writer.beginObject()
      if hasKeys {
        writer.key("key")
        input.key.write(to: &writer)
      }
      writer.members(of: result)
      writer.endObject()
      transcript.print(writer.take())
      if isLines { transcript.print("\n") }
    }
  }

  func end(_ transcript: inout Transcript) {
    if !isLines { transcript.print(isFirst ? "]}\n" : "\n]}\n") }
  }
}

extension JSONWriter {
  /// Writes what a result consists of.
  fileprivate mutating func members(of result: EvaluationResult) {
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
