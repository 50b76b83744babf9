import Documents
import Expressions

/// A value object of a configuration: the text of a value, and the tree that it was compiled to.
///
/// They may stand in any property of any action, so that they are told by their shape.
struct ConfigurationValue {
  let text: Node
  /// The code of the type that the place wants.
  let typeCode: String?
  /// The compiled tree, and the key of its root.
  let config: Node?
  private let root: String?
  private let mode: Int?
  private let node: Node

  enum Form {
    /// As an expression; also one that is made by an editor of sequences.
    case expression
    /// As an expression that did not compile.
    case failedExpression
    /// By picking a variable to be filled.
    case target
    /// By picking a variable to be read.
    case reference
    case literal
    case unset
  }

  /// Takes a node for a value object; nil where it has not the shape of one.
  init?(_ node: Node) {
    guard node.kind == .mapping, let text = node["text"], text.isText else { return nil }
    let meta = node["uiMetaData"]
    guard meta != nil || node["metaData"] != nil || node["version"] != nil else { return nil }
    self.node = node
    self.text = text
    typeCode = node["type"]?.text
    mode = meta?["mode"]?.text.flatMap { Int($0) }
    let entries = node["config"]?.entries ?? []
    config = entries.count == 1 ? node["config"] : nil
    root = entries.count == 1 ? entries.first?.key.text : nil
  }

  /// How the value was given.
  ///
  /// An author's expression is what compiled to an operator or a function, or was typed as one (mode 0).
  var form: Form {
    let isBlank = text.text.map { $0.allSatisfy(\.isWhitespace) } ?? true
    let isLeaf = root.map { ["lit", "emp", "nul", "ref", "sysref"].contains($0) } ?? true
    switch (root, mode) {
    case _ where isLeaf && mode == 2: return isBlank ? .unset : .target
    case (nil, 1): return .literal
    case (nil, 3): return .unset
    case (nil, _): return isBlank ? .unset : .failedExpression
    case _ where mode == 0 || !isLeaf: return isBlank ? .unset : .expression
    case ("lit", _): return .literal
    case ("ref", _), ("sysref", _): return .reference
    default: return .unset
    }
  }

  /// Whether the compiled tree shows that Genesys knows the variable that was picked.
  var isResolved: Bool { root == "ref" || root == "sysref" }

  /// The parts of a literal object or collection that are values again: cards, buttons, items of a list.
  var parts: [(path: [PathElement], node: Node)] {
    var parts: [(path: [PathElement], node: Node)] = []
    if let properties = node["properties"] { parts.append(([.key("properties")], properties)) }
    if root == "lit", let items = config?["lit"]?["items"] {
      parts.append(([.key("config"), .key("lit"), .key("items")], items))
    }
    return parts
  }

  /// The variables that the compiler found in the text.
  var resolvedNames: [ResolvedName] {
    (node["metaData"]?["references"]?.listItems ?? []).compactMap { reference in
      guard let name = reference["name"]?.text, let code = reference["type"]?.text else { return nil }
      return ResolvedName(
        name: name, type: ExpressionType(code: code), isBuiltIn: reference["isSysRef"]?.text == "true")
    }
  }
}

extension Node {
  /// Whether a scalar is a text; XML has nothing else.
  fileprivate var isText: Bool {
    style == .jsonString || (kind == .scalar && tree.format == .xml)
  }
}
