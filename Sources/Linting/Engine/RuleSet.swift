/// The rules that run, by what they look at.
struct RuleSet: Sendable {
  /// A rule with its place among those that run.
  struct Active<Rule: Sendable>: Sendable {
    let rule: Rule
    let place: Int
  }

  /// What is to be known about them, in order of their ids.
  let metadata: [RuleMetadata]
  fileprivate(set) var ofFiles: [Active<any FileRule>] = []
  fileprivate(set) var ofFlows: [Active<any FlowRule>] = []
  fileprivate(set) var ofExpressions: [Active<any ExpressionRule>] = []
  fileprivate(set) var ofForeignExpressions: [Active<any ForeignExpressionRule>] = []
  fileprivate(set) var ofSuppressions: [Active<any SuppressionRule>] = []
  fileprivate(set) var ofProjects: [Active<any ProjectRule>] = []

  init(_ types: [any Rule.Type]) {
    metadata = types.map { $0.metadata }
    for (place, type) in types.enumerated() { type.init().join(&self, at: place) }
  }
}

extension FileRule {
  func join(_ rules: inout RuleSet, at place: Int) { rules.ofFiles.append(.init(rule: self, place: place)) }
}

extension FlowRule {
  func join(_ rules: inout RuleSet, at place: Int) { rules.ofFlows.append(.init(rule: self, place: place)) }
}

extension ExpressionRule {
  func join(_ rules: inout RuleSet, at place: Int) { rules.ofExpressions.append(.init(rule: self, place: place)) }
}

extension FlowRule where Self: ExpressionRule {
  func join(_ rules: inout RuleSet, at place: Int) {
    rules.ofFlows.append(.init(rule: self, place: place))
    rules.ofExpressions.append(.init(rule: self, place: place))
  }
}

extension ForeignExpressionRule {
  func join(_ rules: inout RuleSet, at place: Int) {
    rules.ofForeignExpressions.append(.init(rule: self, place: place))
  }
}

extension FlowRule where Self: ForeignExpressionRule {
  func join(_ rules: inout RuleSet, at place: Int) {
    rules.ofFlows.append(.init(rule: self, place: place))
    rules.ofForeignExpressions.append(.init(rule: self, place: place))
  }
}

extension FlowRule where Self: ExpressionRule & ForeignExpressionRule {
  func join(_ rules: inout RuleSet, at place: Int) {
    rules.ofFlows.append(.init(rule: self, place: place))
    rules.ofExpressions.append(.init(rule: self, place: place))
    rules.ofForeignExpressions.append(.init(rule: self, place: place))
  }
}

extension SuppressionRule {
  func join(_ rules: inout RuleSet, at place: Int) { rules.ofSuppressions.append(.init(rule: self, place: place)) }
}

extension ProjectRule {
  func join(_ rules: inout RuleSet, at place: Int) {
    rules.ofFiles.append(.init(rule: self, place: place))
    rules.ofProjects.append(.init(rule: self, place: place))
  }
}
