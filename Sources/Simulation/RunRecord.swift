public import Expressions
public import Flows

/// What a run of a flow did.
public struct RunRecord: Sendable {
  /// The flow, then the others that it called, in the order in which they were first called.
  public internal(set) var flows: [FlowProgram]
  /// What was run, in order.
  public internal(set) var steps: [Step] = []
  /// How it ended.
  public internal(set) var end: End
  /// The attributes of the flow's participant at the end; a value may be one that is not known.
  public internal(set) var attributes: [String: Value] = [:]
  /// The variables in scope at the end, by their names as the flow declares them.
  public internal(set) var variables: [(name: String, value: Value)] = []
  /// What a reader should know of the run: built-in variables that nobody gave.
  public internal(set) var notes: [String] = []
  /// The answers of the scenario that nothing asked for, as `data-actions: Get_Order`.
  public internal(set) var unusedAnswers: [String] = []

  /// One action that was run, or one menu that was played.
  public struct Step: Sendable {
    /// The flow, by its place in ``RunRecord/flows``.
    public let flow: Int
    /// The container.
    public let container: ContainerID
    /// The action; nil where a menu was played.
    public let action: ActionID?
    /// How many calls are open.
    public let depth: Int
    /// Whether it is a call that has come back, whose action was run before.
    public var isReturn = false
    /// What was evaluated to decide.
    public internal(set) var values: [Operand] = []
    /// The way that was taken; nil where there is only one.
    public internal(set) var way: String?
    /// What it did.
    public internal(set) var effects: [Effect] = []
  }

  /// An expression and its value.
  public struct Operand: Sendable {
    /// The expression as it is written.
    public let expression: String
    /// Its value.
    public let value: Value
    /// The type of the value.
    public let type: ExpressionType
  }

  /// Something that an action did.
  public struct Effect: Sendable {
    /// What it did.
    public enum Kind: String, Sendable, CaseIterable {
      /// Gave a variable a value.
      case variable
      /// Set an attribute, or read one into a variable.
      case attribute
      /// Said or wrote something to the customer.
      case says
      /// Called a data action, a look-up, a module or a bot, or handed a value to what it calls.
      case calls
      /// Handed the interaction over.
      case transfers
      /// Asked for something, and what came.
      case asks
      /// Ended the flow, with a reason.
      case ends
      /// Failed.
      case error
    }

    /// What it did.
    public let kind: Kind
    /// The variable, attribute, data action or target; empty where nothing is named.
    public let name: String
    /// For a value that is handed to what is called, the name that this has for it.
    public var input: String?
    /// The value; nil for NOT_SET and where there is none.
    public let value: Value?
    /// Whether an attribute was read and not set.
    public var isRead = false
  }

  /// An answer of the world that a run needs.
  public struct Missing: Sendable {
    /// The key below `mocks` where it would stand: `data-actions`, `inputs`…
    public let kind: String
    /// What it is the answer of; nil for what a caller or customer does.
    public let name: String?
    /// An answer, as a file of mocks has it.
    public let example: String

    /// Whether it is what a caller or customer does.
    public var isInput: Bool { kind == FlowTestMocksKey.inputs.rawValue }

    /// The lines that a file of mocks lacks.
    public var lines: [String] {
      guard let name else {
        return ["mocks:", "  \(kind): [ \(example.hasPrefix("{") ? example : StringLiteral.quoted(example)) ]"]
      }
      return ["mocks:", "  \(kind):", "    \(Run.key(name)): \(example)"]
    }
  }

  /// How a run ended.
  public struct End: Sendable {
    /// How.
    public enum Kind: String, Sendable, CaseIterable {
      /// The interaction was disconnected.
      case disconnect
      /// It went to another flow, queue or person.
      case transfer
      /// The flow was left, and what started it goes on.
      case exit
      /// A run-time error that the flow's error handling did not catch.
      case error
      /// An answer of the world is needed.
      case mockNeeded = "mock-needed"
      /// The flow waits for what no scenario tells.
      case waits
      /// A value that is not known would have decided.
      case undecided
      /// The number of actions that a run may have.
      case limit
    }

    /// How.
    public var kind: Kind
    /// The flow in which it ended, by its place in ``RunRecord/flows``.
    public var flow = 0
    /// The container in which it ended.
    public var container: ContainerID?
    /// The action with which it ended; nil where a list was done.
    public var action: ActionID?
    /// What it was handed to: the kind of object and its name.
    public var target: (kind: String, name: String)?
    /// What failed, also where the flow's error handling went on from there.
    public var error: String?
    /// What is needed, as the end of a sentence.
    public var needs: String?
    /// The answer that is needed; nil where none would help.
    public var missing: Missing?
    /// The list and the member of the object in it that is needed; nil where it is anything else.
    var missingMember: (list: String, member: Unknown.Member)?
    /// The lines that a file of mocks lacks.
    public var lines: [String] { missing?.lines ?? [] }
    /// Where an answer of the scenario stands that cannot be taken, which is a mistake in the scenario: the keys of a test
    /// file that lead to it.
    public var wrongAnswer: [String]?
  }

  /// The flow that a step is in.
  public func flow(of step: Step) -> Flow { flows[step.flow].flow }
}
