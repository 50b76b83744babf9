import JSON
import Testing

@testable import Sandbox

@Suite("Permissions")
struct PermissionTests {
  @Test("that are missing are named, before it is told whether there is such a thing")
  func missing() throws {
    var sandbox = try PlainSandbox({ $0.missingPermissions = ["conversation:communication:view"] })
    let reply = sandbox.get("/conversations/00000000-0000-4000-8000-000000000000")
    #expect(reply.status == 403 && reply.code == "missing.any.permissions")
    #expect(reply.json["message"]?.text?.hasSuffix("[conversation:communication:view]") == true)
    #expect(reply.json["contextId"]?.text == reply.header("ININ-Correlation-Id"))
    #expect(sandbox.get("/flows/00000000-0000-4000-8000-000000000000").status == 404)
  }

  @Test("that are all needed are told apart from those of which one is enough")
  func kinds() throws {
    var sandbox = try PlainSandbox({
      $0.missingPermissions = ["architect:jobExport:create", "analytics:conversationDetail:view"]
    })
    let all = sandbox.call("POST", "/flows/export/jobs", ["flows": []])
    #expect(all.status == 403 && all.code == "missing.permissions")
    let live = try sandbox.live("customer")
    #expect(sandbox.get("/analytics/conversations/\(live.conversation)/details").status == 200)
  }

  @Test("differ by client")
  func clients() throws {
    var sandbox = try PlainSandbox(data: {
      $0.clients = [OAuthClient(id: "narrow", secret: "s", missing: ["architect:flow:view"])]
    })
    #expect(sandbox.get("/flows").status == 200)
    sandbox.token = try sandbox.signIn(id: "narrow", secret: "s")
    #expect(sandbox.get("/flows").status == 403)
  }

  @Test(
    "do not replace a user",
    arguments: ["/conversations", "/conversations/calls", "/conversations/messages", "/users/me"])
  func users(path: String) throws {
    var sandbox = try PlainSandbox()
    let reply = sandbox.get(path)
    #expect(reply.status == 400 && reply.code == "not.a.user")
  }
}
