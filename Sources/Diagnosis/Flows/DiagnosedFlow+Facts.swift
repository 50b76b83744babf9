import Documents
import Expressions
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
    let reached = Dataflow(Reachability(), over: graph, from: flow.containers.indices.map { .entry(.init(index: $0)) })
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

/// The output of a data action that a write takes its value from, without making sure that there is one.
struct UnguardedOutput {
  /// The data action.
  let action: ActionID

  /// Looks for the source of a written value; nil where it is no output, or where it is made sure of.
  init?(_ write: DiagnosedFlow.Access, in flow: DiagnosedFlow) {
    guard case .expression(let id) = write.use.value else { return nil }
    let site = flow.flow[id]
    let tree = SyntaxTree(parsing: site.text)
    let facts = Facts(tree)
    for node in tree.ids {
      guard let name = tree.accessPath(of: node)?.variableName,
        case .failed(let action)? = flow.variables.reason(
          of: VariableName(name), before: write.action, in: site.container),
        !facts.isSet(node)
      else { continue }
      self.action = action
      return
    }
    return nil
  }
}
