import Conversations
import JSON

/// What a query asks of analytics.
struct AnalyticsQuery: Sendable {
  private let start: Timestamp
  private let end: Timestamp
  /// What the conversation must be like: all of it.
  private let conversation: [Filter]
  /// What one of its segments must be like: all of it.
  private let segment: [Filter]
  private let isDescending: Bool

  /// One filter: of its predicates one is enough, or all must hold.
  private struct Filter: Sendable {
    var predicates: [Predicate]
    var isAny: Bool

    func holds(_ value: (String) -> String?) -> Bool {
      let holds = { (predicate: Predicate) in
        let found = value(predicate.dimension)
        return switch predicate.wanted {
        case .value(let wanted): found == wanted
        case .exists(let exists): (found != nil) == exists
        }
      }
      return isAny ? predicates.contains(where: holds) : predicates.allSatisfy(holds)
    }
  }

  private struct Predicate: Sendable {
    enum Wanted: Sendable {
      case value(String)
      case exists(Bool)
    }

    var dimension: String
    var wanted: Wanted
  }

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
    conversation = try Self.filters(body.items("conversationFilters"), ["conversationId", "conversationEnd"])
    segment = try Self.filters(body.items("segmentFilters"), ["queueId", "mediaType"])
  }

  private static func filters(_ list: [JSONValue], _ dimensions: [String]) throws(APIError) -> [Filter] {
    var filters: [Filter] = []
    for item in list {
      guard item.items("clauses").isEmpty else { throw .unsupported("clauses of filters") }
      var filter = Filter(predicates: [], isAny: item["type"]?.text?.lowercased() == "or")
      for predicate in item.items("predicates") {
        guard let dimension = predicate["dimension"]?.text, dimensions.contains(dimension) else {
          throw .unsupported("filters other than \(dimensions.joined(separator: " and "))")
        }
        switch (predicate["operator"]?.text, predicate["value"]?.text) {
        case ("exists", _): filter.predicates.append(Predicate(dimension: dimension, wanted: .exists(true)))
        case ("notExists", _): filter.predicates.append(Predicate(dimension: dimension, wanted: .exists(false)))
        case ("matches", let value?), (nil, let value?):
          filter.predicates.append(Predicate(dimension: dimension, wanted: .value(value)))
        default: throw .badRequest
        }
      }
      filters.append(filter)
    }
    return filters
  }

  /// The conversations that are meant: those that went on at some time of the interval.
  func select(from all: [StoredConversation]) -> [StoredConversation] {
    var found: [(start: Int64, conversation: StoredConversation)] = []
    for one in all {
      guard !one.isTutorial, let begin = one.start, begin < end, one.end.map({ start <= $0 }) ?? true,
        isMeant(one)
      else { continue }
      found.append((begin.milliseconds, one))
    }
    found.sort { ($0.start, $0.conversation.id) < ($1.start, $1.conversation.id) }
    return isDescending ? found.reversed().map(\.conversation) : found.map(\.conversation)
  }

  private func isMeant(_ one: StoredConversation) -> Bool {
    let holds = conversation.allSatisfy { filter in
      filter.holds { $0 == "conversationId" ? one.id : one.end?.iso8601 }
    }
    guard holds, !segment.isEmpty else { return holds }
    let view = AnalyticsView.view(of: one, withAttributes: false)
    return view.items("participants").contains { participant in
      participant.items("sessions").contains { session in
        session.items("segments").contains { part in
          segment.allSatisfy { filter in
            filter.holds { $0 == "mediaType" ? session["mediaType"]?.text : part["queueId"]?.text }
          }
        }
      }
    }
  }
}

/// A query that is worked off in the background.
struct AnalyticsJob: Sendable {
  let submitted: Timestamp
  /// What it has found.
  let conversations: [JSONValue]
  /// Up to when the data that it has read is complete.
  let available: Timestamp
  /// How often somebody has asked how far it is.
  private(set) var questions = 0
  /// How it has ended before its time; nil where it has not.
  var end: String?

  /// Whether the results can be had.
  var isDone: Bool { questions > 2 && end == nil }

  /// Goes on a step, and tells how far it is: queued, pending, done.
  mutating func step() -> String {
    if let end { return end }
    questions += 1
    return questions == 1 ? "QUEUED" : questions == 2 ? "PENDING" : "FULFILLED"
  }
}
