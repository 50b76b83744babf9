/// An object of the organisation that a function looks for.
public struct ObjectLookup: Hashable, Sendable {
  /// What is looked up by.
  public enum Key: String, Hashable, Sendable {
    case name, id
  }

  /// The code of the objects' type, such as `que`.
  public let typeCode: String
  /// What `text` is.
  public let key: Key
  /// The name or id.
  public let text: String

  /// Creates a look-up.
  public init(typeCode: String, key: Key, text: String) {
    self.typeCode = typeCode
    self.key = key
    self.text = text
  }
}

extension SyntaxTree {
  /// The object that a call looks for, and its argument, where that is a text which is written out.
  package func lookup(of call: NodeID, in functions: FunctionCatalogue) -> (object: ObjectLookup, argument: NodeID)? {
    guard self[call].kind == .call, let overload = function(of: call, in: functions)?.overloads.first,
      case .lookup(let key) = overload.implementation, case .exactly(let type) = overload.result,
      let argument = operands(of: call).first, self[argument].kind == .string
    else { return nil }
    return (ObjectLookup(typeCode: type.code, key: key, text: stringValue(of: argument)), argument)
  }
}
