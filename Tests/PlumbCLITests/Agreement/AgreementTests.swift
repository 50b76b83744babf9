import Conversations
import Diagnosis
import Flows
import JSON
import Linting
import Testing

/// The linter, the causes of a missing attribute, the picture of a flow and the list of its attributes say the same of
/// one flow, whatever format it was exported in, for every type of action that the table knows.
@Suite("On one flow all commands agree")
struct AgreementTests {
  static let actions = ActionType.all.filter { !$0.isMenuChoice }
  static let choices = ActionType.all.filter(\.isMenuChoice)

  /// What each command says of one attribute.
  struct Verdict: Hashable, CustomStringConvertible {
    /// `attribute-set-after-end` says that it is never set.
    let isAfterEnd: Bool
    /// RC-19 says that the write is never reached.
    let isUnreached: Bool
    /// In the picture some way leads from the start to the action that sets it.
    let isDrawnReached: Bool
    /// The list of attributes has the write.
    let isListed: Bool

    var agrees: Bool { isUnreached != isDrawnReached && (!isAfterEnd || isUnreached) && isListed }
    var description: String {
      "lint \(isAfterEnd ? "after end" : "-"), why \(isUnreached ? "unreached" : "reached"), "
        + "graph \(isDrawnReached ? "reached" : "unreached"), attributes \(isListed ? "listed" : "missing")"
    }
  }

  private static let linter: Linter = {
    var options = LintOptions()
    options.select = ["attribute-set-after-end"]
    return Linter(options: options)
  }()

  private static func verdicts(
    of attributes: [String], _ name: String, _ contents: [UInt8]
  ) throws -> [String: Verdict] {
    let file = try FlowFile.read(name: name, contents: contents)
    let flow = try #require(file.flows.first)
    let findings = linter.lint(contents, named: name).findings
    let reached = Self.reached(in: flow)
    var evidence = Evidence()
    evidence.flows = [DiagnosedFlow(flow, file: name)]
    var verdicts: [String: Verdict] = [:]
    for attribute in attributes {
      let action = flow.actions.indices.first { flow.actions[$0].name == attribute }
      let causes = Explanation(of: attribute, evidence: evidence).causes
      verdicts[attribute] = Verdict(
        isAfterEnd: findings.contains { $0.location.actionName == attribute },
        isUnreached: causes.contains { $0.id == "RC-19" && $0.message.contains("never reached") },
        isDrawnReached: action.map { reached.contains(.action(ActionID(index: $0))) } ?? false,
        isListed: flow.attributeUses.contains { $0.isWrite && $0.isExactly(attribute) })
    }
    return verdicts
  }

  /// What the arrows of the picture lead to.
  private static func reached(in flow: Flow) -> Set<ControlFlow.Arrow.End> {
    let arrows = Dictionary(grouping: ControlFlow(flow).arrows, by: \.source)
    var reached: Set<ControlFlow.Arrow.End> = [.start]
    var pending: [ControlFlow.Arrow.End] = [.start]
    while let end = pending.popLast() {
      for arrow in arrows[end] ?? [] where reached.insert(arrow.target).inserted { pending.append(arrow.target) }
    }
    return reached
  }

  /// What each command says of the attributes of a flow, which is the same for each of its formats.
  private func agreed(
    on attributes: [String], in files: [(name: String, contents: [UInt8])], _ words: String
  ) throws -> [String: Verdict] {
    var first: [String: Verdict]?
    for (file, contents) in files {
      let verdicts = try Self.verdicts(of: attributes, file, contents)
      for (attribute, verdict) in verdicts.sorted(by: { $0.key < $1.key }) {
        #expect(verdict.agrees, "\(words), \(file), \(attribute): \(verdict)")
        let other = first?[attribute] ?? verdict
        #expect(other == verdict, "\(words), \(attribute): \(file) \(verdict), \(files[0].name) \(other)")
      }
      first = first ?? verdicts
    }
    return try #require(first)
  }

  @Test(arguments: actions.map(\.name))
  func onEachAction(name: String) throws {
    let type = try #require(ActionType.named(name))
    for body in SmallFlow.Body.allCases where body == .none || !type.writtenWays.isEmpty {
      let small = SmallFlow(type: type, body: body)
      let verdicts = try agreed(on: small.attributes, in: small.files, "\(name), ways: \(body)")
      // Whether what stands after the action runs follows from how its type goes on.
      let after = try #require(verdicts["after"])
      #expect(after.isUnreached == isEnd(type, body), "\(name), ways: \(body): \(after)")
      #expect(after.isAfterEnd == after.isUnreached, "\(name), ways: \(body): \(after)")
      // A task that an action calls or jumps to is entered.
      let names = [.callsTask, .jumps].contains(type.course)
      #expect(verdicts["other"]?.isUnreached == !names, "\(name), ways: \(body)")
    }
  }

  @Test(arguments: choices.map(\.name))
  func onEachChoice(name: String) throws {
    let type = try #require(ActionType.named(name))
    let small = SmallMenu(type: type)
    let verdicts = try agreed(on: small.attributes, in: small.files, name)
    #expect(verdicts["other"]?.isUnreached == (type.course != .jumps), "\(name)")
    if type.course == .opens { #expect(verdicts["inner"]?.isUnreached == false, "\(name)") }
  }

  /// Whether nothing that follows an action of a type can run.
  private func isEnd(_ type: ActionType, _ body: SmallFlow.Body) -> Bool {
    switch type.course {
    case .ends, .leaves, .endsTask, .endsState, .jumps, .opens, .returnsToMenu, .repeatsMenu, .nextPass, .leavesLoop:
      true
    case .transfers: body == .ends && !type.writtenWays.isEmpty
    case .continues, .branches, .callsTask, .callsFlow:
      body == .ends && type.isComplete(Set(type.writtenWays.map(\.name)))
        && (type.decidedBy == .cases || type.ways.allSatisfy { $0.kind != .authored })
    case .loops: false
    }
  }
}
