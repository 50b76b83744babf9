/// What the library found wrong.
struct XMLFailure {
  /// The number of the error in the library.
  var code: Int
  /// The library's own words.
  var message: String
  /// How far it had come.
  var offset: Int

  /// Whether the error is about an end tag, the whole of which is then the place.
  var isOfEndTag: Bool { code == 76 }

  /// Whether the error is about a reference to an entity, at whose end the library stands.
  var isOfReference: Bool { code == 26 }

  /// Whether one piece of markup is longer than the library keeps at once.
  var isOfSize: Bool {
    message.contains("Huge input lookup") || message.contains("too long") || message.contains("too big")
  }

  /// What is wrong.
  ///
  /// - Parameter open: the name of the innermost open element.
  func text(open: String?) -> String {
    let element = open.map { "‘\($0)’" } ?? "the last element"
    return switch code {
    case 4: "the text is empty"
    case 5 where open != nil, 77: "the text ends before \(element) does; expected ‘</\(open ?? "…")>’"
    case 5: "expected the end of the text after the outermost element"
    case 26: "an entity that is not one of &lt; &gt; &amp; &quot; &apos;"
    case 38: "‘<’ cannot stand in an attribute; write ‘&lt;’"
    case 41: "expected ‘=’ and a value after an attribute's name"
    case 42: "an attribute stands twice in one tag"
    case 68: "expected a name"
    case 76: "expected the end tag of \(element), found another"
    default: lowercased
    }
  }

  /// The library's sentence as part of ours.
  private var lowercased: String {
    var text = message
    while text.last?.isWhitespace == true || text.last == "." { text.removeLast() }
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
