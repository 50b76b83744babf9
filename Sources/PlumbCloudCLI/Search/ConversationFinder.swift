import Conversations
import GenesysCloud
import JSON
import Terminal
import Workspace

/// Finds conversations by analytics, newest first, each once.
struct ConversationFinder {
  let client: CloudClient
  let interval: Interval
  /// Whether only conversations without an end are meant.
  var isLive = false
  /// The id of a queue.
  var queue: String?
  /// The medium, as analytics names it.
  var media: String?

  /// The longest time that is asked for at once.
  private static let window = Duration.seconds(7 * 86_400)

  /// The most often that live conversations are gone through again because some have ended meanwhile.
  private static let mostPasses = 3

  /// Hands out the details of each conversation that went on at some time of the interval.
  ///
  /// - Parameter body: takes one; false ends the search.
  func each(_ body: (JSONNode) async throws -> Bool) async throws {
    var found: Set<String> = []
    // Those that began before the interval come last, being the oldest.
    var older: [JSONNode] = []
    var windows = [interval]
    while let part = windows.popLast() {
      if part.to - part.from > Self.window {
        // The newer piece is worked on first.
        let middle = part.to + (.zero - Self.window)
        windows += [Interval(from: part.from, to: middle), Interval(from: middle, to: part.to)]
        continue
      }
      let isWhole = try await eachPage(of: part) { rows in
        for row in rows {
          guard let id = row["conversationId"]?.string, !found.contains(id) else { continue }
          let start = row["conversationStart"]?.string.flatMap { Timestamp(parsing: $0) } ?? part.from
          // What began in an older part is found there too, in its order.
          if start < part.from, start >= interval.from { continue }
          found.insert(id)
          if start < interval.from {
            older.append(row)
          } else {
            guard try await body(row) else { return false }
          }
        }
        return true
      }
      switch isWhole {
      case .whole: break
      case .ended: return
      case .tooMany:
        let middle = Timestamp(milliseconds: (part.from.milliseconds + part.to.milliseconds) / 2)
        windows += [Interval(from: part.from, to: middle), Interval(from: middle, to: part.to)]
      }
    }
    for row in older.newestFirst { guard try await body(row) else { return } }
  }

  private enum Ending {
    case whole, ended, tooMany
  }

  /// Goes through the pages of a part of the interval.
  private func eachPage(of part: Interval, _ body: ([JSONNode]) async throws -> Bool) async throws -> Ending {
    var query = AnalyticsQuery(from: part.from.iso8601, to: part.to.iso8601)
    query.isLive = isLive
    query.queue = queue
    query.media = media
    // Conversations that end while the pages are gone through leave the list, and those behind them move up, over the
    // edge of a page. So the list is gone through until it has stood still.
    var live: [String: JSONNode] = [:]
    for pass in 1...Self.mostPasses {
      var page = 1
      var totals: Set<Int> = []
      while true {
        let result = try await client.conversations(query, page: page)
        client.noteProgress()
        if let total = result.total {
          totals.insert(total)
          if total > CloudClient.analyticsLimit, part.to - part.from > .seconds(1) { return .tooMany }
        }
        if isLive {
          for row in result.rows { if let id = row["conversationId"]?.string { live[id] = row } }
        } else {
          guard try await body(result.rows) else { return .ended }
        }
        if result.rows.count < CloudClient.analyticsPageSize { break }
        page += 1
      }
      if !isLive { return .whole }
      if totals.count < 2 || pass == Self.mostPasses { break }
    }
    return try await body(Array(live.values).newestFirst) ? .whole : .ended
  }
}

extension [JSONNode] {
  /// Details of conversations, newest first.
  fileprivate var newestFirst: [JSONNode] {
    map { ($0["conversationStart"]?.string ?? "", $0["conversationId"]?.string ?? "", $0) }
      .sorted { ($1.0, $1.1) < ($0.0, $0.1) }.map(\.2)
  }
}

/// A row of `conversation list`.
struct ConversationRow {
  let id: String
  let start: String?
  let end: String?
  var media: String?
  /// The id of the queue that it is in, or was in last.
  var queue: String?

  /// Reads the details of a conversation; nil where they have no id.
  init?(details: JSONNode) {
    guard let id = details["conversationId"]?.string else { return nil }
    self.id = id
    start = details["conversationStart"]?.string
    end = details["conversationEnd"]?.string
    let participants = details["participants"].map { Array($0.items) } ?? []
    func sessions(_ participant: JSONNode) -> [JSONNode] { participant["sessions"].map { Array($0.items) } ?? [] }
    let outside = participants.filter { ["customer", "external"].contains($0["purpose"]?.string ?? "") }
    media = (outside + participants).lazy.flatMap(sessions).compactMap { $0["mediaType"]?.string }.first
    let segments = participants.flatMap(sessions).flatMap { $0["segments"].map { Array($0.items) } ?? [] }
    queue = segments.last { $0["queueId"]?.string != nil }?["queueId"]?.string
  }

  /// Reads a row of the search for attributes, which knows neither medium nor queue; nil where it has no id.
  init?(search row: JSONNode) {
    guard let id = row["conversationId"]?.string else { return nil }
    self.id = id
    start = row["startTime"]?.string
    end = row["endTime"]?.string
  }
}
