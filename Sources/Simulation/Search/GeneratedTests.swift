import Documents
public import JSON
import Expressions
import Flows
import SourceText

/// A test that was found for a flow, as a test file has it.
public struct GeneratedTest: Sendable {
  /// Its name: the ways that it is there for.
  public let name: String
  /// What stands below `given`.
  public let given: JSONValue
  /// What stands below `mocks`.
  public let mocks: JSONValue
  /// What the run did.
  public let expect: JSONValue

  /// The test as a member of `tests`.
  public var json: JSONValue {
    [
      "name": .string(name), "given": given.members.isEmpty ? nil : given,
      "mocks": mocks.members.isEmpty ? nil : mocks, "expect": expect,
    ]
  }
}

/// A way that no run that was found takes.
public struct MissedWay: Sendable {
  /// The way.
  public let way: Coverage.Way
  /// Its address, as tests have it.
  public let address: String
  /// Why, as a sentence without a full stop; the condition included where there is one.
  public let reason: String
}

extension TestSearch {
  /// How many ways there are that can be reached.
  public var wayCount: Int { reachable.count }

  /// Tests that take every way that any run has taken, few of them, in the order in which they were found.
  public var tests: [GeneratedTest] {
    var names: [String: Int] = [:]
    return fewest.map { item in
      let record = item.found.record
      var name = Self.name(of: record, for: item.news, program)
      names[name, default: 0] += 1
      if let count = names[name], count > 1 { name += " (\(count))" }
      return GeneratedTest(
        name: name, given: item.found.draft.given, mocks: item.found.draft.mocks,
        expect: Self.confirmed(record.expectations, name, item.found.draft, program, flows))
    }
  }

  /// Runs that cover what all do, by taking the one that adds most again and again.
  private var fewest: [(found: Found, news: Set<Coverage.Way>)] {
    let counted = Set(reachable)
    var rest = found.indices.map { (index: $0, ways: found[$0].ways.intersection(counted), actions: found[$0].actions) }
    var chosen: [(index: Int, news: Set<Coverage.Way>)] = []
    while true {
      // Of those that add as much the first, and runs that end well before others.
      let best = rest.max { left, right in
        let (leftGain, rightGain) = (left.ways.count + left.actions.count, right.ways.count + right.actions.count)
        if leftGain != rightGain { return leftGain < rightGain }
        return left.index > right.index
      }
      guard let best, best.ways.count + best.actions.count > 0 else { break }
      chosen.append((best.index, best.ways))
      rest = rest.filter { $0.index != best.index }.map {
        ($0.index, $0.ways.subtracting(best.ways), $0.actions.subtracting(best.actions))
      }
    }
    return chosen.map { (found[$0.index], $0.news) }
  }

  /// The ways that a test is there for, in the order in which its run takes them.
  private static func name(of record: RunRecord, for news: Set<Coverage.Way>, _ program: FlowProgram) -> String {
    var parts: [String] = []
    for step in record.steps where record.flows[step.flow] === program {
      guard let way = step.way else { continue }
      let isNew = news.contains(Coverage.Way(container: step.container, action: step.action, name: way))
      guard isNew || news.isEmpty else { continue }
      let holder =
        step.action.map { program.flow[$0].name ?? program.flow[$0].type } ?? program.flow[step.container].name
      let part = "\((holder ?? "menu").oneLine) → \(way.oneLine)"
      if !parts.contains(part) { parts.append(part) }
    }
    if parts.isEmpty { return "it ends with \(record.end.target?.name ?? record.end.kind.rawValue)" }
    return parts.prefix(3).joined(separator: "; ") + (parts.count > 3 ? "; …" : "")
  }

  /// Expectations without those that a run does not confirm, which a test file cannot say.
  private static func confirmed(
    _ expect: JSONValue, _ name: String, _ draft: Draft, _ program: FlowProgram, _ flows: [FlowProgram]
  ) -> JSONValue {
    guard let test = draft.test(named: name, expect: expect) else { return expect.picking(["ends"]) }
    var scenario = test.scenario
    scenario.flows = flows
    let failures = Set(test.result(of: program.run(scenario)) { $0.text ?? "" }.failures.map(\.key))
    return .object(expect.members.filter { !failures.contains($0.key) })
  }

  // MARK: What was not reached

