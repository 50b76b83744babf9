public import JSON
import Flows

/// What came of many different runs of a flow.
public struct Exploration: Sendable {
  /// A run that ended badly.
  public struct Finding: Sendable {
    /// How it did.
    public enum Kind: String, Sendable, CaseIterable {
      /// In an error that the flow's error handling did not catch.
      case error
      /// In one that it caught.
      case rescued
      /// A list was done, and nothing came after it: the customer is dropped.
      case silence
      /// At the number of actions that a run may have.
      case limit
    }

    /// How it did.
    public let kind: Kind
    /// How it ended and where, in a few words.
    public let ending: String
    /// What it began with, as the `given` of a test.
    public let given: JSONValue
    /// What the world answered, as the `mocks` of a test.
    public let mocks: JSONValue
  }

  /// How many different ways through the flow were run.
  public internal(set) var count = 0
  /// The runs that ended badly, one for each place and kind, in the order in which they were found.
  public internal(set) var findings: [Finding] = []
}

extension TestSearch {
  /// Runs a flow on different ways through.
  ///
  /// - Parameter count: The most ways through.
  public static func explore(_ program: FlowProgram, flows: [FlowProgram] = [], count: Int) -> Exploration {
    var budget = Budget()
    budget.runs = max(budget.runs, count.multipliedReportingOverflow(by: 10).partialValue)
    var search = TestSearch(program, flows: flows, budget: budget)
    let explorer = Explorer(limit: count)
    search.whenDone = { draft, record in explorer.take(draft, record) }
    search.search()
    return explorer.exploration
  }
}

/// Takes the runs of a search.
private final class Explorer {
  private(set) var exploration = Exploration()
  private let limit: Int
  private var passes: Set<[Coverage.Way]> = []
  private var endings: Set<String> = []

  init(limit: Int) {
    self.limit = limit
  }

  /// Takes a run, and tells whether there may be more.
  func take(_ draft: Draft, _ record: RunRecord) -> Bool {
    // Rounds of a loop make no other way through.
    var seen: Set<Coverage.Way> = []
    let pass = record.steps.map { Coverage.Way(container: $0.container, action: $0.action, name: $0.way ?? "") }
      .filter { seen.insert($0).inserted }
    if passes.insert(pass).inserted {
      exploration.count += 1
      if let kind = kind(of: record), endings.insert("\(kind) \(record.ending)").inserted {
        exploration.findings.append(
          Exploration.Finding(kind: kind, ending: record.ending, given: draft.given, mocks: draft.mocks))
      }
    }
    return exploration.count < limit
  }

  private func kind(of record: RunRecord) -> Exploration.Finding.Kind? {
    switch record.end.kind {
    case .error: .error
    case .limit: .limit
    case _ where record.end.error != nil: .rescued
    // What ends itself ends with an action.
    case .disconnect: record.end.action == nil ? .silence : nil
    default: nil
    }
  }
}
