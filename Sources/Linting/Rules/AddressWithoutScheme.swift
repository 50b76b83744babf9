import Documents
import Expressions
import Flows
import SourceText

struct AddressWithoutScheme: ExpressionRule, FlowRule {
  static let metadata = RuleMetadata(
    id: "address-without-scheme", severity: .warning,
    summary: "`Call.Ani` or `Call.CalledAddress` is compared with a text that does not begin with `tel:` or `sip:`.",
    rationale: """
      The addresses of a call are written with their scheme, `tel:+13175550116`, so that a comparison with the number \
      alone is never true, and whoever was to be blocked or let through is not. Write the scheme into the text, or compare \
      `ToPhoneNumber(Call.Ani).e164` with the number.
      """,
    bad: [bad],
    good: [
      bad.replacing(
        "«\"+13175550116\"»", with: "\"tel:+13175550116\" or ToPhoneNumber(Call.Ani).e164 == \"+13175550117\"")
    ])

  private static let bad = RuleExample.actions(
    """
    - decision:
        name: Blocked?
        condition:
          exp: Call.Ani == «"+13175550116"»
    - disconnect:
        name: Hang up
    """, in: "inboundCall")

  /// An address of a call, or its first characters.
  private struct Address {
    let name: String
    var isCut = false

    /// Whether an address can be a text.
    func fits(_ text: String) -> Bool {
      let text = text.lowercased()
      if text.isEmpty || text.holds("{{") || text.holds("${") { return true }
      return ["tel:", "sip:", "sips:"].contains { text.hasPrefix($0) || isCut && $0.hasPrefix(text) }
    }
  }

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression, tree.isValid else { return }
    for id in tree.ids {
      for (side, texts, isCut) in comparisons(id, in: tree) {
        guard var address = address(side, in: tree) else { continue }
        address.isCut = address.isCut || isCut
        for text in texts where tree[text].kind == .string && !address.fits(tree.stringValue(of: text)) {
          context.report(
            certainty: .likely, message(address, tree.stringValue(of: text)), at: tree[text].range, of: expression)
        }
      }
    }
  }

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    for (index, action) in flow.flow.actions.enumerated() {
      guard let decision = action.decision, case .expression(let subject) = decision.subject,
        let root = flow[subject].tree.nodes.isEmpty ? nil : flow[subject].tree.root,
        let address = address(root, in: flow[subject].tree)
      else { continue }
      for condition in decision.conditions {
        guard case .string(let text)? = flow.constant(condition), !address.fits(text) else { continue }
        context.report(
          certainty: .likely, message(address, text), at: condition, in: flow, action: ActionID(index: index))
      }
    }
  }

  private func message(_ address: Address, _ text: String) -> String {
    let isNumber = text.contains(where: \.isNumber) && !address.isCut
    let advice = isNumber ? "; write ‘tel:\(text.oneLine)’, or compare ToPhoneNumber(\(address.name)).e164" : ""
    return
      "‘\(address.name)’ begins with ‘tel:’ or ‘sip:’ and ‘\(text.oneLine)’ does not, so that they never agree\(advice)"
  }

  /// What is compared at a node: a side, the texts on the other one, and whether only beginnings are.
  private func comparisons(_ id: NodeID, in tree: SyntaxTree) -> [(side: NodeID, texts: [NodeID], isCut: Bool)] {
    let operands = tree.operands(of: id).map { tree.unwrapped($0) }
    guard operands.count > 1 else { return [] }
    let last = Array(operands.suffix(2))
    let both = [(last[0], [last[1]], false), (last[1], [last[0]], false)]
    switch tree[id].kind {
    case .binary(.equal), .binary(.notEqual): return both
    case .call: break
    default: return []
    }
    guard let function = tree.function(of: id) else { return [] }
    if function.traits.contains(.compares) { return both }
    if function.traits.contains(.comparesBeginning) { return [(operands[0], [operands[1]], true)] }
    guard function.proves.contains(.membership) || function.proves.contains(.place),
      tree.function(of: operands[0])?.traits.contains(.lists) == true
    else { return [] }
    return [(operands[1], tree.operands(of: operands[0]).map { tree.unwrapped($0) }, false)]
  }

  /// The address that a node gives, whole or its beginning.
  private func address(_ id: NodeID, in tree: SyntaxTree) -> Address? {
    let id = tree.unwrapped(id)
    if let name = tree.accessPath(of: id)?.variableName {
      return Self.names.contains(name.lowercased()) && tree.accessPath(of: id)?.steps.count == 1
        ? Address(name: name) : nil
    }
    guard let traits = tree.function(of: id)?.traits, let inner = tree.operands(of: id).first else { return nil }
    if traits.contains(.keepsText) || traits.contains(.changesCase) { return address(inner, in: tree) }
    let operands = tree.operands(of: id).map { tree.text(tree[tree.unwrapped($0)].range) }
    guard traits.contains(.takesBeginning) || traits.contains(.takesPart) && operands.count == 3 && operands[1] == "0",
      var address = address(inner, in: tree)
    else { return nil }
    address.isCut = true
    return address
  }

  private static let names: Set<String> = ["call.ani", "call.calledaddress"]

  /// Whether an expression takes an address of a call, so that texts that it is compared with are its business.
  static func concerns(_ expression: FlowExpression) -> Bool {
    expression.references.contains { $0.variableName.map { names.contains($0.lowercased()) } ?? false }
  }
}
