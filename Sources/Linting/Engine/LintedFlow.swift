import Documents
import Expressions
import Flows
import SourceText

/// A file as rules see it.
final class LintedFile {
  let file: FlowFile
  let flows: [LintedFlow]
  /// The attributes that something outside of the linted flows is known to set.
  let knownAttributes: Set<String>
  /// The names of substitutions that are given a value when the flow is published; nil where they are not known.
  let substitutions: Set<String>?
  /// The names of those that something beside the file gives a value.
  private(set) lazy var otherSubstitutions = namesBeside(file.source.name)
  private let namesBeside: (String) -> Set<String>

  init(_ file: FlowFile, options: LintOptions) {
    self.file = file
    knownAttributes = Set(options.knownAttributes)
    substitutions = options.substitutions
    namesBeside = options.otherSubstitutions
    let isWhole = !file.diagnostics.contains { $0.severity == .error }
    flows = file.flows.map { LintedFlow($0, options: options, isWhole: isWhole) }
  }
}

/// A flow as rules see it: what several rules or expressions need is worked out when it is first asked for.
final class LintedFlow {
  let flow: Flow
  let functions: FunctionCatalogue
  /// The objects of the organisation; nil where they are not known.
  let inventory: InventoryIndex?
  /// Whether all of the file was read; else what seems to be missing may stand in the rest.
  let isWhole: Bool
  /// Whether a rule of its own tells of variables that nothing gives a value, so that others need not.
  let tellsNeverWritten: Bool
  /// The expressions that are none, although Genesys' compiler took them.
  private(set) lazy var unfitTexts = flow.sites.indices.map { SiteID(index: $0) }.filter { id in
    guard flow[id].kind == .expression, case .compiled = flow[id].compilation else { return false }
    return !self[id].tree.isValid
  }
  /// Whether so many texts do not fit that the file was changed after it was exported.
  private(set) lazy var isAltered = unfitTexts.count > 2
  /// What its variables are known to hold of a conversation.
  private(set) lazy var conversationVariables = ConversationVariables(of: flow) { self[$0].tree }
  /// What people hear or read of it.
  private(set) lazy var spokenTexts = flow.isForeign ? [] : flow.spokenTexts { self[$0].tree }
  private(set) lazy var graph = ControlFlow(flow)
  /// What is reached from where its containers are entered.
  private(set) lazy var reached = graph.reached(from: flow.containers.indices.map { .entry(ContainerID(index: $0)) })
  /// For each action that is never reached the one after which nothing follows.
  private(set) lazy var blockers = reached.blockers(in: flow)
  /// For each action whether what follows it may run once it is done.
  private(set) lazy var completions = graph.completions(of: flow)
  /// What is reached from where the flow begins.
  private(set) lazy var reachedFromStart = graph.reached()
  /// Whether anything in it can be come to again.
  private lazy var goesRound = graph.goesRound(reached: reachedFromStart)
  private var cycles: [EndlessCycle.World: [EndlessCycle]] = [:]
  /// Where its ways just end.
  private(set) lazy var silentEnds = graph.silentEnds(of: flow)
  /// What each action is always preceded by.
  private(set) lazy var dominators = Dominators(of: graph)
  /// The secrets that their names tell.
  private(set) lazy var namedSecrets = flow.namedSecrets
  /// The attributes that its actions read and write, in order; user data of other systems is none of them.
  private(set) lazy var attributeUses = flow.isForeign ? [] : flow.attributeUses
  /// Those, and the ones that the templates of data actions and the outputs of scripts are.
  private(set) lazy var sharedAttributeUses =
    flow.isDataAction || flow.isScript ? flow.attributeUses : attributeUses
  /// The uses that set an attribute after the list they stand in has ended.
  private(set) lazy var lateWrites = attributeUses.filter { use in
    use.isWrite && use.action.map { blockers[$0.index] != nil } == true
  }
  /// Where its actions stand in the document.
  private(set) lazy var actionRanges = NestedRanges(flow.actions.map(\.node.range))
  /// Where its containers stand in the document.
  private(set) lazy var containerRanges = NestedRanges(flow.containers.map(\.node.range))
  /// How many names may still be compared with misspelt ones.
  private var comparisons = TypeChecker.comparisonLimit
  /// Where its variables are shown to hold nothing.
  private(set) lazy var variableStates = VariableStates(flow, over: graph)
  /// Where its variables get values and are read.
  private(set) lazy var variableUses = VariableUses(of: flow) { id in
    self[id].tree.isValid ? self[id].references : nil
  }
  /// Where the counters of its loops hold how many passes there were.
  private(set) lazy var loopCounters = LoopCounters(flow, over: graph)
  /// The variables that the flow itself has to fill and read, with their uses: none of Genesys' own, no slots, which
  /// bots fill, and none of a flow that may do more than what is known of it.
  private(set) lazy var judgedVariables = findJudgedVariables()
  /// The types that the places of its expressions want.
  private(set) lazy var placeTypes = flow.placeTypes
  /// The expressions of variables that are given a value in one place alone, and hold nothing before.
  private(set) lazy var onlyValues: [VariableKey: SiteID] = {
    var writes: [VariableKey: Int] = [:]
    for site in flow.sites where site.kind == .target || site.kind == .binding {
      writes[site.variable, default: 0] += 1
    }
    for variable in flow.variables {
      let key = VariableKey(VariableName(variable.name), in: variable.container)
      switch variable.initialValue {
      case .absent, .unset: if variable.isInput { writes[key, default: 0] += 1 }
      default: writes[key, default: 0] += 1
      }
    }
    var values: [VariableKey: SiteID] = [:]
    for assignment in flow.actions.lazy.flatMap(\.effects.assignments) {
      let key = flow[assignment.target].variable
      if writes[key] == 1, case .expression(let value) = assignment.value { values[key] = value }
    }
    return values
  }()
  /// The ways on which nothing gives a variable a value.
  private(set) lazy var unwrittenWays = UnwrittenWays(of: self)
  /// Its variables by their names; of several with the same name the first.
  private(set) lazy var variables = Dictionary(flow.variables.map { (VariableName($0.name), $0) }) { first, _ in first }
  /// The actions that read an attribute into a variable.
  private(set) lazy var attributeReaders: [AttributeRead: Set<ActionID>] = {
    var readers: [AttributeRead: Set<ActionID>] = [:]
    for use in attributeUses where !use.isWrite {
      guard let key = use.name, let target = use.target, let action = use.action else { continue }
      readers[AttributeRead(key: key, variable: VariableName(flow[target].text)), default: []].insert(action)
    }
    return readers
  }()
  /// The tests that its conditions make.
  private(set) lazy var conditions = ConditionTests(of: self)
  private lazy var symbols = FlowSymbols(flow)
  private var tables: [ContainerID?: SymbolTable] = [:]
  /// The expressions that were parsed and are kept, and how many bytes of text may still be.
  private var expressions: [FlowExpression?]
  private var room = LintedFlow.keptBytes
  private lazy var sitesByAction: [ActionID: [SiteID]] = {
    var sites: [ActionID: [SiteID]] = [:]
    for (index, site) in flow.sites.enumerated() {
      if let action = site.action { sites[action, default: []].append(SiteID(index: index)) }
    }
    return sites
  }()

