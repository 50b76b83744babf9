/// The words of a configuration and those that Archy has for the same.
enum ConfigurationNames {
  static func containerKind(of type: String) -> String {
    switch type {
    case "Task", "LoopTask": "task"
    case "Menu": "menu"
    case "State": "state"
    case "BotState": "bot"
    case "CommonModuleTask": "startUpTask"
    default: lowerFirst(type)
    }
  }

  /// The key of Archy's declaration for a variable's type, such as `stringCollectionVariable`.
  static func declarationKey(of type: String, isCollection: Bool) -> String {
    let word = lowerFirst(type.hasSuffix("Variable") ? String(type.dropLast("Variable".count)) : type)
    return (word == "bool" ? "boolean" : word) + (isCollection ? "Collection" : "") + "Variable"
  }

  /// The name of a way out: `yes` for `__YES__`, `notFound` for `__NOT_FOUND__`; nil for one that an author named.
  static func branchName(ofOutput id: String) -> String? {
    guard id.count > 4, id.hasPrefix("__"), id.hasSuffix("__") else { return nil }
    let words = id.dropFirst(2).dropLast(2).split(separator: "_").map { $0.lowercased() }
    return words.enumerated().map { $0.offset == 0 ? $0.element : capitalised($0.element) }.joined()
  }

  private static func lowerFirst(_ word: String) -> String { word.prefix(1).lowercased() + word.dropFirst() }

  private static func capitalised(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}
