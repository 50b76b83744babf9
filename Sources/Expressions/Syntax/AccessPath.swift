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
      // Most words are others, and none of these has another length.
      self = 11...12 ~= word.utf8.count ? Root(lowercased: word.lowercased()) : .variable
    }

    init(lowercased word: String) {
      switch word {
      case "conversation": self = .conversation
      case "participant": self = .participant
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
  /// The ``dottedName`` in lower case, where it was worked out ahead.
  private var preparedName: String?

  /// Creates a path.
  public init(root: String, rootRange: ByteRange, steps: [Step], range: ByteRange) {
    self.root = root
    self.rootRange = rootRange
    self.steps = steps
    self.range = range
    kind = Root(root)
  }

  /// The first word and the members that follow it, with dots between them.
  var dottedName: String {
    var name = root
    for case .member(let word, _) in steps.prefix(memberCount) { name += "." + word }
    return name
  }

  /// How many members follow the first word before anything else does.
  private var memberCount: Int {
    steps.firstIndex { if case .member = $0 { false } else { true } } ?? steps.count
  }

  /// Finds the variable that the path begins with: the longest name, in lower case, of which something is known.
  ///
  /// - Returns: what is known, and how many steps the name covers.
  public func variable<Found>(_ known: (_ name: String) -> Found?) -> (found: Found, stepCount: Int)? {
    var name = preparedName ?? dottedName.lowercased()
    var count = memberCount
    while true {
      if let found = known(name) { return (found, count) }
      guard count > 0, let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
      name = String(name[..<dot])
      count -= 1
    }
  }

  /// Works out ahead what an environment may ask for again and again.
  ///
  /// - Parameter name: the ``dottedName`` in lower case, where it is known.
  mutating func prepare(_ name: String?) {
    if kind == .variable { preparedName = name ?? dottedName.lowercased() }
  }

  /// The path with other steps, of which the same ones are members.
  func replacing(_ steps: [Step]) -> AccessPath {
    var path = AccessPath(root: root, rootRange: rootRange, steps: steps, range: range)
    path.preparedName = preparedName
    return path
  }
}

extension SyntaxTree {
  /// The path that a node writes, or nil where it is no reference (a call, a literal, an operator).
  ///
  /// Parentheses inside the path are looked through.
  public func accessPath(of id: NodeID) -> AccessPath? { path(of: id) { _ in false } }

  /// The words of a name and its members in lower case with dots between them, and how many they are; nil for any other
  /// node.
  func dottedName(of id: NodeID) -> (name: String, count: Int)? {
    var current = id
    var (count, size) = (1, self[id].nameRange.count)
    while case .member = self[current].kind, let base = operands(of: current).first {
      current = base
      count += 1
      size += 1 + self[base].nameRange.count
    }
    guard case .name = self[current].kind else { return nil }
    let range = self[id].range
    if range.count == size { return (lowercasedText(range), count) }
    // Blanks stand round the dots.
    return accessPath(of: id).map { ($0.dottedName.lowercased(), count) }
  }

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
