import Documents
import Flows
import SourceText

/// Facts about the actions of a flow.
extension DiagnosedFlow {
  /// The container that holds an action, by name.
  func containerName(of action: ActionID) -> String {
    let container = flow[flow[action].container]
    return container.name.map { "‘\(shortened($0))’" } ?? "its \(container.kind)"
  }

  /// The action before another one after which nothing follows: `‘Goodbye’ (disconnect)`.
  func ending(before action: ActionID) -> String? {
    let reached = graph.reached(from: flow.containers.indices.map { .entry(.init(index: $0)) })
    return reached.blockers(in: flow)[action.index].map { "‘\(shortened(actionName($0)))’ (\(flow[$0].type))" }
  }

  /// Whether the action of a workflow names a conversation.
  func hasConversationID(_ action: ActionID) -> Bool {
    guard let id = flow[action].node["conversationId"] else { return false }
    if id["noValue"] != nil || id["none"] != nil { return false }
    return id["text"].map { $0.text?.isEmpty == false } ?? true
  }

  /// The key of the declaration of a variable, such as `stringVariable`; nil where it is not declared, or by several.
  func declaredType(of variable: String) -> String? {
    let name = VariableName(variable)
    let types = Set(flow.variables.filter { VariableName($0.name) == name }.map(\.typeKey))
    return types.count == 1 ? types.first : nil
  }

  /// Whether both are versions of one flow.
  func isVersion(of other: DiagnosedFlow) -> Bool {
    guard file != other.file else { return false }
    if let id, let otherID = other.id { return id == otherID }
    return flow.name != nil && flow.name == other.flow.name && flow.type == other.flow.type
  }
}
