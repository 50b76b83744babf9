/// A resource `genesyscloud_flow` of Terraform, which publishes a flow's file and gives its substitutions values.
public struct TerraformFlow: Hashable, Sendable {
  /// The path of the flow's file as it is written, such as `${path.module}/flows/main.yaml`.
  public let filePath: String
  /// The names that are given values.
  public let substitutions: [String]

  /// The resources in a text; what is not understood is passed over.
  public static func all(in text: String) -> [TerraformFlow] {
    let tokens = tokens(of: text)
    return tokens.indices.dropLast(3).compactMap { index in
      guard tokens[index] == "resource", tokens[index + 1] == "\"genesyscloud_flow" else { return nil }
      let members = members(of: tokens[(index + 3)...])
      guard let path = members["filepath"]?.first, path.hasPrefix("\"") else { return nil }
      let names = Self.members(of: members["substitutions"] ?? []).keys
      return TerraformFlow(filePath: String(path.dropFirst()), substitutions: names.sorted())
    }
  }

  /// The members of the block or map that tokens begin with, each with the tokens of its value.
  private static func members(of tokens: ArraySlice<String>) -> [String: ArraySlice<String>] {
    guard tokens.first == "{" else { return [:] }
    var members: [String: ArraySlice<String>] = [:]
    var depth = 0
    var name: String?
    var start = tokens.startIndex
    for index in tokens.indices {
      if ["{", "[", "("].contains(tokens[index]) { depth += 1 }
      if ["}", "]", ")"].contains(tokens[index]) { depth -= 1 }
      let isAssignment = depth == 1 && ["=", ":"].contains(tokens[index]) && index - 2 >= tokens.startIndex
      guard depth == 0 || isAssignment && ["{", ",", "\n"].contains(tokens[index - 2]) else { continue }
      if let name { members[name] = tokens[start..<(isAssignment ? index - 1 : index)] }
      if depth == 0 { break }
      name = tokens[index - 1].filter { $0 != "\"" }
      start = index + 1
    }
    return members
  }

  /// Words, texts with the quote before them, marks and ends of lines; comments and blanks are left out.
  private static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first == "#" || rest.hasPrefix("//") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        rest = rest.firstRange(of: "*/").map { rest[$0.upperBound...] } ?? ""
      } else if first == "\"" {
        var quoted = "\""
        rest = rest.dropFirst()
        while let next = rest.first, next != "\"", !next.isNewline {
          if next == "\\" { rest = rest.dropFirst() }
          quoted += rest.prefix(1)
          rest = rest.dropFirst()
        }
        rest = rest.dropFirst()
        tokens.append(quoted)
      } else {
        let word = rest.prefix { $0.isLetter || $0.isNumber || "_-.".contains($0) }
        if word.isEmpty, !first.isWhitespace || first.isNewline { tokens.append(first.isNewline ? "\n" : "\(first)") }
        if !word.isEmpty { tokens.append(String(word)) }
        rest = rest.dropFirst(max(1, word.count))
      }
    }
    return tokens
  }
}
