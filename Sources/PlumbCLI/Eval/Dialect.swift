import ArgumentParser
import Expressions
import SourceText

/// What expressions may say.
enum Dialect: String, CaseIterable, ExpressibleByArgument {
  /// Architect's language and paths into a conversation, freely mixed.
  case all
  /// Only what Architect compiles.
  case architect

  /// Why a tree is not of the dialect; nil where it is.
  func refusal(of tree: SyntaxTree) -> EvaluationError? {
    guard self == .architect, let path = tree.references.first(where: \.isConversationPath) else { return nil }
    return EvaluationError(
      .conversationPath,
      "Architect has no ‘\(path.root.lowercased())’; read the attribute into a variable with Get Participant Data",
      at: path.range)
  }
}

/// `--dialect`, of `eval` and `parse`.
struct DialectOption: ParsableArguments {
  @Option(help: "What expressions may say: all, or only what Architect compiles: architect.")
  var dialect: Dialect = .all
}

extension DiagnosticCode {
  /// A path into a conversation where only Architect's language is asked for.
  static let conversationPath = DiagnosticCode("conversation-path")
}
