import Expressions
import SourceText

/// An expression in its normal form: official names of functions, names of variables as they are declared, one blank
/// after commas and round operators, parentheses round every operand that is an operation itself.
///
/// Two expressions have the same form where their trees are the same, letter case of names aside.
struct ExpressionForm {
  /// The text; what is no expression as it is written, without blanks at its ends.
  let text: String
  /// The form by which expressions are compared: the text without regard to the letter case of names.
  let key: String
  /// The value of an expression that is one literal; nil for others.
  let literal: String?
  /// The nodes in the order in which they were printed, each before its operands.
  let nodes: [PrintedNode]

  /// A node of the tree, as far as comparing needs it.
  struct PrintedNode {
    /// The bytes of the text.
    var range: Range<Int>
    /// What it is, without its operands.
    let label: String
    /// Its operands, by their places among the nodes.
    var operands: [Int]
  }

  /// - Parameter names: the names of variables as they are declared, by the names in lower case.
  init(_ written: String, names: [String: String] = [:]) {
    let tree = SyntaxTree(parsing: written)
    guard tree.isValid, tree[tree.root].kind != .empty else {
      text = written.trimmed
      key = text
      literal = nil
      nodes = []
      return
    }
    var printer = Printer(tree: tree, names: names)
    printer.print()
    text = String(decoding: printer.output, as: UTF8.self)
    key = String(decoding: printer.key, as: UTF8.self)
    nodes = printer.nodes
    literal = Self.literal(tree, tree.unwrapped(tree.root))
  }

  private static func literal(_ tree: SyntaxTree, _ root: NodeID) -> String? {
    switch tree[root].kind {
    case .string: tree.stringValue(of: root)
    case .integer, .decimal: tree.text(tree[root].range)
    case .boolean(let value): "\(value)"
    default: nil
    }
  }
}

/// Prints a tree without recursion: what is still to be printed stands on a stack, the next on top.
private struct Printer {
  private enum Piece {
    case node(NodeID, parent: Int?)
    case text(String)
    /// Where a node's text ends.
    case end(Int)
  }

  let tree: SyntaxTree
  let names: [String: String]
  var output: [UInt8] = []
  var key: [UInt8] = []
  var nodes: [ExpressionForm.PrintedNode] = []
  private var pieces: [Piece] = []

  init(tree: SyntaxTree, names: [String: String]) {
    self.tree = tree
    self.names = names
  }

  mutating func print() {
    pieces = [.node(tree.root, parent: nil)]
    while let piece = pieces.popLast() {
      switch piece {
      case .text(let text): write(text)
      case .end(let place): nodes[place].range = nodes[place].range.lowerBound..<output.count
      case .node(let id, let parent): print(tree.unwrapped(id), parent)
      }
    }
  }

  private mutating func write(_ text: String, isLiteral: Bool = false) {
    output += text.utf8
    key += (isLiteral ? text : text.lowercased()).utf8
  }

  private mutating func begin(_ label: String, _ parent: Int?) -> Int {
    let place = nodes.count
    nodes.append(ExpressionForm.PrintedNode(range: output.count..<output.count, label: label, operands: []))
    if let parent { nodes[parent].operands.append(place) }
    pieces.append(.end(place))
    return place
  }

