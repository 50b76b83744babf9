import Documents
import Expressions
import Flows
import SourceText

/// The options as the rules of all files share them.
final class SharedOptions: Sendable {
  let options: LintOptions
  init(_ options: LintOptions) { self.options = options }
}

/// What a rule is given beside what it looks at, while it looks at one file: where it reports, and how much it may do.
final class RuleContext {
  let rule: RuleMetadata
  /// The steps that it has left in this file.
  let budget: StepBudget
  private(set) var findings: [Finding] = []
  private let shared: SharedOptions
  private var options: LintOptions { _read { yield shared.options } }
  /// How many findings are still taken, and how many were reported beyond.
  private var room = Int.max
  private var leftOut = 0

  init(_ rule: RuleMetadata, _ options: SharedOptions) {
    self.rule = rule
    shared = options
    budget = StepBudget(options.options.limits.ruleSteps)
  }

  /// Whether another rule runs too.
  func runs(_ rule: any Rule.Type) -> Bool { options.runs(rule.metadata) }

  /// Whether what only a preset asks for is wanted: by it, or by the rule's name.
  func isWanted(in preset: RuleMetadata.Preset) -> Bool {
    if options.preset >= preset || options.select?.contains(rule.id) == true { return true }
    return if case .severity? = options.severities[rule.id] { true } else { false }
  }

  /// What one of the rule's own options is set to; each rule asks for options that it has.
  func option(_ name: String) -> Int {
    rule.options.first { $0.name == name }.map { options.value(of: $0, of: rule) } ?? 0
  }

  // MARK: Reporting

  /// Reports a part of an expression.
  ///
  /// - Parameters:
  ///   - claim: What has to hold in all files of a run, for a ``ProjectRule`` to decide by.
  ///   - fix: How to mend it; worked out when it is asked for.
  func report(
    severity: Severity? = nil, certainty: Certainty = .certain, _ message: @autoclosure () -> String,
    at range: ByteRange, of expression: FlowExpression, claim: (any Sendable)? = nil,
    fix: @autoclosure @escaping Finding.FixMaker = nil
  ) {
    let site = expression.site
    add(
      severity, certainty, message(), at: site.node.map.source(of: range), isShown: site.node.tree.hasPlaces,
      expression.flow.flow.location(of: site), of: (expression, range), claim: claim, fix: fix())
  }

  /// Reports something that is no expression: a node inside an action or a container.
  func report(
    severity: Severity? = nil, certainty: Certainty = .certain, _ message: @autoclosure () -> String,
    at node: Node, in flow: LintedFlow, action: ActionID?, container: ContainerID? = nil, claim: (any Sendable)? = nil,
    fix: @autoclosure @escaping Finding.FixMaker = nil
  ) {
    let place = action.map { flow.flow[$0].path } ?? container.map { flow.flow[$0].path } ?? []
    let container = container ?? action.map { flow.flow[$0].container }
    add(
      severity, certainty, message(), at: node.kind == .scalar ? node.contentRange : node.range,
      isShown: node.tree.hasPlaces, flow.flow.location(container: container, action: action, path: place), claim: claim,
      fix: fix())
  }

  /// Reports a value, a literal or an expression; others are passed over.
  func report(
    certainty: Certainty = .certain, _ message: @autoclosure () -> String, at value: FlowValue,
    in flow: LintedFlow, action: ActionID?
  ) {
    switch value {
    case .literal(let node): report(certainty: certainty, message(), at: node, in: flow, action: action)
    case .expression(let id):
      let tree = flow[id].tree
      report(certainty: certainty, message(), at: tree[tree.root].range, of: flow[id])
    case .absent, .unset, .binding, .other: break
    }
  }

  /// Reports a node of the document, wherever it stands.
  func report(
    certainty: Certainty = .certain, _ message: @autoclosure () -> String, at node: Node, in flow: LintedFlow,
    fix: @autoclosure @escaping Finding.FixMaker = nil
  ) {
    let (action, container) = flow.holder(of: node)
    report(
      certainty: certainty, message(), at: node, in: flow, action: action, container: container, fix: fix())
  }

  /// Reports the name of an attribute where a name is said, else the action.
  func report(
    certainty: Certainty = .certain, _ message: @autoclosure () -> String, about use: AttributeUse,
    in flow: LintedFlow, claim: (any Sendable)? = nil
  ) {
    if case .expression(let id) = use.nameValue {
      let expression = flow[id]
      if let root = expression.tree.nodes.last {
        return report(certainty: certainty, message(), at: root.range, of: expression, claim: claim)
      }
    }
    guard !flow.flow.isForeign else {
      return add(
        nil, certainty, message(), at: use.range, isShown: flow.flow.document.hasPlaces,
        flow.flow.location(container: use.container, action: use.action, path: use.path), claim: claim)
    }
    let holder = use.action.map { flow.flow[$0].place } ?? flow.flow.node
    report(
      certainty: certainty, message(), at: use.literalName ?? holder, in: flow, action: use.action, claim: claim)
  }

  /// Reports a range of the file, which belongs to no action.
  func report(
    severity: Severity? = nil, _ message: String, at range: ByteRange, isShown: Bool = true,
    location: FlowLocation = FlowLocation()
  ) {
    add(severity, .certain, message, at: range, isShown: isShown, location)
  }

  private func add(
    _ severity: Severity?, _ certainty: Certainty, _ message: @autoclosure () -> String, at range: ByteRange,
    isShown: Bool, _ location: @autoclosure () -> FlowLocation,
    of part: (whole: FlowExpression, range: ByteRange)? = nil,
    claim: (any Sendable)? = nil, fix: @autoclosure @escaping Finding.FixMaker = nil
  ) {
    guard room > 0 else {
      leftOut += 1
      return
    }
    room -= 1
    var finding = Finding(
      rule: rule.id, severity: options.severity(severity ?? rule.severity, of: rule), certainty: certainty,
      message: message(), range: isShown ? range : nil, location: location(), expression: part?.whole.site.text,
      expressionRange: part?.range, fix: fix())
    finding.order = range.start
    finding.subject = part?.whole.digest
    finding.claim = claim
    findings.append(finding)
  }

  // MARK: Limits

  /// How many bytes of expressions the findings in one expression may carry together.
  private static let reportedBytes = 20_000_000

  /// Looks at one expression. Findings that would only repeat a very long one are counted and left out.
  func look(at expression: FlowExpression, _ check: () -> Void) {
    room = max(1, Self.reportedBytes / max(1, expression.site.text.utf8.count))
    leftOut = 0
    check()
    if leftOut > 0, let last = findings.indices.last {
      findings[last].message += "; \(leftOut) more in this expression are left out"
    }
    room = .max
  }

  /// Takes the steps for an expression that was looked at, and reports where there are no more.
  func spend(on expression: FlowExpression) {
    guard !budget.spend(expression.tree.tokens.count + 1) else { return }
    report(
      severity: .info,
      "the rule stopped after \(options.limits.ruleSteps) steps; what follows in this file is not checked for it"
        + Limits.remedy("rule-steps"),
      at: ByteRange(0, expression.site.text.utf8.count), of: expression)
  }
}

extension AttributeUse {
  /// The scalar of a name that is written out.
  fileprivate var literalName: Node? {
    if case .literal(let node) = nameValue, node.kind == .scalar { node } else { nil }
  }
}
