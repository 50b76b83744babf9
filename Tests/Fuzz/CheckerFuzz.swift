// Throws bytes at the checker of expressions; run.sh compiles and runs it with libFuzzer.

import Expressions
import JSON
import SourceText

/// Checks the bytes as an expression; stops where a tree is not whole or a canonical text is not its own.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let checker = TypeChecker()
  let tree = checker.check(SyntaxTree(parsing: Array(UnsafeBufferPointer(start: start, count: count))), target: .string)
  expect(tree.diagnostics.allSatisfy { Int($0.range.end) <= count })
  var writer = JSONWriter()
  tree.write(to: &writer)
  if let canonical = tree.canonicalText {
    let again = checker.check(SyntaxTree(parsing: canonical), target: .string)
    // A conversion that is written out may lead beyond the limit of nesting.
    expect(again.canonicalText == canonical || again.diagnostics.contains { $0.code == .badSize })
  }
  return 0
}
