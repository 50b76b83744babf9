// Throws bytes at the parser of expressions; run.sh compiles and runs it with libFuzzer.

import Expressions
import SourceText

/// Reads the bytes as an expression and stops where a place lies outside the text or the tree is not whole.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = Array(UnsafeBufferPointer(start: start, count: count))
  let tree = SyntaxTree(parsing: text)
  expect(tree.tokens.last?.kind == .end)
  for token in tree.tokens { expect(Int(token.range.end) <= count) }
  for node in tree.nodes { expect(Int(node.range.end) <= count && node.range.contains(node.nameRange)) }
  for diagnostic in tree.diagnostics { expect(Int(diagnostic.range.end) <= count) }
  _ = tree.accessPath(of: tree.root)
  _ = tree.stringValue(of: tree.root)
  return 0
}
