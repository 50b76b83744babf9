extension Overload {
  /// The way to call the function, for people: `Left(string: String, count: Integer) → String`.
  public func signature(of name: String) -> String {
    let parameters = parameters.map { parameter in
      let text =
        "\(parameter.name): \(parameter.type.signatureName)"
        + (parameter.allowsNotSet ? " or NOT_SET" : "") + (parameter.isVariadic ? ", …" : "")
      return parameter.isOptional ? "[\(text)]" : text
    }
    return "\(name)(\(parameters.joined(separator: ", "))) → \(result.signatureName)"
  }
}

extension ParameterType {
  /// The type in a signature; `T` stands for one type in all its places.
  fileprivate var signatureName: String {
    switch self {
    case .item: "T"
    case .items: "T Collection"
    case .any: "any"
    case .exactly, .anyJSON, .anyCollection: displayName
    }
  }
}

/// The reference page of the functions, written from the catalogue.
public enum FunctionReference {
  /// The page as Markdown.
  public static func markdown(for catalogue: FunctionCatalogue) -> String {
    var page = """
      # Functions

      The functions that are known, written from the catalogue in `Sources/Expressions/Functions`. Genesys describes its
      functions only inside the product, so the list cannot be complete. How sure an entry is: **verified** (seen in what
      Architect compiled), **used** (seen in flows), **documented** (stated by Genesys’ help), **third-party** (stated by
      others), **unverified** (plausible). In brackets stands what may be left
      out; `…` is any number of arguments; `T` is one type in all its places.
      """
    for category in Function.Category.allCases {
      let functions = catalogue.functions.filter { $0.category == category }
      guard !functions.isEmpty else { continue }
      page += "\n\n## \(category.title)"
      for function in functions.sorted(by: { $0.name < $1.name }) { page += section(for: function) }
    }
    return page + "\n"
  }

  private static func section(for function: Function) -> String {
    var text = "\n\n### \(function.name)\n\n*\(function.confidence.rawValue)*\n\n```\n"
    for overload in function.overloads { text += overload.signature(of: function.name) + "\n" }
    text += "```\n\n\(function.documentation)\n"
    for rule in function.rules { text += "\n* \(rule)" }
    text += function.rules.isEmpty ? "\n```\n" : "\n\n```\n"
    for example in function.examples { text += "\(example.expression)  →  \(example.value)\n" }
    return text + "```"
  }
}

extension Function {
  /// What holds for arguments and results, one sentence each: where NOT_SET may be given, and the limits.
  public var rules: [String] { [notSetRule].compactMap { $0 } + limits }

  /// Where NOT_SET may be given; nil where there are no arguments, or nobody knows.
  private var notSetRule: String? {
    let parameters = overloads.flatMap(\.parameters)
    guard !parameters.isEmpty, category != .declared else { return nil }
    if parameters.allSatisfy(\.allowsNotSet) { return "Every argument may be NOT_SET." }
    var names: [String] = []
    for parameter in parameters where parameter.allowsNotSet && !names.contains(parameter.name) {
      names.append(parameter.name)
    }
    guard !names.isEmpty else { return "An argument that is NOT_SET is an error." }
    return "NOT_SET may be given as \(names.joined(separator: ", ")); elsewhere it is an error."
  }
}

extension Function.Category {
  /// The name for people.
  public var title: String {
    switch self {
    case .logical: "Logic"
    case .text: "Text"
    case .conversion: "Conversion"
    case .math: "Numbers"
    case .dateTime: "Date and time"
    case .collection: "Collections"
    case .json: "JSON"
    case .financial: "Currency"
    case .phone: "Phone numbers"
    case .lookup: "Objects of the organisation"
    case .audio: "Audio"
    case .communication: "Communication"
    case .language: "Language"
    case .declared: "Declared"
    }
  }
}
