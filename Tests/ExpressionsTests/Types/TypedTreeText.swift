@testable import Expressions

extension TypedTree {
  /// The tree in one line, operands as Genesys orders them: `+(ref Flow.a:str, lit x:str):str`.
  var summary: String {
    var texts: [String] = []
    for index in nodes.indices {
      let id = TypedNodeID(index: Int32(index))
      let operands = operands(of: id).map { texts[Int($0.index)] }.joined(separator: ", ")
      let body = text(of: id).map { $0.isEmpty ? "" : " \($0)" } ?? "(\(operands))"
      texts.append("\(key(of: id))\(body):\(nodes[index].type.code)")
    }
    return texts.last ?? ""
  }
}

extension SymbolTable {
  /// The variables of the tests in this folder.
  static let sample: SymbolTable = {
    var table = SymbolTable()
    table.declare("Flow.name", .string)
    table.declare("Flow.count", .integer)
    table.declare("Flow.rate", .decimal)
    table.declare("Flow.vip", .boolean)
    table.declare("Flow.list", .collection(.string))
    table.declare("Flow.json", .json)
    table.declare("Task.wait", .duration)
    table.declare("Task.phone", .phoneNumber)
    table.completeNamespaces = ["flow"]
    return table
  }()
}
