/// What can be told about an expression without evaluating it.
public struct ExpressionFacts: Sendable {
  /// The variables that it reads, and paths into a conversation other than attributes; each once, in order.
  public let reads: [String]
  /// The attributes that it reads through paths into a conversation; each once, in order.
  public let attributes: [AttributeReference]
  /// Whether it can have no value.
  public let canBeNotSet: NotSetPossibility
  /// Its value where that is always the same; nil otherwise.
  public let constant: Value?
  /// The type of the constant; nil where there is none.
  public let constantType: ExpressionType?

  /// Looks at an expression.
  ///
  /// - Parameter symbols: the types of variables, as far as they are known.
  public init(
    of tree: SyntaxTree, symbols: SymbolTable = SymbolTable(), functions: FunctionCatalogue = .standard
  ) {
    var reads: [String] = []
    var attributes: [AttributeReference] = []
    var seen: Set<String> = []
    for path in tree.references {
      if let attribute = AttributeReference(path) {
        if !attributes.contains(attribute) { attributes.append(attribute) }
      } else if Constants.value(of: path) == nil {
        let name = path.variableName ?? tree.text(path.range)
        if seen.insert(name.lowercased()).inserted { reads.append(name) }
      }
    }
    self.reads = reads
    self.attributes = attributes
    let constant = tree.constant(functions: functions)
    self.constant = constant?.value
    constantType = constant?.type
    canBeNotSet =
      constant.map { $0.value.isSet ? .never : .always }
      ?? NotSetAnalysis(tree, symbols: symbols, functions: functions)[tree.root]
  }
}
