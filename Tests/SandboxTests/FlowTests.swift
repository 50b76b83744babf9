import JSON
import Testing

@testable import Sandbox

@Suite("Flows")
struct FlowTests {
  /// A sandbox with 130 flows of two types.
  private func many() throws -> PlainSandbox {
    try PlainSandbox(data: { data in
      data.flows = (100..<230).map { number in
        StoredFlow(
          id: "id-\(number)", name: "Flow \(number)", type: number % 10 == 0 ? "WORKFLOW" : "INBOUNDCALL",
          division: number < 110 ? "Branch" : "Home",
          versions: [StoredFlowVersion(id: "1.0", yaml: Array("flow \(number)".utf8))])
      }
    })
  }

  @Test("come in pages, each once")
  func pages() throws {
    var sandbox = try many()
    var path: String? = "/flows?pageSize=100"
    var ids: [String] = []
    var pages = 0
    while let next = path, pages < 9 {
      let page = sandbox.get(next).json
      ids += (page["entities"]?.items ?? []).compactMap { $0["id"]?.text }
      #expect(page["total"]?.integer == 130 && page["pageCount"]?.integer == 2)
      path = page["nextUri"]?.text.map { String($0.dropFirst("/api/v2".count)) }
      pages += 1
    }
    #expect(pages == 2 && ids.count == 130 && Set(ids).count == 130)
    #expect(sandbox.get("/flows?pageNumber=99").json["entities"] == [])
  }

  @Test(
    "are filtered",
    arguments: [
      ("type=workflow", 13), ("type=WORKFLOW,inboundcall", 130), ("type=bot", 0), ("name=Flow%20123", 1),
      ("name=flow+12*", 10), ("name=*9", 13), ("name=Flow", 0), ("id=id-100&id=id-229", 2),
      ("divisionId=\(identifier(named: "division Branch"))", 10), ("type=workflow&name=*15*", 1),
    ])
  func filters(query: String, count: Int) throws {
    var sandbox = try many()
    #expect(sandbox.get("/flows?" + query).json["total"]?.integer == count)
  }

  @Test("have versions and configurations")
  func versions() throws {
    var sandbox = try PlainSandbox()
    let flow = try #require(sandbox.state.flows.all.first { $0.versions.count > 1 })
    let newest = try #require(flow.published?.id)
    let summary = sandbox.get("/flows/\(flow.id)").json
    #expect(summary["publishedVersion"]?["id"]?.text == newest && summary["type"]?.text == flow.type)
    let listed = sandbox.get("/flows/\(flow.id)/versions").json["entities"]?.items ?? []
    #expect(listed.compactMap { $0["id"]?.text } == flow.versions.map(\.id).reversed())
    let latest = sandbox.get("/flows/\(flow.id)/latestconfiguration")
    #expect(latest.json["flowSequenceItemList"]?.isArray == true)
    #expect(sandbox.get("/flows/\(flow.id)/versions/\(newest)/configuration").body == latest.body)
    #expect(sandbox.get("/flows/\(flow.id)/versions/1.0/configuration").json["name"]?.text == flow.name)
    #expect(sandbox.get("/flows/\(flow.id)/versions/99.0").status == 404)
    var plain = try many()
    #expect(plain.get("/flows/id-100/latestconfiguration").code == "flow.no.config.available")
  }

  @Test("are exported in steps", arguments: ["Yaml", "Architect"])
  func export(type: String) throws {
    var sandbox = try PlainSandbox()
    let flow = try #require(sandbox.state.flows.all.first)
    let body: JSONValue = ["flows": [["flow": ["id": .string(flow.id)], "exportType": .string(type)]]]
    let created = sandbox.call("POST", "/flows/export/jobs", body).json
    #expect(created["status"] == "Registered" && created["totalFlows"]?.integer == 1)
    let job = "/flows/export/jobs/" + (try #require(created["id"]?.text))
    #expect(sandbox.get(job).json["status"] == "Started")
    let done = sandbox.get(job).json
    #expect(done["status"] == "Success")
    let address = try #require(done["downloadUrl"]?.text)
    #expect(sandbox.get(job).json["downloadUrl"]?.text == address, "asked again, the same download")
    let path = try #require(address.split(separator: "/api/v2").last)
    let contents = sandbox.get(String(path)).body
    if type == "Yaml" {
      #expect(contents == flow.published?.yaml)
    } else {
      #expect(contents == flow.published?.architectExport && contents.count > 100)
    }
  }

  @Test("that cannot be exported fail with a reason")
  func failures() throws {
    var sandbox = try PlainSandbox()
    let body: JSONValue = ["flows": [["flow": ["id": "nowhere"], "exportType": "Yaml"]]]
    let created = sandbox.call("POST", "/flows/export/jobs", body).json
    let job = "/flows/export/jobs/" + (try #require(created["id"]?.text))
    _ = sandbox.get(job)
    let reply = sandbox.get(job + "?expand=messages").json
    #expect(reply["status"] == "Failure" && reply["downloadUrl"] == nil)
    #expect(reply["messages"]?.items.first?["text"]?.text?.contains("nowhere") == true)
    #expect(sandbox.call("POST", "/flows/export/jobs", ["flows": []]).status == 400)
    let type: JSONValue = ["flows": [["flow": ["id": "x"], "exportType": "Word"]]]
    #expect(sandbox.call("POST", "/flows/export/jobs", type).code == "invalid.value")
  }

  @Test("exported together come as one archive")
  func archive() throws {
    var sandbox = try many()
    let flows: [JSONValue] = ["id-100", "id-101"].map { ["flow": ["id": $0], "exportType": "Yaml"] }
    let created = sandbox.call("POST", "/flows/export/jobs", ["flows": .array(flows)]).json
    let job = "/flows/export/jobs/" + (try #require(created["id"]?.text))
    _ = sandbox.get(job)
    let path = try #require(sandbox.get(job).json["downloadUrl"]?.text?.split(separator: "/api/v2").last)
    let archive = sandbox.get(String(path)).body
    #expect(archive.starts(with: [0x50, 0x4B, 3, 4]))
    // Two entries in the directory at the end.
    #expect(archive.suffix(22).prefix(12) == [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 2, 0, 2, 0])
    let text = String(decoding: archive, as: UTF8.self)
    #expect(text.contains("Flow 100.yaml") && text.contains("flow 101"))
  }
}

@Suite("Lists")
struct ListTests {
  @Test("have what an inventory needs", arguments: Listings.kinds.map(\.path))
  func lists(path: String) throws {
    var sandbox = try PlainSandbox()
    let page = sandbox.get(String(path.dropFirst("/api/v2".count))).json
    let first = try #require(page["entities"]?.items.first)
    #expect(first["name"]?.text?.isEmpty == false)
    let id = try #require(first["id"]?.text)
    #expect(sandbox.get("\(path.dropFirst("/api/v2".count))/\(id)").json["name"] == first["name"])
    #expect(sandbox.get("\(path.dropFirst("/api/v2".count))/nothing").status == 404)
  }

  @Test("tell contracts and schemas when asked")
  func expanded() throws {
    var sandbox = try PlainSandbox()
    let action = try #require(sandbox.get("/integrations/actions").json["entities"]?.items.first)
    #expect(action["contract"] == nil)
    let id = try #require(action["id"]?.text)
    #expect(sandbox.get("/integrations/actions/\(id)?expand=contract").json["contract"]?["input"] != nil)
    let tables = sandbox.get("/flows/datatables?expand=schema").json["entities"]?.items ?? []
    #expect(tables.first?["schema"]?["properties"] != nil)
  }
}
