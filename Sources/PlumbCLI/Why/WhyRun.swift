import Conversations
import Diagnosis
import Expressions
import Flows
import JSON
import Simulation
import SourceText

/// What a run of a flow on the data of a conversation did about attributes: where it set them, or passed by.
struct WhyRun {
  /// An action that would have set a key, and what kept the run from it.
  struct Missed {
    /// The action, with its container.
    let action: String
    /// The way that would have led to it, with the action that has it; nil where none is known.
    let way: String?
    /// What the run did instead.
    let because: String
  }

  private let record: RunRecord
  private let flow: DiagnosedFlow
  private let view: RunView

  /// - Parameter hidesValues: whether values of the run are shown by their lengths alone.
  init(_ record: RunRecord, of flow: DiagnosedFlow, hidesValues: Bool) {
    self.record = record
    self.flow = flow
    view = RunView(record, file: flow.file, hidesValues: hidesValues)
  }

  /// How it ended, in a line.
  var ending: String { view.ending }
  /// The lines that a file of mocks lacks.
  var lines: [String] { record.end.lines }
  /// What it lacks; nil where it could end.
  var needs: String? { record.end.needs }

  /// The action that set a key last; nil where none did.
  func place(ofSetting key: String) -> (container: String?, action: String)? {
    let step = record.steps.last { step in
      step.effects.contains { $0.kind == .attribute && !$0.isRead && $0.value?.isSet == true && $0.name == key }
    }
    guard let step, let action = step.action else { return nil }
    let flow = record.flow(of: step)
    return (flow[step.container].name, flow[action].name ?? flow[action].type)
  }

  /// The actions of the flow that would have set a key, and did not run or had no value.
  func missed(_ key: String) -> [Missed] {
    let program = record.flows[0]
    let writers = flow.writers(of: key)
    return writers.compactMap { action in
      let name = program.address(of: action)
      if let step = record.steps.last(where: { $0.flow == 0 && $0.action == action }) {
        let isSet = step.effects.contains { $0.kind == .attribute && $0.name == key && $0.value?.isSet == true }
        return isSet ? nil : Missed(action: name, way: nil, because: "it ran, and its value was NOT_SET")
      }
      let (way, because) = reason(for: action, in: program)
      return Missed(action: name, way: way, because: because)
    }
  }

  /// Why the run did not come to an action.
  private func reason(for action: ActionID, in program: FlowProgram) -> (way: String?, because: String) {
    let flow = program.flow
    var child = action
    while let parent = flow[child].parent {
      defer { child = parent }
      guard let step = record.steps.last(where: { $0.flow == 0 && $0.action == parent && !$0.isReturn }) else {
        continue
      }
      let address = program.address(of: parent)
      let wanted = flow[parent].branches.indices.first { flow[parent].branches[$0].actions.contains(child) }
        .map { program.name(ofBranch: $0, of: parent) }
      let values = step.values.map { "\($0.expression.oneLine) is \(view.shown($0.value))" }.joined(separator: ", ")
      let taken = step.way.map { "went ‘\($0)’" } ?? "is where the run stopped"
      // The list of the way was entered, and left before the action.
      if step.way == wanted { break }
      return (
        wanted.map { "\(address)/\($0)" }, "‘\(address)’ \(taken)\(values.isEmpty ? "" : ": \(values)")"
      )
    }
    let container = flow[action].container
    guard record.steps.contains(where: { $0.flow == 0 && $0.container == container }) else {
      let name = flow[container].name.map { " ‘\($0.oneLine)’" } ?? ""
      return (nil, "the run did not come to the \(flow[container].kind)\(name)")
    }
    return (nil, "the run was over before: \(record.ending)")
  }

  /// Writes what it did about a key.
  func write(_ key: String, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("setAt")
      if let place = place(ofSetting: key) {
        writer.object { writer in
          writer.member("container", place.container)
          writer.member("action", place.action)
        }
      } else {
        writer.null()
      }
      writer.key("missedAt")
      writer.array(missed(key)) { writer, missed in
        writer.object { writer in
          writer.member("action", missed.action)
          writer.member("way", missed.way)
          writer.member("because", missed.because)
        }
      }
      writer.key("end")
      view.writeEnd(to: &writer)
    }
  }

  /// What it did about a key, a line each.
  func sentences(about key: String) -> [String] {
    var lines: [String] = []
    if let place = place(ofSetting: key) {
      let container = place.container.map { " in ‘\($0)’" } ?? ""
      lines.append("a run of the flow sets it at ‘\(place.action)’\(container)")
    } else {
      lines.append("a run of the flow does not set it")
    }
    lines += missed(key).map { missed in
      "not at ‘\(missed.action)’: \(missed.because)"
    }
    return lines + ["the run ends: \(ending)"]
  }
}
