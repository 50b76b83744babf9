import Expressions
import JSON

extension JSONWriter {
  /// Writes what can be told about an expression without evaluating it.
  mutating func facts(_ facts: ExpressionFacts) {
    object { writer in
      writer.key("reads")
      writer.array(facts.reads) { $0.string($1) }
      writer.key("attributes")
      writer.array(facts.attributes) { writer, attribute in
        writer.object {
          $0.member("participant", attribute.participant)
          $0.member("key", attribute.key)
        }
      }
      writer.member("canBeNotSet", facts.canBeNotSet.rawValue)
      writer.key("constant")
      if let constant = facts.constant, let type = facts.constantType {
        writer.object { writer in
          writer.member("type", type.code)
          writer.key("value")
          constant.write(to: &writer)
        }
      } else {
        writer.null()
      }
    }
  }
}
