import Documents
import Expressions
import Flows
import SourceText

/// Finds decisions that always go the same way.
struct ConstantCondition: FileRule {
  static let metadata = RuleMetadata(
    id: "constant-condition", severity: .warning,
    summary: "A decision, or a case of a switch, always goes the same way.",
    rationale: """
      A branch behind a condition that is always false is dead, and so is everything behind one that is always true. \
      It is mostly a switch that was set for a test and forgotten. The last case of a switch may be `true`: that is \
      a way to write a default.

      Parts that laziness leaves out do not count: `true or Flow.open` is always true.
      """,
    bad: [.condition("«1 == 1 or Flow.open»", declaring: ["Flow.open": "boolean"])],
    good: [.condition("Flow.open", declaring: ["Flow.open": "boolean"])],
    since: "0.1.0")

  func check(_ file: LintedFile) -> [Finding] {
    var findings: [Finding] = []
    for flow in file.flows {
      for action in flow.flow.actions.indices.map({ ActionID(index: $0) }) {
        switch flow.flow[action].type {
        case "decision":
          for id in flow.sites(of: action) { findings += finding(flow[id], flow) }
          findings += literal(action, flow)
        case "switch":
          for (place, id) in cases(of: action, flow).enumerated().dropLast() {
            _ = place
            findings += finding(flow[id], flow)
          }
        default: break
        }
      }
    }
    return findings
  }

  /// The conditions of a switch that looks for the first true one.
  private func cases(of action: ActionID, _ flow: LintedFlow) -> [SiteID] {
    flow.sites(of: action).filter { flow.flow[$0].path.contains(.key("firstTrue")) }
  }

  private func finding(_ expression: FlowExpression, _ flow: LintedFlow) -> [Finding] {
    guard expression.site.kind == .expression, case .boolean(let value)? = expression.tree.constant()?.value else {
      return []
    }
    let range = expression.tree[expression.tree.root].range
    return [
      expression.finding(Self.metadata, Self.message(value), at: range, in: flow)
    ]
  }

  private func literal(_ action: ActionID, _ flow: LintedFlow) -> [Finding] {
    guard let literal = flow.flow[action].node["condition"]?["lit"], let text = literal.text?.lowercased(),
      text == "true" || text == "false"
    else { return [] }
    return [flow.finding(Self.metadata, Self.message(text == "true"), at: literal, action: action)]
  }

  private static func message(_ value: Bool) -> String {
    "the condition is always \(value), so that the branch for \(!value) is never taken"
  }
}
