public import SourceText

/// A value followed by the members that lead into it, as `conversation.from["attributes"].tier` does.
public struct MemberChain: Hashable, Sendable {
  /// One step.
  public enum Step: Hashable, Sendable {
    /// A name, or a text in brackets; the first step of most chains.
    case name(String)
    /// The root of a JSONPath, `$`.
    case root
    /// An index, a filter, a wildcard, or a key that is computed.
    case element
    /// Everything below, `..` in JSONPath.
    case descendants
  }

  /// The steps in order.
  public let steps: [Step]
  /// For each step the offset after it.
  public let ends: [Int]
  /// The bytes of the whole chain.
  public let range: ByteRange
  /// How the chain goes on.
  public let use: Use

  /// What is done with the value that a chain leads to.
  public enum Use: Sendable {
    case read
    /// It is assigned to.
    case written
    /// It is called; the last name is that of the function.
    case called
  }

  /// Creates a chain.
  public init(steps: [Step], ends: [Int], range: ByteRange, use: Use = .read) {
    self.steps = steps
    self.ends = ends
    self.range = range
    self.use = use
  }

  /// The name of a step; nil for one without and beyond the end.
  public func name(_ index: Int) -> String? {
    guard steps.indices.contains(index), case .name(let name) = steps[index] else { return nil }
    return name
  }

  /// Where names follow one another, the index of the first.
  public func firstIndex(of names: [String]) -> Int? {
    guard steps.count >= names.count else { return nil }
    return (0...steps.count - names.count).first { start in
      names.indices.allSatisfy { name(start + $0) == names[$0] }
    }
  }

  /// The bytes of the chain without a function's name at its end.
  public var valueRange: ByteRange {
    guard use == .called, ends.count > 1 else { return range }
    return ByteRange(Int(range.start), ends[ends.count - 2])
  }
}

extension ScriptTokens {
  /// All chains of members, in order of their beginnings; a single name is one too.
  public var chains: [MemberChain] {
    var chains: [MemberChain] = []
    for index in tokens.indices
    where tokens[index].kind == .name && !isToken(index - 1, ".") && !isToken(index - 1, "?.") {
      chains.append(chain(at: index))
    }
    return chains
  }

  /// The chain that begins with a name.
  func chain(at start: Int) -> MemberChain {
    var steps = [MemberChain.Step.name(value(start) ?? "")]
    var ends = [Int(tokens[start].range.end)]
    var first = start
    var next = start + 1
    while next < tokens.count {
      if isToken(next, ".") || isToken(next, "?."), next + 1 < tokens.count, tokens[next + 1].kind == .name {
        steps.append(.name(value(next + 1) ?? ""))
        next += 2
      } else if let bracket = openingBracket(at: next), closing[bracket] > bracket {
        let key = closing[bracket] == bracket + 2 ? value(ofKey: bracket + 1) : nil
        steps.append(key.map { .name($0) } ?? .element)
        next = closing[bracket] + 1
      } else if isToken(next, ")"), isGroup(first - 1), closing[first - 1] == next {
        // The whole of a group: what follows it goes on from the same value.
        first -= 1
        next += 1
        continue
      } else {
        break
      }
      ends.append(Int(tokens[next - 1].range.end))
    }
    let end = first < start ? Int(tokens[next - 1].range.end) : ends[ends.count - 1]
    return MemberChain(
      steps: steps, ends: ends, range: ByteRange(Int(tokens[first].range.start), end), use: use(before: next))
  }

  private func openingBracket(at index: Int) -> Int? {
    if isToken(index, "[") { return index }
    return isToken(index, "?.") && isToken(index + 1, "[") ? index + 1 : nil
  }

  private func value(ofKey index: Int) -> String? {
    switch tokens[index].kind {
    case .string, .template: value(index)
    case .name, .number, .regularExpression, .mark: nil
    }
  }

  /// Whether a round bracket only groups: it is no call's and no condition's.
  private func isGroup(_ index: Int) -> Bool {
    guard isToken(index, "(") else { return false }
    guard index > 0 else { return true }
    switch tokens[index - 1].kind {
    case .name: return ["return", "typeof", "in", "of", "delete", "void", "throw", "case"].contains(written(index - 1))
    case .mark: return !isToken(index - 1, ")") && !isToken(index - 1, "]")
    case .string, .number, .regularExpression: return false
    case .template: return written(index - 1).hasSuffix("${")
    }
  }

  private func use(before next: Int) -> MemberChain.Use {
    if isToken(next, "(") || (isToken(next, "?.") && isToken(next + 1, "(")) { return .called }
    return isToken(next, "=") ? .written : .read
  }
}
