public import Documents

/// What running an action does to variables, to attributes and to what it calls, as its body lists it.
public struct FlowEffects: Sendable {
  /// A variable that is given a value.
  public struct Assignment: Sendable {
    /// The variable.
    public let target: SiteID
    /// The value.
    public let value: FlowValue
  }

  /// A variable that an output of the action fills.
  public struct Output: Sendable {
    /// The variable.
    public let target: SiteID
    /// The name that what gives it has for it: that of a data action's output, of a table's column, of a called task's
    /// variable, or the key of the action's own; nil where none is said.
    public var name: String?
    /// What fills it.
    public var kind = OutputKind.other
    /// The names of the ways on which it is filled; empty where it is on all, or where that is not known.
    public let ways: Set<String>
  }

  /// Which kind of output fills a variable.
  public enum OutputKind: Hashable, Sendable {
    /// An output of a data action that succeeded; its shape is in the data action's contract.
    case dataActionSuccess
    /// An output of a data action that failed.
    case dataActionFailure
    /// Any other output.
    case other
  }

  /// An attribute that is read into a variable.
  public struct Read: Sendable {
    /// The attribute's name.
    public let name: FlowValue
    /// The variable.
    public let target: SiteID?
  }

  /// An attribute that is given a value.
  public struct Write: Sendable {
    /// The attribute's name.
    public let name: FlowValue
    /// The value.
    public let value: FlowValue
  }

  /// A call of a data action, of another flow, or of a task of the same flow.
  public struct Call: Sendable {
    /// The display name of a data action's integration, as it is written; nil for other calls.
    public let category: String?
    /// The display name of the data action or flow, as it is written; nil for a task, which a reference names.
    public let name: String?
    /// What is handed over.
    public let inputs: [Input]
    /// The variables that what comes back fills, of flows and of data actions that succeed.
    public let outputs: [Binding]
  }

  /// A value that a call hands over.
  public struct Input: Sendable {
    /// The name that what is called has for it.
    public let name: String
    /// The value.
    public let value: FlowValue
    /// Where the value stands.
    public let node: Node
    /// Where the name stands.
    public let place: Node
  }

  /// A variable that an output of what is called fills.
  public struct Binding: Sendable {
    /// The name that what is called has for the output.
    public let name: String
    /// The variable.
    public let target: SiteID
    /// Where the name stands.
    public let place: Node
  }

  /// The variables that it gives values.
  public internal(set) var assignments: [Assignment] = []
  /// The variables that its outputs fill.
  public internal(set) var outputs: [Output] = []
  /// The attributes that it reads.
  public internal(set) var reads: [Read] = []
  /// The attributes that it writes.
  public internal(set) var writes: [Write] = []
  /// What it calls.
  public internal(set) var calls: [Call] = []
  /// The name of the flow that it hands the interaction to, where it is written out.
  public internal(set) var targetFlow: Node?
}

extension Flow {
  /// A variable that an action fills, whose name stands in the path to it where none is given.
  func output(filling target: SiteID, by action: FlowAction, named name: String? = nil) -> FlowEffects.Output {
    // The last key is that of the binding itself.
    let keys = self[target].path.dropFirst(action.path.count).dropLast()
    let last = keys.last.flatMap { element in if case .key(let key) = element { key } else { nil } }
    return FlowEffects.Output(target: target, name: name ?? last, ways: ways(filling: target, by: action))
  }

  /// The ways on which an action fills a variable, by where in its body that is bound.
  func ways(filling target: SiteID, by action: FlowAction) -> Set<String> {
    let keys = self[target].path.dropFirst(action.path.count).compactMap { element in
      if case .key(let key) = element { key } else { nil }
    }
    return action.definition?.ways(fillingAt: keys) ?? []
  }
}
