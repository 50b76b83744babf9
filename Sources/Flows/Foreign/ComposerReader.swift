import Documents
import Expressions
import SourceText

/// Reads the diagrams of Genesys Composer: routing strategies, callflows and interaction processes.
///
/// A diagram's blocks are its actions and its links their ways out. Expressions are ECMAScript in known attributes; the
/// layout of the picture that follows the diagram is passed over.
struct ComposerReader {
  private var collector: SiteCollector
  private var blocks: [String: ActionID] = [:]
  private var links: [(from: String, to: String, name: String?)] = []

  /// The diagrams of a document; nil where it is none of Composer's.
  static func flows(of root: XMLElement, _ document: DocumentTree) -> [Flow]? {
    let isWrapped = root.localName == "XMI"
    let diagrams = (isWrapped ? root.children : [root]).filter { kinds.contains($0.localName) }
    guard isWrapped || !diagrams.isEmpty else { return nil }
    return diagrams.map { diagram in
      var reader = ComposerReader(diagram, document)
      return reader.read(diagram)
    }
  }

  private static let kinds: Set<String> = ["StrategyDiagram", "CallflowDiagram", "IpdDiagram"]

  private init(_ diagram: XMLElement, _ document: DocumentTree) {
    collector = SiteCollector(
      name: diagram["name"]?.text, type: diagram.localName, document: document, node: diagram.node)
  }

  private mutating func read(_ diagram: XMLElement) -> Flow {
    collector.begin(
      container: "diagram", name: diagram["name"]?.text, identity: diagram.attribute(localName: "id"),
      node: diagram.node, path: diagram.path)
    for child in diagram.children {
      switch child.localName {
      case "blocks":
        readBlock(child)
      case "events":
        // An event stands beside the blocks and is an action of its own.
        collector.begin(
          action: "event", name: child["name"]?.text, id: child.attribute(localName: "id")?.text, node: child.node,
          path: child.path)
        readSites(child)
      case "links":
        guard let from = child["fromBlock"]?.text, let to = child["toBlock"]?.text else { continue }
        links.append((from, to, child["name"]?.text.flatMap { $0.isEmpty ? nil : $0 }))
      default:
        // Backups of events and settings of the diagram are no part of what runs.
        break
      }
      collector.action = nil
    }
    for link in links {
      if let from = blocks[link.from], let to = blocks[link.to] { collector.link(from, to: to, name: link.name) }
    }
    collector.addUserData()
    return collector.flow
  }

  private mutating func readBlock(_ block: XMLElement) {
    let id = block.attribute(localName: "id")?.text
    let type = block.attribute(localName: "type")?.text.map(XMLElement.localName) ?? block["category"]?.text ?? "block"
    collector.begin(action: type, name: block["name"]?.text, id: id, node: block.node, path: block.path)
    if let id, let action = collector.action { blocks[id] = action }
    readSites(block)
    for child in block.children { readPart(child, of: type) }
  }

  /// Reads what stands inside a block, at any depth.
  private mutating func readPart(_ part: XMLElement, of blockType: String) {
    readSites(part)
    switch (part.localName, blockType) {
    case ("variables", _):
      if let name = part["name"]?.text {
        collector.add(
          variable: FlowVariable(
            name: name, typeKey: part["type"]?.text ?? "", type: .any, initialValue: .absent,
            isInput: part["type"]?.text == "Input",
            isOutput: false, container: nil, node: part.node))
      }
    case ("assignData", "UserDataBlock"):
      readUserDataItem(part)
      return
    case ("values", "InteractionDataBlock") where part["dataType"]?.text == "User Data":
      if let name = part["name"] {
        collector.add(
          .read, name: name.text, value: name.text, at: name.contentRange, path: part.path + [.key("@name")])
      }
    default:
      break
    }
    for child in part.children { readPart(child, of: blockType) }
  }

  /// Reads one key that a User Data block writes: names and values are texts, or variables by their `Source`.
  private mutating func readUserDataItem(_ item: XMLElement) {
    let parts = item.children
    guard let key = parts.first(where: { $0.localName == "Key" }), let name = key["value"] else { return }
    let value = parts.first { $0.localName == "Value" }
    let isVariable = key["Source"]?.text == "Variable"
    collector.add(
      .write, name: isVariable ? nil : name.text, dynamicName: name.text, value: value?["value"]?.text,
      at: name.contentRange, path: key.path + [.key("@value")])
    for part in [key, value].compactMap({ $0 }) where part["Source"]?.text == "Variable" {
      collector.add(
        part["value"], path: part.path + [.key("@value")], language: .ecmascript, kind: .reference)
    }
  }

  // MARK: Sites

  private mutating func readSites(_ element: XMLElement) {
    let names = Self.expressions[element.localName] ?? []
    for (attribute, value) in element.attributes {
      let kind: ExpressionSite.Kind
      if attribute.hasSuffix("type") || attribute == "name" || attribute == "description" {
        continue
      } else if Self.isVariable(value.text ?? "") {
        kind = .reference
      } else if names.contains(attribute), element["Source"]?.text != "Variable" {
        kind = .expression
      } else {
        continue
      }
      collector.add(value, path: element.path + [.key("@" + attribute)], language: .ecmascript, kind: kind)
    }
  }

  /// Whether a text is `Variable(name)`.
  private static func isVariable(_ text: String) -> Bool {
    text.hasPrefix("Variable(") && text.hasSuffix(")")
  }

  /// The attributes that hold expressions, by element.
  private static let expressions: [String: Set<String>] = [
    "variables": ["value"],
    "conditions": ["expression", "postAction"],
    "assignData": ["Value"],
    "blocks": ["condition", "script", "exitExpression"],
    "parameters": ["value"],
    "inputParameters": ["value"],
    "values": ["value"],
    "conditionalExceptions": ["condition"],
    "transitions": ["condition"],
    "gotostatements": ["condition", "body"],
    "events": ["condition", "body"],
    "menuOptions": ["postAction"],
  ]
}
