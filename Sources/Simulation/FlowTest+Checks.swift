public import Expressions
import Flows
import SourceText

extension FlowTest {
  /// What is not as it is expected.
  public struct Failure: Sendable {
    /// The key of the file; `run` where the run itself could not end.
    public let key: String
    /// What is expected.
    public let expected: String
    /// What happened.
    public let found: String
    /// Where the expectation stands in the file, in bytes.
    public let offset: Int
  }

  /// How a test came out.
  public enum Status: String, Sendable, CaseIterable {
    case passed, failed
    /// The run needs an answer, waits, or cannot be decided.
    case error
  }

  /// What a test came to.
  public struct Result: Sendable {
    /// How it came out.
    public let status: Status
    /// What is not as it is expected.
    public let failures: [Failure]
    /// The run.
    public let record: RunRecord
  }

  /// Compares a run with what is expected.
  ///
  /// - Parameter shown: how values are shown; of a conversation they are not shown in full.
  public func result(of record: RunRecord, shown: (Value) -> String) -> Result {
    let end = record.end
    let named = expectations.contains { if case .ends = $0.check { true } else { false } }
    switch end.kind {
    case .mockNeeded, .undecided, .waits:
      let isNamed = expectations.contains { if case .ends(end.kind.rawValue) = $0.check { true } else { false } }
      if isNamed { break }
      let needs = end.needs.map { ": needs \($0)" } ?? ""
      let failure = Failure(key: "run", expected: "an end", found: end.kind.rawValue + needs, offset: offset)
      return Result(status: .error, failures: [failure], record: record)
    case .error, .limit:
      if named { break }
      let failure = Failure(
        key: "ends", expected: "no run-time error", found: record.ending, offset: offset)
      return Result(status: .failed, failures: [failure], record: record)
    case .disconnect, .transfer, .exit: break
    }
    let failures = expectations.compactMap { expectation -> Failure? in
      guard let (expected, found) = expectation.check.difference(to: record, shown: shown) else { return nil }
      return Failure(key: expectation.key, expected: expected, found: found, offset: expectation.offset)
    }
    return Result(status: failures.isEmpty ? .passed : .failed, failures: failures, record: record)
  }

  /// The pattern of a text between slashes; nil for a text that is meant as it is.
  static func pattern(_ text: String) -> String? {
    text.count > 2 && text.hasPrefix("/") && text.hasSuffix("/") ? String(text.dropFirst().dropLast()) : nil
  }
}

extension RunRecord {
  /// How it ended and where, in a few words.
  public var ending: String {
    var text = end.kind.rawValue
    if let target = end.target { text += " to ‘\(target.name)’" }
    if let error = end.error { text += ": \(error)" }
    if let action = end.action { text += " at ‘\(flows[end.flow].address(of: action))’" }
    return text
  }

  /// The value of a variable at the end; nil where none of that name is in scope.
  func variable(_ name: String) -> Value? { variables.last { $0.name.lowercased() == name.lowercased() }?.value }

  /// Whether an attribute has a value at the end; NOT_SET is that it is not set.
  func hasAttribute(_ name: String, _ value: Value) -> Bool {
    let found = attributes[name] ?? .notSet
    return value.isSet ? found.text == value.text : !found.isSet && found.unknown == nil
  }

  /// Whether a variable has a value at the end.
  func hasVariable(_ name: String, _ value: Value) -> Bool {
    guard let found = variable(name) else { return false }
    guard value.isSet else { return !found.isSet && found.unknown == nil }
    return found.isAsGiven(value)
  }

  /// The calls that were made, in order, with what they were handed.
  var calls: [(name: String, inputs: Answers.Values)] {
    var made: [(name: String, inputs: Answers.Values)] = []
    for step in steps {
      var call: (name: String, inputs: Answers.Values)?
      for effect in step.effects where effect.kind == .calls {
        if call?.name != effect.name { if let call { made.append(call) }; call = (effect.name, []) }
        if let input = effect.input { call?.inputs.append((input, effect.value ?? .notSet)) }
      }
      if let call { made.append(call) }
    }
    return made
  }

  /// What was said or written, in order.
  var said: [Value] { steps.flatMap(\.effects).filter { $0.kind == .says }.compactMap(\.value) }

  /// Whether a step is what an address means: an action, a way of one with its name after a slash, a menu or a container.
  func isMeant(_ step: Step, by address: String) -> Bool {
    let program = flows[step.flow]
    if let action = step.action {
      if program.isMeant(action, by: address) { return true }
      if let way = step.way, address.hasSuffix("/\(way)"),
        program.isMeant(action, by: String(address.dropLast(way.count + 1)))
      {
        return true
      }
      return false
    }
    let name = program.flow[step.container].name
    return name == address || step.way.map { "\(name ?? "")/\($0)" == address } ?? false
  }
}

