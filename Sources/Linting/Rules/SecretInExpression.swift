import Expressions
import Flows
import SourceText

/// Finds passwords, keys and tokens in texts.
struct SecretInExpression: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "secret-in-expression", severity: .error,
    summary: "A text in an expression looks like a password, key or token.",
    rationale: """
      Everybody who may look at the flow, its exports, its history and its debugger sees the secret. Keep it in the \
      credentials of an integration, of which data actions make use, and change it, since it is known now.

      Found are `Bearer` and `Basic` headers with their token, addresses with a password, JSON Web Tokens, keys of \
      Amazon, GitHub, Slack and Google, and private keys.
      """,
    bad: [
      .assignment(
        of: #"Append("key=", «"AKIAABCDEFGHIJKLMNOP"»)"#, declaring: ["Flow.result": "string"])
    ],
    good: [.assignment(of: #"Append("key=", Flow.key)"#, declaring: ["Flow.result": "string", "Flow.key": "string"])],
    since: "0.1.0")

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression else { return }
    for id in tree.ids {
      guard tree[id].kind == .string, tree[id].range.count >= 18, tree[id].range.count < 10_000,
        let kind = Secret.kind(in: tree.stringValue(of: id))
      else { continue }
      context.report(
        certainty: .likely,
        "the text looks like \(kind.rawValue); keep it in the credentials of an integration and change it",
        at: tree[id].range, of: expression)
    }
  }
}
