/// Lets an expression that begins with a minus sign stand as an argument.
///
/// `plumb eval '-3 + 5'` would be read as options. A word that begins with `-` and a digit, parenthesis, blank or quote,
/// or that holds a blank before any `=`, is no option of ours: it is handed on as `-e '-3 + 5'`.
enum ArgumentRewriting {
  private static let commandsWithExpression: Set<String> = ["eval", "why", "parse"]

  static func rewritten(_ arguments: [String]) -> [String] {
    guard let command = arguments.first, commandsWithExpression.contains(command) else { return arguments }
    var rewritten: [String] = []
    var previousTakesValue = false
    for (position, argument) in arguments.enumerated() {
      if argument == "--" {
        rewritten += arguments[position...]
        break
      }
      if !previousTakesValue, isExpression(argument) { rewritten.append("-e") }
      rewritten.append(argument)
      previousTakesValue = argument.hasPrefix("-") && argument != "-" && !isExpression(argument)
    }
    return rewritten
  }

  private static func isExpression(_ argument: String) -> Bool {
    guard argument.hasPrefix("-"), let second = argument.dropFirst().first else { return false }
    if second == "-" { return false }
    return second.isNumber || "(\" ".contains(second) || argument.prefix { $0 != "=" }.contains(" ")
  }
}
