import Testing

@testable import GenesysCloud

@Suite(.enabled(if: ScriptedServer.isAvailable, "needs python3"), .timeLimit(.minutes(2)))
struct FlowTests {
  private let create = "POST /api/v2/flows/export/jobs"
  private let ask = "GET /api/v2/flows/export/jobs/j1?expand=messages"

  private func job(_ status: String, _ more: String = "") -> ScriptedServer.Reply {
    .json(#"{"id":"j1","status":"\#(status)"\#(more)}"#)
  }

  @Test func flowsAreFilteredByDivisionHere() async throws {
    let server = try await ScriptedServer([
      "GET /api/v2/flows?pageNumber=1&pageSize=100": [
        .json(
          #"""
          {"entities":[
            {"id":"f1","name":"One","type":"WORKFLOW","division":{"id":"d1","name":"Home"},"publishedVersion":{"id":"3.0"}},
            {"id":"f2","name":"Two","type":"BOT","division":{"id":"d2","name":"Sales"},"savedVersion":{"id":"1.0"}},
            {"id":"../f3","name":"Three"}],"pageCount":1}
          """#)
      ]
    ])
    try await withClient(server) { client in
      for (division, wanted) in [(nil, ["f1", "f2"]), ("home", ["f1"]), ("d2", ["f2"]), ("x", [])]
        as [(String?, [String])]
      {
        var ids: [String] = []
        for try await flow in client.flows(division: division) { ids.append(flow.id) }
        #expect(ids == wanted)
      }
    }
  }

  @Test func anExportIsFetchedWithoutTheTokenFirst() async throws {
    let refusal = ScriptedServer.Reply.json(#"{"code":"authentication.required","status":401}"#, status: 401)
    let server = try await ScriptedServer([
      create: [job("Registered")],
      ask: [job("Started"), job("Success", #","downloadUrl":"{base}/api/v2/downloads/d?sig=x""#)],
      "GET /api/v2/downloads/d?sig=x": [refusal, ScriptedServer.Reply(body: "inboundCall:\n")],
    ])
    let time = FakeTime()
    let body = try await withClient(server, time: time) { client in
      try await client.exportFlow("f1", version: "2.0", format: .yaml)
    }
    #expect(String(decoding: body, as: UTF8.self) == "inboundCall:\n")
    #expect(
      try server.requests(create).first?.body
        == #"{"flows":[{"flow":{"id":"f1","version":"2.0"},"exportType":"Yaml"}]}"#)
    let downloads = try server.requests("GET /api/v2/downloads/d?sig=x").map { $0.headers["authorization"] }
    #expect(downloads == [nil, "Bearer first-token"])
    #expect(time.waits.count == 2)
  }

  @Test func elsewhereTheTokenNeverGoesAlong() async throws {
    let server = try await ScriptedServer([
      // The API asks for the token, and then sends the client away.
      "GET /api/v2/downloads/d": [
        .json(#"{"code":"authentication.required","status":401}"#, status: 401),
        ScriptedServer.Reply(status: 302, headers: ["Location": "{other}/bucket/file"]),
      ],
      "GET /bucket/file": [ScriptedServer.Reply(body: "exported")],
      "GET /bucket/refused": [ScriptedServer.Reply(status: 403, body: "<Error>AccessDenied</Error>")],
    ])
    try await withClient(server) { client in
      let body = try await client.download("/api/v2/downloads/d")
      #expect(String(decoding: body, as: UTF8.self) == "exported")
      let error = try await cloudError {
        _ = try await client.download(server.otherURL + "/bucket/refused?signature=abc")
      }
      #expect(error != nil)
      let refused = try #require(
        try await cloudError { _ = try await client.download(server.otherURL + "/bucket/refused") })
      #expect(refused.kind == .notFound)
      #expect(!refused.message.contains("/bucket"))
    }
    let elsewhere = try server.requests().filter { $0.port == 1 }
    #expect(elsewhere.count == 3)
    #expect(elsewhere.allSatisfy { $0.headers["authorization"] == nil })
  }

  @Test(arguments: ["ftp://127.0.0.1/x", "http://example.com/x", "file:///etc/passwd", "https://a@b/x", "https://a b/"])
  func someAddressesAreNotUsed(url: String) async throws {
    let server = try await ScriptedServer([:])
    try await withClient(server) { client in
      let error = try await cloudError { _ = try await client.download(url) }
      #expect(error?.kind == .notGenesys)
    }
    #expect(try server.requests().isEmpty)
  }

  @Test func aFailedExportSaysWhy() async throws {
    let server = try await ScriptedServer([
      create: [job("Registered")],
      ask: [
        job(
          "Failure",
          #","messages":[{"type":"Error","text":"could not find the flow with id f1, exit code: 107 first-token"}]"#)
      ],
    ])
    try await withClient(server) { client in
      let error = try #require(try await cloudError { _ = try await client.exportFlow("f1", format: .architect) })
      #expect(error.message.contains("exit code: 107"))
      #expect(error.message.contains("limit of requests"))
      #expect(!error.message.contains("first-token"))
    }
  }

  @Test func anExportThatNeverEndsEndsWithTheTime() async throws {
    let server = try await ScriptedServer([create: [job("Registered")], ask: [job("Started")]])
    let time = FakeTime()
    try await withClient(server, time: time) { client in
      let error = try await cloudError { _ = try await client.exportFlow("f1", format: .yaml) }
      #expect(error?.kind == .timeout)
    }
    #expect(try server.requests(ask).count < 60)
  }

  @Test func permissionsAreProbedByWhatIsNotThere() async throws {
    let nobody = ProbeQuestion.nobody
    let server = try await ScriptedServer([
      "GET /api/v2/flows/\(nobody)": [
        .json(
          #"{"code":"missing.any.permissions","message":"… permissions assigned: [architect:flow:view]","status":403}"#,
          status: 403)
      ],
      create: [.json(#"{"code":"bad.request","message":"no flows","status":400}"#, status: 400)],
      "GET /api/v2/routing/queues/\(nobody)": [.json(#"{"message":"broken","status":500}"#, status: 500)],
    ])
    let results = try await withClient(server) { await $0.probePermissions() }
    #expect(results.count == ProbeQuestion.all.count)
    for result in results {
      switch result.permission {
      case "architect:flow:view": #expect(result.outcome == .missing(permissions: ["architect:flow:view"]))
      case "routing:queue:view":
        guard case .unknown(let error) = result.outcome else {
          Issue.record("\(result)")
          continue
        }
        #expect(error.status == 500)
      default: #expect(result.outcome == .granted, "\(result)")
      }
    }
  }
}
