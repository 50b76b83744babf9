import Documents
import Expressions
import Flows
import JSON
import Simulation
import SourceText

/// What a run of a flow did, as text, as JSON and as a picture of the way that it took.
struct RunView {
  private let record: RunRecord
  private let file: String
  /// Whether values are shown by their length and first character alone.
  private let hidesValues: Bool

  init(_ record: RunRecord, file: String, hidesValues: Bool) {
    self.record = record
    self.file = file
    self.hidesValues = hidesValues
  }

  // MARK: Text

  /// A line an action, then how it ended and what the attributes are.
  var text: String { text(after: 0) }

  /// The same from a step on, the steps before it having been shown.
  func text(after count: Int) -> String {
    var text = lines(of: count..<record.steps.count, goesOn: true) + end
    for note in record.notes { text += TerminalText.escaped("note: \(note)") + "\n" }
    for unused in record.unusedAnswers { text += TerminalText.escaped("note: nothing asked for \(unused)") + "\n" }
    return text
  }

  /// The lines of some of the steps, each under the container that it is in.
  ///
  /// - Parameter goesOn: whether the step before them is shown too.
  func lines(of range: Range<Int>, goesOn: Bool = false) -> String {
    var text = ""
    var last: (flow: Int, container: ContainerID)?
    if goesOn, let step = record.steps[..<range.lowerBound].last { last = (step.flow, step.container) }
    for step in record.steps[range] {
      let flow = record.flow(of: step)
      let indent = String(repeating: "  ", count: min(step.depth, Self.indentedDepth))
      if last.map({ $0.flow != step.flow || $0.container != step.container }) ?? true {
        last = (step.flow, step.container)
        text += TerminalText.escaped("\(indent)\(flow[step.container].kind)\(quoted(flow[step.container].name))") + "\n"
      }
      var line = indent + "  "
      if let action = step.action {
        line += (step.isReturn ? "back in " : "") + "\(flow[action].type)\(quoted(flow[action].name))"
      } else {
        line += "plays the menu"
      }
      let values = step.values.map { "\($0.expression.oneLine) is \(shown($0.value))" }
      if !values.isEmpty { line += ": " + values.joined(separator: ", ") }
      if let way = step.way { line += " → \(way)" }
      text += TerminalText.escaped(line) + "\n"
      for effect in step.effects { text += TerminalText.escaped("\(indent)      \(sentence(for: effect))") + "\n" }
    }
    return text
  }

  /// What the last step has done so far, a line each.
  var lastEffects: [String] { (record.steps.last?.effects ?? []).map { sentence(for: $0) } }

  /// Deeper calls are not indented further: a task that calls itself makes ten thousand of them.
  private static let indentedDepth = 24

  /// How it ended, and what the attributes are.
  private var end: String {
    var text = TerminalText.escaped("end: \(ending)") + "\n"
    for line in record.end.lines { text += TerminalText.escaped(line) + "\n" }
    for (key, value) in record.attributes.sorted(by: { $0.key < $1.key }) {
      text += TerminalText.escaped("attribute \(key) = \(shown(value))") + "\n"
    }
    return text
  }

  /// How it ended, in one line.
  var ending: String {
    let end = record.end
    var line = end.kind.rawValue
    if let target = end.target { line += " to \(target.kind) ‘\(target.name)’" }
    if let error = end.error {
      line += "\(end.kind == .error || end.kind == .limit ? ": " : ", after the error: ")\(error)"
    }
    if let needs = end.needs { line += ": needs \(needs)" }
    return line
  }

  private func quoted(_ name: String?) -> String { name.map { " ‘\($0.oneLine)’" } ?? "" }

  private func sentence(for effect: RunRecord.Effect) -> String {
    let value = effect.value.map { shown($0) }
    switch effect.kind {
    case .variable: return "\(effect.name) = \(value ?? "NOT_SET")"
    case .attribute:
      return "\(effect.isRead ? "reads" : "sets") the attribute \(effect.name): \(value ?? "NOT_SET")"
    case .says:
      // Audio says itself that it is said.
      let text = value ?? "nothing"
      return text.hasPrefix("say ") ? "says\(text.dropFirst("say".count))" : "says \(text)"
    case .calls:
      return "calls \(effect.name)" + (effect.input.map { " with \($0): " } ?? (value == nil ? "" : ": "))
        + (value ?? (effect.input == nil ? "" : "NOT_SET"))
    case .transfers: return "transfers to ‘\(effect.name)’"
    case .asks: return "hears \(value ?? effect.name)"
    case .ends: return "ends with \(value ?? "no reason")"
    case .error: return "fails: \(effect.value?.text ?? "")"
    }
  }

