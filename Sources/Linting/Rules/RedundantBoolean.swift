import Expressions
import Flows
import SourceText

struct RedundantBoolean: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "redundant-boolean", severity: .info, preset: .pedantic,
    summary: "A Boolean is written in a roundabout way.",
    rationale: """
      `If(c, true, false)` is `c`, `!!c` is `c`, and a comparison `c == true` is `c`. The shorter form is easier to \
      read. A variable that is compared with `true` is left alone: it may be NOT_SET, which a comparison allows and a \
      condition does not.
      """,
    bad: [
      .condition(#"«If(Flow.text == "a", true, false)»"#, declaring: ["Flow.text": "string"]),
      .condition(#"«Contains(Flow.text, "a") == true»"#, declaring: ["Flow.text": "string"]),
    ],
    good: [.condition(#"Flow.text == "a""#, declaring: ["Flow.text": "string"])])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression, tree.isValid else { return }
    for id in tree.ids {
      guard let plain = plainForm(of: id, in: tree) else { continue }
      context.report("this is ‘\(plain.oneLine)’ in a roundabout way", at: tree[id].range, of: expression)
    }
  }

  private func plainForm(of id: NodeID, in tree: SyntaxTree) -> String? {
    let operands = tree.operands(of: id).map { tree.unwrapped($0) }
    switch tree[id].kind {
    case .call, .conditional:
      guard tree[id].kind == .conditional || tree.function(of: id)?.isChoice == true, operands.count == 3,
        case .boolean(let then) = tree[operands[1]].kind,
        case .boolean(let otherwise) = tree[operands[2]].kind, then != otherwise
      else { return nil }
      return then ? tree.text(tree[operands[0]].range) : "!(\(tree.text(tree[operands[0]].range)))"
    case .unary(.not):
      guard case .unary(.not)? = operands.first.map({ tree[$0].kind }), let inner = tree.operands(of: operands[0]).first
      else { return nil }
      return tree.text(tree[inner].range)
    case .binary(let sign) where sign == .equal || sign == .notEqual:
      guard operands.count == 2 else { return nil }
      for (test, flag) in [(operands[0], operands[1]), (operands[1], operands[0])] {
        guard case .boolean(let value) = tree[flag].kind, tree.isTest(test) else { continue }
        let text = tree.text(tree[test].range)
        return value == (sign == .equal) ? text : "!(\(text))"
      }
      return nil
    default: return nil
    }
  }
}

extension SyntaxTree {
  /// Whether a node always gives true or false, and never NOT_SET.
  fileprivate func isTest(_ id: NodeID) -> Bool {
    switch self[id].kind {
    case .unary(.not): return true
    case .binary(let sign): return sign.isTest
    case .call:
      guard let function = function(of: id) else { return false }
      return (function.category == .logical || function.category == .text)
        && function.overloads.allSatisfy { $0.result == .exactly(.boolean) }
    default: return false
    }
  }
}
