public import JSON

extension TypedTree {
  /// Writes the tree in the shape in which flow configurations keep compiled expressions: one object with one key for
  /// each node, which holds `pos`, `type`, and `operands` or `text`.
  public func write(to writer: inout JSONWriter) {
    // What only the service knows (ids of variables and of objects) is left out.
    let positions = positions
    var steps: [WritingStep] = [.begin(root)]
    while let step = steps.popLast() {
      switch step {
      case .begin(let id):
        let node = self[id]
        writer.beginObject()
        writer.key(key(of: id))
        writer.beginObject()
        writer.member("pos", positions[node.anchor])
        writer.member("type", node.type.code)
        steps.append(.end)
        if let text = text(of: id) {
          writer.member("text", text)
        } else {
          writer.key("operands")
          writer.beginArray()
          steps.append(.endOperands)
          for operand in operands(of: id).reversed() { steps.append(.begin(operand)) }
        }
      case .endOperands:
        writer.endArray()
      case .end:
        writer.endObject()
        writer.endObject()
      }
    }
  }

  private enum WritingStep {
    case begin(TypedNodeID)
    case endOperands
    case end
  }
}
