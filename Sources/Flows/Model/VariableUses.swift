import Documents
package import Expressions
public import SourceText

/// Names one declared variable of a flow.
public typealias VariableID = FlowID<FlowVariable>

/// One place where a declared variable is given a value or read.
public struct VariableUse: Sendable {
  /// How a variable gets a value.
  public enum Source: Sendable {
    /// An action assigns it this value.
    case assignment(FlowValue)
    /// An output of an action fills it, on some ways out of it; none are named where it is on all, or not known.
    case output(FlowEffects.OutputKind, ways: Set<String>)
    /// An attribute is read into it.
    case attribute
    /// A loop counts its passes in it.
    case loopIndex
    /// Something fills it that is not known.
    case other
  }

  /// How it gets a value here; nil where it is read.
  public let source: Source?
  /// The expression or the name.
  public let site: SiteID
  /// Where in the text of the site the name stands.
  public let range: ByteRange
  /// The action that holds it; nil for settings of the flow or of a container.
  public let action: ActionID?

  /// Whether it gives a value.
  public var isWrite: Bool { source != nil }

  /// Whether a loop counts in it.
  public var isLoopIndex: Bool { if case .loopIndex? = source { true } else { false } }
}

/// Where each declared variable of a flow gets a value and where it is read.
///
/// A name means the variable that the innermost container round it declares, else that of the flow. What callers of the
/// flow fill and read is no use of the flow's own: ``FlowVariable/isInput`` and ``FlowVariable/isOutput`` tell of it.
public struct VariableUses: Sendable {
  /// Which variables names mean.
  public let scopes: VariableScopes
  /// The uses of each variable, in the order of the sites.
  private var uses: [[VariableUse]]
  /// Whether something is given a value the name of which is not known, such as that of a substitution.
  public private(set) var hasUnknownTarget = false

  /// The uses of a variable, in the order of the flow's sites.
  public subscript(_ variable: VariableID) -> [VariableUse] { uses[variable.index] }

  /// Gathers the uses of all variables.
  public init(of flow: Flow) {
    self.init(of: flow) { id in
      let tree = flow[id].tree
      return tree.isValid ? tree.references : nil
    }
  }

  /// Gathers the uses of all variables.
  ///
  /// - Parameter references: those in the text of a site, which others may have looked for already; nil where it is no
  ///   expression.
  package init(of flow: Flow, references: (SiteID) -> [AccessPath]?) {
    scopes = VariableScopes(flow)
    uses = Array(repeating: [], count: flow.variables.count)
    guard !flow.variables.isEmpty else { return }
    let sources = Self.sources(in: flow)
    for (index, site) in flow.sites.enumerated() {
      let id = SiteID(index: index)
      let isTarget = site.kind == .target || site.kind == .binding
      if isTarget, site.text.holds("{{") { hasUnknownTarget = true }
      let source = isTarget ? sources[id] ?? .other : nil
      for (name, range) in site.names(references(id)) {
        guard let variable = scopes.variable(name, in: site.container) else { continue }
        uses[variable.index].append(VariableUse(source: source, site: id, range: range, action: site.action))
      }
      // Of what Genesys' compiler found in a text more is known than where it stands.
      for name in site.resolvedNames where !isTarget {
        guard let variable = scopes.variable(VariableName(name.name), in: site.container),
          uses[variable.index].last?.site != id
        else { continue }
        let range = ByteRange(0, site.text.utf8.count)
        uses[variable.index].append(VariableUse(source: nil, site: id, range: range, action: site.action))
      }
    }
  }

  private static func sources(in flow: Flow) -> [SiteID: VariableUse.Source] {
    var sources: [SiteID: VariableUse.Source] = [:]
    for action in flow.actions {
      for assignment in action.effects.assignments { sources[assignment.target] = .assignment(assignment.value) }
      let isLoop = action.definition?.course == .loops
      for output in action.effects.outputs {
        sources[output.target] = isLoop ? .loopIndex : .output(output.kind, ways: output.ways)
      }
      for read in action.effects.reads {
        if let target = read.target { sources[target] = .attribute }
      }
    }
    return sources
  }
}

/// Which declared variables the names in a flow mean.
public struct VariableScopes: Sendable {
  /// The variables that every container sees.
  private var shared: [VariableName: VariableID] = [:]
  /// Those of single containers.
  private var own: [ContainerID: [VariableName: VariableID]] = [:]
  private let parents: [ContainerID?]

  /// Gathers the variables that a flow declares; of several with a name in one place the first counts.
  public init(_ flow: Flow) {
    parents = flow.containers.map(\.parent)
    for (index, variable) in flow.variables.enumerated() {
      let name = VariableName(variable.name)
      let id = VariableID(index: index)
      if let container = variable.container, !name.isFlowWide {
        own[container, default: [:]][name] = own[container]?[name] ?? id
      } else {
        shared[name] = shared[name] ?? id
      }
    }
  }

  /// The variable that a name means, seen from a container; nil where none is declared.
  public func variable(_ name: VariableName, in container: ContainerID?) -> VariableID? {
    if !name.isFlowWide {
      var container = container
      while let id = container {
        if let variable = own[id]?[name] { return variable }
        container = parents[id.index]
      }
    }
    return shared[name]
  }
}

extension Flow {
  /// The edits that put another name in the place of uses of a variable, which are in the order of the sites; nil where
  /// one cannot be written, as in all formats but Archy's.
  public func edits(renaming uses: [VariableUse], to name: String) -> [Edit]? {
    guard isArchy else { return nil }
    var edits: [Edit] = []
    var rest = uses[...]
    while let site = rest.first?.site {
      let here = rest.prefix { $0.site == site }
      rest = rest.dropFirst(here.count)
      let written = self[site].node.edits(replacing: here.map { Node.Replacement($0.range, with: name) })
      guard let written else { return nil }
      edits += written
    }
    return edits
  }
}

extension ExpressionSite {
  /// The names of variables in the text, and where they stand in it; of a text that is no expression all words that look
  /// like one.
  fileprivate func names(
    _ references: @autoclosure () -> [AccessPath]?
  ) -> [(name: VariableName, range: ByteRange)] {
    guard language == .architect else { return [] }
    guard let references = references() else { return words }
    return references.compactMap { path in
      guard let name = path.variable, let end = path.steps.first?.range.end else { return nil }
      return (name, ByteRange(Int(path.rootRange.start), Int(end)))
    }
  }

  /// The words of the text that have a dot inside, up to a second one.
  private var words: [(name: VariableName, range: ByteRange)] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }.compactMap { word in
      let parts = word.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count > 1, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
      let start = text.utf8.distance(from: text.startIndex, to: parts[0].startIndex)
      let end = text.utf8.distance(from: text.startIndex, to: parts[1].endIndex)
      return (VariableName(text[parts[0].startIndex..<parts[1].endIndex].description), ByteRange(start, end))
    }
  }
}
