public import Expressions

/// What the world answers to a flow: data actions, tables, callers, schedules, transfers.
public struct Answers: Sendable {
  /// Answers of one kind to one thing, one a time; the last is given again and again.
  public struct Series<Answer: Sendable>: Sendable {
    private var answers: [Answer]
    private var next = 0

    /// Creates a series; one of no answers answers nothing.
    public init(_ answers: [Answer]) {
      self.answers = answers
    }

    /// The next answer.
    public mutating func take() -> Answer? {
      guard let last = answers.last else { return nil }
      defer { next += 1 }
      return next < answers.count ? answers[next] : last
    }
  }

  /// Values by the names of outputs, columns or variables.
  public typealias Values = [(name: String, value: Value)]

  /// What comes of a data action.
  public enum DataAction: Sendable {
    case success(Values)
    case failure(Values)
    case timeout
  }

  /// What a data table holds.
  public enum Table: Sendable {
    /// Rows by their columns; the column `key` is compared with what is looked up.
    case rows([Values])
    /// The look-up fails.
    case failure
  }

  /// What a caller or customer does when asked.
  public enum Input: Sendable {
    /// Keys that are pressed.
    case keys(String)
    /// What is said or written.
    case says(String)
    /// An intent that is recognised, with the slots that are filled.
    case intent(String, slots: Values)
    case noInput
    case noMatch
  }

  /// What any action does.
  public struct Action: Sendable {
    /// The way it takes; nil for going on.
    public var way: String?
    /// The variables that it gives values, with the expressions of these.
    public var variables: [(name: String, plan: Plan)] = []

    /// Creates an answer.
    public init(way: String? = nil, variables: [(name: String, plan: Plan)] = []) {
      self.way = way
      self.variables = variables
    }
  }

  /// By the data action's name, or `Category/Name`.
  public var dataActions: [String: Series<DataAction>] = [:]
  /// By the table's name.
  public var tables: [String: Series<Table>] = [:]
  /// The way that is taken, by the name of the schedule or the schedule group.
  public var schedules: [String: Series<String>] = [:]
  /// In the order in which the flow asks.
  public var inputs: [Input] = []
  /// Whether the transfer is taken, by the name of its action.
  public var transfers: [String: Series<Bool>] = [:]
  /// The values of the outputs, by the name of the module, bot or other flow.
  public var modules: [String: Series<Values>] = [:]
  /// By `Container › Action`, by the action's name or by its type; these win over all others.
  public var actions: [String: Series<Action>] = [:]

  /// Creates a world that answers nothing.
  public init() {}
}
