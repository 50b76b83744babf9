package import Flows
import Linting
package import SourceText

/// An expression of a flow, and what to call its place.
package struct FlowSite: Sendable {
  /// Its place.
  package let location: FlowLocation
  /// The expression.
  package let text: String

  /// The expressions of a flow in Architect's language, in order; names of variables that are written to are none.
  package static func all(of flow: Flow) -> [FlowSite] {
    flow.sites.filter { $0.kind == .expression && $0.language == .architect }.map {
      FlowSite(location: flow.location(of: $0), text: $0.text)
    }
  }

  /// The site without secrets in what it is called; its expression stays.
  package func masked(by mask: SecretMask) -> FlowSite { FlowSite(location: location.masked(by: mask), text: text) }

  /// Container and action by name, or by what they are where they have none: `Greeting › Gold customer?`.
  package var label: String {
    let parts = [
      location.containerName ?? location.containerKind, location.actionName ?? location.actionType,
    ].compactMap { $0 }
    return parts.isEmpty ? location.flowName ?? location.flowType ?? "" : parts.joined(separator: " › ")
  }

  /// Whether a label, as it was typed, means this place or what holds it; `>` stands for `›` as well.
  package func isMeant(by typed: String) -> Bool {
    let wanted = Self.parts(typed)
    let own = Self.parts(label)
    return !wanted.isEmpty && own.count >= wanted.count && Array(own.prefix(wanted.count)) == wanted
  }

  private static func parts(_ label: String) -> [String] {
    label.split(whereSeparator: { $0 == "›" || $0 == ">" }).map(\.trimmed)
  }
}
