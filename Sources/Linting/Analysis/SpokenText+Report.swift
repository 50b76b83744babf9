import Flows
import SourceText

extension RuleContext {
  /// Reports a literal that is said or shown.
  func report(
    severity: Severity? = nil, certainty: Certainty = .certain, _ message: @autoclosure () -> String,
    at part: SpokenText.Part, of text: SpokenText, in flow: LintedFlow
  ) {
    switch part.place {
    case .literal(let node):
      report(
        severity: severity, certainty: certainty, message(), at: node, in: flow, action: text.action,
        container: text.container)
    case .part(of: let site, let range):
      report(severity: severity, certainty: certainty, message(), at: range, of: flow[site])
    }
  }
}

extension LintedFlow {
  /// Whether a text can be heard or read: what holds it is reached from where the flow begins.
  func isHeard(_ text: SpokenText) -> Bool { isReached(action: text.action, container: text.container) }

  /// Whether an action, else a container, is reached from where the flow begins, as far as that is known.
  func isReached(action: ActionID?, container: ContainerID?) -> Bool {
    guard graph.hasStart else { return true }
    if let action { return reachedFromStart.reaches(.action(action)) }
    return container.map { reachedFromStart.reaches(.entry($0)) } ?? true
  }
}
