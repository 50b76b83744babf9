import Expressions
import Flows
import JSON
import SourceText

/// Looks for few runs of a flow that together take every way that can be taken.
///
/// It runs the flow with what is known so far, and at each step that could go on otherwise changes what the run began
/// with, or what the world answered, such that it does: ``Solver`` for what the flow decides, ``Alternatives`` for what
/// the world does. What takes a new way is gone on from. There is no clock and no chance in it, so that a flow has the
/// same tests whenever and wherever they are looked for.
public struct TestSearch {
  /// How much is tried.
  public struct Budget: Sendable {
    /// The most runs.
    public var runs = Limits().searchRuns
    /// The most guesses after the last run that took a new way.
    public var patience = Limits().searchPatience
    /// The most steps of all runs together.
    public var steps = Limits().searchSteps

    /// Creates the budget that is enough for all but flows of hundreds of decisions.
    public init() {}
  }

  /// A run that was found.
  struct Found {
    let draft: Draft
    let record: RunRecord
    let ways: Set<Coverage.Way>
    let actions: Set<Int>
  }

  let program: FlowProgram
  let flows: [FlowProgram]
  let budget: Budget
  /// The runs that came to an end and took what none before them did.
  private(set) var found: [Found] = []
  /// How many runs were tried.
  public private(set) var runCount = 0
  /// The ways that can be reached.
  let reachable: [Coverage.Way]
  /// What is not taken yet by a run that came to an end.
  private(set) var missing: Set<Coverage.Way>
  private var missingActions: Set<Int>
  private var stepCount = 0
  /// How many runs were only guesses since something new was taken.
  private var vainCount = 0
  /// Runs that went round in circles, with what they took.
  private var circling: [(draft: Draft, ways: Set<Coverage.Way>, actions: Set<Int>)] = []
  private var seen: Set<Draft> = []
  private var queues: [[Alternative]] = Array(repeating: [], count: Urgency.allCases.count)
  private var heads = Array(repeating: 0, count: Urgency.allCases.count)
  private var tried: [Coverage.Way: Int] = [:]
  /// Runs of which the ways that are taken already were not turned round yet.
  private var unturned: [Draft] = []
  private let plans: PlanCache
  private let literals: Literals
  private let ends: EndDistances
  /// Called with each run that came to an end, whatever it took.
  var whenDone: ((Draft, RunRecord) -> Bool)?

  /// What is tried first.
  private enum Urgency: Int, CaseIterable {
    /// Needed to bring a run to its end that took something new; the latest first.
    case open
    /// Surely meant for a way that is missing.
    case solved
    /// Meant for one, but only guessed.
    case guessed
    /// Another way through, which may come to what is missing.
    case aside
  }

  /// Begins to look.
  ///
  /// - Parameter flows: other flows at hand, which the flow may call.
  public init(_ program: FlowProgram, flows: [FlowProgram] = [], budget: Budget = Budget()) {
    self.program = program
    self.flows = flows
    self.budget = budget
    let coverage = Coverage(program)
    reachable = coverage.reachableWays
    missing = Set(reachable)
    missingActions = Set(coverage.reachable.indices.filter { coverage.reachable[$0] })
    plans = PlanCache(functions: .standard)
    literals = Literals(of: program.flow)
    ends = EndDistances(program)
  }

  /// Looks until every way is taken, or nothing is left to try.
  public mutating func search() {
    // What asks for the time says nothing without it.
    let now = Patch(path: [.key("now")], value: .string(Literals.moments[0]))
    add(Alternative(draft: Draft().changed(by: literals.usesClock ? [now] : []), way: nil), .open)
    while !isDone, runCount < budget.runs, stepCount < budget.steps,
      whenDone != nil || vainCount < budget.patience
    {
      if let next = next() {
        if let way = next.way { tried[way, default: 0] += 1 }
        run(next.draft)
      } else if let draft = unturned.first {
        unturned.removeFirst()
        turn(draft)
      } else {
        break
      }
    }
    followCircles()
  }

  /// The most inputs of a run; one that asks for more goes round in circles.
  private static let mostInputs = 40
  /// The inputs after which a run is led to an end, not to what is new: what it took counts only once it has ended.
  private static let inputsForNew = 10
  /// How often what is surely meant for a way is tried.
  private static let mostTries = 16

  private mutating func keep(_ run: Found) {
    vainCount = 0
    found.append(run)
    missing.subtract(run.ways)
    missingActions.subtract(run.actions)
  }

  /// Runs to the limit of actions what goes round in circles, where nothing that ends takes the same ways.
  private mutating func followCircles() {
    for (draft, ways, actions) in circling.prefix(Self.mostCircles) {
      guard whenDone != nil || !ways.isDisjoint(with: missing) || !actions.isDisjoint(with: missingActions),
        let record = Trace.wholeRecord(draft, of: program, flows: flows), record.isComplete
      else { continue }
      if whenDone?(draft, record) == false { return }
      keep(Found(draft: draft, record: record, ways: ways, actions: actions))
    }
  }

  private static let mostCircles = 20

  private var isDone: Bool { whenDone == nil && missing.isEmpty && missingActions.isEmpty }

  private mutating func add(_ alternative: Alternative, _ urgency: Urgency) {
    queues[urgency.rawValue].append(alternative)
  }

