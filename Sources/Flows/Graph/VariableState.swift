import Expressions
public import SourceText

/// Where the variables of a flow hold nothing: an action that fills them has failed, or no action has filled them yet.
///
/// Followed are the variables that hold nothing at first, that no caller fills, and that some action fills. What is not
/// shown is taken for set: a condition that speaks of a variable counts as a look at it, and
/// what events lead to may come at any time.
public struct VariableStates: Sendable {
  private let graph: ControlFlow
  private let analysis: Analysis
  private let states: Dataflow<Analysis>
  /// The variables that hold nothing at first and that nothing fills.
  private let neverWritten: Set<VariableKey>

  /// Why a variable may hold nothing before an action runs.
  public enum Reason: Hashable, Sendable {
    /// No action of the flow gives it a value.
    case neverWritten
    /// This action, which fills it, has failed.
    case failed(ActionID)
    /// Some way from where it begins to hold anything passes no action that gives it a value; whether what is tested on
    /// the way allows for it is not looked at.
    case notYetWritten
  }

  /// Follows the variables of a flow.
  ///
  /// - Parameter limit: how many facts may be kept; beyond it nothing is followed.
  public init(_ flow: Flow, over graph: ControlFlow, limit: Int = Limits().dataflowFacts) {
    self.graph = graph
    var empty: Set<VariableKey> = []
    for variable in flow.variables where !variable.isInput {
      if case .collection = variable.type { continue }
      switch variable.initialValue {
      case .absent, .unset: empty.insert(VariableKey(VariableName(variable.name), in: variable.container))
      default: break
      }
    }
    var written: Set<VariableKey> = []
    for site in flow.sites where site.kind == .target || site.kind == .binding {
      written.insert(VariableKey(site))
      if site.action == nil { empty.remove(VariableKey(site)) }
    }
    neverWritten = empty.subtracting(written)
    let analysis = Analysis(flow, following: empty.intersection(written), limit: limit / max(1, graph.vertexCount))
    self.analysis = analysis
    states = Dataflow(analysis, over: graph)
  }

  /// Why a variable may hold nothing before an action runs; nil where nothing shows that it can.
  ///
  /// - Parameter spend: takes a number of steps, a point of the flow looked at each; where it says no, nothing is shown.
  public func reason(
    of name: VariableName, before action: ActionID, in container: ContainerID?, spend: (Int) -> Bool = { _ in true }
  ) -> Reason? {
    let key = VariableKey(name, in: container)
    if neverWritten.contains(key) { return .neverWritten }
    guard let number = analysis.numbers[key], let fact = states[.action(action)], fact.unset.contains(number) else {
      return nil
    }
    guard fact.failed.contains(number) else { return .notYetWritten }
    return source(of: number, before: action, spend).map { .failed($0) }
  }

  /// The nearest action on a way to another one that leaves a variable without a value.
  private func source(of number: Int, before action: ActionID, _ spend: (Int) -> Bool) -> ActionID? {
    let fillers = analysis.fillers[number] ?? []
    if fillers.count == 1 { return fillers.first }
    var seen: Set<ControlFlow.Vertex> = []
    var pending = [ControlFlow.Vertex.action(action)]
    var next = 0
    while next < pending.count {
      guard spend(Self.stepsOfVertex) else { return nil }
      let vertex = pending[next]
      next += 1
      for before in graph.predecessors(of: vertex) {
        guard states[before]?.unset.contains(number) == true else { continue }
        if case .action(let id) = before, let fill = analysis.partly[id]?[number],
          graph.successors(of: before).contains(where: { $0.target == vertex && !fill.isFilled(along: $0.reason) })
        {
          return id
        }
        if seen.insert(before).inserted { pending.append(before) }
      }
    }
    return nil
  }
}

extension VariableStates {
  /// What looking at a point takes, in steps of about a token each.
  private static let stepsOfVertex = 10

  /// What is known at a point: for each followed variable a bit in each set.
  struct Fact: Equatable, Sendable {
    var unset = BitSet()
    /// Those of them for which an action has failed on the way.
    var failed = BitSet()

    mutating func settle(_ variables: BitSet) {
      unset = unset.subtracting(variables)
      failed = failed.subtracting(variables)
    }
  }

  /// What an action fills on some of its ways only.
  struct PartialFill: Sendable {
    /// The ways on which it does.
    var ways: Set<String>
    /// Whether one of its ways that is not in the file is another one.
    let failsSilently: Bool

    func isFilled(along reason: ControlFlow.Reason) -> Bool {
      switch reason {
      case .way(let name): ways.contains(name)
      case .next, .otherwise: !failsSilently
      default: true
      }
    }
  }

