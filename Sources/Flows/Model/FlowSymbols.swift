public import Expressions

/// The variables that the expressions of a flow see.
public struct FlowSymbols: Sendable {
  /// The variables that every container sees.
  private let shared: SymbolTable
  /// Those and the ones of a container, where it declares some.
  private let own: [ContainerID: SymbolTable]

  /// Gathers the variables that a flow declares.
  public init(_ flow: Flow) {
    var shared = SymbolTable()
    var inner: [ContainerID: [FlowVariable]] = [:]
    for variable in flow.variables {
      if let container = variable.container, !VariableName(variable.name).isFlowWide {
        inner[container, default: []].append(variable)
      } else {
        shared.declare(variable.name, variable.type)
      }
    }
    var own: [ContainerID: SymbolTable] = [:]
    for container in flow.containers.indices.map({ ContainerID(index: $0) }) {
      // The task of a menu's choice is declared inside the menu.
      var table = SymbolTable(extending: shared)
      var declares = false
      for id in Self.chain(from: container, in: flow).reversed() {
        for variable in inner[id] ?? [] {
          table.declare(variable.name, variable.type)
          declares = true
        }
      }
      if declares { own[container] = table }
    }
    self.shared = shared
    self.own = own
  }

  /// The variables that expressions of a container see; for nil those that every container does.
  public subscript(_ container: ContainerID?) -> SymbolTable {
    container.flatMap { own[$0] } ?? shared
  }

  /// The variables that the expression of a site sees, names included that the export says how they were resolved.
  public func table(at site: ExpressionSite) -> SymbolTable {
    let seen = self[site.container]
    guard !site.resolvedNames.isEmpty else { return seen }
    var table = SymbolTable(extending: seen)
    for name in site.resolvedNames { table.resolve(name.name, name.type, isBuiltIn: name.isBuiltIn) }
    return table
  }

  private static func chain(from container: ContainerID, in flow: Flow) -> [ContainerID] {
    var chain = [container]
    while let parent = chain.last.flatMap({ flow[$0].parent }), !chain.contains(parent) { chain.append(parent) }
    return chain
  }
}
