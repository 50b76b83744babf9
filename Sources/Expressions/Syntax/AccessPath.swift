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
      switch word.lowercased() {
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

    /// Whether it has a name, which is given in small letters of ASCII; letter case does not count.
    package func isWord(_ word: String) -> Bool {
      guard let name, name.utf8.count == word.utf8.count else { return false }
      return name == word || zip(name.utf8, word.utf8).allSatisfy { Characters.lowercased($0) == $1 }
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
    let (base, steps) = spine(of: unwrapped(id), isIndex: isIndex)
    guard case .name = self[base].kind else { return nil }
    return AccessPath(root: name(of: base), rootRange: self[base].range, steps: steps, range: self[id].range)
  }

  /// The members and indexes of a reference in order, and what they apply to.
  func spine(of id: NodeID, isIndex: (NodeID) -> Bool = { _ in false }) -> (base: NodeID, steps: [AccessPath.Step]) {
    var steps: [AccessPath.Step] = []
    var base = id
    while let inner = operands(of: base).first, let index = operands(of: base).last {
      if case .member = self[base].kind {
        steps.append(.member(name(of: base), self[base].nameRange))
      } else if self[base].kind == .index || isIndex(base) {
        steps.append(writtenStep(to: index) ?? .dynamic(index, self[index].range))
      } else {
        break
      }
      base = unwrapped(inner)
    }
    return (base, steps.reversed())
  }

  /// An index that is written out as a step; nil for one that is evaluated.
  func writtenStep(to index: NodeID) -> AccessPath.Step? {
    let literal = unwrapped(index)
    let range = self[literal].range
    switch self[literal].kind {
    case .string: return .key(stringValue(of: literal), range)
    case .integer: return integerValue(of: literal).map { .index(Int(clamping: $0), range) }
    default: return nil
    }
  }

  /// The value of an integer literal; nil where it is out of range.
  func integerValue(of id: NodeID) -> Int64? {
    Int64(text(self[id].range)).flatMap { $0 <= Value.maximumInteger ? $0 : nil }
  }
}