  private mutating func print(_ id: NodeID, _ parent: Int?) {
    let node = tree[id]
    let operands = Array(tree.operands(of: id))
    switch node.kind {
    case .group: pieces.append(.node(tree.unwrapped(id), parent: parent))
    case .string:
      let text = StringLiteral.quoted(tree.stringValue(of: id))
      _ = begin(text, parent)
      write(text, isLiteral: true)
    case .integer, .decimal, .placeholder, .missing, .empty:
      let text = tree.text(node.range)
      _ = begin(text, parent)
      write(text, isLiteral: node.kind == .placeholder)
    case .boolean(let value): leaf("\(value)", parent)
    case .notSet: leaf("NOT_SET", parent)
    case .name: leaf(tree.name(of: id), parent)
    case .member:
      if let name = reference(id) { return leaf(names[name.lowercased()] ?? name, parent) }
      let place = begin(".\(tree.name(of: id).lowercased())", parent)
      push([base(operands.first, place), [.text("." + tree.name(of: id))]])
    case .index:
      let place = begin("[", parent)
      push([
        base(operands.first, place), [.text("[")], operands.dropFirst().first.map { [.node($0, parent: place)] } ?? [],
        [.text("]")],
      ])
    case .unary(let sign):
      let place = begin("unary \(sign.rawValue)", parent)
      push([[.text(sign.rawValue)], operand(operands.first, place)])
    case .binary(let sign):
      let place = begin(sign.rawValue, parent)
      push([operand(operands.first, place), [.text(" \(sign.rawValue) ")], operand(operands.last, place)])
    case .conditional:
      let place = begin("?", parent)
      push(
        operands.enumerated().map { index, id in
          (index == 0 ? [] : [Piece.text(index == 1 ? " ? " : " : ")]) + operand(id, place)
        })
    case .call:
      let written = tree.name(of: id)
      let name = FunctionCatalogue.standard[written]?.name ?? written
      let place = begin("\(name.lowercased())/\(operands.count)", parent)
      let list = operands.enumerated().map { index, id in
        (index == 0 ? [] : [Piece.text(", ")]) + [Piece.node(id, parent: place)]
      }
      push([[.text(name), .text("(")]] + list + [[.text(")")]])
    }
  }

  private mutating func leaf(_ text: String, _ parent: Int?) {
    _ = begin(text.lowercased(), parent)
    write(text)
  }

  /// The first two words of a reference, `Flow.order`; nil for what goes on from there.
  private func reference(_ id: NodeID) -> String? {
    guard let first = tree.operands(of: id).first, tree[first].kind == .name else { return nil }
    return "\(tree.name(of: first)).\(tree.name(of: id))"
  }

  private mutating func push(_ parts: [[Piece]]) {
    for part in parts.reversed() { pieces.append(contentsOf: part.reversed()) }
  }

  /// An operand of an operator.
  private func operand(_ id: NodeID?, _ parent: Int) -> [Piece] {
    guard let id = id.map(tree.unwrapped) else { return [] }
    switch tree[id].kind {
    case .unary, .binary, .conditional: return [.text("("), .node(id, parent: parent), .text(")")]
    default: return [.node(id, parent: parent)]
    }
  }

  /// What a dot or a bracket follows.
  private func base(_ id: NodeID?, _ parent: Int) -> [Piece] {
    guard let id = id.map(tree.unwrapped) else { return [] }
    switch tree[id].kind {
    case .integer, .decimal: return [.text("("), .node(id, parent: parent), .text(")")]
    default: return operand(id, parent)
    }
  }
}

/// A part in which two texts differ.
package struct Difference: Hashable, Sendable {
  /// The part of the old text, in bytes.
  package let old: Range<Int>
  /// The part of the new one.
  package let new: Range<Int>
}

extension ExpressionForm {
  /// The parts in which two expressions differ, in order: the smallest parts of the trees that are not the same.
  static func differences(_ old: ExpressionForm, _ new: ExpressionForm) -> [Difference] {
    guard !old.nodes.isEmpty, !new.nodes.isEmpty else {
      return [Difference(old: 0..<old.text.utf8.count, new: 0..<new.text.utf8.count)]
    }
    let (oldHashes, newHashes) = (old.hashes, new.hashes)
    var found: [Difference] = []
    var pending = [(0, 0)]
    while let (left, right) = pending.popLast() {
      guard oldHashes[left] != newHashes[right] else { continue }
      let (first, second) = (old.nodes[left], new.nodes[right])
      guard first.label == second.label, first.operands.count == second.operands.count, !first.operands.isEmpty else {
        found.append(Difference(old: first.range, new: second.range))
        continue
      }
      pending += zip(first.operands, second.operands).reversed()
    }
    return found
  }

  /// A hash of each node with all below it.
  private var hashes: [Int] {
    var hashes = Array(repeating: 0, count: nodes.count)
    // Operands stand behind the node that has them.
    for place in nodes.indices.reversed() {
      var hasher = Hasher()
      hasher.combine(nodes[place].label)
      for operand in nodes[place].operands { hasher.combine(hashes[operand]) }
      hashes[place] = hasher.finalize()
    }
    return hashes
  }
}
