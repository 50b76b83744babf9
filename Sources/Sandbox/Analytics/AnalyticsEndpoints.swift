import Conversations
import JSON

/// Details of conversations: at once without attributes, by a job with them.
enum AnalyticsEndpoints {
  private static let permission = PermissionNeed.any([
    "analytics:conversationDetail:view", "analytics:agentConversationDetail:view",
  ])

  static let table = [
    Endpoint("GET", "/api/v2/analytics/conversations/{id}/details", permission, one),
    Endpoint("GET", "/api/v2/analytics/conversations/details", permission, several),
    Endpoint("POST", "/api/v2/analytics/conversations/details/query", permission, query),
    Endpoint("POST", "/api/v2/analytics/conversations/details/jobs", permission, startJob),
    Endpoint(
      "GET", "/api/v2/analytics/conversations/details/jobs/availability", .any(["analytics:conversationDetail:view"]),
      availability),
    Endpoint("GET", "/api/v2/analytics/conversations/details/jobs/{job}", permission, job),
    Endpoint("DELETE", "/api/v2/analytics/conversations/details/jobs/{job}", permission, cancel),
    Endpoint("GET", "/api/v2/analytics/conversations/details/jobs/{job}/results", permission, results),
  ]

  private static func one(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    let conversation = try state.conversations.find(call["id"])
    if conversation.isTutorial { throw .notFound }
    return Reply(AnalyticsView.view(of: conversation, withAttributes: false))
  }

  private static func several(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    let ids = call.request.parameters("id")
    guard !ids.isEmpty else { throw .badRequest }
    let found = ids.compactMap { state.conversations[$0] }.filter { !$0.isTutorial }
    return Reply(["conversations": .array(found.map { AnalyticsView.view(of: $0, withAttributes: false) })])
  }

  private static func query(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    let body = try call.request.json()
    let found = try AnalyticsQuery(body).select(from: state.conversations.all)
    let size = body["paging"]?["pageSize"]?.integer ?? 25
    let number = body["paging"]?["pageNumber"]?.integer ?? 1
    guard (1...100).contains(size) else { throw .invalidValue("\(size)", type: "pageSize", allowed: "1-100") }
    guard (1...100_000).contains(number) else {
      throw .invalidValue("\(number)", type: "pageNumber", allowed: "1-100000")
    }
    let page = found.dropFirst((number - 1) * size).prefix(size).map {
      AnalyticsView.view(of: $0, withAttributes: false)
    }
    // A page beyond the last has no list.
    return Reply(["totalHits": .integer(found.count), "conversations": page.isEmpty ? nil : .array(page)])
  }

  // MARK: Jobs

  private static func startJob(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    let found = try AnalyticsQuery(try call.request.json()).select(from: state.conversations.all)
    let id = state.ids.uuid()
    let available = call.now + (.zero - state.analyticsLag)
    let known = found.filter { $0.start.map { $0 <= available } ?? false }
    state.analyticsJobs[id] = AnalyticsJob(
      submitted: call.now, conversations: known.map { AnalyticsView.view(of: $0, withAttributes: true) },
      available: available)
    return Reply(status: 202, ["jobId": .string(id)])
  }

  private static func job(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    guard var job = state.analyticsJobs[call["job"]] else { throw .notFound }
    if state.faults.next(.jobStep) == .fail { job.end = "FAILED" }
    let step = job.step()
    state.analyticsJobs[call["job"]] = job
    return Reply([
      "state": .string(step), "submissionDate": .string(job.submitted.iso8601),
      "expirationDate": .string((job.submitted + .seconds(86_400)).iso8601),
      "completionDate": job.isDone ? .string(call.now.iso8601) : nil,
      "errorMessage": job.end == "FAILED" ? "The query could not be carried out." : nil,
    ])
  }

  private static func cancel(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    guard state.analyticsJobs.removeValue(forKey: call["job"]) != nil else { throw .notFound }
    return Reply(status: 204)
  }

  private static func results(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    if state.faults.next(.jobPage) == .gone { state.analyticsJobs[call["job"]]?.end = "EXPIRED" }
    guard let job = state.analyticsJobs[call["job"]], job.isDone else { throw .notFound }
    let size = call.request.parameter("pageSize").map { Int($0) } ?? 1000
    guard let size, (1...10_000).contains(size) else { throw .badRequest }
    let (page, next) = try Cursor.page(of: job.conversations, from: call.request.parameter("cursor"), size: size)
    return Reply([
      "conversations": .array(page), "dataAvailabilityDate": .string(job.available.iso8601), "cursor": next,
    ])
  }

  private static func availability(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    Reply(["dataAvailabilityDate": .string((call.now + (.zero - state.analyticsLag)).iso8601)])
  }
}

/// A place in a list, in a form that nobody should look into.
enum Cursor {
  /// The rows from a cursor on, and the cursor of those that follow; from the first one without a cursor.
  static func page(
    of rows: [JSONValue], from text: String?, size: Int
  ) throws(APIError) -> (rows: [JSONValue], next: JSONValue?) {
    var start = 0
    if let text, !text.isEmpty {
      guard text.hasPrefix("c"), let number = Int(text.dropFirst(), radix: 36), number >= 104_729 else {
        throw .badRequest
      }
      let (position, rest) = (number - 104_729).quotientAndRemainder(dividingBy: 7919)
      guard rest == 0, position <= rows.count else { throw .badRequest }
      start = position
    }
    let end = min(start + size, rows.count)
    let next = "c" + String(end &* 7919 &+ 104_729, radix: 36)
    return (Array(rows[start..<end]), end < rows.count ? .string(next) : nil)
  }
}