  /// The next scenario that is worth a run and was not run before.
  private mutating func next() -> Alternative? {
    while let alternative = queues[Urgency.open.rawValue].popLast() {
      if seen.insert(alternative.draft).inserted { return alternative }
    }
    for urgency in Urgency.allCases {
      while heads[urgency.rawValue] < queues[urgency.rawValue].count {
        let alternative = queues[urgency.rawValue][heads[urgency.rawValue]]
        heads[urgency.rawValue] += 1
        if urgency != .aside, let way = alternative.way {
          guard missing.contains(way),
            tried[way, default: 0] < (urgency == .solved ? Self.mostTries : Self.mostTries * 3)
          else { continue }
        }
        guard seen.insert(alternative.draft).inserted else { continue }
        if urgency != .solved { vainCount += 1 }
        return alternative
      }
    }
    return nil
  }

  private mutating func run(_ draft: Draft) {
    runCount += 1
    guard let trace = Trace(draft, of: program, flows: flows) else { return }
    stepCount += trace.record.steps.count
    let ways = trace.ways
    let actions = Set(
      trace.record.steps.filter { trace.record.flows[$0.flow] === program }.compactMap { $0.action?.index })
    let isNew = !ways.isDisjoint(with: missing) || !actions.isDisjoint(with: missingActions)
    if trace.isComplete {
      if whenDone?(draft, trace.record) == false { stepCount = budget.steps }
      if isNew { keep(Found(draft: draft, record: trace.record, ways: ways, actions: actions)) }
    } else if trace.isCut, isNew {
      circling.append((draft, ways, actions))
      add(Alternative(draft: draft.recovering, way: nil), .open)
    }
    expand(trace, isNew: isNew)
    unturned.append(draft)
  }

  /// Tries what gets a run further, or into ways that are missing.
  private mutating func expand(_ trace: Trace, isNew: Bool) {
    let alternatives = Alternatives(trace, plans: plans, literals: literals)
    let last = trace.record.steps.count - 1
    let places = Set(missing.map { Coverage.Way(container: $0.container, action: $0.action, name: "") })
    for index in trace.steps {
      guard index == last || places.contains(trace.place(of: index)) else { continue }
      // What a run that is brought to its end allows is seen at its end.
      let urgency = trace.isComplete || trace.isCut || index == last ? Urgency.solved : .guessed
      let (solved, guessed) = alternatives.decisions(at: index) {
        missing.contains($0) && tried[$0, default: 0] < Self.mostTries
      } isHard: {
        tried[$0, default: 0] >= Self.mostTries / 2
      }
      for alternative in solved { add(alternative, urgency) }
      for alternative in guessed { add(alternative, .guessed) }
      let answers = alternatives.answers(at: index)
      let isOpen = index == last && trace.record.end.kind == .mockNeeded
      let chosen = isOpen ? self.choice(among: answers, at: index, of: trace) : -1
      for (place, alternative) in answers.enumerated() {
        if place == chosen {
          let isPromising = isNew && trace.draft.inputs.count < Self.mostInputs
          add(Alternative(draft: alternative.draft, way: nil), isPromising ? .open : .aside)
        } else if let way = alternative.way, missing.contains(way) {
          add(alternative, urgency)
        } else if isOpen {
          add(Alternative(draft: alternative.draft, way: nil), .aside)
        }
      }
    }
    let failing = trace.record.steps.lastIndex { $0.effects.contains { $0.kind == .error } }
    if let index = failing ?? (trace.record.end.kind == .undecided || trace.record.end.error != nil ? last : nil),
      trace.scopeOfStep.indices.contains(index)
    {
      for (place, alternative) in alternatives.repairs(at: index).enumerated() {
        add(alternative, place == 0 && isNew ? .open : .aside)
      }
    }
  }

  /// The answer that a run is brought to its end with: one that leads to something new, else another one each time round;
  /// once it has gone on for long, one that leads to an end soon.
  private func choice(among answers: [Alternative], at index: Int, of trace: Trace) -> Int {
    guard !answers.isEmpty else { return -1 }
    let late = trace.visits(at: index) { trace.inputsBefore[$0] >= Self.inputsForNew }
    guard late > 0 else {
      let new = answers.firstIndex { $0.way.map { missing.contains($0) } ?? false }
      return new ?? (trace.visits(at: index) - 1) % answers.count
    }
    let order = answers.indices.sorted { left, right in
      let (near, far) = (distance(of: answers[left]), distance(of: answers[right]))
      return near == far ? left < right : near < far
    }
    return order[(late - 1) % order.count]
  }

  private func distance(of alternative: Alternative) -> Int { alternative.way.map { ends.distance(after: $0) } ?? .max }

  /// Tries the ways aside of a run that are taken already.
  private mutating func turn(_ draft: Draft) {
    guard let trace = Trace(draft, of: program, flows: flows) else { return }
    stepCount += trace.record.steps.count
    let alternatives = Alternatives(trace, plans: plans, literals: literals)
    for index in trace.steps where trace.visits(at: index) == 1 {
      let solved = alternatives.decisions(at: index) { !missing.contains($0) }.solved
      for alternative in solved.prefix(2) + alternatives.answers(at: index) { add(alternative, .aside) }
    }
  }
}
