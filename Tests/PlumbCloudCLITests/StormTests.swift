import Sandbox
import TestSupport
import Testing

/// Many writers at once, against a server that refuses, fails and forgets tokens.
struct StormTests {
  private static let conversations = 200
  private static let writers = 4

  private static func id(_ number: Int) -> String {
    let digits = String(number)
    return "c0ffee00-2222-4222-8333-" + String(repeating: "0", count: 12 - digits.count) + digits
  }

  private static func conversation(_ number: Int) -> String {
    """
    {"id":"\(id(number))","startTime":"2026-05-04T12:00:00.000Z","participants":[
     {"id":"customer-\(number)","purpose":"customer","startTime":"2026-05-04T12:00:00.000Z","attributes":{"old":"kept"},
      "messages":[{"id":"leg-\(number)","state":"connected"}]}]}
    """
  }

  @Test(.timeLimit(.minutes(5))) func everyWriteLands() async throws {
    let files = Dictionary(
      uniqueKeysWithValues: (0..<Self.conversations).map { ("conversations/\($0).json", Self.conversation($0)) })
    let secret = "a-secret-that-nobody-prints"
    let faults = try FaultSpec.list("429:2%,503:2%,reset:1%")
    try await TestSandbox.run(
      {
        $0.clientSecret = secret
        $0.faults = faults
        $0.seed = 5
        $0.attributeDelay = .milliseconds(20)
      }, files: files
    ) { sandbox in
      let jobs = (0..<Self.conversations * Self.writers).map { number in
        let (conversation, writer) = (number / Self.writers, number % Self.writers)
        return sandbox.words("attributes set \(Self.id(conversation)) writer\(writer)=value-\(number)").words
      }
      let environment = sandbox.environment
      let runs = await withTaskGroup(of: CloudRun.self) { group in
        var next = 0
        var runs: [CloudRun] = []
        while next < 12 {
          let words = jobs[next]
          group.addTask { await CloudRun(words, environment: environment) }
          next += 1
        }
        while let run = await group.next() {
          runs.append(run)
          if runs.count == jobs.count / 3 || runs.count == jobs.count * 2 / 3 { await sandbox.server.revokeTokens() }
          guard next < jobs.count else { continue }
          let words = jobs[next]
          group.addTask { await CloudRun(words, environment: environment) }
          next += 1
        }
        return runs
      }
      #expect(runs.count { $0.status != 0 } == 0, "\(runs.first { $0.status != 0 }?.errors ?? "")")
      #expect(!runs.contains { ($0.output + $0.errors).contains(secret) || $0.errors.contains("Bearer") })
      for conversation in 0..<Self.conversations {
        let there = await sandbox.server.attributes(
          conversation: Self.id(conversation), participant: "customer-\(conversation)")
        #expect(there["old"] == "kept")
        for writer in 0..<Self.writers {
          #expect(there["writer\(writer)"] == "value-\(conversation * Self.writers + writer)")
        }
      }
      let requests = await sandbox.server.requests()
      let written = requests.filter { $0.method == "PATCH" && (200..<300).contains($0.status) }
      #expect(written.count == jobs.count)
      // Reading, writing, reading until it is there; a busy loop would need far more.
      #expect(requests.count < jobs.count * 6)
    }
  }
}
