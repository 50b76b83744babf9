/// A replacement of some bytes of a source file.
public struct Edit: Hashable, Sendable {
  /// The bytes to replace, in the text of the source file (`SourceFile.bytes`).
  public let range: ByteRange
  /// What to put there, as it is to be written: already escaped for its place.
  public let replacement: String

  /// Creates an edit.
  public init(_ range: ByteRange, with replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}

extension [UInt8] {
  /// The text with edits, which stand in order and do not overlap.
  package func applying(_ edits: [Edit]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count + edits.reduce(0) { $0 + $1.replacement.utf8.count })
    var position = 0
    for edit in edits {
      let range = edit.range.indices.clamped(to: position..<count)
      result += self[position..<range.lowerBound]
      result += edit.replacement.utf8
      position = range.upperBound
    }
    return result + self[position...]
  }
}

/// A way to mend a finding.
public struct Fix: Hashable, Sendable {
  /// What the fix does, as an imperative: `read the attribute from the customer participant`.
  public let title: String
  /// Whether applying it unseen is right; an unsafe fix may change what a flow does.
  public let isSafe: Bool
  /// The edits, in order and without overlaps.
  public let edits: [Edit]

  /// Creates a fix.
  public init(_ title: String, isSafe: Bool, edits: [Edit]) {
    self.title = title
    self.isSafe = isSafe
    self.edits = edits.sorted { $0.range < $1.range }
  }
}
