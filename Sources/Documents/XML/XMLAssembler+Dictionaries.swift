import SourceText

/// Reads the form that dicttoxml writes.
extension XMLAssembler {
  /// Looks at the first two elements: whether a converter wrapped the document, and lists in it as `item` elements.
  ///
  /// Either the second has a `type` attribute of that converter, or the first is the wrapper it writes without them.
  mutating func decideForm() {
    guard open.count == 2 else { return }
    let own = attributes[open[1].firstAttribute...]
    let isTyped = own.contains { file.text($0.name) == "type" && XMLForm.types.contains(file.text($0.value)) }
    let isNamed = own.contains { file.text($0.name) == "name" } && file.text(open[1].nameRange) == "key"
    let isWrapped = file.text(open[0].nameRange) == XMLForm.wrapper && open[1].firstAttribute == open[0].firstAttribute
    form = isWrapped || (isTyped && own.count == (isNamed ? 2 : 1)) ? .dictionary : .plain
  }

  /// What an element of that form holds; its attributes that only say so are taken away.
  mutating func dictionaryShape(_ element: Element, _ entry: inout XMLEntry) -> XMLForm.Shape {
    var type: String?
    var kept: [XMLAttribute] = []
    for attribute in attributes[element.firstAttribute...] {
      switch file.text(attribute.name) {
      case "type" where XMLForm.types.contains(file.text(attribute.value)):
        type = file.text(attribute.value)
      case "name" where file.text(element.nameRange) == "key":
        entry.key = attributeNode(attribute)
      default:
        kept.append(attribute)
      }
    }
    attributes.removeLast(attributes.count - element.firstAttribute)
    attributes.append(contentsOf: kept)
    switch type {
    case "list": return .sequence
    case "dict": return .mapping
    case .some: return element.hasElements ? .mapping : .scalar
    case nil:
      let children = ended[element.firstEntry...]
      let areItems = children.allSatisfy { $0.key == nil && file.text($0.nameRange) == "item" }
      return element.hasElements && kept.isEmpty && areItems ? .sequence : .byContent
    }
  }
}
