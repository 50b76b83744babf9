import JSON
import Testing

@testable import GenesysCloud

@Suite(.enabled(if: ScriptedServer.isAvailable, "needs python3"), .timeLimit(.minutes(2)))
struct ListingTests {
  private func ids(_ listing: Listing) async throws -> [String] {
    var ids: [String] = []
    for try await node in listing { ids.append(node["id"]?.string ?? "?") }
    return ids
  }

  @Test func pagesAreCounted() async throws {
    let path = "GET /api/v2/routing/queues?pageNumber="
    let server = try await ScriptedServer([
      path + "1&pageSize=2": [.json(#"{"entities":[{"id":"a"},{"id":"b"}],"pageNumber":1,"pageCount":2}"#)],
      path + "2&pageSize=2": [.json(#"{"entities":[{"id":"c"}],"pageNumber":2,"pageCount":2}"#)],
    ])
    try await withClient(server) { client in
      let found = try await ids(client.listing("routing", "queues", pageSize: 2))
      #expect(found == ["a", "b", "c"])
    }
    #expect(try server.requests().count == 3)
  }

  @Test func ofALinkOnlyTheParametersCount() async throws {
    let path = "GET /api/v2/routing/skills?pageNumber=1&pageSize=100"
    let server = try await ScriptedServer([
      path: [.json(#"{"entities":[{"id":"a"}],"nextUri":"{other}/elsewhere?after=x%2Fy"}"#)],
      path + "&after=x%2Fy": [.json(#"{"entities":[{"id":"b"}],"nextUri":"/api/v2/routing/skills?after=x%2Fy"}"#)],
    ])
    try await withClient(server) { client in
      let found = try await ids(client.listing("routing", "skills"))
      #expect(found == ["a", "b"])
    }
    #expect(try server.requests().allSatisfy { $0.port == 0 })
  }

  @Test func aCursorLeadsOn() async throws {
    let path = "GET /api/v2/analytics/jobs/j/results?pageNumber=1&pageSize=100"
    let server = try await ScriptedServer([
      path: [.json(#"{"conversations":[{"id":"a"}],"cursor":"n=1"}"#)],
      path + "&cursor=n%3D1": [.json(#"{"conversations":[{"id":"b"}]}"#)],
    ])
    try await withClient(server) { client in
      let found = try await ids(client.listing("analytics", "jobs", "j", "results"))
      #expect(found == ["a", "b"])
    }
  }

  @Test func theNextPageIsAskedForWhenItIsNeeded() async throws {
    let path = "GET /api/v2/routing/queues?pageNumber="
    let server = try await ScriptedServer([
      path + "1&pageSize=100": [.json(#"{"entities":[{"id":"a"},{"id":"b"}],"pageCount":3}"#)]
    ])
    try await withClient(server) { client in
      for try await node in client.listing("routing", "queues") {
        #expect(node["id"]?.string == "a")
        break
      }
    }
    #expect(try server.requests().count == 2)
  }

  @Test func anErrorEndsTheListing() async throws {
    let path = "GET /api/v2/flows?type=workflow&pageNumber="
    let server = try await ScriptedServer([
      path + "1&pageSize=100": [.json(#"{"entities":[{"id":"a","name":"A","type":"WORKFLOW"}],"pageCount":2}"#)],
      path + "2&pageSize=100": [.json(#"{"code":"not.authorized","status":403,"message":"no"}"#, status: 403)],
    ])
    try await withClient(server) { client in
      var names: [String] = []
      let error = try await cloudError {
        for try await flow in client.flows(type: "WORKFLOW") { names.append(flow.name) }
      }
      #expect(names == ["A"])
      #expect(error?.kind == .forbidden(permissions: ["architect:flow:view"]))
    }
  }
}
