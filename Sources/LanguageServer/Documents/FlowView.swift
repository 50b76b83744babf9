import Documents
import Expressions
import Flows
import SourceText

/// A flow as what answers questions about it sees it; what several ask for is worked out once.
final class FlowView {
  let flow: Flow
  private(set) lazy var symbols = FlowSymbols(flow)
  private(set) lazy var uses = VariableUses(of: flow)
  private(set) lazy var attributeUses = flow.attributeUses
  /// Where its actions and containers are named, by their paths.
  private(set) lazy var places = Dictionary(
    flow.actions.map { ($0.path, $0.place) } + flow.containers.map { ($0.path, $0.place) }
  ) { first, _ in first }

  init(_ flow: Flow) { self.flow = flow }

  /// An expression of a flow, and a place in it.
  struct SitePlace {
    let id: SiteID
    let site: ExpressionSite
    let tree: SyntaxTree
    /// The byte in the decoded text.
    let offset: Int
  }

  /// The expression that holds a byte of the file; blanks behind one belong to it.
  func site(at offset: Int) -> SitePlace? {
    let bytes = flow.document.file.bytes
    for (index, site) in flow.sites.enumerated() {
      let range = site.node.contentRange
      guard Int(range.start) <= offset else { continue }
      var at = offset
      if offset > Int(range.end) {
        let gap = bytes[Int(range.end)..<min(offset, bytes.count)]
        guard gap.count <= 64, gap.allSatisfy({ $0 == 0x20 }) else { continue }
        at = Int(range.end)
      }
      guard let decoded = site.node.map.decoded(at: at) else { continue }
      return SitePlace(id: SiteID(index: index), site: site, tree: site.tree, offset: decoded)
    }
    return nil
  }

  /// The tree of a site with its types.
  func typed(_ place: SitePlace, functions: FunctionCatalogue) -> TypedTree {
    TypeChecker(functions: functions, symbols: symbols.table(at: place.site)).check(place.tree)
  }

  /// The innermost action round a byte of the file.
  func action(at offset: Int) -> ActionID? {
    flow.actions.indices.last { flow.actions[$0].node.range.contains(offset) }.map { ActionID(index: $0) }
  }

  /// The container round a byte of the file.
  func container(at offset: Int) -> ContainerID? {
    flow.containers.indices.last { flow.containers[$0].node.range.contains(offset) }.map { ContainerID(index: $0) }
  }

  /// The variable that a name at a byte of the file means: at its declaration, or in an expression.
  func variable(at offset: Int) -> (id: VariableID, range: ByteRange)? {
    for (index, variable) in flow.variables.enumerated() {
      let range = variable.place.kind == .scalar ? variable.place.contentRange : variable.place.range
      guard variable.place.kind == .scalar, Int(range.start) <= offset, offset <= Int(range.end) else { continue }
      return (VariableID(index: index), range)
    }
    guard let place = site(at: offset) else { return nil }
    for index in flow.variables.indices {
      for use in uses[VariableID(index: index)] where use.site == place.id {
        guard Int(use.range.start) <= place.offset, place.offset <= Int(use.range.end) else { continue }
        return (VariableID(index: index), place.site.node.source(of: use.range))
      }
    }
    return nil
  }

  /// The container whose name or id stands at a byte of the file, or that a reference there names.
  func namedContainer(at offset: Int) -> (id: ContainerID, range: ByteRange)? {
    func holds(_ node: Node?) -> Bool {
      guard let node, node.kind == .scalar else { return false }
      return Int(node.contentRange.start) <= offset && offset <= Int(node.contentRange.end)
    }
    for reference in flow.references where holds(reference.node) {
      if let target = reference.target { return (target, reference.node.contentRange) }
    }
    for (index, container) in flow.containers.enumerated() {
      for node in [container.node["name"], container.identity] where holds(node) {
        if let node { return (ContainerID(index: index), node.contentRange) }
      }
    }
    return nil
  }
}
