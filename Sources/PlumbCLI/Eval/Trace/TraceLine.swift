import Conversations
import Expressions
import SourceText

/// One step of a trace with where its value came from.
struct TraceLine {
  let step: TraceStep
  let origin: Origin?

  /// The lines of a trace, while the environment still knows the origins.
  static func lines(
    of trace: EvaluationTrace, in tree: SyntaxTree, from environment: ConversationEnvironment, _ mask: SecretMask
  ) -> [TraceLine] {
    trace.steps(of: tree).map { step in
      guard case .value(_, _, let id) = step.outcome else { return TraceLine(step: step, origin: nil) }
      return TraceLine(step: step, origin: id.map { environment.origin($0).masked(by: mask) })
    }
  }
}

extension EvaluationTrace.SkipReason {
  /// Why a part was left out, as the end of a sentence.
  var text: String {
    switch self {
    case .undecided: "the condition is unknown"
    case .otherBranch(let condition): "the condition is \(condition)"
    case .decided(let sign, let left): "the left side of ‘\(sign.rawValue)’ is \(left)"
    }
  }
}
