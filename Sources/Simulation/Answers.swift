public import Expressions
import Flows

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

    /// Whether none was taken.
    var isUntouched: Bool { next == 0 }
    /// How many are left that come only once.
    var remaining: Int { max(0, answers.count - next) }
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
    /// Keys that are pressed, or what is written.
    case keys(String)
    /// What is said.
    case says(String)
    /// An intent that is recognised, with the slots that are filled.
    case intent(String, slots: Values)
    case noInput
    case noMatch
  }

  /// What a module, a bot or another flow gives back.
  public struct Module: Sendable {
    /// The outputs.
    public var values: Values = []
    /// The last intent of a bot.
    public var intent: String?
    /// Why a bot ended.
    public var exitReason: String?

    /// Creates an answer.
    public init(values: Values = [], intent: String? = nil, exitReason: String? = nil) {
      self.values = values
      self.intent = intent
      self.exitReason = exitReason
    }
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
  /// The way that is taken, by the name of the schedule or the schedule group, or by place.
  public var schedules: [String: Series<String>] = [:]
  /// In the order in which the flow asks.
  public var inputs: [Input] = []
  /// Whether the transfer is taken, by its action.
  public var transfers: [String: Series<Bool>] = [:]
  /// By the name of the module, bot or other flow.
  public var modules: [String: Series<Module>] = [:]
  /// By `Container › Action`, by the action's name or by its type; these win over all others.
  public var actions: [String: Series<Action>] = [:]
  /// Objects of the organisation, by the code of their type and their name.
  public var objects: [String: [String: GenesysObject]] = [:]

  /// Creates a world that answers nothing.
  public init() {}

  /// How many answers are left that come only once.
  var remaining: Int {
    dataActions.values.reduce(0) { $0 + $1.remaining } + tables.values.reduce(0) { $0 + $1.remaining }
      + schedules.values.reduce(0) { $0 + $1.remaining } + transfers.values.reduce(0) { $0 + $1.remaining }
      + modules.values.reduce(0) { $0 + $1.remaining } + actions.values.reduce(0) { $0 + $1.remaining }
  }

  /// What nothing asked for, in order of name.
  var unused: [String] {
    func names<Answer>(_ kind: String, _ series: [String: Series<Answer>]) -> [String] {
      if series.isEmpty { return [] }
      return series.compactMap { $0.value.isUntouched ? $0.key : nil }.sorted().map { "\(kind): \($0)" }
    }
    return names("data-actions", dataActions) + names("tables", tables) + names("schedules", schedules)
      + names("transfers", transfers) + names("modules", modules) + names("actions", actions)
  }

  // MARK: What is asked for

  mutating func dataAction(_ name: String, in category: String?) -> DataAction? {
    dataActions["\(category ?? "")/\(name)"]?.take() ?? dataActions[name]?.take()
  }

  mutating func table(_ name: String) -> Table? { tables[name]?.take() }

  mutating func module(_ name: String) -> Module? { modules[name]?.take() }

  mutating func schedule(_ names: [String], at address: String, _ action: String?) -> String? {
    for key in names + [address] + [action].compactMap(\.self) {
      if let way = schedules[key]?.take() { return way }
    }
    return nil
  }

  mutating func transfer(_ id: ActionID, in program: FlowProgram) -> Bool? {
    guard let key = key(of: id, in: program, transfers) else { return nil }
    return transfers[key]?.take()
  }

  mutating func action(for id: ActionID, in program: FlowProgram) -> Action? {
    guard let key = key(of: id, in: program, actions) else { return nil }
    return actions[key]?.take()
  }

  /// The key that means an action: by its place first, then by its name, then by its type.
  private func key<Answer>(of id: ActionID, in program: FlowProgram, _ series: [String: Series<Answer>]) -> String? {
    guard !series.isEmpty else { return nil }
    let keys = series.keys.filter { program.isMeant(id, by: $0) }.sorted { ($1.count, $0) < ($0.count, $1) }
    return keys.first ?? (series[program.flow[id].type] == nil ? nil : program.flow[id].type)
  }
}
