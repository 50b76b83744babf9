import Documents
import SourceText

/// Writes trees down so that a table can hold them: `{a: [x, ‘y z’]}`.
enum TreeText {
  static func text(of node: Node) -> String {
    switch node.kind {
    case .scalar:
      let text = node.text ?? ""
      let isWord = !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || "@#{}$_".contains($0) }
      return isWord ? text : "‘\(text)’"
    case .sequence:
      return "[" + node.items.map(text).joined(separator: ", ") + "]"
    case .mapping:
      return "{" + node.entries.map { "\(text(of: $0.key)): \(text(of: $0.value))" }.joined(separator: ", ") + "}"
    }
  }
}

/// Short ways to read texts in tests.
func read(_ text: String) throws(DocumentError) -> DocumentReading {
  try DocumentReader.read(name: "test", contents: Array(text.utf8))
}

/// All scalars of a tree, keys included.
func scalars(of node: Node) -> [Node] {
  switch node.kind {
  case .scalar: [node]
  case .sequence: node.items.flatMap(scalars)
  case .mapping: node.entries.flatMap { scalars(of: $0.key) + scalars(of: $0.value) }
  }
}

/// All nodes of a tree.
func nodes(of node: Node) -> [Node] {
  [node] + node.items.flatMap(nodes) + node.entries.flatMap { nodes(of: $0.key) + nodes(of: $0.value) }
}

/// A small generator of numbers, the same for the same seed on every machine.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