  /// An attribute that is read into a variable.
  struct AttributeRead: Hashable {
    let key: String
    let variable: VariableName
  }

  init(_ flow: Flow, options: LintOptions, isWhole: Bool) {
    self.flow = flow
    functions = options.functions
    inventory = options.inventory
    self.isWhole = isWhole
    tellsNeverWritten = options.runs(VariableNeverWritten.metadata)
    expressions = Array(repeating: nil, count: flow.sites.count)
  }

  /// The sites that an action holds itself, not those of actions inside it, in order.
  func sites(of action: ActionID) -> [SiteID] { sitesByAction[action] ?? [] }

  /// How many bytes of text the expressions may have that are kept; their trees take many times as much.
  private static let keptBytes = 1 << 20

  /// The expression of a site. It is parsed once, unless the flow has more text than is good to keep trees of.
  subscript(_ id: SiteID) -> FlowExpression {
    if let expression = expressions[id.index] { return expression }
    let expression = FlowExpression(id, in: self)
    let count = expression.site.text.utf8.count
    if count <= room {
      room -= count
      expressions[id.index] = expression
    }
    return expression
  }

  /// The parts of it that nothing leaves.
  func endlessCycles(where world: EndlessCycle.World) -> [EndlessCycle] {
    guard goesRound else { return [] }
    if let known = cycles[world] { return known }
    let found = graph.endlessCycles(of: flow, where: world, reached: reachedFromStart)
    cycles[world] = found
    return found
  }

