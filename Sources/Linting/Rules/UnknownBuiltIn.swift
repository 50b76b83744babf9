import Expressions
import Flows
import SourceText

struct UnknownBuiltIn: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "unknown-built-in", severity: .warning,
    summary: "A built-in variable such as `Call.Ani` is misspelt, not known, or not one of this type of flow.",
    rationale: """
      What stands under `Call.`, `Message.`, `Email.`, `Chat.`, `Session.` and the like is Genesys' own, and differs by \
      the type of flow: a flow for messages has no `Call.`. Architect refuses to publish a flow that uses another name.

      A name that differs from a known one by a typing error, and one of another channel, are warnings. Any other that is \
      not known is only a remark, since the list here cannot be complete. Nothing is said where the export shows that \
      Genesys' compiler took the name.
      """,
    bad: [
      .actions(
        """
        - decision:
            name: Known number?
            condition:
              exp: «Call.CalledAdress» == "tel:+13175550100"
        """, in: "inboundCall"),
      .condition("IsSet(«Call.Ani»)"),
    ],
    good: [.condition("IsSet(Message.Message.senderAddress)")])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let (site, flow, tree) = (expression.site, expression.flow, expression.tree)
    guard site.kind == .expression || site.kind == .reference, !expression.isCompiled else { return }
    for reference in expression.references {
      // Where a flow declares variables of its own, another rule compares the name with them and with these.
      let isFlow =
        reference.root.lowercased() == "flow" && !flow.table(at: site).completeNamespaces.contains("flow")
      guard case .member(let member, let range)? = reference.steps.first,
        Flow.isBuiltIn(namespace: reference.root) || isFlow && member.utf8.count > 8,
        !member.contains("{"), flow.variables[VariableName(reference.root + "." + member)] == nil
      else { continue }
      let name = reference.root + "." + member
      let place = ByteRange(Int(reference.range.start), Int(range.end))
      // A call of GetJsonObjectProperty begins elsewhere.
      guard tree.text(place).lowercased().hasPrefix(reference.root.lowercased()) else { continue }
      if flow.flow.lacksBuiltIns(under: reference.root) {
        context.report(
          certainty: .likely, "‘\(name.oneLine)’ is no variable of flows of type \(flow.flow.type)", at: place,
          of: expression)
      } else if !BuiltInVariable.isKnown(name) {
        guard context.budget.spend(Self.stepsOfSearch) else { return }
        let near = BuiltInVariable.nearest(to: name)
        if isFlow && near.isEmpty { continue }
        context.report(
          severity: near.isEmpty ? .info : .warning, certainty: near.isEmpty ? .possible : .likely,
          "expected a built-in variable, found ‘\(name.oneLine)’, which is not known\(suggestion(near))", at: place,
          of: expression)
      }
    }
  }

  /// What comparing a name with the known ones takes.
  private static let stepsOfSearch = 1_000
}
