/// The variables that an expression sees.
public struct SymbolTable: Sendable {
  /// A variable.
  public struct Symbol: Sendable {
    /// The type of its values.
    public let type: ExpressionType
    /// Whether Genesys provides it.
    public let isBuiltIn: Bool
  }

  /// By name in lower case: Architect does not regard letter case.
  private var symbols: [String: Symbol] = [:]
  /// The names that are declared here and not in ``base``.
  private var ownNames: [String] = []
  /// The table that this one adds to; none or one.
  private var base: [SymbolTable] = []
  /// The names as they were declared, for suggestions.
  public var names: [String] { base.flatMap(\.names) + ownNames }
  /// How many ``names`` there are.
  public var nameCount: Int { base.reduce(ownNames.count) { $0 + $1.nameCount } }
  /// The namespaces in lower case whose variables are all declared here, so that any other name in them is a mistake.
  public var completeNamespaces: Set<String> = []
  /// How many words the longest name has.
  private(set) var longestName = 2

  /// Creates a table without variables of a flow; built-in ones are always seen.
  public init() {}

  /// Creates a table that sees what another one does, which is shared and not copied.
  public init(extending base: SymbolTable) {
    self.base = [base]
    completeNamespaces = base.completeNamespaces
    longestName = base.longestName
  }

  /// Declares a variable by its whole name, such as `Flow.order`.
  public mutating func declare(_ name: String, _ type: ExpressionType) {
    if symbols.updateValue(Symbol(type: type, isBuiltIn: false), forKey: name.lowercased()) == nil {
      ownNames.append(name)
    }
    lengthen(for: name)
  }

  /// Takes a name as Genesys' compiler resolved it, unless a variable is declared by it with the same type.
  public mutating func resolve(_ name: String, _ type: ExpressionType, isBuiltIn: Bool) {
    let key = name.lowercased()
    if let known = symbol(key), known.type == type, known.isBuiltIn == isBuiltIn { return }
    symbols[key] = Symbol(type: type, isBuiltIn: isBuiltIn)
    lengthen(for: name)
  }

  private mutating func lengthen(for name: String) {
    longestName = max(longestName, name.utf8.count { $0 == UInt8(ascii: ".") } + 1)
  }

  /// The type of a variable, by its name in any letter case; nil where there is none.
  package func type(of name: String) -> ExpressionType? { symbol(name.lowercased())?.type }

  /// The variable with a name in lower case.
  func symbol(_ name: String) -> Symbol? {
    declared(name) ?? BuiltInVariable.byName[name].map { Symbol(type: $0.type, isBuiltIn: true) }
  }

  private func declared(_ name: String) -> Symbol? {
    if let symbol = symbols[name] { return symbol }
    return base.first?.declared(name)
  }
}
