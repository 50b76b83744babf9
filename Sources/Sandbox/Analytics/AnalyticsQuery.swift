import Conversations
import JSON

/// What a query asks of analytics.
struct AnalyticsQuery: Sendable {
  private let start: Timestamp
  private let end: Timestamp
  /// The ids that filters name, one set a filter; all filters must match.
  private var ids: [Set<String>] = []
  private let isDescending: Bool

  /// Reads the body of a query.
  ///
  /// - Throws: 400 where it is none, or has filters that the sandbox does not know.
  init(_ body: JSONValue) throws(APIError) {
    guard body.isObject, let interval = body["interval"]?.text else { throw .badRequest }
    let ends = interval.split(separator: "/").map(String.init)
    guard ends.count == 2, let start = Timestamp(parsing: ends[0]), let end = Timestamp(parsing: ends[1]), start < end
    else {
      throw .invalidDate
    }
    self.start = start
    self.end = end
    isDescending = body["order"]?.text == "desc"
    guard body.items("segmentFilters").isEmpty else { throw .unsupported("segment filters") }
    for filter in body.items("conversationFilters") {
      var values: Set<String> = []
      let predicates = filter.items("predicates")
      guard filter["type"]?.text?.lowercased() == "or" || predicates.count == 1,
        filter.items("clauses").isEmpty
      else { throw .unsupported("filters other than conversationId") }
      for predicate in predicates {
        guard predicate["dimension"]?.text == "conversationId", let value = predicate["value"]?.text else {
          throw .unsupported("filters other than conversationId")
        }
        values.insert(value)
      }
      ids.append(values)
    }
  }

  /// The conversations that are meant: those that went on at some time of the interval.
  func select(from all: [StoredConversation]) -> [StoredConversation] {
    let found = all.filter { conversation in
      guard !conversation.isTutorial, let begin = conversation.start else { return false }
      guard begin < end, conversation.end.map({ start <= $0 }) ?? true else { return false }
      return ids.allSatisfy { $0.contains(conversation.id) }
    }
    let sorted = found.sorted { ($0.start?.milliseconds ?? 0, $0.id) < ($1.start?.milliseconds ?? 0, $1.id) }
    return isDescending ? sorted.reversed() : sorted
  }
}

/// A query that is worked off in the background.
struct AnalyticsJob: Sendable {
  let submitted: Timestamp
  /// What it has found.
  let conversations: [JSONValue]
  /// How often somebody has asked how far it is.
  private(set) var questions = 0

  /// Whether the results can be had.
  var isDone: Bool { questions > 2 }

  /// Goes on a step, and tells how far it is: queued, pending, done.
  mutating func step() -> String {
    questions += 1
    return questions == 1 ? "QUEUED" : questions == 2 ? "PENDING" : "FULFILLED"
  }
}
