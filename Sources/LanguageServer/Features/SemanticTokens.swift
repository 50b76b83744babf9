import Documents
import Expressions
import Flows
import JSON
import SourceText

/// The kinds of words in expressions, in the order in which they are announced.
enum WordKind: Int, CaseIterable {
  case function, variable, property, string, number, `operator`, keyword
}

extension Session {
  /// The words of the expressions of a document.
  func semanticTokens(_ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    let state = try document(parameters)
    var words: [(span: TextSpan, kind: WordKind)] = []
    for flow in state.snapshot.flows {
      for site in flow.sites where site.language == .architect {
        let tree = site.tree
        // Variables that are picked, not written, are words of the file and not of an expression.
        let map = site.node.map
        for (index, token) in tree.tokens.enumerated() {
          guard let kind = tree.kind(ofTokenAt: index) else { continue }
          let span = state.snapshot.span(of: map.source(of: token.range))
          guard span.start.line == span.end.line, span.start < span.end else { continue }
          words.append((span, kind))
        }
      }
    }
    words.sort { $0.span.start < $1.span.start }
    var data: [JSONValue] = []
    data.reserveCapacity(words.count * 5)
    var last = TextPosition(line: 0, character: 0)
    for (span, kind) in words {
      let lines = span.start.line - last.line
      // Two names for the same place would overlap.
      guard lines > 0 || span.start.character >= last.character else { continue }
      let numbers = [
        lines, lines == 0 ? span.start.character - last.character : span.start.character,
        span.end.character - span.start.character, kind.rawValue, 0,
      ]
      data += numbers.map { .integer($0) }
      last = span.start
    }
    return ["data": .array(data)]
  }
}

extension SyntaxTree {
  /// What a token is to a reader; nil for signs that need no colour.
  fileprivate func kind(ofTokenAt index: Int) -> WordKind? {
    let token = tokens[index]
    switch token.kind {
    case .integer, .decimal: return .number
    case .string: return .string
    case .identifier:
      let word = lowercasedText(token.range)
      if ["true", "false", "not_set", "and", "or", "not"].contains(word) { return .keyword }
      if index + 1 < tokens.count, tokens[index + 1].kind == .leftParenthesis { return .function }
      return index > 0 && tokens[index - 1].kind == .dot ? .property : .variable
    case .leftParenthesis, .rightParenthesis, .leftBracket, .rightBracket, .comma, .dot, .placeholder, .unknown, .end:
      return nil
    default: return .operator
    }
  }
}
