import Conversations
import JSON
import Testing

@testable import Sandbox

@Suite("Analytics")
struct AnalyticsTests {
  private static func interval(_ sandbox: PlainSandbox) -> JSONValue {
    .string((sandbox.now + .seconds(-86_000)).iso8601 + "/" + (sandbox.now + .seconds(1)).iso8601)
  }

  @Test("has no attributes when it answers at once")
  func withoutAttributes() throws {
    var sandbox = try PlainSandbox()
    let (conversation, _) = try sandbox.live("customer")
    let replies = [
      sandbox.get("/analytics/conversations/\(conversation)/details"),
      sandbox.get("/analytics/conversations/details?id=\(conversation)"),
      sandbox.call("POST", "/analytics/conversations/details/query", ["interval": Self.interval(sandbox)]),
    ]
    for reply in replies {
      let text = String(decoding: reply.body, as: UTF8.self)
      #expect(reply.status == 200 && text.contains(conversation) && !text.contains("\"attributes\""))
    }
  }

  @Test("has cut attributes in jobs, and none of those that came late")
  func job() throws {
    var sandbox = try PlainSandbox()
    let (conversation, customer) = try sandbox.live("customer")
    let path = "/conversations/\(conversation)/participants/\(customer)/attributes"
    _ = sandbox.call("PATCH", path, ["attributes": ["long": .string(String(repeating: "ä", count: 1100))]])
    _ = sandbox.call("POST", "/conversations/\(conversation)/disconnect", [:])
    _ = sandbox.call("PATCH", path, ["attributes": ["late": "1"]])
    #expect(sandbox.attributes(conversation, customer)?["late"] == "1")
    let started = sandbox.call("POST", "/analytics/conversations/details/jobs", ["interval": Self.interval(sandbox)])
    #expect(started.status == 202)
    let job = "/analytics/conversations/details/jobs/" + (try #require(started.json["jobId"]?.text))
    #expect(sandbox.get(job + "/results").status == 404)
    #expect((0..<3).map { _ in sandbox.get(job).json["state"] } == ["QUEUED", "PENDING", "FULFILLED"])
    var found: [JSONValue] = []
    var cursor: String? = ""
    while let place = cursor {
      let page = sandbox.get(job + "/results?pageSize=1" + (place.isEmpty ? "" : "&cursor=" + place)).json
      found += page["conversations"]?.items ?? []
      cursor = page["cursor"]?.text
    }
    #expect(found.count == sandbox.state.conversations.all.count)
    let participants = found.first { $0["conversationId"]?.text == conversation }?["participants"]?.items ?? []
    let attributes = participants.first { $0["participantId"]?.text == customer }?["attributes"]
    #expect(attributes?["long"]?.text?.count == 1024)
    #expect(attributes?["late"] == nil)
    #expect(participants.contains { $0["attributes"] == nil }, "whoever has none has no such member")
    #expect(sandbox.get(job + "/results?cursor=made-up").status == 400)
  }

  @Test("filters by end, queue and medium")
  func filters() throws {
    var sandbox = try PlainSandbox()
    func ids(_ kind: String, _ predicates: JSONValue..., type: JSONValue = "and") -> Set<String> {
      let body: JSONValue = [
        "interval": Self.interval(sandbox), "order": "desc", "paging": ["pageSize": 100, "pageNumber": 1],
      ]
      var query = body
      query[kind] = [["type": type, "predicates": .array(predicates)]]
      let reply = sandbox.call("POST", "/analytics/conversations/details/query", query)
      #expect(reply.status == 200, "\(reply.json)")
      return Set((reply.json["conversations"]?.items ?? []).compactMap { $0["conversationId"]?.text })
    }
    let all = Set(sandbox.state.conversations.all.map(\.id))
    let live = Set(sandbox.state.conversations.all.filter(\.isLive).map(\.id))
    #expect(ids("conversationFilters", ["dimension": "conversationEnd", "operator": "notExists"]) == live)
    #expect(
      ids("conversationFilters", ["dimension": "conversationEnd", "operator": "exists"]) == all.subtracting(live))
    let messages = ids("segmentFilters", ["dimension": "mediaType", "operator": "matches", "value": "message"])
    let calls = ids("segmentFilters", ["dimension": "mediaType", "value": "voice"])
    #expect(messages.union(calls) == all && messages.isDisjoint(with: calls) && !messages.isEmpty)
    #expect(ids("segmentFilters", ["dimension": "queueId", "value": "none"]).isEmpty)
    let unknown: JSONValue = ["dimension": "wrapUpCode", "value": "x"]
    let query: JSONValue = [
      "interval": Self.interval(sandbox), "segmentFilters": [["type": "and", "predicates": [unknown]]],
    ]
    #expect(sandbox.call("POST", "/analytics/conversations/details/query", query).status == 400)
  }

