import Conversations
import Expressions
import SourceText

/// A trace for people: a line for each part of the expression, indented by what it is a part of.
enum TraceText {
  /// How many characters of a value or of a part of the expression are shown.
  private static let width = 72

  /// The lines, each with its line end.
  static func text(of lines: [TraceLine], in expression: ExpressionText, style: TextStyle) -> String {
    var text = ""
    for line in lines {
      // A literal that was evaluated says nothing new.
      if case .value = line.step.outcome, line.step.isLiteral, line.step.depth > 0 { continue }
      let part = shortened(expression.text(of: line.step.range))
      text +=
        String(repeating: "  ", count: min(line.step.depth, 40)) + style.bold(part) + account(of: line, in: expression)
        + "\n"
    }
    return text
  }

  private static func account(of line: TraceLine, in expression: ExpressionText) -> String {
    switch line.step.outcome {
    case .value(let value, let type, _): " = " + description(value, type) + place(of: value, line.origin)
    case .skipped(let reason): ": not evaluated, \(reason.text)"
    case .failed(let error): ": error: \(TerminalText.escaped(expression.mask.masked(error.message)))"
    case .unfinished: ": no value, a part of it failed"
    case .notReached, .same, .partOfReference: ": not evaluated, something failed before"
    }
  }

  private static func description(_ value: Value, _ type: ExpressionType) -> String {
    if let reason = value.unknown { return "UNKNOWN, it needs \(TerminalText.escaped(reason.message))" }
    guard value.isSet else { return type == .any ? "NOT_SET" : "NOT_SET (\(type.displayName))" }
    return "\(shortened(value.literal ?? value.text ?? "")) (\(type.displayName))"
  }

  private static func place(of value: Value, _ origin: Origin?) -> String {
    guard let origin else { return "" }
    var text = ""
    switch origin.binding {
    case .set: text = ", by --set"
    case .vars: text = ", by --vars"
    case .flow: text = ", as the flow declares it"
    case .attribute: text = ", as the flow reads participant data"
    case .builtIn, nil: break
    }
    if let pointer = origin.pointer { text += ", from \(TerminalText.escaped(pointer))" }
    if let purpose = origin.purpose {
      let chosen = origin.chosenBy.map { " (\($0))" } ?? ""
      text += " of \(TerminalText.escaped(purpose)) \(TerminalText.escaped(origin.participantID ?? ""))\(chosen)"
    }
    guard !value.isSet, let cause = origin.cause else { return text }
    return text + ": " + EvaluationText.text(of: cause)
  }

  private static func shortened(_ text: String) -> String {
    let whole = TerminalText.escaped(text)
    return whole.count > width ? whole.prefix(width) + "…" : whole
  }
}
