package import SourceText

/// The key that a path names after `attributes`: one in brackets, or all words of a dotted tail, since the map is flat.
package struct AttributeKey {
  /// A key and the steps that follow it.
  package typealias Part = (text: String, rest: ArraySlice<AccessPath.Step>)

  /// The key.
  package let text: String
  /// What follows it.
  package let rest: ArraySlice<AccessPath.Step>
  /// The bytes that write it.
  package let range: ByteRange
  /// Whether it is written as words with dots, not in brackets.
  package let isDotted: Bool
  /// Keys of fewer words, longest first, each with the steps that are left.
  package let shorterKeys: [Part]

  /// Takes the key from the steps after `attributes`; nil where they begin with none.
  package init?(_ steps: ArraySlice<AccessPath.Step>) {
    switch steps.first {
    case .key(let name, let range)?:
      text = name
      rest = steps.dropFirst()
      self.range = range
      isDotted = false
      shorterKeys = []
    case .member(let name, let first)?:
      var text = name
      var range = first
      var rest = steps.dropFirst()
      var shorter: [Part] = []
      while case .member(let word, let place)? = rest.first {
        shorter.append((text, rest))
        text += "." + word
        range = range.union(place)
        rest = rest.dropFirst()
      }
      self.text = text
      self.range = range
      self.rest = rest
      isDotted = true
      shorterKeys = shorter.reversed()
    default:
      return nil
    }
  }
}
