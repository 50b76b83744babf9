import Expressions

/// The description of a function for people.
enum FunctionPage {
  static func firstSentence(of function: Function) -> String {
    let text = function.documentation
    guard let end = text.firstIndex(of: ".") else { return text }
    return String(text[...end])
  }

  static func text(of function: Function) -> String {
    var text = "\(function.name) (\(function.category.rawValue), \(function.confidence.rawValue))\n\n"
    for overload in function.overloads { text += "  \(overload.signature(of: function.name))\n" }
    text += "\n\(function.documentation)\n"
    for rule in function.rules { text += "* \(rule)\n" }
    if !function.examples.isEmpty {
      text += "\nExamples:\n"
      for example in function.examples { text += "  \(example.expression)  →  \(example.value)\n" }
    }
    return text
  }
}
