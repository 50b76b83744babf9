public import Documents
public import Expressions

/// A place in a flow that holds an expression or a reference to a variable.
public struct ExpressionSite: Sendable {
  /// What stands there.
  public enum Kind: String, Sendable {
    /// An expression (`exp`).
    case expression
    /// A variable that is assigned (`variable`).
    case target
    /// A variable that an output is bound to (`var`).
    case binding
    /// A variable that was picked instead of written: in configuration JSON, and as `Variable(name)` in Composer diagrams.
    case reference
  }

  /// What Genesys' compiler made of the text, as far as the export tells.
  public enum Compilation: Sendable {
    /// The format does not tell.
    case unknown
    /// The text compiled, to a tree in the shape of a configuration's `config`.
    case compiled(Node)
    /// The text is stored and did not compile.
    case failed
  }

  /// What stands there.
  public let kind: Kind
  /// The decoded text: escapes and entities resolved, white space and placeholders kept.
  public let text: String
  /// The scalar; its map leads from the decoded text to the bytes of the file.
  public let node: Node
  /// The keys and indices from the document's root, the last being that of the scalar; in configuration JSON that of the
  /// value object which holds the text.
  public let path: [PathElement]
  /// The container that holds it.
  public let container: ContainerID?
  /// The innermost action that holds it.
  public let action: ActionID?
  /// The language it is written in.
  public internal(set) var language = ExpressionLanguage.architect
  /// The type that the place wants, where the export declares it.
  public var expectedType: ExpressionType?
  /// What Genesys' compiler made of the text.
  public var compilation = Compilation.unknown
  /// The variables that the compiler found in the text, where the export lists them.
  public var resolvedNames: [ResolvedName] = []

  /// The text as Architect's language, parsed anew at each call; the empty expression for texts in other languages.
  public var tree: SyntaxTree { SyntaxTree(parsing: language == .architect ? text : "") }
}

/// A variable as Genesys' compiler resolved it in one expression.
public struct ResolvedName: Hashable, Sendable {
  /// The whole name, such as `Message.Message.body`.
  public let name: String
  /// The type of its values.
  public let type: ExpressionType
  /// Whether Genesys provides it.
  public let isBuiltIn: Bool
}