  @Test("reads what is as old as it lags behind")
  func lag() throws {
    var sandbox = try PlainSandbox({ $0.analyticsLag = .seconds(3_600) })
    let path = "/analytics/conversations/details/jobs"
    let until = (sandbox.now + .seconds(-3_600)).iso8601
    #expect(sandbox.get(path + "/availability").json["dataAvailabilityDate"]?.text == until)
    let job = path + "/" + (sandbox.call("POST", path, ["interval": Self.interval(sandbox)]).json["jobId"]?.text ?? "")
    for _ in 0..<3 { _ = sandbox.get(job) }
    let page = sandbox.get(job + "/results").json
    #expect(page["conversations"]?.items.count == 1 && page["dataAvailabilityDate"]?.text == until)
  }

  @Test("tells which flow ran, which the conversation does not")
  func flows() throws {
    var sandbox = try PlainSandbox()
    let (conversation, _) = try sandbox.live("customer")
    let details = sandbox.get("/analytics/conversations/\(conversation)/details").json
    let sessions = (details["participants"]?.items ?? []).flatMap { $0["sessions"]?.items ?? [] }
    let flows = sessions.compactMap { $0["flow"]?["flowId"]?.text }
    let flow = try #require(flows.first)
    #expect(sandbox.get("/flows/\(flow)").status == 200)
    let legs = (sandbox.get("/conversations/\(conversation)").json["participants"]?.items ?? []).flatMap {
      $0["messages"]?.items ?? []
    }
    #expect(!legs.isEmpty && legs.allSatisfy { $0["flow"] == nil })
  }
}

@Suite("The search for attributes")
struct SearchTests {
  private func query(_ criteria: JSONValue..., cursor: JSONValue? = nil) -> JSONValue {
    var query: JSONValue = ["query": .array(criteria)]
    query["cursor"] = cursor
    return query
  }

  private func range(_ sandbox: PlainSandbox, hours: Int64) -> JSONValue {
    [
      "type": "DATE_RANGE", "fields": ["startTime"],
      "startValue": .string((sandbox.now + .seconds(-hours * 3600)).iso8601), "endValue": .string(sandbox.now.iso8601),
    ]
  }

  private let path = "/conversations/participants/attributes/search"

  @Test("finds conversations with attributes, 50 a page")
  func pages() throws {
    var sandbox = try PlainSandbox(data: { data in
      data.conversations = (0..<120).map { number in
        LoadedConversation(document: [
          "id": "c\(number)", "startTime": "2027-01-15T07:59:00Z",
          "participants": [
            ["id": "p\(number)", "purpose": "customer", "attributes": number % 12 == 0 ? [:] : ["n": "\(number)"]]
          ],
        ])
      }
    })
    #expect(sandbox.now.iso8601 == "2027-01-15T08:00:00.000Z")
    var sizes: [Int] = []
    var ids: Set<String> = []
    var cursor: JSONValue?
    repeat {
      let page = sandbox.call("POST", path, query(range(sandbox, hours: 4), cursor: cursor)).json
      sizes.append(page["results"]?.items.count ?? 0)
      ids.formUnion((page["results"]?.items ?? []).compactMap { $0["conversationId"]?.text })
      cursor = page["cursor"]
    } while cursor != nil && sizes.count < 10
    #expect(sizes == [50, 50, 10])
    #expect(ids.count == 110)
  }

  @Test("has limits")
  func limits() throws {
    var sandbox = try PlainSandbox()
    let (conversation, _) = try sandbox.live("customer")
    #expect(sandbox.call("POST", path, query(range(sandbox, hours: 25))).status == 400)
    let byValue: JSONValue = ["type": "EXACT", "fields": ["participantAttributes.tier"], "value": "gold"]
    #expect(sandbox.call("POST", path, query(byValue)).json["message"] == "Search not supported.")
    let byID: JSONValue = ["type": "EXACT", "fields": ["conversationId"], "value": .string(conversation)]
    let found = sandbox.call("POST", path, query(byID)).json["results"]?.items ?? []
    #expect(found.count == 1 && found.first?["_type"] == "participant_attributes")
    sandbox.pass(seconds: 31 * 86_400)
    sandbox.token = try sandbox.signIn()
    #expect(sandbox.call("POST", path, query(byID)).json["results"] == [], "after 30 days nothing is found")
  }
}
