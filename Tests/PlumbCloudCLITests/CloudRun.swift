import PlumbCLI
import PlumbCloudCLI
import Sandbox
import Terminal
import TestSupport
import Testing

/// One run of `plumb cloud` in this process.
struct CloudRun {
  let status: Int32
  let output: String
  let errors: String

  /// Runs a command line, without `plumb cloud`.
  init(_ arguments: [String], environment: [String: String]) async {
    // The console is used by one task at a time.
    nonisolated(unsafe) var output: [UInt8] = []
    nonisolated(unsafe) var errors: [UInt8] = []
    let console = Console(environment: environment) { stream, bytes in
      switch stream {
      case .output: output += bytes
      case .error: errors += bytes
      }
    }
    status = await runPlumbCloud(arguments, on: console)
    self.output = String(decoding: output, as: UTF8.self)
    self.errors = String(decoding: errors, as: UTF8.self)
  }

  /// Runs a command line as it would be typed.
  init(_ line: String, environment: [String: String] = [:]) async {
    await self.init(shellWords(line), environment: environment)
  }
}

/// A sandbox for one test, with a home folder of its own.
struct TestSandbox {
  let server: SandboxServer
  let home: TemporaryFolder

  /// Starts it, lends it to the test and stops it.
  static func run(
    _ configure: (inout SandboxConfiguration) -> Void = { _ in }, files: [String: String] = [:],
    _ body: (TestSandbox) async throws -> Void
  ) async throws {
    let home = try TemporaryFolder(files)
    var configuration = SandboxConfiguration()
    if !files.isEmpty { configuration.dataFolder = home.path }
    configuration.requestsPerMinute = 100_000
    configure(&configuration)
    let sandbox = TestSandbox(server: try await SandboxServer.start(configuration), home: home)
    do {
      try await body(sandbox)
      await sandbox.server.stop()
    } catch {
      await sandbox.server.stop()
      throw error
    }
  }

  /// The faults of a list that is right.
  static func faults(_ list: String) -> [FaultSpec] {
    do {
      return try FaultSpec.list(list)
    } catch {
      Issue.record(error)
      return []
    }
  }

  /// The environment of a command that talks to it.
  var environment: [String: String] {
    [
      "HOME": home.path("home"), "GENESYSCLOUD_OAUTHCLIENT_ID": server.clientID,
      "GENESYSCLOUD_OAUTHCLIENT_SECRET": server.clientSecret,
    ]
  }

  /// The words and the environment of a command against it.
  ///
  /// A minute is not much on a machine that runs all tests at once: commands that end by themselves get ten.
  func words(_ line: String) -> (words: [String], environment: [String: String]) {
    let isTimed = line.contains("--timeout")
    return (shellWords(line) + ["--base-url", server.baseURL] + (isTimed ? [] : ["--timeout", "600"]), environment)
  }

  /// Runs a command against it.
  func run(_ line: String) async -> CloudRun {
    let (words, environment) = words(line)
    return await CloudRun(words, environment: environment)
  }

  /// How many requests with a method and a path that ends so have been made.
  func count(_ method: String, _ end: String) async -> Int {
    await server.requests().filter { $0.method == method && $0.path.hasSuffix(end) }.count
  }
}

/// Conversations of our own that tests load into the sandbox.
enum TestConversations {
  static let id = "c0ffee00-1111-4222-8333-000000000001"
  static let customer = "c0ffee00-1111-4222-8333-00000000000c"
  static let agent = "c0ffee00-1111-4222-8333-00000000000a"

  /// A live message conversation: a customer with an attribute, a flow, an agent with another one.
  static let message = """
    {"id":"\(id)","startTime":"2026-05-04T12:00:00.000Z","participants":[
     {"id":"\(customer)","purpose":"customer","startTime":"2026-05-04T12:00:00.000Z",
      "attributes":{"tier":"gold","context.genesys.legacyRoutingTargetQueueAddress":"x"},
      "messages":[{"id":"l1","state":"connected","provider":"PureCloud Messaging"}]},
     {"id":"\(agent)","purpose":"agent","startTime":"2026-05-04T12:01:00.000Z","attributes":{"crm_case_id":"CS-1"},
      "messages":[{"id":"l2","state":"connected","peerId":"l1"}]}]}
    """

  /// The tutorial's shape, with an attribute on `from` only.
  static let onFromOnly = """
    {"id":"conv-from","type":"message","state":"open","from":{"id":"g","attributes":{"custom_order_id":"ORD-998877"}},
     "participants":[{"id":"g","type":"user","role":"customer","state":"connected","attributes":{"user_tier":"GOLD"}}]}
    """
}
