import Documents
import Expressions
import Flows
import SourceText

struct SecretInExpression: ExpressionRule, FlowRule {
  static let metadata = RuleMetadata(
    id: "secret-in-expression", severity: .error,
    summary: "A text in an expression, or one that is given to a variable, looks like a password, key or token.",
    rationale: """
      Everybody who may look at the flow, its exports, its history and its debugger sees the secret. Keep it in the \
      credentials of an integration, of which data actions make use, and change it, since it is known now.

      Found are `Bearer` and `Basic` headers with their token, addresses with a password, JSON Web Tokens, keys of \
      Amazon, GitHub, Slack and Google, and private keys; and whatever is given to a variable, an input, an attribute or \
      a header with a name such as `Flow.password`, `clientSecret` or `X-Api-Key`. A placeholder (`{{secret}}`, \
      `<password>`, `changeme`) is none.
      """,
    bad: [
      .assignment(
        of: #"Append("key=", «"AKIAABCDEFGHIJKLMNOP"»)"#, declaring: ["Flow.result": "string"]),
      .assignment(of: #"'«"wiSe0wl-4"»'"#, to: "Flow.password", declaring: ["Flow.password": "string"]),
    ],
    good: [.assignment(of: #"Append("key=", Flow.key)"#, declaring: ["Flow.result": "string", "Flow.key": "string"])])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression else { return }
    for id in tree.ids {
      guard tree[id].kind == .string, tree[id].range.count >= 18, tree[id].range.count < 10_000,
        let kind = Secret.kind(in: tree.stringValue(of: id))
      else { continue }
      context.report(
        certainty: .likely, Self.message("looks like \(kind.rawValue)"), at: tree[id].range, of: expression)
    }
  }

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    for (_, value) in flow.flow.namedValues {
      guard case .literal(let node) = value, let text = node.text, text.utf8.count < 10_000,
        let kind = Secret.kind(in: text)
      else { continue }
      context.report(certainty: .likely, Self.message("looks like \(kind.rawValue)"), at: node, in: flow)
    }
    for secret in flow.namedSecrets where Secret.kind(in: secret.node.text ?? "") == nil {
      let message = Self.message("goes into ‘\(secret.name.oneLine)’, which is named like a secret")
      if let site = secret.site {
        let literal = ByteRange(Int(secret.range.start) - 1, Int(secret.range.end) + 1)
        context.report(certainty: .likely, message, at: literal, of: flow[site])
      } else {
        context.report(certainty: .likely, message, at: secret.node, in: flow)
      }
    }
  }

  private static func message(_ what: String) -> String {
    "the text \(what); keep it in the credentials of an integration and change it"
  }
}