  /// A value for people.
  func shown(_ value: Value) -> String {
    guard value.isSet else { return value.unknown == nil ? "NOT_SET" : "UNKNOWN" }
    if hidesValues, value.type != .boolean { return masked(value.text ?? "") }
    return value.literal ?? value.text ?? ""
  }

  // MARK: JSON

  /// The run as a JSON document.
  var json: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.take() + [UInt8(ascii: "\n")]
  }

  /// Writes the run as JSON.
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("version", 1)
      writer.key("flow")
      writer.object { writer in
        writer.member("name", record.flows[0].flow.name)
        writer.member("type", record.flows[0].flow.type)
      }
      writer.key("steps")
      writer.beginArray()
      for step in record.steps { write(step, to: &writer) }
      writer.endArray()
      writer.key("end")
      writeEnd(to: &writer)
      writer.key("attributes")
      writer.object { writer in
        for (key, value) in record.attributes.sorted(by: { $0.key < $1.key }) {
          writer.key(key)
          write(value, to: &writer)
        }
      }
      writer.key("variables")
      writer.object { writer in
        for (name, value) in record.variables {
          writer.key(name)
          write(value, to: &writer)
        }
      }
      writer.key("notes")
      writer.beginArray()
      for note in record.notes { writer.string(note) }
      writer.endArray()
    }
  }

  private func write(_ value: Value, to writer: inout JSONWriter) {
    if hidesValues, value.isSet, value.type != .boolean {
      writer.string(masked(value.text ?? ""))
    } else {
      value.write(to: &writer)
    }
  }

  private func write(_ step: RunRecord.Step, to writer: inout JSONWriter) {
    let flow = record.flow(of: step)
    writer.object { writer in
      write(container: step.container, action: step.action, of: flow, to: &writer)
      if let action = step.action, flow.document.hasPlaces {
        writer.member("line", flow.document.file.place(at: Int(flow[action].node.range.start)).line)
      } else {
        writer.key("line")
        writer.null()
      }
      writer.member("depth", step.depth)
      writer.key("values")
      writer.beginArray()
      for operand in step.values {
        writer.object { writer in
          writer.member("expression", operand.expression)
          writer.key("value")
          write(operand.value, to: &writer)
          writer.member("type", operand.type.code)
        }
      }
      writer.endArray()
      writer.member("way", step.way)
      writer.key("effects")
      writer.beginArray()
      for effect in step.effects {
        writer.object { writer in
          writer.member("kind", effect.kind.rawValue)
          writer.member("name", effect.input.map { "\(effect.name).\($0)" } ?? effect.name)
          writer.key("value")
          write(effect.value ?? .notSet, to: &writer)
        }
      }
      writer.endArray()
    }
  }

  private func write(
    container: ContainerID?, action: ActionID?, of flow: Flow, to writer: inout JSONWriter
  ) {
    writer.key("container")
    if let container {
      writer.object { writer in
        writer.member("kind", flow[container].kind)
        writer.member("name", flow[container].name)
      }
    } else {
      writer.null()
    }
    writer.key("action")
    if let action {
      writer.object { writer in
        writer.member("type", flow[action].type)
        writer.member("name", flow[action].name)
        writer.member("id", flow[action].id)
      }
    } else {
      writer.null()
    }
  }

  /// Writes how it ended as JSON.
  func writeEnd(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("kind", record.end.kind.rawValue)
      write(
        container: record.end.container, action: record.end.action, of: record.flows[record.end.flow].flow, to: &writer)
      writer.key("target")
      if let target = record.end.target {
        writer.object { writer in
          writer.member("kind", target.kind)
          writer.member("name", target.name)
        }
      } else {
        writer.null()
      }
      writer.member("error", record.end.error)
      writer.member("needs", record.end.needs)
    }
  }

  // MARK: Mermaid

  /// The way that was taken, as a Mermaid flowchart.
  var mermaid: String {
    var text = "flowchart TD\n"
    for (index, step) in record.steps.enumerated() {
      let flow = record.flow(of: step)
      let label =
        step.action.map { (flow[$0].type, flow[$0].name) } ?? (flow[step.container].kind, flow[step.container].name)
      text += "  s\(index)[\"\(MermaidText.label(label.0, label.1))\"]\n"
      guard index + 1 < record.steps.count else { continue }
      let way = step.way.map { "|\"\(MermaidText.label($0, nil))\"|" } ?? ""
      text += "  s\(index) -->\(way) s\(index + 1)\n"
    }
    text += "  end_([\"\(MermaidText.label(record.end.kind.rawValue, record.end.target?.name))\"])\n"
    if !record.steps.isEmpty { text += "  s\(record.steps.count - 1) --> end_\n" }
    return text
  }
}
