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
    for overload in function.overloads { text += "  \(signature(of: function, overload))\n" }
    text += "\n\(function.documentation)\n"
    for limit in function.limits { text += "* \(limit)\n" }
    if !function.examples.isEmpty {
      text += "\nExamples:\n"
      for example in function.examples { text += "  \(example.expression)  →  \(example.value)\n" }
    }
    return text
  }

  private static func signature(of function: Function, _ overload: Overload) -> String {
    let parameters = overload.parameters.map { parameter in
      let name =
        "\(parameter.name): \(parameter.type.displayName)"
        + (parameter.allowsNotSet ? " or NOT_SET" : "") + (parameter.isVariadic ? ", …" : "")
      return parameter.isOptional ? "[\(name)]" : name
    }
    return "\(function.name)(\(parameters.joined(separator: ", "))) → \(overload.result.displayName)"
  }
}
