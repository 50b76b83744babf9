import Expressions
import Flows
public import JSON
import SourceText

extension FlowTest {
  /// A value of `expect` that is to be another one, so that a run is as it is expected.
  public struct Update: Sendable {
    /// The keys that lead to it, from `expect`.
    public let path: [String]
    /// What happened.
    public let value: JSONValue
  }

  /// What would have to stand in `expect`, and what cannot be written there.
  public func updates(for result: Result) -> (updates: [Update], problems: [String]) {
    let record = result.record
    let keys = Set(result.failures.map(\.key))
    guard result.status == .failed, keys != ["ends"] || expectations.contains(where: { $0.key == "ends" }) else {
      return ([], result.status == .passed ? [] : [record.ending + (record.end.needs.map { ": needs \($0)" } ?? "")])
    }
    var updates: [Update] = []
    var problems: [String] = []
    for expectation in expectations where keys.contains(expectation.key) {
      for (path, value) in expectation.check.found(in: record) {
        if let value {
          updates.append(Update(path: [expectation.key] + path, value: value))
        } else {
          problems.append("\(([expectation.key] + path).joined(separator: " ")) has no value that is known")
        }
      }
    }
    return (updates, problems)
  }
}

extension RunRecord {
  /// How it ended, as a test names it: the action where there is one.
  package var expectedEnding: String {
    if end.kind == .error || end.kind == .limit { return end.kind.rawValue }
    return end.action.map { flows[end.flow].address(of: $0) } ?? end.kind.rawValue
  }
}

extension FlowTest.Check {
  /// What happened in place of what is expected, by the keys below that of the expectation; nil for what is not known.
  fileprivate func found(in record: RunRecord) -> [(path: [String], value: JSONValue?)] {
    switch self {
    case .ends(let text):
      if text.hasPrefix("error: "), record.end.kind == .error, let error = record.end.error {
        return [([], .string("error: \(error)"))]
      }
      let isKind = RunRecord.End.Kind(rawValue: text) != nil
      return [([], .string(isKind ? record.end.kind.rawValue : record.expectedEnding))]
    case .transfersTo: return [([], .nullable(record.end.target?.name))]
    case .visits(let addresses):
      // What runs stays, in the order in which it does.
      var taken: Set<Int> = []
      let places = addresses.compactMap { address -> (step: Int, address: String)? in
        let step = record.steps.indices.first { !taken.contains($0) && record.isMeant(record.steps[$0], by: address) }
        if let step { taken.insert(step) }
        return step.map { ($0, address) }
      }
      return [([], .strings(places.sorted { $0.step < $1.step }.map(\.address)))]
    case .neverVisits(let addresses):
      let rest = addresses.filter { address in !record.steps.contains { record.isMeant($0, by: address) } }
      return [([], .strings(rest))]
    case .attributes(let values):
      return values.filter { !record.hasAttribute($0.name, $0.value) }.map { name, _ in
        let found = record.attributes[name] ?? .notSet
        return ([name], found.unknown == nil ? .nullable(found.text) : nil)
      }
    case .variables(let values):
      return values.filter { !record.hasVariable($0.name, $0.value) }.map { name, _ in
        ([name], record.variable(name).flatMap(Self.json))
      }
    case .says:
      // A text that stands between slashes would be a pattern.
      let texts = record.said.compactMap(\.text).map { FlowTest.pattern($0) == nil ? $0 : String($0.dropLast()) }
      return [([], .strings(texts))]
    case .calls(let wanted):
      // Of the same calls, with the same inputs as far as some were expected.
      let names = Set(wanted.map(\.name))
      let inputs = Dictionary(grouping: wanted, by: \.name).mapValues { Set($0.flatMap(\.inputs).map(\.name)) }
      let calls = record.calls.filter { names.contains($0.name) }.map { call -> JSONValue in
        let shown = call.inputs.filter { inputs[call.name]?.contains($0.name) ?? false }
        if shown.isEmpty { return .string(call.name) }
        let members = shown.map { JSONMember(key: $0.name, value: Self.json($0.value) ?? .null) }
        return .object([JSONMember(key: call.name, value: .object(members))])
      }
      return [([], .array(calls))]
    }
  }

  /// A value as JSON; nil where it is not known.
  private static func json(_ value: Value) -> JSONValue? {
    guard value.unknown == nil else { return nil }
    var writer = JSONWriter()
    value.write(to: &writer)
    return JSONValue(parsing: writer.take())
  }
}
