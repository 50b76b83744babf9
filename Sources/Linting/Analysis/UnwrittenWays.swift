import Expressions
import Flows
import SourceText

/// Ways on which no action gives a variable a value, as far as it is clear that they can be taken.
///
/// What is tested twice in a flow decides the same twice: a value that is given behind one test and used behind another
/// is mostly there. So a way is clear only where no other decision tests, or can test, what decides on the value: the
/// variables in the conditions round the actions that give it, and all that is given values along with it.
struct UnwrittenWays {
  /// The decisions that read each variable, of Genesys' own too.
  private var readers: [VariableName: [ActionID]] = [:]
  /// The variables that each action that holds others, and those that it holds, fill.
  private var filled: [ActionID: Set<VariableName>] = [:]

  /// How many decisions may read a variable, how many actions may fill one, and how many variables may decide, for them
  /// to be looked at.
  private static let mostReaders = 20
  private static let mostWriters = 20
  private static let mostNames = 100

  init(of flow: LintedFlow) {
    for (index, site) in flow.flow.sites.enumerated() {
      guard let action = site.action else { continue }
      let id = SiteID(index: index)
      if site.kind == .target || site.kind == .binding {
        guard let name = flow[id].tree.references.first?.variable else { continue }
        for holder in flow.flow.holders(of: action).map(\.action) + [action] {
          filled[holder, default: []].insert(name)
        }
      } else if flow.flow[action].definition?.decidedBy != nil {
        for name in flow.names(in: id) where readers[name]?.last != action {
          readers[name, default: []].append(action)
        }
      }
    }
  }

  /// Why a variable clearly holds nothing before an action on some way that is known to pass no action that fills it, as
  /// the end of a sentence; nil where that is not clear.
  func reason(of variable: VariableID, before action: ActionID, in flow: LintedFlow) -> String? {
    let writers = flow.variableUses[variable].filter(\.isWrite).compactMap(\.action)
    guard writers.count <= Self.mostWriters else { return nil }
    let around = flow.flow.holders(of: action)
    // What holds each writer and not the reader, the outermost first.
    var chains: [[Flow.Holder]] = []
    var ways: [ActionID: Set<Int>] = [:]
    for writer in writers where writer != action {
      guard flow.flow[writer].container == flow.flow[action].container,
        !around.contains(where: { $0.action == writer })
      else { return nil }
      let holders = flow.flow.holders(of: writer).filter { !around.contains($0) }
      if holders.isEmpty, !flow.flow.isLater(writer, than: action) { return nil }
      if !holders.isEmpty { chains.append(holders.reversed()) }
      for holder in holders { ways[holder.action, default: []].insert(holder.branch) }
    }
    var nearest: Flow.Holder?
    for chain in chains {
      guard isClear(chain.map(\.action), before: action, in: flow),
        let holder = chain.first(where: { ways[$0.action]?.count == 1 && leadsOn(besides: $0, in: flow) }),
        isAuthored(holder, in: flow)
      else { return nil }
      if nearest.map({ $0.action.index < holder.action.index }) ?? true { nearest = holder }
    }
    guard let nearest else { return "no action before it gives it a value" }
    let decider = flow.flow[nearest.action]
    let way = decider.branches[nearest.branch].name
    return "\(decider.type) ‘\((decider.name ?? "").oneLine)’ goes another way than ‘\(way.oneLine)’"
  }

  /// Whether no other decision tests what decides on a value.
  ///
  /// - Parameter deciding: what decides, the outermost first.
  private func isClear(_ deciding: [ActionID], before action: ActionID, in flow: LintedFlow) -> Bool {
    guard let outermost = deciding.first else { return true }
    var names = filled[outermost] ?? []
    for decision in deciding {
      for site in flow.sites(of: decision) { names.formUnion(flow.names(in: site)) }
    }
    guard names.count <= Self.mostNames else { return false }
    for name in names {
      let readers = readers[name] ?? []
      guard readers.count <= Self.mostReaders else { return false }
      for reader in readers where reader != outermost && reader != action {
        guard flow.flow.holders(of: reader).contains(where: { $0.action == outermost }) else { return false }
      }
    }
    return true
  }

  /// Whether some other way of an action than one goes on behind it.
  private func leadsOn(besides holder: Flow.Holder, in flow: LintedFlow) -> Bool {
    let branches = flow.flow[holder.action].branches
    return flow.graph.successors(of: .action(holder.action)).contains { edge in
      guard case .way(let name) = edge.reason else { return edge.reason != .call }
      guard name != branches[holder.branch].name else { return false }
      guard let last = branches.first(where: { $0.name == name })?.actions.last else { return true }
      let course = flow.flow[last].definition?.course
      return flow.reached.reaches(.action(last))
        && [.continues, .branches, .callsTask, .callsFlow, .loops].contains(course)
    }
  }

  /// Whether the author has thought of another way: not for a switch that may know all cases, nor for a loop, which makes
  /// a pass.
  private func isAuthored(_ holder: Flow.Holder, in flow: LintedFlow) -> Bool {
    guard let type = flow.flow[holder.action].definition else { return false }
    if type.decidedBy != nil { return type.decidedBy == .condition }
    let kinds = Set(type.ways.map(\.kind))
    return kinds.contains(.failure) && !kinds.contains(.authored)
  }
}

extension LintedFlow {
  /// The variables that a site reads, of Genesys' own too.
  fileprivate func names(in site: SiteID) -> [VariableName] { self[site].references.compactMap(\.variable) }
}

extension Flow {
  /// An action round another one, and the branch of it that holds that.
  struct Holder: Hashable {
    let action: ActionID
    let branch: Int
  }

  /// The actions round an action, the innermost first.
  func holders(of id: ActionID) -> [Holder] {
    var holders: [Holder] = []
    var current = id
    while let parent = self[current].parent, let branch = self[current].branch {
      holders.append(Holder(action: parent, branch: branch))
      current = parent
    }
    return holders
  }

  /// Whether an action stands later in its list than another one, or than what holds that.
  func isLater(_ id: ActionID, than other: ActionID) -> Bool {
    var current: ActionID? = other
    while let candidate = current {
      if self[candidate].parent == self[id].parent, self[candidate].branch == self[id].branch {
        guard let place = self[id].position, let before = self[candidate].position else { return false }
        return place > before
      }
      current = self[candidate].parent
    }
    return false
  }
}