  struct Analysis: DataflowAnalysis, Sendable {
    /// The numbers of the followed variables.
    private(set) var numbers: [VariableKey: Int] = [:]
    /// What actions fill whatever way they take, or look at.
    private var settled: [ActionID: BitSet] = [:]
    /// What actions fill on some ways only, by the number of the variable.
    private(set) var partly: [ActionID: [Int: PartialFill]] = [:]
    /// The actions that fill each variable on some ways only.
    private(set) var fillers: [Int: [ActionID]] = [:]
    private var flowWide = BitSet()
    private var own: [ContainerID: BitSet] = [:]

    init(_ flow: Flow, following candidates: Set<VariableKey>, limit: Int) {
      var partial: [(site: SiteID, action: ActionID, ways: Set<String>)] = []
      var isPartial: Set<Int> = []
      for (index, action) in flow.actions.enumerated() {
        for output in action.effects.outputs
        where !output.ways.isEmpty && candidates.contains(VariableKey(flow[output.target])) {
          partial.append((output.target, ActionID(index: index), output.ways))
          isPartial.insert(output.target.index)
        }
      }
      guard Set(partial.map { VariableKey(flow[$0.site]) }).count <= limit else { return }
      for fill in partial {
        let number = follow(VariableKey(flow[fill.site]))
        let known = partly[fill.action]?[number]?.ways ?? []
        if known.isEmpty { fillers[number, default: []].append(fill.action) }
        partly[fill.action, default: [:]][number] = PartialFill(
          ways: fill.ways.union(known), failsSilently: flow.failsSilently(fill.action))
      }
      if candidates.count <= limit { for key in candidates { _ = follow(key) } }
      guard !numbers.isEmpty else { return }
      for (index, site) in flow.sites.enumerated() {
        guard let action = site.action else { continue }
        switch site.kind {
        case .target, .binding: if !isPartial.contains(index) { settle([VariableKey(site)], at: action) }
        case .expression, .reference:
          guard flow[action].definition?.decidedBy != nil else { continue }
          settle(site.variableNames.map { VariableKey($0, in: site.container) }, at: action)
        }
      }
    }

    private mutating func follow(_ key: VariableKey) -> Int {
      if let number = numbers[key] { return number }
      let number = numbers.count
      numbers[key] = number
      if let container = key.container {
        own[container, default: BitSet()].insert(number)
      } else {
        flowWide.insert(number)
      }
      return number
    }

    private mutating func settle(_ keys: [VariableKey], at action: ActionID) {
      for key in keys { if let number = numbers[key] { settled[action, default: BitSet()].insert(number) } }
    }

    var initial: Fact { Fact(unset: flowWide) }

    func join(_ left: Fact, _ right: Fact) -> Fact {
      Fact(unset: left.unset.union(right.unset), failed: left.failed.union(right.failed))
    }

    func comeBack(_ fact: Fact, toCaller before: Fact) -> Fact {
      // Nothing takes a value away, so that only what had none before the call can have none after it.
      let unset = fact.unset.intersection(before.unset)
      return Fact(unset: unset, failed: fact.failed.intersection(unset))
    }

    func transfer(_ fact: Fact, through vertex: ControlFlow.Vertex, along edge: ControlFlow.Edge) -> Fact? {
      var fact = edge.reason == .event ? Fact() : fact
      // A task that is not known may fill anything.
      if case .action = vertex, case .after = edge.target { fact = Fact() }
      if case .action(let action) = vertex {
        if let variables = settled[action] { fact.settle(variables) }
        for (number, fill) in partly[action] ?? [:] {
          var variable = BitSet()
          variable.insert(number)
          if fill.isFilled(along: edge.reason) {
            fact.settle(variable)
          } else if fact.unset.contains(number) {
            fact.failed.insert(number)
          }
        }
      }
      if case .entry(let container) = edge.target, let own = own[container] {
        fact.unset = fact.unset.union(own)
        fact.failed = fact.failed.subtracting(own)
      }
      return fact
    }
  }
}

extension Flow {
  /// Whether an action that fails by a way that is not in the file goes on as if nothing had been.
  ///
  /// A time-out is left out where there is a way for other failures: files that draw it are few, and what it does is
  /// told by the action itself.
  fileprivate func failsSilently(_ id: ActionID) -> Bool {
    let names = Set(self[id].branches.map(\.name))
    let failing = self[id].definition?.ways.filter { $0.kind == .failure }.map(\.name) ?? []
    return failing.contains { !names.contains($0) && ($0 != ActionType.timeoutWay || failing.count == 1) }
  }
}

extension ExpressionSite {
  /// The names of variables that stand in the text, scope included.
  fileprivate var variableNames: [VariableName] {
    // Bytes take a fraction of what characters do.
    let words =
      text.isASCII
      ? text.utf8.split { !(($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x5F || $0 == 0x2E) }.map {
        Substring($0)
      }
      : text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
    return words.compactMap { word in
      let parts = word.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
      return parts.count > 1 ? VariableName("\(parts[0]).\(parts[1])") : nil
    }
  }
}
