import ArgumentParser
import GenesysCloud
import PlumbCLI
import Terminal

/// `--base-url`, `--profile` and `--env-file`, and how to make a client of them.
struct ConnectionOptions: ParsableArguments {
  @OptionGroup var flags: ConnectionFlags

  /// Makes a client, lends it to `body`, and closes its connections.
  ///
  /// - Parameters:
  ///   - timeout: the seconds for all that the client does; nil for no limit.
  ///   - fromProgress: whether they count from the last progress.
  ///   - tutorial: whether a user's name and password may be traded for a token.
  func withClient<Result>(
    on console: Console, timeout: Int?, fromProgress: Bool = false, tutorial: Bool = false,
    _ body: (CloudClient) async throws -> Result
  ) async throws -> Result {
    let client = try makeClient(on: console, timeout: timeout, fromProgress: fromProgress, tutorial: tutorial)
    do {
      let result = try await body(client)
      await client.shutdown()
      return result
    } catch {
      await client.shutdown()
      throw error
    }
  }

  private func makeClient(
    on console: Console, timeout: Int?, fromProgress: Bool, tutorial: Bool
  ) throws -> CloudClient {
    let settings = try Settings(flags, environment: console.environment)
    let address = try settings.address()
    let credentials = try settings.credentials(tutorial: tutorial)
    if let note = address.note { console.say("note: \(note)") }
    var options = ClientOptions()
    options.commandTimeout = timeout.map { .seconds($0) }
    options.countsFromProgress = fromProgress
    options.cacheFolder = settings.cacheFolder
    return CloudClient(address: address, credentials: credentials, options: options)
  }
}

/// The connection with `--timeout`, of commands that end by themselves.
struct TimedConnection: ParsableArguments {
  @OptionGroup var connection: ConnectionOptions

  @Option(help: ArgumentHelp("The time for the whole command, tries and waits included.", valueName: "seconds"))
  var timeout = 60

  func validate() throws {
    guard (1...86_400).contains(timeout) else { throw ValidationError("--timeout wants 1 to 86400 seconds") }
  }

  /// Makes a client, lends it to `body`, and closes its connections.
  ///
  /// - Parameter seconds: what the client may take beyond `--timeout`.
  func withClient<Result>(
    on console: Console, beyond seconds: Int = 0, tutorial: Bool = false, _ body: (CloudClient) async throws -> Result
  ) async throws -> Result {
    try await connection.withClient(on: console, timeout: timeout + seconds, tutorial: tutorial, body)
  }
}

/// The connection with `--timeout`, of commands that may go on for long: it counts from the last progress.
struct LongConnection: ParsableArguments {
  @OptionGroup var connection: ConnectionOptions

  @Option(help: ArgumentHelp("End when nothing was got on with for so long (default: 60).", valueName: "seconds"))
  var timeout: Int?

  func validate() throws {
    if let timeout, !(1...86_400).contains(timeout) { throw ValidationError("--timeout wants 1 to 86400 seconds") }
  }

  /// Makes a client, lends it to `body`, and closes its connections.
  func withClient<Result>(
    on console: Console, timeout seconds: Int = 60, _ body: (CloudClient) async throws -> Result
  ) async throws -> Result {
    try await connection.withClient(on: console, timeout: timeout ?? seconds, fromProgress: true, body)
  }
}

/// How data is printed.
enum DataFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}

/// `--format`, of commands that print data.
struct FormatOption: ParsableArguments {
  @Option(help: "How to print.")
  var format: DataFormat = .text
}
