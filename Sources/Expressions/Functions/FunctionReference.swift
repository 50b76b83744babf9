/// What is written about functions for people: the signatures that every page shows, and the reference page.
public enum FunctionReference {
  /// One way to call a function: `Left(input: String, count: Integer) → String`.
  public static func signature(of function: Function, _ overload: Overload) -> String {
    let parameters = overload.parameters.map { parameter in
      let text =
        "\(parameter.name): \(parameter.type.displayName)"
        + (parameter.allowsNotSet ? " or NOT_SET" : "") + (parameter.isVariadic ? ", …" : "")
      return parameter.isOptional ? "[\(text)]" : text
    }
    return "\(function.name)(\(parameters.joined(separator: ", "))) → \(overload.result.displayName)"
  }

  /// The first sentence of a function's description.
  public static func summary(of function: Function) -> String {
    let text = function.documentation
    guard let end = text.firstIndex(of: ".") else { return text }
    return String(text[...end])
  }

  /// What a function does where it is given NOT_SET, in one sentence; nil where it takes no arguments.
  public static func notSetRule(of function: Function) -> String? {
    let parameters = function.overloads.flatMap(\.parameters)
    guard !parameters.isEmpty else { return nil }
    if parameters.allSatisfy(\.allowsNotSet) { return "Every argument may be NOT_SET." }
    var names: [String] = []
    for parameter in parameters where parameter.allowsNotSet && !names.contains(parameter.name) {
      names.append(parameter.name)
    }
    guard !names.isEmpty else { return "An argument that is NOT_SET is an error." }
    return "\(names.joined(separator: ", ")) may be NOT_SET; elsewhere that is an error."
  }

  // MARK: The page

  /// The reference page of a catalogue, as Markdown: functions by name, with an index by category.
  public static func markdown(for catalogue: FunctionCatalogue) -> String {
    let functions = catalogue.functions.sorted { $0.name < $1.name }
    var page = """
      # Functions

      Written from the catalogue of functions; do not edit. How sure each entry is:

      | confidence | functions | what it rests on |
      |---|---|---|

      """
    for confidence in Function.Confidence.allCases {
      let count = functions.count { $0.confidence == confidence }
      if count > 0 { page += "| \(confidence.rawValue) | \(count) | \(confidence.explanation) |\n" }
    }
    page += "\n## By category\n\n| category | functions |\n|---|---|\n"
    for category in Function.Category.allCases {
      let links = functions.filter { $0.category == category }.map { "[\($0.name)](#\($0.name.lowercased()))" }
      if !links.isEmpty { page += "| \(category.rawValue) | \(links.joined(separator: ", ")) |\n" }
    }
    page += "\n## By name\n"
    for function in functions { page += "\n" + section(of: function) }
    return page
  }

  private static func section(of function: Function) -> String {
    var text = "### \(function.name)\n\n\(function.category.rawValue) · \(function.confidence.rawValue)\n\n```text\n"
    for overload in function.overloads { text += signature(of: function, overload) + "\n" }
    text += "```\n\n\(escaped(function.documentation))\n"
    let rules = [notSetRule(of: function)].compactMap { $0 } + function.limits
    if !rules.isEmpty { text += "\n" + rules.map { "* \(escaped($0))\n" }.joined() }
    guard !function.examples.isEmpty else { return text }
    text += "\n| expression | value |\n|---|---|\n"
    for example in function.examples { text += "| \(code(example.expression)) | \(code(example.value)) |\n" }
    return text
  }

  /// Prose in which no sign has a meaning of its own.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\*<|".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }

  /// A piece of code in the cell of a table; an empty one is shown as such.
  private static func code(_ text: String) -> String {
    guard !text.isEmpty else { return "(the empty text)" }
    let fence = text.contains("`") ? "``" : "`"
    let shown = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "⏎")
    return fence + shown.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") + fence
  }
}

extension Function.Confidence {
  /// What the knowledge of a function rests on, in a few words.
  public var explanation: String {
    switch self {
    case .verified: "seen in what Architect compiled"
    case .used: "seen in flows that are in use; types are inferred"
    case .documented: "stated by Genesys' help"
    case .thirdParty: "stated by others only"
    case .unverified: "plausible; nothing found that shows it exists"
    case .declared: "declared by the configuration"
    }
  }
}