  /// Why an object that the flow names is not found in the inventory; nil where it is, and where nothing is known.
  func absence(_ lookup: ObjectLookup, id: String? = nil) -> String? {
    inventory?.absence(lookup, id: id, comparisons: &comparisons)
  }

  /// The text or Boolean that a value always is; nil where it differs, or where it is none.
  func constant(_ value: FlowValue) -> Value? {
    switch value {
    case .literal(let node): node.text.map { .string($0) }
    case .expression(let id): flow[id].kind == .expression ? self[id].tree.constant()?.value : nil
    case .absent, .unset, .binding, .other: nil
    }
  }

  /// Whether a condition is always true or always false; nil where it differs.
  func constantTruth(of condition: FlowValue) -> Bool? {
    switch condition {
    case .literal(let node): node.text.flatMap { ["true": true, "false": false][$0.lowercased()] }
    case .expression(let id):
      flow[id].kind == .expression && self[id].tree.isValid ? self[id].truths[self[id].tree.root] : nil
    case .absent, .unset, .binding, .other: nil
    }
  }

  fileprivate func checked(_ expression: FlowExpression) -> TypedTree {
    TypeChecker(functions: functions, symbols: table(at: expression.site))
      .check(expression.tree, comparisons: &comparisons)
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
    let names = table.names
    table.completeNamespaces = Set(
      ["flow", "task", "state"].filter { scope in
        names.contains { name in
          let name = name.utf8
          return name.starts(with: scope.utf8, by: { $0 | 0x20 == $1 })
            && name.dropFirst(scope.utf8.count).first == UInt8(ascii: ".")
        }
      })
    return table
  }
}

/// An expression of a flow, parsed; what several rules ask of it is worked out once.
final class FlowExpression {
  let id: SiteID
  let site: ExpressionSite
  /// What it says; empty for what is written in another language than Architect's.
  let tree: SyntaxTree
  /// The flow that it belongs to.
  unowned let flow: LintedFlow
  private(set) lazy var typed = flow.checked(self)
  /// The types of its parts, without conversions that are put round them.
  private(set) lazy var types: [NodeID: ExpressionType] = typed.nodes.reduce(into: [:]) { types, node in
    switch node.kind {
    case .conversion, .property: break
    default: types[node.origin] = node.type
    }
  }
  private(set) lazy var references = tree.references
  /// Its parts that are true or false whatever the variables hold.
  private(set) lazy var truths =
    tree.holdsConstants(flow.functions) || tree.asksForValues(flow.functions) ? typed.constantTruths : [:]
  /// What its conditions prove of its parts.
  private(set) lazy var facts = Facts(tree, functions: flow.functions)
  /// The tests that it makes itself.
  private(set) lazy var tests = ConditionTests.Tests(tree, functions: flow.functions)
  /// The hash of it without its blanks, which fingerprints hold.
  private(set) lazy var digest: String = {
    let words =
      site.language == .architect
      ? tree.tokens.map { tree.text($0.range) }
      : site.text.split(whereSeparator: \.isWhitespace).map(String.init)
    return SHA256.hexadecimal(of: Array(words.joined(separator: " ").utf8))
  }()

  init(_ id: SiteID, in flow: LintedFlow) {
    self.id = id
    site = flow.flow[id]
    self.flow = flow
    tree = site.tree
  }
}
