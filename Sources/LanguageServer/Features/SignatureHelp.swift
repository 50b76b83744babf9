import Expressions
import Flows
import JSON
import SourceText

extension Session {
  /// The ways to call the function round a place, and the argument that is being written.
  func signatureHelp(_ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    guard let (state, offset) = try place(parameters) else { return .null }
    for index in state.snapshot.flows.indices {
      guard let place = state.snapshot.view(index).site(at: offset), place.site.kind == .expression,
        let call = place.tree.openCall(at: place.offset), let function = scope(of: state.document).functions[call.name]
      else { continue }
      let fitting = function.overloads.firstIndex { $0.parameter(at: call.argument) != nil } ?? 0
      return [
        "signatures": .array(function.overloads.map { signature(of: function, $0) }),
        "activeSignature": .integer(fitting), "activeParameter": .integer(call.argument),
      ]
    }
    return .null
  }

  private func signature(of function: Function, _ overload: Overload) -> JSONValue {
    let text = function.documentation
    return [
      "label": .string(overload.signature(of: function.name)),
      "documentation": .string(text + " (known: \(function.confidence.rawValue))"),
      "parameters": .array(overload.parameters.map { ["label": .string($0.name)] }),
    ]
  }
}

extension SyntaxTree {
  /// The innermost call whose arguments hold a byte, and which of them does, counted from 0.
  func openCall(at offset: Int) -> (name: String, argument: Int)? {
    var open: [(name: String?, argument: Int)] = []
    var last: Token?
    for token in tokens where Int(token.range.start) < offset {
      switch token.kind {
      case .leftParenthesis:
        let isCall = last?.kind == .identifier
        open.append((isCall ? last.map { text($0.range) } : nil, 0))
      case .leftBracket: open.append((nil, 0))
      case .rightParenthesis, .rightBracket: _ = open.popLast()
      case .comma: if !open.isEmpty { open[open.count - 1].argument += 1 }
      default: break
      }
      last = token
    }
    return open.last { $0.name != nil }.map { ($0.name ?? "", $0.argument) }
  }
}
