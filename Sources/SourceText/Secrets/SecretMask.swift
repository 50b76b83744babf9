/// Hides secrets in what is shown: the one place that does.
///
/// Of a secret the first characters stay, four at most and a quarter of it at most. Each other one becomes another
/// character of as many bytes, so that every offset, line and column stays that of the text itself.
///
/// A message may quote a part of an expression, and so a part of a secret whose form is not told any more. So a mask can
/// learn the secrets of the texts that a message is about.
public struct SecretMask: Sendable {
  /// The most characters that are shown of a secret.
  public static let shownCount = 4
  /// Runs of so many bytes of a secret are known again; shorter ones show no more than may be shown.
  private static let pieceCount = shownCount + 1

  private static let pieceLimit = Limits().secretPieces

  /// How many bytes may be shown at the beginning of each piece that is known.
  private var pieces: [UInt64: Int] = [:]

  /// Creates a mask that knows secrets by their forms only.
  public init() {}

  /// Creates a mask that knows the secrets of a text.
  public init(of text: String) {
    learn(Array(text.utf8))
  }

  /// Whether it knows secrets by their forms only.
  public var isEmpty: Bool { pieces.isEmpty }

  /// Remembers the secrets of a text, and gives what is to be hidden of it.
  @discardableResult
  public mutating func learn(_ text: [UInt8]) -> [ByteRange] {
    learn(text, secrets: Secret.all(in: text).map(\.range))
  }

  /// Remembers parts of a text that are known to be secrets, and gives what is to be hidden of them.
  public mutating func learn(_ text: [UInt8], secrets: [ByteRange]) -> [ByteRange] {
    secrets.map { secret in
      let hidden = Self.hidden(of: secret, in: text)
      let first = Int(secret.start)
      for start in first...max(first, Int(secret.end) - Self.pieceCount) {
        let end = start + Self.pieceCount
        // The blanks between the lines of a key stand everywhere.
        guard end <= Int(secret.end), pieces.count < Self.pieceLimit, text[start..<end].allSatisfy({ $0 > 0x20 })
        else { continue }
        let piece = Self.piece(at: start, in: text)
        pieces[piece] = min(start == first ? Int(hidden.start) - first : 0, pieces[piece] ?? .max)
      }
      return hidden
    }
  }

  /// Takes over what another mask knows.
  public mutating func formUnion(_ other: SecretMask) {
    pieces.merge(other.pieces) { min($0, $1) }
  }

  /// A text without its secrets.
  public func masked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let ranges = hidden(in: bytes)
    return ranges.isEmpty ? text : String(decoding: Self.hide(ranges, in: bytes), as: UTF8.self)
  }

  /// What is to be hidden of a text: what looks like a secret, and what stands in one that is known.
  func hidden(in text: [UInt8]) -> [ByteRange] {
    var ranges = Secret.all(in: text).map { Self.hidden(of: $0.range, in: text) }
    guard !pieces.isEmpty, text.count >= Self.pieceCount else { return ranges }
    var end = 0
    for start in 0...text.count - Self.pieceCount {
      guard let shown = pieces[Self.piece(at: start, in: text)] else { continue }
      // What of a run has been looked at already is hidden, or is the beginning that may be shown.
      let from = start < end ? end : start + shown
      end = start + Self.pieceCount
      ranges.append(ByteRange(from, end))
    }
    return ranges
  }

  private static func hidden(of secret: ByteRange, in text: [UInt8]) -> ByteRange {
    let bytes = text[secret.indices]
    var shown = min(shownCount, scalarCount(bytes) / 4)
    var start = bytes.startIndex
    while start < bytes.endIndex, shown > 0 {
      start += 1
      while start < bytes.endIndex, isContinuation(text[start]) { start += 1 }
      shown -= 1
    }
    return ByteRange(start, bytes.endIndex)
  }

  private static func piece(at start: Int, in text: [UInt8]) -> UInt64 {
    text[start..<start + pieceCount].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A text in which ranges are hidden; blanks and line ends stay.
  static func hide(_ ranges: [ByteRange], in text: [UInt8]) -> [UInt8] {
    var result = text
    for range in ranges {
      let indices = range.indices.clamped(to: text.indices)
      var start = indices.lowerBound
      // A character is hidden whole, or it would be none any more.
      while start > 0, start < text.count, isContinuation(text[start]) { start -= 1 }
      while start < indices.upperBound {
        var end = start + 1
        while end < text.count, isContinuation(text[end]) { end += 1 }
        if text[start] > 0x20 {
          for (place, byte) in zip(start..<end, filler(end - start).utf8) { result[place] = byte }
        }
        start = end
      }
    }
    return result
  }

  /// A character of as many bytes.
  private static func filler(_ count: Int) -> String {
    switch count {
    case 1: "*"
    case 2: "¤"
    case 3: "•"
    default: "🞄"
    }
  }
}

extension SourceFile {
  /// The file without its secrets: all places are those of the file itself.
  ///
  /// - Parameters:
  ///   - ranges: what holds secrets that a mask cannot see, since they are written with escapes.
  ///   - mask: a mask that has learnt the secrets of the file.
  public func hiding(_ ranges: [ByteRange], by mask: SecretMask) -> SourceFile {
    guard !ranges.isEmpty || !mask.isEmpty else { return self }
    return SourceFile(self, bytes: SecretMask.hide(ranges + mask.hidden(in: bytes), in: bytes))
  }
}
