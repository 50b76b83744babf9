import Expressions

/// The description of a function for people, in a terminal.
enum FunctionPage {
  static func text(of function: Function) -> String {
    var text = "\(function.name) (\(function.category.rawValue), \(function.confidence.rawValue))\n\n"
    for overload in function.overloads { text += "  \(FunctionReference.signature(of: function, overload))\n" }
    if !function.documentation.isEmpty { text += "\n\(function.documentation)\n" }
    for rule in [FunctionReference.notSetRule(of: function)].compactMap({ $0 }) + function.limits {
      text += "* \(rule)\n"
    }
    if !function.examples.isEmpty {
      text += "\nExamples:\n"
      for example in function.examples { text += "  \(example.expression)  →  \(example.value)\n" }
    }
    return text
  }
}
