public import SourceText

/// A reference as it is written: a first word and the members and indexes that follow it, such as
/// `conversation.participants["customer"].attributes.tier` or `Flow.order.items[0].id`.
public struct AccessPath: Hashable, Sendable {
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

  /// Creates a path.
  public init(root: String, rootRange: ByteRange, steps: [Step], range: ByteRange) {
    self.root = root
    self.rootRange = rootRange
    self.steps = steps
    self.range = range
  }
}

extension SyntaxTree {
  /// The path that a node writes, or nil where it is no reference (a call, a literal, an operator).
  ///
  /// Parentheses inside the path are looked through.
  public func accessPath(of id: NodeID) -> AccessPath? {
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
      case .index:
        guard let index = operands(of: current).last else { return nil }
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
