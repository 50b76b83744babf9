import Conversations
import JSON
import Testing

@testable import Sandbox

@Suite("Faults")
struct FaultTests {
  @Test("are read from text")
  func parsing() throws {
    #expect(
      try FaultSpec.list("429:3,reset:5%,half:0.25%") == [
        FaultSpec(.tooManyRequests, .count(3)), FaultSpec(.reset, .share(500)), FaultSpec(.half, .share(25)),
      ])
  }

  @Test(
    "that are none are refused",
    arguments: ["", "429", "404:1", "503:0", "slow:-1", "html:0%", "html:101%", "half:1.234%", "reset:5%,"])
  func malformed(text: String) {
    #expect(throws: SandboxError.self) { try FaultSpec.list(text) }
  }

  @Test("of a number all come, soon, and no more")
  func counts() {
    for seed in 1...50 as ClosedRange<UInt64> {
      var plan = FaultPlan([FaultSpec(.unavailable, .count(4))], seed: seed)
      let struck = (0..<100).filter { _ in plan.next(.call) != nil }
      #expect(struck.count == 4)
      #expect(struck.last.map { $0 < 12 } == true)
    }
  }

  @Test(
    "of a share come in every run",
    arguments: [(500, 20, 1), (5000, 2, 1), (10_000, 1, 1), (25, 400, 1), (1500, 20, 3)])
  func shares(share: Int, run: Int, faults: Int) {
    var plan = FaultPlan([FaultSpec(.reset, .share(share))], seed: 7)
    for _ in 0..<10 {
      #expect((0..<run).count { _ in plan.next(.call) != nil } == faults)
    }
  }

  @Test("fall where the seed says")
  func seeds() {
    let specs = [FaultSpec(.tooManyRequests, .share(1000)), FaultSpec(.half, .count(3))]
    func places(_ seed: UInt64) -> [FaultSpec.Kind?] {
      var plan = FaultPlan(specs, seed: seed)
      return (0..<200).map { _ in plan.next(.call) }
    }
    #expect(places(3) == places(3))
    #expect(places(3) != places(4))
    #expect(places(3).count { $0 == .half } == 3, "those that meet another fault wait for the next call")
    #expect(places(3).count { $0 == .tooManyRequests } >= 19)
  }

  @Test(
    "have their replies", arguments: [("429:100%", 429), ("503:100%", 503), ("html:100%", 200), ("revoke:100%", 401)])
  func replies(spec: String, status: Int) throws {
    let faults = try FaultSpec.list(spec)
    var sandbox = try PlainSandbox({ $0.faults = faults })
    let (conversation, customer) = try sandbox.live("customer")
    let path = "/conversations/\(conversation)/participants/\(customer)/attributes"
    let reply = sandbox.call("PATCH", path, ["attributes": ["k": "v"]])
    #expect(reply.status == status)
    #expect(reply.header("Retry-After") == (status == 429 ? "1" : nil))
    #expect((reply.header("Content-Type") ?? "").hasPrefix("text/html") == (status == 200))
    #expect(sandbox.state.conversations[conversation]?.attributes[customer]?.accepted["k"] == nil, "not carried out")
  }

  @Test("strike what they are of")
  func targets() throws {
    var plan = FaultPlan(try FaultSpec.list("cut:1,fail:1,gone:1,503:1"), seed: 1)
    for (target, kind) in [
      (FaultSpec.Kind.Target.event, FaultSpec.Kind.cut), (.jobStep, .fail), (.jobPage, .gone), (.call, .unavailable),
    ] {
      #expect((0..<5).compactMap { _ in plan.next(target) } == [kind])
    }
  }

  @Test("end analytics jobs, or take away what they have found")
  func jobs() throws {
    for (spec, state, status) in [("fail:1", "FAILED", 404), ("gone:1", "EXPIRED", 404)] {
      let faults = try FaultSpec.list(spec)
      var sandbox = try PlainSandbox({ $0.faults = faults })
      let interval = (sandbox.now + .seconds(-86_000)).iso8601 + "/" + sandbox.now.iso8601
      let path = "/analytics/conversations/details/jobs"
      let job = path + "/" + (sandbox.call("POST", path, ["interval": .string(interval)]).json["jobId"]?.text ?? "")
      var states = (0..<5).compactMap { _ in sandbox.get(job).json["state"]?.text }
      if spec == "gone:1" {
        #expect(states.last == "FULFILLED")
        #expect((0..<3).map { _ in sandbox.get(job + "/results").status }.last == status)
        states = [sandbox.get(job).json["state"]?.text ?? ""]
      }
      #expect(states.last == state)
    }
  }

  @Test("of half replies are carried out, of resets not")
  func delivery() throws {
    for (spec, isWritten) in [("half:1", true), ("reset:1", false)] {
      let faults = try FaultSpec.list(spec)
      var sandbox = try PlainSandbox({ $0.faults = faults })
      let (conversation, customer) = try sandbox.live("customer")
      let path = "/conversations/\(conversation)/participants/\(customer)/attributes"
      // Gaps are at most two.
      let deliveries = (0..<3).map { number in
        sandbox.call("PATCH", path, ["attributes": ["k\(number)": "v"]]).delivery
      }
      let struck = try #require(deliveries.firstIndex { $0 != .whole })
      #expect(deliveries[struck] == (isWritten ? .half : .reset))
      let written = sandbox.state.conversations[conversation]?.attributes[customer]?.accepted["k\(struck)"]
      #expect((written != nil) == isWritten)
    }
  }

  @Test("do not strike sign-in")
  func signIn() throws {
    let faults = try FaultSpec.list("503:100%")
    _ = try PlainSandbox({ $0.faults = faults })
  }

  @Test("of a revoked token last")
  func revocation() throws {
    let faults = try FaultSpec.list("revoke:1")
    var sandbox = try PlainSandbox({ $0.faults = faults })
    let statuses = (0..<4).map { _ in sandbox.get("/tokens/me").status }
    let struck = try #require(statuses.firstIndex(of: 401))
    #expect(statuses[struck...].allSatisfy { $0 == 401 })
    sandbox.token = try sandbox.signIn()
    #expect(sandbox.get("/tokens/me").status == 200)
  }

  @Test("or not: the same requests in the same order have the same replies")
  func determinism() throws {
    let faults = try FaultSpec.list("429:20%,half:10%")
    func run() throws -> [[UInt8]] {
      var sandbox = try PlainSandbox({ $0.faults = faults })
      let (conversation, customer) = try sandbox.live("customer")
      return (0..<30).map { number in
        let path = "/conversations/\(conversation)/participants/\(customer)/attributes"
        let reply =
          number % 2 == 0 ? sandbox.get("/flows") : sandbox.call("PATCH", path, ["attributes": ["k": "\(number)"]])
        return reply.body + Array(reply.headers.map { $0.name + $0.value }.joined().utf8)
      }
    }
    #expect(try run() == run())
  }
}
