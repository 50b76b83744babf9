import Synchronization

@testable import GenesysCloud

/// A clock in which waiting takes no time and is written down.
final class FakeTime: Sendable {
  private let state = Mutex<(now: Duration, waits: [Duration])>((.zero, []))
  private let random: Double

  init(random: Double = 0) {
    self.random = random
  }

  var waits: [Duration] { state.withLock { $0.waits } }

  func advance(_ time: Duration) {
    state.withLock { $0.now += time }
  }

  var clock: ClientClock {
    ClientClock(
      now: { self.state.withLock { $0.now } },
      epochSeconds: { 1_700_000_000 + Int(self.state.withLock { $0.now }.components.seconds) },
      sleep: { wait in
        try Task.checkCancellation()
        self.state.withLock { state in
          state.now += wait
          state.waits.append(wait)
        }
      },
      random: { self.random })
  }
}

/// A client of a scripted server, closed after `body`.
func withClient<Result>(
  _ server: ScriptedServer,
  credentials: Credentials = .clientCredentials(id: "my client", secret: SecretText("s3cret/+ü")),
  time: FakeTime = FakeTime(), change: (inout ClientOptions) -> Void = { _ in },
  _ body: (CloudClient) async throws -> Result
) async throws -> Result {
  var options = ClientOptions()
  options.clock = time.clock
  options.requestTimeout = .seconds(20)
  change(&options)
  let client = CloudClient(
    address: try ServiceAddress(baseURL: server.baseURL), credentials: credentials, options: options)
  do {
    let result = try await body(client)
    await client.shutdown()
    return result
  } catch {
    await client.shutdown()
    throw error
  }
}

/// The error that `body` must throw.
func cloudError(_ body: () async throws -> Void) async throws -> CloudError? {
  do {
    try await body()
    return nil
  } catch let error as CloudError {
    return error
  }
}

/// Lines that a client has told.
final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])

  func add(_ line: String) { lines.withLock { $0.append(line) } }

  var all: [String] { lines.withLock { $0 } }
}
