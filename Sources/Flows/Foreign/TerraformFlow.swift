/// A resource `genesyscloud_flow` of Terraform, which publishes a flow's file and gives its substitutions values.
public struct TerraformFlow: Hashable, Sendable {
  /// The path of the flow's file as it is written, such as `${path.module}/flows/main.yaml`.
  public let filePath: String
  /// The names that are given values.
  public let substitutions: [String]

  /// The resources in a text; what is not understood is passed over.
  public static func all(in text: String) -> [TerraformFlow] {
    let tokens = tokens(of: text)
    var flows: [TerraformFlow] = []
    for index in tokens.indices.dropLast(3)
    where tokens[index].text == "resource" && tokens[index + 1] == Token(text: "genesyscloud_flow", isQuoted: true) {
      let members = members(of: tokens, at: index + 3)
      guard let path = members["filepath"]?.first, path.isQuoted else { continue }
      let names = Self.members(of: members["substitutions"] ?? [], at: 0).keys
      flows.append(TerraformFlow(filePath: path.text, substitutions: names.sorted()))
    }
    return flows
  }

  private struct Token: Hashable {
    var text: String
    var isQuoted = false
  }

  /// The members of the block or map that begins at a token, each with the tokens of its value.
  private static func members(of tokens: [Token], at start: Int) -> [String: [Token]] {
    guard start < tokens.count, tokens[start] == Token(text: "{") else { return [:] }
    var members: [String: [Token]] = [:]
    var depth = 0
    var name: String?
    for index in tokens.indices[start...] {
      let token = tokens[index]
      let isMark = !token.isQuoted
      if isMark, ["{", "[", "("].contains(token.text) { depth += 1 }
      if isMark, ["}", "]", ")"].contains(token.text) { depth -= 1 }
      if depth == 0 { break }
      if depth == 1, index + 1 < tokens.count, ["=", ":"].contains(tokens[index + 1].text), !tokens[index + 1].isQuoted
      {
        name = token.text
        members[token.text] = []
      } else if let name, !(isMark && depth == 1 && ["=", ":"].contains(token.text) && members[name]?.isEmpty == true) {
        members[name]?.append(token)
      }
    }
    return members
  }

  /// Words, quoted texts and marks; comments and blanks are left out.
  private static func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first == "#" || rest.hasPrefix("//") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        rest = rest.firstRange(of: "*/").map { rest[$0.upperBound...] } ?? ""
      } else if first == "\"" {
        var quoted = ""
        rest = rest.dropFirst()
        while let next = rest.first, next != "\"", !next.isNewline {
          if next == "\\" { rest = rest.dropFirst() }
          quoted += String(rest.prefix(1))
          rest = rest.dropFirst()
        }
        rest = rest.dropFirst()
        tokens.append(Token(text: quoted, isQuoted: true))
      } else if first.isLetter || first.isNumber || first == "_" {
        let word = rest.prefix { $0.isLetter || $0.isNumber || "_-.".contains($0) }
        tokens.append(Token(text: String(word)))
        rest = rest[word.endIndex...]
      } else {
        if !first.isWhitespace { tokens.append(Token(text: String(first))) }
        rest = rest.dropFirst()
      }
    }
    return tokens
  }
}
