import Conversations
import Expressions
import JSON
import SourceText

extension JSONWriter {
  /// Writes a trace as a tree of objects, each with its `parts`.
  mutating func trace(_ lines: [TraceLine], in expression: ExpressionText) {
    var openParts = 0
    if lines.isEmpty { null() }
    for line in lines {
      while openParts > line.step.depth {
        endArray()
        endObject()
        openParts -= 1
      }
      beginObject()
      traceLine(line, in: expression)
      key("parts")
      beginArray()
      openParts += 1
    }
    for _ in 0..<openParts {
      endArray()
      endObject()
    }
  }

  private mutating func traceLine(_ line: TraceLine, in expression: ExpressionText) {
    member("text", expression.text(of: line.step.range))
    let scalars = expression.scalars(of: line.step.range)
    member("start", scalars.lowerBound)
    member("end", scalars.upperBound)
    switch line.step.outcome {
    case .value(.unknown(let reason), let type, _):
      member("state", "unknown")
      member("type", type.code)
      unknown(reason)
    case .value(let value, let type, _):
      member("state", "value")
      member("type", type.code)
      member("isSet", value.isSet)
      key("value")
      tracedValue(value)
      if let origin = line.origin {
        key("source")
        beginObject()
        originMembers(origin)
        endObject()
        if let cause = origin.cause, !value.isSet {
          key("cause")
          self.cause(cause)
        }
      }
    case .skipped(let reason):
      member("state", "skipped")
      member("reason", reason.text)
    case .failed(let error):
      member("state", "failed")
      key("error")
      beginObject()
      member("code", error.code.description)
      member("message", expression.mask.masked(error.message))
      endObject()
    case .unfinished:
      member("state", "unfinished")
      member("reason", "a part of it failed")
    case .notReached, .same, .partOfReference:
      member("state", "not-reached")
      member("reason", "something failed before")
    }
  }

  /// Writes a value; of one that is very long only the beginning of its text, so that a trace stays readable.
  private mutating func tracedValue(_ value: Value) {
    let limit = 4096
    guard let text = value.text, text.utf8.count > limit else { return value.write(to: &self) }
    string(String(text.prefix(limit)) + "…")
    member("isShortened", true)
  }
}
