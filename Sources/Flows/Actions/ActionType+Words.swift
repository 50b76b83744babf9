extension ActionType {
  /// What a run does at an action where nothing tells it what the world answers.
  public enum WithoutMock: String, Sendable, CaseIterable {
    /// It goes on; nothing has to be told.
    case goesOn = "goes on"
    /// It takes the transfer for taken.
    case succeeds
    /// It looks in the inventory, and stops where there is none.
    case inventory = "inventory, else stops"
    /// It runs the other flow, and stops where its file is not at hand.
    case flow = "that flow, else stops"
    /// It stops and says what is needed.
    case stops
  }

  /// What a run does at it where nothing tells it what the world answers.
  public var withoutMock: WithoutMock {
    switch need {
    case .transfer: .succeeds
    case nil: course == .transfers ? .succeeds : .goesOn
    case _ where course == .callsFlow: .flow
    case .other where name.hasPrefix("find"): .inventory
    default: .stops
    }
  }

  /// The types of flows that it calls.
  public var calledFlowTypes: [String] {
    objects.flatMap { object -> [String] in
      switch object.kind {
      case "flow:commonModule": ["commonModule"]
      case "flow:bot": FlowType.bots.sorted()
      default: []
      }
    }
  }

  /// The types of flows it is known to occur in, for people.
  public var flowTypeList: String {
    flowTypes.count == FlowType.names.count ? "all" : flowTypes.joined(separator: ", ")
  }
}

extension ActionType.Course {
  /// How the flow goes on, as a sentence.
  public var sentence: String {
    switch self {
    case .continues: "The next action of the list follows."
    case .branches: "One of its ways is taken, then the next action of the list follows."
    case .callsTask: "The task runs, then the way that the task's end names, then the next action of the list."
    case .callsFlow: "The other flow runs, then the next action of the list; nothing follows where that flow ends all."
    case .jumps: "The flow goes on elsewhere for good; what stands after it never runs."
    case .returnsToMenu, .repeatsMenu: "A menu is played again; what stands after it never runs."
    case .opens: "What stands in the choice runs."
    case .transfers: "The flow ends where the transfer is taken, and goes on where it fails."
    case .endsTask: "The task ends, and what called it goes on."
    case .endsState: "The state ends; what stands after it never runs."
    case .ends: "The flow ends."
    case .leaves: "The flow ends, and what started it goes on."
    case .loops: "Its inner list runs pass by pass, then the next action follows."
    case .nextPass: "The next pass of the innermost loop begins."
    case .leavesLoop: "What follows the innermost loop runs."
    }
  }
}

extension ActionType.Fill {
  /// When it is filled, for people.
  public var occasion: String { ways.isEmpty ? "always" : "on " + ways.joined(separator: ", ") }
}

extension ActionType.Basis {
  /// What is to be added to a name that is known in this way; nil where it is sure.
  public var remark: String? {
    switch self {
    case .seen: nil
    case .listed: "listed"
    case .thirdParty: "third party"
    case .inferred: "inferred"
    }
  }
}
