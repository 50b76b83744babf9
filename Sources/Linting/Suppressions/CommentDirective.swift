import SourceText

/// A comment that speaks to the linter: `# plumb: ignore[from-attributes] the header is ours`.
struct CommentDirective {
  enum Kind: String, CaseIterable {
    /// Nothing of some rules on its line; on a line of its own, on the next one.
    case ignore
    /// Nothing of some rules from here.
    case begin = "ignore-begin"
    /// The end of the last `ignore-begin`.
    case end = "ignore-end"
    /// Nothing of some rules in the whole file.
    case file = "ignore-file"
  }

  let kind: Kind
  let rules: [String]
  let reason: String
  let range: ByteRange
  /// The line it stands on, from 0.
  let line: Int
  /// Whether nothing but blanks stands before it on its line.
  let isAlone: Bool

  func fault(_ message: String) -> SuppressionFault { SuppressionFault(message: message, range: range) }
}

/// Reads the comments of a YAML text that speak to the linter.
struct CommentReader {
  private let file: SourceFile
  private static let marker = Array("plumb:".utf8)

  init(_ file: SourceFile) {
    self.file = file
  }

  /// Whether there may be such a comment; costs one look at each `#`.
  static func mayHold(_ file: SourceFile) -> Bool {
    var position = 0
    while let mark = file.bytes.firstIndex(of: UInt8(ascii: "#"), from: position) {
      if start(after: mark, in: file.bytes) != nil { return true }
      position = mark + 1
    }
    return false
  }

  /// The comments in order.
  ///
  /// - Parameter isText: whether an offset lies in a value, where `#` begins no comment.
  func read(isText: (Int) -> Bool) -> [Result<CommentDirective, SuppressionFault>] {
    var readings: [Result<CommentDirective, SuppressionFault>] = []
    for line in file.lines.starts.indices {
      let start = Int(file.lines.starts[line])
      var end = line + 1 < file.lines.starts.count ? Int(file.lines.starts[line + 1]) : file.bytes.count
      while end > start, file.bytes[end - 1] == 0x0A || file.bytes[end - 1] == 0x0D { end -= 1 }
      var position = start
      while let mark = file.bytes[position..<end].firstIndex(of: UInt8(ascii: "#")) {
        position = mark + 1
        let isAfterBlank = mark == start || Self.isBlank(file.bytes[mark - 1])
        guard isAfterBlank, let words = Self.start(after: mark, in: file.bytes), words <= end, !isText(mark) else {
          continue
        }
        let isAlone = file.bytes[start..<mark].allSatisfy { Self.isBlank($0) || $0 == UInt8(ascii: "#") }
        readings.append(
          reading(of: file.bytes[words..<end], range: ByteRange(mark, end), line: line, isAlone: isAlone))
        break
      }
    }
    return readings
  }

  /// The directives in a text that is no comment, one a line.
  func directives(inText text: String, range: ByteRange) -> [CommentDirective] {
    text.utf8.split(separator: 0x0A).compactMap { line in
      let line = Array(line)
      guard let start = line.indices.first(where: { line[$0...].starts(with: Self.marker) }),
        case let words = line[(start + Self.marker.count)...]
      else { return nil }
      return try? reading(of: words, range: range, line: 0, isAlone: true).get()
    }
  }

  private func reading(
    of words: ArraySlice<UInt8>, range: ByteRange, line: Int, isAlone: Bool
  ) -> Result<CommentDirective, SuppressionFault> {
    func problem(_ message: String) -> Result<CommentDirective, SuppressionFault> {
      .failure(SuppressionFault(message: message, range: range))
    }
    let text = String(decoding: words.drop { Self.isBlank($0) }, as: UTF8.self)
    let name = text.prefix { $0.isASCII && ($0.isLetter || $0 == "-") }
    guard let kind = CommentDirective.Kind(rawValue: String(name)) else {
      let near = suggestion(nearestNames(to: String(name), among: CommentDirective.Kind.allCases.map(\.rawValue)))
      return problem("expected ‘ignore[rule]’ after ‘plumb:’, found ‘\(text.clipped)’\(near)")
    }
    var rest = text.dropFirst(name.count)
    var rules: [String] = []
    if rest.first == "[" {
      guard let close = rest.firstIndex(of: "]") else { return problem("expected ‘]’ after the rules") }
      rules = rest[..<close].dropFirst().split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" } }
      rest = rest[close...].dropFirst()
    }
    rules.removeAll { $0.isEmpty }
    if rules.isEmpty, kind != .end {
      return problem("expected the rules in brackets, as in ‘\(kind.rawValue)[from-attributes]’")
    }
    for rule in rules {
      if let reason = RuleCatalogue.problem(withID: rule, switchingOff: true) { return problem(reason) }
    }
    let reason = rest.drop { $0 == " " || $0 == "\t" }
    return .success(
      CommentDirective(
        kind: kind, rules: rules, reason: String(reason), range: range, line: line, isAlone: isAlone))
  }

  /// Where the words after `plumb:` begin, for a `#` that such a comment may begin with.
  private static func start(after mark: Int, in bytes: [UInt8]) -> Int? {
    var position = mark + 1
    while position < bytes.count, isBlank(bytes[position]) { position += 1 }
    guard bytes[position...].starts(with: marker) else { return nil }
    return position + marker.count
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
