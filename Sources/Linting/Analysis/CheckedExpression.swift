import Documents
import Expressions
import Flows
import SourceText

extension SyntaxTree {
  /// The collection and the index of an item that a node takes, by brackets or by a function; nil for others.
  func itemAccess(_ id: NodeID, _ functions: FunctionCatalogue) -> (base: NodeID, index: NodeID)? {
    switch self[id].kind {
    case .index: break
    case .call: guard function(of: id, in: functions)?.traits.contains(.takesItem) == true else { return nil }
    default: return nil
    }
    let operands = operands(of: id)
    guard operands.count == 2, let base = operands.first, let index = operands.last else { return nil }
    return (unwrapped(base), unwrapped(index))
  }
}

extension ExpressionSite {
  /// The fix that writes something in the place of a part; only expressions of Archy YAML and flow XML are written.
  func fix(_ title: String, isSafe: Bool, replacing range: ByteRange, with text: String) -> Fix? {
    guard [.yaml, .xml].contains(node.tree.format), let edit = node.edit(replacing: range, with: text) else {
      return nil
    }
    return Fix(title, isSafe: isSafe, edits: [edit])
  }
}

extension FlowExpression {
  /// What the type checker says of it with some code.
  ///
  /// Nothing is said of a text that has errors, since one fault would be told twice, nor of one that Genesys' compiler
  /// took, which knows better.
  func checkerDiagnostics(_ codes: DiagnosticCode...) -> [Diagnostic] {
    guard !isCompiled, tree.isValid else { return [] }
    return typed.diagnostics.filter { codes.contains($0.code) }
  }

  /// Whether the export shows that Genesys' compiler took the text.
  var isCompiled: Bool {
    if case .compiled = site.compilation { true } else { false }
  }

  /// Whether what is inside a range is known for certain: no placeholder, no function and no variable of Genesys' that
  /// is known by hearsay alone.
  func isProven(_ range: ByteRange, _ functions: FunctionCatalogue) -> Bool {
    for id in tree.ids where range.start <= tree[id].range.start && tree[id].range.end <= range.end {
      switch tree[id].kind {
      case .placeholder, .missing: return false
      case .call: if tree.function(of: id, in: functions)?.confidence != .verified { return false }
      case .member, .name:
        guard let name = tree.accessPath(of: id)?.variableName else { return false }
        if let builtIn = BuiltInVariable.named(name), builtIn.confidence != .verified { return false }
      default: break
      }
    }
    return true
  }
}
