import Documents
import Flows
import SourceText

struct CyclicFlowTransfer: ProjectRule {
  static let metadata = RuleMetadata(
    id: "cyclic-flow-transfer", severity: .warning,
    summary: "Flows transfer an interaction to one another in a circle, and nobody is asked on the way.",
    rationale: """
      What comes back to a flow begins anew: its variables are gone, and what led to the transfer mostly holds still. \
      So the interaction goes round until Genesys Cloud ends it. Keep count in participant data, which goes along, and \
      leave the circle; or ask the caller before the transfer. Where the flow decides before it transfers the finding is \
      a remark, since another way may be taken the second time.

      Only transfers to flows by name are followed, as far as nobody has to press, say or write anything before them. \
      The flows have to be linted in one run. The circle is told of once, in the flow whose name comes first.
      """,
    bad: [bad],
    good: [day.with("closed.yaml", flow("Night", "- disconnect:\n    name: Closed").text)])

  private static let bad = RuleExample(
    stringLiteral: day.text.replacing("name: To the night", with: "name: «To the night»")
  ).with("night.yaml", flow("Night", "- transferToFlow:\n    name: Back\n    targetFlow:\n      name: Day").text)

  private static let day = flow(
    "Day",
    """
    - transferToFlow:
        name: To the night
        targetFlow:
          name: Night
    - disconnect:
        name: Nobody there
    """)

  private static func flow(_ name: String, _ actions: String) -> RuleExample {
    let lines = actions.split(separator: "\n").map { "          \($0)" }.joined(separator: "\n")
    return RuleExample(
      stringLiteral: """
        inboundCall:
          name: \(name)
          startUpRef: "/inboundCall/tasks/task[Main_10]"
          tasks:
            - task:
                name: Main
                refId: Main_10
                actions:
        \(lines)
        """)
  }

  func summary(of file: LintedFile) -> FlowTransfers { FlowTransfers(file) }

  func check(_ file: LintedFile, _ context: RuleContext) {
    for flow in file.flows {
      guard let name = flow.flow.nameForCalls else { continue }
      for (action, target, isUnconditional) in FlowTransfers.transfers(of: flow) {
        context.report(
          severity: isUnconditional ? nil : .info, certainty: isUnconditional ? .likely : .possible,
          "the transfer to ‘\(target.oneLine)’", at: flow.flow[action].place, in: flow, action: action,
          claim: FlowTransfers.Claim(flow: name, target: target))
      }
    }
  }
}

/// Which flows transfer to which, without waiting for a person.
struct FlowTransfers: ProjectSummary {
  /// That a transfer comes back.
  struct Claim: Sendable {
    let flow: String
    let target: String
  }

  private struct Entry: Sendable {
    let file: String
    let type: String
    let targets: Set<String>
  }

  /// By the names of flows; nil where files differ.
  private var entries: [String: Entry?] = [:]

  init(_ file: LintedFile) {
    for linted in file.flows where !linted.flow.isForeign {
      guard let name = linted.flow.nameForCalls else { continue }
      let targets = Set(Self.transfers(of: linted).map(\.target))
      add(name, Entry(file: file.file.source.name, type: linted.flow.type, targets: targets))
    }
  }

  mutating func formUnion(_ other: FlowTransfers) {
    for (name, entry) in other.entries { add(name, entry) }
  }

  private mutating func add(_ name: String, _ entry: Entry?) {
    if let known = entries[name] {
      let isSame = known?.targets == entry?.targets && known?.type == entry?.type
      if !isSame { entries[name] = .some(nil) }
    } else {
      entries[name] = .some(entry)
    }
  }

  /// The transfers of a flow that are reached without waiting for a person, and whether nothing is decided before them.
  static func transfers(of flow: LintedFlow) -> [(action: ActionID, target: String, isUnconditional: Bool)] {
    let found = flow.flow.actions.indices.map { ActionID(index: $0) }.compactMap { action in
      flow.flow[action].effects.targetFlow?.text.map { (action, $0) }
    }.filter { !$0.1.isEmpty && !$0.1.holds("{{") }
    guard !found.isEmpty, flow.graph.hasStart else { return [] }
    let ways = Dataflow(Unattended(flow: flow.flow, graph: flow.graph), over: flow.graph)
    return found.compactMap { action, target in
      ways[.action(action)].map { (action, target, $0) }
    }
  }

  func verdict(on claim: Claim) -> Verdict {
    guard let circle = circle(claim), circle.min() == claim.flow else { return .withdrawn }
    if circle.count == 1 { return .tells("the flow transfers to itself, and nobody is asked on the way") }
    var text = ""
    for (place, name) in circle.enumerated().dropFirst() {
      let file = entries[name]?.map { " (\($0.file))" } ?? ""
      text += place == 1 ? "‘\(name.oneLine)’\(file) transfers " : "to ‘\(name.oneLine)’\(file), that "
    }
    return .tells("\(text)back to ‘\(claim.flow.oneLine)’, and nobody is asked on the way")
  }

  /// The flows of the shortest circle that begins with a transfer, in order; nil where it does not come back.
  private func circle(_ claim: Claim) -> [String]? {
    if claim.target == claim.flow { return [claim.flow] }
    var before: [String: String] = [claim.target: claim.flow]
    var level = [claim.target]
    while !level.isEmpty {
      var next: [String] = []
      for name in level {
        for target in (entries[name] ?? nil)?.targets.sorted() ?? [] where before[target] == nil {
          before[target] = name
          next.append(target)
          guard target == claim.flow else { continue }
          var circle = [name]
          while let last = circle.last, last != claim.target, let earlier = before[last] { circle.append(earlier) }
          return [claim.flow] + circle.reversed()
        }
      }
      level = next
    }
    return nil
  }
}

/// Which points are reached without a person's doing; true for those before which nothing is decided.
private struct Unattended: DataflowAnalysis {
  let flow: Flow
  let graph: ControlFlow

  var initial: Bool { true }

  func join(_ left: Bool, _ right: Bool) -> Bool { left || right }

  func transfer(_ fact: Bool, through vertex: ControlFlow.Vertex, along edge: ControlFlow.Edge) -> Bool? {
    guard isTaken(edge) else { return nil }
    if case .action(let id) = vertex {
      // What an action of an unknown type does may be to ask.
      guard let type = flow[id].definition, !type.isMenuChoice, type.need != .bot, type.need != .input else {
        return nil
      }
      switch type.wait {
      case .caller, .customer: return nil
      case .external, .playback, .time, nil: break
      }
    }
    return fact && Set(graph.successors(of: vertex).filter(isTaken).map(\.target)).count == 1
  }

  private func isTaken(_ edge: ControlFlow.Edge) -> Bool {
    switch edge.reason {
    case .event, .maybe, .choice: false
    default: true
    }
  }
}
