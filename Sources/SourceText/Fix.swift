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
