public import JSON

/// One page of what a query or a search has found.
public struct AnalyticsPage: Sendable {
  /// The conversations or rows, as received.
  public let rows: [JSONNode]
  /// How many there are on all pages, where the server tells.
  public let total: Int?
  /// Where the next page begins; nil on the last one.
  public let cursor: String?
  /// Up to when the data is complete, in ISO 8601, where the server tells.
  public let availableUntil: String?

  init(_ root: JSONNode?) {
    let list = root?["conversations"] ?? root?["results"]
    rows = list.map { Array($0.items) } ?? []
    total = root?["totalHits"]?.numberText.flatMap { Int($0) }
    cursor = root?["cursor"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    availableUntil = root?["dataAvailabilityDate"]?.string
  }
}

/// What conversations a query is about.
public struct AnalyticsQuery: Sendable {
  /// The beginning of the time, ISO 8601 in UTC.
  public var from: String
  /// The end of the time, likewise.
  public var to: String
  /// Whether only conversations without an end are meant.
  public var isLive = false
  /// The id of a queue that one of the conversation's segments was in.
  public var queue: String?
  /// The medium of one of its segments, as analytics names it: `voice`, `message`, `chat`, `email`, `callback`.
  public var media: String?

  /// Asks for the conversations that went on at some time of an interval.
  public init(from: String, to: String) {
    self.from = from
    self.to = to
  }

  /// The body, for a page counted from 1 of the newest first; for a job where there is no page.
  func body(page: Int? = nil) -> [UInt8] {
    func filter(_ predicates: [JSONValue]) -> JSONValue? {
      predicates.isEmpty ? nil : [["type": "and", "predicates": .array(predicates)]]
    }
    func matches(_ dimension: String, _ value: String?) -> [JSONValue] {
      value.map {
        [["type": "dimension", "dimension": .string(dimension), "operator": "matches", "value": .string($0)]]
      } ?? []
    }
    let live: [JSONValue] =
      isLive ? [["type": "dimension", "dimension": "conversationEnd", "operator": "notExists"]] : []
    let value: JSONValue = [
      "interval": .string("\(from)/\(to)"), "order": page == nil ? "asc" : "desc", "orderBy": "conversationStart",
      "paging": page.map { ["pageSize": .integer(CloudClient.analyticsPageSize), "pageNumber": .integer($0)] },
      "conversationFilters": filter(live),
      "segmentFilters": filter(matches("queueId", queue) + matches("mediaType", media)),
    ]
    return value.bytes
  }
}

/// Asking analytics, and the search for attributes.
extension CloudClient {
  /// How many conversations a page of a query has, and how many can be asked for by id at a time.
  public static let analyticsPageSize = 100
  /// How many conversations all pages of a query can have.
  public static let analyticsLimit = 100_000

  private static let permission = ["analytics:conversationDetail:view"]

  /// The conversations of a query, newest first, without attributes.
  ///
  /// - Parameter page: counted from 1.
  public func conversations(_ query: AnalyticsQuery, page: Int) async throws(CloudError) -> AnalyticsPage {
    let response = try await send(
      CloudRequest(
        .post, "analytics", "conversations", "details", "query", body: query.body(page: page), isRepeatable: true,
        permissions: Self.permission))
    guard let root = response.root, root.kind == .object else { throw explainer.strange(response) }
    return AnalyticsPage(root)
  }

  /// The details of conversations by their ids, at most ``analyticsPageSize``; those that analytics does not know yet are
  /// left out.
  public func conversationDetails(of ids: [String]) async throws(CloudError) -> [JSONNode] {
    guard !ids.isEmpty else { return [] }
    return AnalyticsPage(
      try await send(
        CloudRequest(
          .get, "analytics", "conversations", "details", query: ids.map { ("id", $0) }, permissions: Self.permission)
      ).root
    ).rows
  }

  /// The copies of attributes of the conversations that began in a time of 24 hours at most: `from` and `to` are ISO 8601
  /// in UTC.
  ///
  /// The server finds only conversations of the last 30 days that have attributes, and less than 20 KB of them; it knows
  /// no search by key or value. Where a row has `truncatedData`, some attributes are missing.
  public func participantAttributes(
    from: String, to: String, cursor: String? = nil
  ) async throws(CloudError) -> AnalyticsPage {
    let body: JSONValue = [
      "query": [
        ["type": "DATE_RANGE", "fields": ["startTime"], "startValue": .string(from), "endValue": .string(to)]
      ], "cursor": cursor.map { .string($0) },
    ]
    let response = try await send(
      CloudRequest(
        .post, "conversations", "participants", "attributes", "search", body: body.bytes, isRepeatable: true,
        permissions: ["conversation:participant:attributesview"]))
    guard let root = response.root, root.kind == .object else { throw explainer.strange(response) }
    let page = AnalyticsPage(root)
    // A server that names the same place again must not keep a client for ever.
    if let next = page.cursor, next == cursor { throw explainer.strange(response, "the same cursor again") }
    return page
  }
}

/// An analytics job: the only reading of analytics that has attributes, cut to 1,024 characters, and about a day late.
public struct ConversationJob: Sendable, Hashable {
  /// How far it is.
  public enum State: String, Sendable {
    /// Not begun.
    case queued = "QUEUED"
    /// Under way.
    case pending = "PENDING"
    /// Done; the results are there.
    case fulfilled = "FULFILLED"
    /// Failed.
    case failed = "FAILED"
    /// Called off.
    case cancelled = "CANCELLED"
    /// Done too long ago.
    case expired = "EXPIRED"
  }

  /// How far it is; an unknown word counts as pending.
  public let state: State
  /// What went wrong, without secrets.
  public let message: String?
}

extension CloudClient {
  /// Up to when jobs have complete data, in ISO 8601; nil where the server does not tell.
  public func conversationJobAvailability() async throws(CloudError) -> String? {
    AnalyticsPage(
      try await send(
        CloudRequest(
          .get, "analytics", "conversations", "details", "jobs", "availability", permissions: Self.permission)
      ).root
    ).availableUntil
  }

  /// Begins a job; gives its id.
  public func createConversationJob(_ query: AnalyticsQuery) async throws(CloudError) -> String {
    let response = try await send(
      CloudRequest(
        .post, "analytics", "conversations", "details", "jobs", body: query.body(), permissions: Self.permission))
    guard let id = response.root?["jobId"]?.string, isIdentifier(id) else {
      throw explainer.strange(response, "a job without an id")
    }
    return id
  }

  /// Reads how far a job is.
  public func conversationJob(_ id: String) async throws(CloudError) -> ConversationJob {
    let root = try await send(
      CloudRequest(.get, "analytics", "conversations", "details", "jobs", id, permissions: Self.permission)
    ).root
    return ConversationJob(
      state: root?["state"]?.string.flatMap(ConversationJob.State.init) ?? .pending,
      message: root?["errorMessage"]?.string.map { redactor.redact(printable($0)) })
  }

  /// A page of what a job has found; the first one without a cursor.
  public func results(ofJob id: String, pageSize: Int, cursor: String?) async throws(CloudError) -> AnalyticsPage {
    var request = CloudRequest(
      .get, "analytics", "conversations", "details", "jobs", id, "results",
      query: [("pageSize", String(pageSize))], permissions: Self.permission)
    if let cursor { request.set("cursor", to: cursor) }
    let response = try await send(request)
    guard let root = response.root, root.kind == .object else { throw explainer.strange(response) }
    let page = AnalyticsPage(root)
    if let next = page.cursor, next == cursor { throw explainer.strange(response, "the same cursor again") }
    return page
  }
}
