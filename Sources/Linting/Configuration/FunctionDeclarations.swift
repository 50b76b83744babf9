import Documents
import Expressions
import Flows
import SourceText

extension SettingsSection {
  mutating func functions(_ node: Node) -> [Function] {
    var functions: [Function] = []
    for entry in entries(of: node, "‘functions’") {
      guard SignatureSet.isFunctionName(entry.key) else {
        report("expected the name of a function, found ‘\(entry.key.clipped)’", at: entry.name)
        continue
      }
      var overloads: [Overload] = []
      for item in items(of: entry.value, "the ways to call ‘\(entry.key)’") {
        if let overload = overload(item) { overloads.append(overload) }
      }
      if entry.value.isBlank || (entry.value.kind == .sequence && entry.value.count == 0) {
        report(
          "expected at least one way to call ‘\(entry.key)’, such as {parameters: [str], result: bln}", at: entry.name)
      }
      guard !overloads.isEmpty else { continue }
      functions.append(Function(declared: entry.key, "Declared by the configuration.", overloads: overloads))
    }
    return functions
  }

  private mutating func overload(_ node: Node) -> Overload? {
    guard node.kind == .mapping else {
      report(
        "expected a way to call a function, such as {parameters: [str], result: bln}, found \(node.described)", at: node
      )
      return nil
    }
    var parameters: [Parameter] = []
    var result: ExpressionType?
    let before = problems.count
    let members = members(of: node, "a way to call a function", keys: ["parameters", "result"])
    for member in members {
      if member.key == "parameters" {
        parameters = self.parameters(member.value)
      } else if let code = text(member.value, "a type code such as str") {
        result = type(code, member.value)
      }
    }
    if !members.contains(where: { $0.key == "result" }) {
      report("expected ‘result’, the type code of what the call gives", at: node)
    }
    guard problems.count == before, let result else { return nil }
    return Overload(parameters, .exactly(result))
  }

  private mutating func parameters(_ node: Node) -> [Parameter] {
    var parameters: [Parameter] = []
    for item in items(of: node, "‘parameters’") {
      guard let text = text(item, "a type code such as str"),
        let parameter = parameter(text, item, parameters.count + 1)
      else { continue }
      if parameters.last?.isVariadic == true {
        report("expected no parameter after one that takes any number of arguments", at: item)
      } else if parameters.last?.isOptional == true, !parameter.isOptional {
        report("expected a parameter that may be left out, as those before it, such as ‘\(text.clipped)?’", at: item)
      }
      parameters.append(parameter)
    }
    return parameters
  }

  /// A parameter: a type code, `|not-set` where that is allowed, and `?` or `...` where it may be left out or repeated.
  private mutating func parameter(_ text: String, _ node: Node, _ place: Int) -> Parameter? {
    var code = text[...]
    let isVariadic = code.hasSuffix("...")
    if isVariadic { code = code.dropLast(3) }
    let isOptional = !isVariadic && code.hasSuffix("?")
    if isOptional { code = code.dropLast() }
    let allowsNotSet = code.hasSuffix("|not-set")
    if allowsNotSet { code = code.dropLast("|not-set".count) }
    guard !code.contains(where: { "|?. ".contains($0) }) else {
      report(
        "expected a type code with ‘|not-set’, ‘?’ or ‘...’ after it in this order, found ‘\(text.clipped)’", at: node)
      return nil
    }
    return type(String(code), node).map {
      Parameter(
        "value\(place)", $0 == .any ? .any : .exactly($0), allowsNotSet: allowsNotSet,
        isOptional: isOptional || isVariadic, isVariadic: isVariadic)
    }
  }

  private mutating func type(_ code: String, _ node: Node) -> ExpressionType? {
    if let type = ExpressionType(checkedCode: code) { return type }
    let near = suggestion(ExpressionType.codes(near: code))
    report("expected a type code such as str, int or str_coll, found ‘\(code.clipped)’\(near)", at: node)
    return nil
  }
}