  /// The ways that no run takes, with why, in order of the flow.
  public var missed: [MissedWay] {
    let taken = found.reduce(into: Set<Int>()) { $0.formUnion($1.actions) }
    return reachable.filter { missing.contains($0) }.map { way in
      let holder = way.action.map { program.address(of: $0) } ?? program.flow[way.container].name ?? "menu"
      return MissedWay(way: way, address: "\(holder)/\(way.name)", reason: reason(for: way, taken))
    }
  }

  private func reason(for way: Coverage.Way, _ taken: Set<Int>) -> String {
    let flow = program.flow
    if program.start == nil { return "the export does not say where the flow begins" }
    if taken.isEmpty, let record = found.first?.record, record.steps.isEmpty {
      return "every run ends before it: \(record.ending)"
    }
    guard let id = way.action else { return "no run that was tried plays the menu so" }
    guard taken.contains(id.index) else { return "no run that was tried comes to the action and ends" }
    let conditions = (flow[id].decision.map { [$0.subject, $0.count] + $0.conditions } ?? []).compactMap { value in
      if case .expression(let site) = value { flow[site] } else { nil }
    }
    guard !conditions.isEmpty else { return "no answer that was tried leads there" }
    let texts = conditions.prefix(3).map { "‘\($0.text.oneLine.clipped)’" }.joined(separator: ", ")
    if conditions.allSatisfy({ $0.tree.constant() != nil }) { return "\(texts) always has the same value" }
    return "no values were found for which \(texts) comes out so"
  }
}

extension RunRecord {
  /// The most entries of a list that tests are given.
  private static let mostEntries = 60

  /// What the run did, as the `expect` of a test: how it ended, the ways that it took, what it set, said and called. Values
  /// that are not known are left out.
  public var expectations: JSONValue {
    var expect = JSONValue.object([])
    let address = end.action.map { flows[end.flow].address(of: $0) }
    switch end.kind {
    case .disconnect, .transfer, .exit: expect["ends"] = .string(address ?? end.kind.rawValue)
    default: expect["ends"] = .string(end.kind.rawValue)
    }
    if let target = end.target, !target.name.hasPrefix("UNKNOWN: ") { expect["transfers-to"] = .string(target.name) }
    let visits = steps.compactMap { step -> String? in
      guard let way = step.way else { return nil }
      let program = flows[step.flow]
      return step.action.map { "\(program.address(of: $0))/\(way)" }
        ?? "\(program.flow[step.container].name ?? "")/\(way)"
    }
    if !visits.isEmpty { expect["visits"] = .strings(visits.prefix(Self.mostEntries)) }
    let effects = steps.lazy.flatMap(\.effects)
    let written = Set(effects.filter { $0.kind == .attribute && !$0.isRead }.map(\.name)).sorted()
    let attributes = written.compactMap { name -> JSONMember? in
      let value = self.attributes[name]
      return value?.unknown == nil ? JSONMember(key: name, value: .nullable(value?.text)) : nil
    }
    if !attributes.isEmpty { expect["attributes"] = .object(attributes) }
    let assigned = Set(effects.filter { $0.kind == .variable }.map { $0.name.lowercased() })
    let variables = self.variables.compactMap { variable -> JSONMember? in
      guard assigned.contains(variable.name.lowercased()), variable.value.unknown == nil else { return nil }
      return JSONMember(key: variable.name, value: JSONValue(variable.value) ?? .null)
    }
    if !variables.isEmpty { expect["variables"] = .object(variables) }
    let says = effects.filter { $0.kind == .says }.compactMap { $0.value?.text }
      .filter { !$0.isEmpty && FlowTest.pattern($0) == nil }
    if !says.isEmpty { expect["says"] = .strings(says.prefix(Self.mostEntries)) }
    let calls = self.calls.prefix(Self.mostEntries).map { call -> JSONValue in
      let inputs = call.inputs.filter { $0.value.unknown == nil }
      guard !inputs.isEmpty else { return .string(call.name) }
      let members = inputs.map { JSONMember(key: $0.name, value: JSONValue($0.value) ?? .null) }
      return .object([JSONMember(key: call.name, value: .object(members))])
    }
    if !calls.isEmpty { expect["calls"] = .array(Array(calls)) }
    return expect
  }
}
