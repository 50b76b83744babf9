@testable import Expressions

extension SyntaxTree {
  /// The tree in one line: `(+ 1 (* Flow.a 2))`. Groups are written `(group x)`, missing expressions `_`.
  var sExpression: String {
    var texts: [String] = []
    for index in nodes.indices {
      let id = NodeID(index: Int32(index))
      let node = nodes[index]
      let operands = operands(of: id).map { texts[Int($0.index)] }
      let list = operands.map { " " + $0 }.joined()
      let text: String =
        switch node.kind {
        case .string, .integer, .decimal, .name, .placeholder: self.text(node.range)
        case .boolean(let value): value ? "TRUE" : "FALSE"
        case .notSet: "NOT_SET"
        case .member: "\(operands[0]).\(name(of: id))"
        case .index: "\(operands[0])[\(operands[1])]"
        case .call: "(call \(name(of: id))\(list))"
        case .unary(let sign): "(\(sign.rawValue)\(list))"
        case .binary(let sign): "(\(sign.rawValue)\(list))"
        case .conditional: "(?\(list))"
        case .group: "(group\(list))"
        case .empty: "empty"
        case .missing: "_"
        }
      texts.append(text)
    }
    return texts.last ?? ""
  }
}
