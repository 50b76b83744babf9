public import SourceText

extension Node {
  /// A replacement of a part of a scalar's decoded text.
  public struct Replacement: Sendable {
    /// The bytes of the decoded text to replace.
    public let range: ByteRange
    /// What is to be there, decoded.
    public let text: String

    /// Creates a replacement.
    public init(_ range: ByteRange, with text: String) {
      self.range = range
      self.text = text
    }
  }

  /// The edit of the file that replaces a part of the scalar's decoded text; nil where no such edit can be written.
  public func edit(replacing range: ByteRange, with text: String) -> Edit? {
    guard let edits = edits(replacing: [Replacement(range, with: text)]), edits.count == 1 else { return nil }
    return edits[0]
  }

  /// The edits of the file that replace parts of the scalar's decoded text.
  ///
  /// Each part is replaced where it stands, escaped as the scalar is written. Where the scalar then would be read
  /// otherwise (a plain YAML scalar with `: ` in it), the scalar is written anew as a whole. What was written is
  /// decoded again before it is given out, so that an edit never changes more than it should.
  ///
  /// - Parameter replacements: parts that do not overlap, in any order.
  /// - Returns: nil for names, numbers and everything else that cannot hold such a text.
  public func edits(replacing replacements: [Replacement]) -> [Edit]? {
    guard let scalar = ScalarEditor(self) else { return nil }
    return scalar.edits(replacements.sorted { $0.range < $1.range })
  }

  /// A text as it is to be written inside a scalar of some style; nil where it cannot be.
  ///
  /// What a plain or a block scalar may hold depends on the rest of it; ``edits(replacing:)`` looks at that, too.
  public static func escaped(_ text: String, in style: Style) -> String? {
    switch style {
    case .literal: YAMLWriting.isPrintable(text) ? text : nil
    // A line break would be folded there.
    case .plain, .folded: YAMLWriting.isPrintable(text) && !text.contains("\n") ? text : nil
    case .singleQuoted:
      YAMLWriting.isPrintable(text) && !text.contains("\n") ? YAMLWriting.singleQuotedContent(text) : nil
    case .doubleQuoted: YAMLWriting.doubleQuotedContent(text)
    case .jsonString: JSONStringText.escaped(text)
    case .xmlText: XMLWriting.content(text)
    case .xmlCDATA: XMLWriting.section(text)
    case .xmlAttribute: XMLWriting.attribute(text, quote: "\"")
    case .jsonOther, .none: nil
    }
  }
}
