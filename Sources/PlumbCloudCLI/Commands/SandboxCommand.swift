import ArgumentParser
import Dispatch
import JSON
import PlumbCLI
import Sandbox
import Terminal

/// `plumb cloud sandbox`: a stand-in for Genesys Cloud on this machine, until it is interrupted.
struct SandboxCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Runs a stand-in for Genesys Cloud on this machine.",
    discussion: """
      The first line of output says where it is and who may sign in. It listens on the loopback address only, keeps \
      everything in memory, reads --data once, and ends with 0 on Ctrl-C.

      Examples:
        plumb cloud sandbox
        plumb cloud sandbox --port 8080 --data samples/sandbox --delay 2
        plumb cloud sandbox --fault 429:5%,reset:2 --seed 7
        plumb cloud sandbox --without conversation:communication:view
        plumb cloud attributes get ID --base-url http://127.0.0.1:8080

      --data DIR: conversations (*.json, of any shape) in DIR or DIR/conversations, flow exports in DIR/flows (older \
      versions in DIR/flows/1.0 and so on), lists such as queues in DIR/inventory.json, and in DIR/permissions.json what \
      clients may not do: {"missing":["architect:flow:view"],"clients":[{"id":"…","secret":"…","missing":["…"]}]}

      --fault KIND:N or KIND:N%: N in all, or that share. Of API calls: 429 and 503 are refusals, reset cuts the \
      connection before the call is carried out, half after it, in the middle of the reply; html answers a page in place \
      of JSON, slow answers late, revoke makes the token worthless. Of notifications: cut ends the socket in place of an \
      event, which is lost. Of analytics jobs: fail lets one end as failed, gone takes its results away.
      """)

  @Option(help: ArgumentHelp("The port; 0 takes a free one.", valueName: "port"))
  var port = 0

  @Option(help: ArgumentHelp("A folder with conversations, flows and lists.", valueName: "dir"))
  var data: String?

  @Flag(help: "The API of Genesys Cloud (default).")
  var strict = false

  @Flag(help: "The API that the tutorial describes, in addition.")
  var tutorial = false

  @Option(help: ArgumentHelp("How long written attributes stay invisible.", valueName: "seconds"))
  var delay = 0.0

  @Option(help: ArgumentHelp("How far the data of analytics jobs lags behind.", valueName: "seconds"))
  var analyticsLag = 0

  @Option(help: ArgumentHelp("What goes wrong, separated by commas, such as 429:3,reset:5%.", valueName: "spec,…"))
  var fault: [String] = []

  @Option(help: ArgumentHelp("Where faults fall and which ids are made.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("Permissions that the client lacks, separated by commas.", valueName: "permission,…"))
  var without: [String] = []

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("expected a port from 0 to 65535, found \(port)") }
    guard !(strict && tutorial) else { throw ValidationError("--strict and --tutorial exclude each other") }
    guard delay >= 0, delay <= 3600 else { throw ValidationError("expected a delay from 0 to 3600 seconds") }
    guard (0...604_800).contains(analyticsLag) else {
      throw ValidationError("expected a lag from 0 to 604800 seconds")
    }
    _ = try faults()
  }

  func run(on console: Console) async throws -> ExitStatus {
    // Asked for before anything is printed: whoever reads the line may end us at once.
    let interrupts = Interrupts()
    let sandbox: SandboxServer
    do {
      sandbox = try await SandboxServer.start(try sandboxConfiguration(environment: console.environment))
    } catch let error as SandboxError {
      throw ValidationError(error.message)
    }
    for warning in sandbox.warnings { console.say("warning: \(warning)") }
    console.print([
      "version": 1, "baseUrl": .string(sandbox.baseURL), "clientId": .string(sandbox.clientID),
      "clientSecret": .string(sandbox.clientSecret),
    ])
    // Whoever waits for the first line waits now.
    console.flush()
    await interrupts.wait()
    await sandbox.stop()
    return .done
  }

  private func sandboxConfiguration(environment: [String: String]) throws -> SandboxConfiguration {
    var configuration = SandboxConfiguration()
    configuration.port = port
    configuration.dataFolder = data
    configuration.mode = tutorial ? .tutorial : .strict
    configuration.attributeDelay = .milliseconds(Int64(delay * 1000))
    configuration.analyticsLag = .seconds(analyticsLag)
    configuration.faults = try faults()
    configuration.seed = seed
    configuration.missingPermissions = Set(without.flatMap { $0.split(separator: ",").map(String.init) })
    // One without the other is as good as none.
    if let id = environment["GENESYSCLOUD_OAUTHCLIENT_ID"], !id.isEmpty,
      let secret = environment["GENESYSCLOUD_OAUTHCLIENT_SECRET"], !secret.isEmpty
    {
      configuration.clientID = id
      configuration.clientSecret = secret
    }
    return configuration
  }

  private func faults() throws -> [FaultSpec] {
    do {
      return try fault.flatMap { try FaultSpec.list($0) }
    } catch let error as SandboxError {
      throw ValidationError(error.message)
    }
  }
}

/// Waits for SIGINT and SIGTERM in place of being ended by them.
private final class Interrupts: Sendable {
  private let stream: AsyncStream<Void>
  /// Kept alive; nothing is done with them.
  private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

  init() {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    self.stream = stream
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield() }
      source.resume()
      return source
    }
  }

  /// Returns when one of them has come, or the task is cancelled.
  func wait() async {
    for await _ in stream { return }
  }
}
