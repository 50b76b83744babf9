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

  init(_ file: FlowFile, functions: FunctionCatalogue) {
    self.file = file
    flows = file.flows.map { LintedFlow($0, functions: functions) }
  }
}

/// A flow as rules see it: what several rules or expressions need is worked out when it is first asked for.
final class LintedFlow {
  /// The flow.
  let flow: Flow
  /// The functions that are known.
  let functions: FunctionCatalogue
  /// What its variables are known to hold of a conversation.
  lazy var conversationVariables = ConversationVariables(of: self)
  /// The steps that the rule which runs now has left in this file.
  var budget = StepBudget(.max)
  private var lastDigest: (id: SiteID, text: String)?

  init(_ flow: Flow, functions: FunctionCatalogue) {
    self.flow = flow
    self.functions = functions
  }

  /// The expression of a site. It is parsed anew each time: a flow may hold more trees than are good to keep.
  subscript(_ id: SiteID) -> FlowExpression { FlowExpression(flow[id], id: id) }

  /// The hash of an expression without its blanks, which fingerprints hold; worked out once for all its findings.
  func digest(of expression: FlowExpression) -> String {
    if let lastDigest, lastDigest.id == expression.id { return lastDigest.text }
    let tree = expression.tree
    let words =
      expression.site.language == .architect
      ? tree.tokens.map { tree.text($0.range) }
      : expression.site.text.split(whereSeparator: \.isWhitespace).map(String.init)
    let digest = SHA256.hexadecimal(of: Array(words.joined(separator: " ").utf8))
    lastDigest = (expression.id, digest)
    return digest
  }
}

/// An expression of a flow, parsed.
struct FlowExpression {
  /// Where it stands.
  let site: ExpressionSite
  /// What it says; empty for what is written in another language than Architect's.
  let tree: SyntaxTree
  /// Its site's id in the flow.
  let id: SiteID

  init(_ site: ExpressionSite, id: SiteID) {
    self.site = site
    self.id = id
    tree = SyntaxTree(parsing: site.language == .architect ? site.text : "")
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
    finding.subject = flow.digest(of: self)
    return finding
  }
}
