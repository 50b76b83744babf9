public import SourceText

/// A reference as it is written: a first word and the members and indexes that follow it, such as
/// `conversation.participants["customer"].attributes.tier` or `Flow.order.items[0].id`.
public struct AccessPath: Sendable {
  /// What the first word of a reference says that it leads into.
  public enum Root: Hashable, Sendable {
    /// The conversation, which Architect does not have.
    case conversation
    /// The customer of the conversation, likewise.
    case participant
    /// Anything else: a variable, a constant.
    case variable

    /// Reads a first word, without regard to letter case.
    init(_ word: String) {
      switch word.utf8.count {
      case 12 where word.lowercased() == "conversation": self = .conversation
      case 11 where word.lowercased() == "participant": self = .participant
      default: self = .variable
      }
    }
  }

  /// One member or index.
  public enum Step: Hashable, Sendable {
    /// `.name`; the range is that of the word.
    case member(String, ByteRange)
    /// `["text"]`; the range is that of the literal.
    case key(String, ByteRange)
    /// `[3]`; the range is that of the literal.
    case index(Int, ByteRange)
    /// `[any other expression]`; an evaluator replaces it by `key` or `index`.
    case dynamic(NodeID, ByteRange)

    /// The bytes of the word or of the index expression.
    public var range: ByteRange {
      switch self {
      case .member(_, let range), .key(_, let range), .index(_, let range), .dynamic(_, let range): range
      }
    }

    /// The name of a member or of a literal key.
    public var name: String? {
      switch self {
      case .member(let name, _), .key(let name, _): name
      case .index, .dynamic: nil
      }
    }
  }

  /// The first word as it is written.
  public let root: String
  /// The bytes of the first word.
  public let rootRange: ByteRange
  /// What follows it.
  public let steps: [Step]
  /// The bytes of the whole reference.
  public let range: ByteRange
  /// What the first word leads into.
  public let kind: Root
  /// The ``variableKeys`` where they were worked out ahead.
  private var preparedKeys: [String]?

  /// Creates a path.
  public init(root: String, rootRange: ByteRange, steps: [Step], range: ByteRange) {
    self.root = root
    self.rootRange = rootRange
    self.steps = steps
    self.range = range
    kind = Root(root)
  }

  /// The names that the variable may have, in lower case: the first word, then one dotted word more each. The place of
  /// a name is the number of steps that it covers.
  public var variableKeys: [String] {
    if let preparedKeys { return preparedKeys }
    var keys = [root.lowercased()]
    for step in steps {
      guard case .member(let word, _) = step else { break }
      keys.append(keys[keys.count - 1] + "." + word.lowercased())
    }
    return keys
  }

  /// The path with all worked out that an environment may ask it for again and again.
  func prepared() -> AccessPath {
    var path = self
    if kind == .variable { path.preparedKeys = variableKeys }
    return path
  }

  /// The path with other steps, of which the same ones are members.
  func replacing(_ steps: [Step]) -> AccessPath {
    var path = AccessPath(root: root, rootRange: rootRange, steps: steps, range: range)
    path.preparedKeys = preparedKeys
    return path
  }
}

extension SyntaxTree {
  /// The path that a node writes, or nil where it is no reference (a call, a literal, an operator).
  ///
  /// Parentheses inside the path are looked through.
  public func accessPath(of id: NodeID) -> AccessPath? { path(of: id) { _ in false } }

  /// The path that a node writes.
  ///
  /// - Parameter isIndex: whether a call of two arguments takes the member of the first that the second names.
  func path(of id: NodeID, isIndex: (NodeID) -> Bool) -> AccessPath? {
    var steps: [AccessPath.Step] = []
    var current = unwrapped(id)
    while true {
      let node = self[current]
      switch node.kind {
      case .name:
        return AccessPath(
          root: text(node.nameRange), rootRange: node.nameRange, steps: steps.reversed(), range: self[id].range)
      case .member:
        steps.append(.member(text(node.nameRange), node.nameRange))
      case .index, .call:
        guard node.kind == .index || isIndex(current), let index = operands(of: current).last else { return nil }
        steps.append(step(ofIndex: index))
      default:
        return nil
      }
      guard let base = operands(of: current).first else { return nil }
      current = unwrapped(base)
    }
  }

  private func step(ofIndex id: NodeID) -> AccessPath.Step {
    let inner = unwrapped(id)
    let node = self[inner]
    switch node.kind {
    case .string:
      return .key(stringValue(of: inner), node.range)
    case .integer:
      if let value = Int(text(node.range)) { return .index(value, node.range) }
      return .dynamic(id, node.range)
    default:
      return .dynamic(id, self[id].range)
    }
  }
}
