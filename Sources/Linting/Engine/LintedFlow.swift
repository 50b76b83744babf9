import Documents
import Expressions
import Flows
import SourceText

/// A file as rules see it.
struct LintedFile {
  /// The file that was read.
  let file: FlowFile
  /// Its flows.
  let flows: [LintedFlow]

  init(_ file: FlowFile) {
    self.file = file
    flows = file.flows.map { LintedFlow($0) }
  }
}

/// A flow as rules see it: its expressions are parsed once, and what several rules or expressions need is worked out
/// when it is first asked for.
final class LintedFlow {
  /// The flow.
  let flow: Flow
  /// Its expressions and references to variables, parsed, in the order of ``Flow/sites``.
  let expressions: [FlowExpression]
  /// What its variables are known to hold of a conversation.
  lazy var conversationVariables = ConversationVariables(of: self)

  init(_ flow: Flow) {
    self.flow = flow
    expressions = flow.sites.map { FlowExpression($0) }
  }

  /// The parsed expression of a site.
  subscript(_ id: SiteID) -> FlowExpression { expressions[id.index] }
}

/// An expression of a flow, parsed.
struct FlowExpression {
  /// Where it stands.
  let site: ExpressionSite
  /// What it says.
  let tree: SyntaxTree

  init(_ site: ExpressionSite) {
    self.site = site
    tree = SyntaxTree(parsing: site.text)
  }

  /// A finding about a part of the expression.
  func finding(
    _ rule: RuleMetadata, severity: Severity? = nil, certainty: Finding.Certainty = .certain, _ message: String,
    at range: ByteRange, in flow: LintedFlow, fix: Fix? = nil
  ) -> Finding {
    let place = site.node.map.source(of: range)
    var finding = Finding(
      rule: rule.id, severity: severity ?? rule.severity, certainty: certainty, message: message,
      range: site.node.tree.hasPlaces ? place : nil, location: flow.flow.location(of: site), expression: site.text,
      expressionRange: range, fix: fix)
    finding.order = place.start
    return finding
  }
}
