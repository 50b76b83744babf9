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
  /// The attributes that something outside of the linted flows is known to set.
  let knownAttributes: Set<String>
  /// The names of substitutions that are given a value when the flow is published.
  let substitutions: Set<String>

  init(_ file: FlowFile, options: LintOptions) {
    self.file = file
    knownAttributes = Set(options.knownAttributes)
    substitutions = options.substitutions
    let isWhole = !file.diagnostics.contains { $0.severity == .error }
    flows = file.flows.map { LintedFlow($0, options: options, isWhole: isWhole) }
  }
}

/// A flow as rules see it: what several rules or expressions need is worked out when it is first asked for.
final class LintedFlow {
  /// The flow.
  let flow: Flow
  /// The functions that are known.
  let functions: FunctionCatalogue
  /// The objects of the organisation; nil where they are not known.
  let inventory: InventoryIndex?
  /// Whether all of the file was read; else what seems to be missing may stand in the rest.
  let isWhole: Bool
  /// What its variables are known to hold of a conversation.
  lazy var conversationVariables = ConversationVariables(of: self)
  /// What runs after what.
  private(set) lazy var graph = ControlFlow(flow)
  /// What is reached from where its containers are entered.
  private(set) lazy var reached = Dataflow(
    Reachability(), over: graph, from: flow.containers.indices.map { .entry(ContainerID(index: $0)) })
  /// What is reached from where the flow begins.
  private(set) lazy var reachedFromStart = Dataflow(Reachability(), over: graph)
  /// What each action is always preceded by.
  private(set) lazy var dominators = Dominators(of: graph)
  /// The attributes that its actions read and write, in order; user data of other systems is none of them.
  private(set) lazy var attributeUses = flow.isForeign ? [] : flow.attributeUses
  /// Where its actions stand in the document.
  private(set) lazy var actionRanges = NestedRanges(flow.actions.map(\.node.range))
  /// Where its containers stand in the document.
  private(set) lazy var containerRanges = NestedRanges(flow.containers.map(\.node.range))
  /// How many names may still be compared with misspelt ones.
  private var comparisons = TypeChecker.comparisonLimit
  /// Where its variables are shown to hold nothing.
  private(set) lazy var variableStates = VariableStates(flow, over: graph)
  /// Its variables by their names; of several with the same name the first.
  private(set) lazy var variables = Dictionary(flow.variables.map { (VariableName($0.name), $0) }) { first, _ in first }
  /// The attributes that it reads into variables.
  private(set) lazy var attributeReads = Set(flow.actions.flatMap { reads(of: $0) })
  /// The tests that its conditions make.
  private(set) lazy var conditions = ConditionTests(of: self)
  /// The variables that it declares.
  private lazy var symbols = FlowSymbols(flow)
  private var tables: [ContainerID?: SymbolTable] = [:]
  private var lastTyped: (id: SiteID, tree: TypedTree)?
  private var lastTests: (id: SiteID, tests: ConditionTests.Tests)?
  /// The steps that the rule which runs now has left in this file.
  var budget = StepBudget(.max)
  private var lastDigest: (id: SiteID, text: String)?
  /// The sites of each action.
  lazy var sitesByAction: [ActionID: [SiteID]] = {
    var sites: [ActionID: [SiteID]] = [:]
    for (index, site) in flow.sites.enumerated() {
      if let action = site.action { sites[action, default: []].append(SiteID(index: index)) }
    }
    return sites
  }()

  init(_ flow: Flow, options: LintOptions, isWhole: Bool) {
    self.flow = flow
    functions = options.functions
    inventory = options.inventory
    self.isWhole = isWhole
  }

  /// The expression of a site. It is parsed anew each time: a flow may hold more trees than are good to keep.
  subscript(_ id: SiteID) -> FlowExpression { FlowExpression(flow[id], id: id) }

  /// Why an object that the flow names is not found in the inventory; nil where it is, and where nothing is known.
  func absence(_ lookup: ObjectLookup, id: String? = nil) -> String? {
    inventory?.absence(lookup, id: id, comparisons: &comparisons)
  }

  /// The expression with its types, worked out once for all rules.
  func typed(_ expression: FlowExpression) -> TypedTree {
    if let lastTyped, lastTyped.id == expression.id { return lastTyped.tree }
    let checker = TypeChecker(functions: functions, symbols: table(at: expression.site))
    let tree = checker.check(expression.tree, comparisons: &comparisons)
    lastTyped = (expression.id, tree)
    return tree
  }

  /// The tests that an expression itself makes, worked out once for all its parts.
  func tests(of expression: FlowExpression) -> ConditionTests.Tests {
    if let lastTests, lastTests.id == expression.id { return lastTests.tests }
    let tests = ConditionTests.Tests(expression.tree)
    lastTests = (expression.id, tests)
    return tests
  }

  /// The variables that a site sees. Where any variable of a scope is declared, all of it are.
  func table(at site: ExpressionSite) -> SymbolTable {
    let shared = tables[site.container] ?? completed(symbols[site.container])
    tables[site.container] = shared
    guard !site.resolvedNames.isEmpty else { return shared }
    var table = symbols.table(at: site)
    table.completeNamespaces = shared.completeNamespaces
    return table
  }

  private func completed(_ table: SymbolTable) -> SymbolTable {
    var table = table
    table.completeNamespaces = Set(table.names.compactMap { VariableName($0).scope }).intersection(["flow", "task"])
    return table
  }

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
