import TestSupport
import Testing

@testable import Expressions

/// The parser gives a whole tree and places inside the text for anything.
struct MutationTests {
  static let texts = SyntaxTreeTests.trees.map(\.0) + SyntaxDiagnosticsTests.cases.map { MarkedText($0.text).text }

  @Test(arguments: texts)
  func mutated(_ text: String) {
    for mutation in Mutations.of(text) {
      let defect = Mutations.defect(of: SyntaxTree(parsing: mutation))
      #expect(defect == nil, "\(String(decoding: mutation, as: UTF8.self))")
    }
  }

  @Test func twoTextsInARow() {
    for (index, text) in Self.texts.enumerated() {
      for other in Self.texts[index...].prefix(20) {
        let defect = Mutations.defect(of: SyntaxTree(parsing: text + other))
        #expect(defect == nil, "\(text + other)")
      }
    }
  }
}
