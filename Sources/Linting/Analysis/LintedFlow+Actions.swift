import Documents
import Flows
import SourceText

extension LintedFlow {
  /// The sites that an action holds itself, not those of actions inside it, in order.
  func sites(of action: ActionID) -> [SiteID] { sitesByAction[action] ?? [] }

  /// A finding about something that is no expression.
  func finding(
    _ rule: RuleMetadata, severity: Severity? = nil, certainty: Finding.Certainty = .certain, _ message: String,
    at node: Node, action: ActionID?, container: ContainerID? = nil, fix: Fix? = nil
  ) -> Finding {
    let place = action.map { flow[$0].path } ?? container.map { flow[$0].path } ?? []
    let container = container ?? action.map { flow[$0].container }
    let range = node.kind == .scalar ? node.contentRange : node.range
    var finding = Finding(
      rule: rule.id, severity: severity ?? rule.severity, certainty: certainty, message: message,
      range: node.tree.hasPlaces ? range : nil,
      location: flow.location(container: container, action: action, path: place), fix: fix)
    finding.order = range.start
    return finding
  }
}