extension FlowTest.Check {
  /// What is expected and what happened; nil where that is the same.
  func difference(to record: RunRecord, shown: (Value) -> String) -> (expected: String, found: String)? {
    switch self {
    case .ends(let text): return ends(text, record) ? nil : ("‘\(text)’", record.ending)
    case .transfersTo(let target):
      return record.end.target?.name == target
        ? nil : (target.map { "‘\($0)’" } ?? "nobody", record.end.target.map { "‘\($0.name)’" } ?? record.ending)
    case .visits(let addresses):
      var rest = record.steps[...]
      for (place, address) in addresses.enumerated() {
        guard let step = rest.firstIndex(where: { record.isMeant($0, by: address) }) else {
          let isElsewhere = record.steps.contains { record.isMeant($0, by: address) }
          let after = place == 0 ? "" : " after ‘\(addresses[place - 1])’"
          return ("‘\(address)’\(after)", isElsewhere ? "it runs before" : "it does not run")
        }
        rest = rest[(step + 1)...]
      }
      return nil
    case .neverVisits(let addresses):
      let visited = addresses.first { address in record.steps.contains { record.isMeant($0, by: address) } }
      return visited.map { ("‘\($0)’ never", "it runs") }
    case .attributes(let values):
      guard let (name, value) = values.first(where: { !record.hasAttribute($0.name, $0.value) }) else { return nil }
      return (
        "\(name) = \(value.literal ?? value.text ?? "")", "\(name) = \(shown(record.attributes[name] ?? .notSet))"
      )
    case .variables(let values):
      guard let (name, value) = values.first(where: { !record.hasVariable($0.name, $0.value) }) else { return nil }
      let found = record.variable(name).map { "\(name) = \(shown($0))" }
      return (
        "\(name) = \(value.literal ?? value.text ?? "")",
        found ?? "the flow has no variable ‘\(name)’ in scope at its end"
      )
    case .says(let parts): return says(parts, record, shown)
    case .calls(let calls): return called(calls, record, shown)
    }
  }

  private func ends(_ text: String, _ record: RunRecord) -> Bool {
    let end = record.end
    if end.kind.rawValue == text { return true }
    if text.hasPrefix("error: ") {
      return end.kind == .error && end.error?.contains(text.dropFirst("error: ".count)) == true
    }
    guard let action = end.action else { return false }
    let program = record.flows[end.flow]
    return program.flow[action].type == text || program.isMeant(action, by: text)
  }

  private func says(
    _ parts: [String], _ record: RunRecord, _ shown: (Value) -> String
  ) -> (expected: String, found: String)? {
    let said = record.said
    var rest = said.map { ($0.text ?? "")[...] }[...]
    for (place, part) in parts.enumerated() {
      var isFound = false
      while let text = rest.first {
        let range =
          FlowTest.pattern(part).map { pattern in
            (try? Regex(pattern)).flatMap { text.firstRange(of: $0) }
          } ?? text.firstRange(of: part)
        if let range {
          rest[rest.startIndex] = text[range.upperBound...]
          isFound = true
          break
        }
        rest.removeFirst()
      }
      guard isFound else {
        let after = place == 0 ? "" : " after ‘\(parts[place - 1])’"
        let all = said.isEmpty ? "nothing is said" : said.map { "‘\(shown($0).oneLine)’" }.joined(separator: ", ")
        return ("‘\(part)’\(after)", all)
      }
    }
    return nil
  }

  private func called(
    _ calls: [(name: String, inputs: Answers.Values)], _ record: RunRecord, _ shown: (Value) -> String
  ) -> (expected: String, found: String)? {
    let made = record.calls
    var rest = made[...]
    for wanted in calls {
      let place = rest.firstIndex { call in
        call.name == wanted.name
          && wanted.inputs.allSatisfy { input in
            let value = call.inputs.last { $0.name == input.name }?.value
            return input.value.isSet ? value?.isAsGiven(input.value) ?? false : value?.isSet != true
          }
      }
      guard let place else {
        func words(_ call: (name: String, inputs: Answers.Values), _ shown: (Value) -> String) -> String {
          call.name + "(" + call.inputs.map { "\($0.name): \(shown($0.value))" }.joined(separator: ", ") + ")"
        }
        let all = made.isEmpty ? "nothing is called" : made.map { words($0, shown) }.joined(separator: ", ")
        return (words(wanted) { $0.literal ?? $0.text ?? "NOT_SET" }, all)
      }
      rest = rest[(place + 1)...]
    }
    return nil
  }
}

extension Value {
  /// Whether it is what a test file gives, in which collections and texts are JSON.
  fileprivate func isAsGiven(_ value: Value) -> Bool {
    isSame(as: value) || isSet && text == value.text || asJSON.map { Value.json($0).isSame(as: value) } ?? false
  }
}
