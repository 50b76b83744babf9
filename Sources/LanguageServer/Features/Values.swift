import Conversations
import Expressions
import Flows
import SourceText
import Workspace

/// A value on the pinned conversation, as it is shown.
struct ShownValue {
  /// `= "gold"`, or why there is none.
  let text: String
  /// The name of the conversation's file.
  let file: String
}

/// What expressions of a flow come to on the pinned conversation.
struct FlowValues {
  private let file: String
  private let functions: FunctionCatalogue
  private let environment: ConversationEnvironment

  /// Prepares a flow; nil where no conversation is pinned.
  init?(_ flow: Flow, at document: OpenDocument, in session: Session) {
    let scope = session.scope(of: document)
    guard let (file, conversation) = scope.conversation else { return nil }
    self.file = file
    functions = scope.functions
    var environment = ConversationEnvironment(conversation)
    environment.inventory = scope.inventory
    environment.now = Timestamp.now.milliseconds
    FlowBindings(flow).bind(in: &environment)
    _ = environment.takeUnboundVariables()
    self.environment = environment
  }

  /// The value of an expression; nil for what is none.
  func value(of text: String) -> ShownValue? {
    let tree = SyntaxTree(parsing: text)
    guard tree.isValid else { return nil }
    var environment = environment
    do throws(EvaluationError) {
      let evaluation = try Evaluator.evaluate(Plan(tree, functions: functions), in: &environment)
      if let unknown = evaluation.value.unknown { return ShownValue(text: "UNKNOWN: \(unknown.message)", file: file) }
      if !evaluation.value.isSet, let first = environment.takeUnboundVariables().first {
        return ShownValue(text: "needs ‘\(first)’, which only the running flow fills", file: file)
      }
      let cause = evaluation.origin.flatMap { environment.origin($0).cause }
      return ShownValue(text: Self.shown(evaluation.value, cause), file: file)
    } catch {
      return ShownValue(text: "error: \(error.message)", file: file)
    }
  }

  /// The value of an attribute of the customer.
  func attribute(_ key: String) -> ShownValue {
    var environment = environment
    let nowhere = ByteRange(at: 0)
    let path = AccessPath(
      root: "participant", rootRange: nowhere, steps: [.member("attributes", nowhere), .key(key, nowhere)],
      range: nowhere)
    let resolution = environment.resolve(path)
    let cause = resolution.origin.flatMap { environment.origin($0).cause }
    return ShownValue(text: Self.shown(resolution.value, cause), file: file)
  }

  private static func shown(_ value: Value, _ cause: Cause?) -> String {
    guard value.isSet, let text = value.text else { return "= NOT_SET" + (cause.map { " (\($0.message))" } ?? "") }
    if case .string = value { return "= \"\(text.oneLine)\"" }
    return "= \(text.oneLine)"
  }
}
