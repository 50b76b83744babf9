import Conversations
import Expressions
import FoundationEssentials
import JSON
import SourceText
import Testing
import TestSupport

/// Conversations with a known cause: the cause is found, and none that is not so is called certain.
@Suite struct PlantedCauseTests {
  private static let count = 60
  /// Causes that others of more certainty may come before.
  private static let companions: Set<String> = ["RC-07", "RC-10", "RC-12", "RC-13"]

  @Test(arguments: PlantedConversation.causes)
  func plantedCausesAreFound(cause: String) throws {
    var found: [String: Int] = [:]
    var misses: [String] = []
    for planted in PlantedConversation.variants(of: cause, count: Self.count, seed: 11) {
      let diagnosis = try #require(try Self.diagnosis(of: planted), "\(planted.description)")
      let ids = diagnosis.causes.map(\.id)
      found[ids.first ?? "none", default: 0] += 1
      let isFound =
        ids.first == cause
        || Self.companions.contains(cause) && ids.first == "RC-01" && ids.dropFirst().first == cause
      if !isFound { misses.append("\(planted.description): \(ids)") }
      for wrong in diagnosis.causes where wrong.certainty == .certain && !planted.truths.contains(wrong.id) {
        Issue.record("\(wrong.id) is called certain: \(planted.description)")
      }
    }
    #expect(misses.count * 50 <= Self.count, "\(misses.prefix(5))")
    if ProcessInfo.processInfo.environment["CONFUSION"] == "1" {
      let row = found.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
      print("\(cause) planted \(Self.count) times, first: \(row.joined(separator: ", ")); missed \(misses.count)")
    }
  }

  @Test func theGeneratorGivesTheSameForTheSameSeed() {
    let first = PlantedConversation.variants(of: "RC-05", count: 5, seed: 3).map(\.text)
    #expect(first == PlantedConversation.variants(of: "RC-05", count: 5, seed: 3).map(\.text))
    #expect(first != PlantedConversation.variants(of: "RC-05", count: 5, seed: 4).map(\.text))
  }

  private static func diagnosis(of planted: PlantedConversation) throws -> AttributeDiagnosis? {
    let root = try JSONDocument(parsing: Array(planted.text.utf8)).root
    let conversation = try #require(try ConversationInput(root).conversations.first)
    #expect(conversation.shape.rawValue == planted.draft.shape.rawValue, "\(planted.description)")
    switch planted.question {
    case .key(let key): return conversation.diagnose(key)
    case .expression(let text):
      let tree = SyntaxTree(parsing: text)
      return tree.accessPath(of: tree.root).flatMap { ConversationEnvironment(conversation).diagnose($0) }
    }
  }
}
