import ArgumentParser
import GenesysCloud
import PlumbCLI
import Terminal

/// `plumb cloud login --profile NAME`
struct LoginCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "login",
    abstract: "Signs a user in with a browser, and keeps the session for a profile.",
    discussion: """
      Needs an OAuth client with the grant ‘Code Authorization’ (PKCE), which lists http://localhost:8085/ as redirect \
      URI. Its id comes from GENESYSCLOUD_OAUTHCLIENT_ID or the profile. The session is kept in the folder of the token \
      cache, for this user only.

      Examples:
        plumb cloud login --profile test
        plumb cloud conversation get CONVERSATION --profile test
        plumb cloud login --profile test --forget
      """)

  @Option(help: ArgumentHelp("The port that the browser comes back to.", valueName: "port"))
  var port = 8085

  @Flag(help: "Forget the session.")
  var forget = false

  @Option(help: ArgumentHelp("How long to wait for the browser.", valueName: "seconds"))
  var timeout = 300

  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    if connection.flags.profile == nil {
      throw ValidationError("name the profile that the session is for: --profile NAME")
    }
    guard (0...65_535).contains(port) else { throw ValidationError("--port wants 0 to 65535") }
    guard (1...3600).contains(timeout) else { throw ValidationError("--timeout wants 1 to 3600 seconds") }
  }

  func run(on console: Console) async throws -> ExitStatus {
    let settings = try Settings(connection.flags, environment: console.environment, mayBeNew: true)
    guard let folder = settings.cacheFolder else {
      throw CommandFailure(.usage, "neither XDG_CACHE_HOME nor HOME names a folder to keep the session in")
    }
    let store = SessionStore(folder: folder)
    let profile = connection.flags.profile ?? ""
    if forget {
      console.say(store.remove(profile: profile) ? "the session is forgotten" : "there was no session")
      return .done
    }
    guard let id = settings[Settings.clientID] else {
      throw CommandFailure(.usage, "the OAuth client is not known: set \(Settings.clientID), which is no secret")
    }
    let signIn = try await BrowserSignIn.begin(address: try settings.address(), clientID: id, port: port)
    console.print("Open in a browser on this machine:\n\(signIn.url)\n")
    console.flush()
    let session = try await signIn.finish(within: .seconds(timeout))
    guard store.save(session, profile: profile) else {
      throw CommandFailure(.input, "the session could not be written into \(folder)")
    }
    console.say("signed in; the session is kept for --profile \(profile)")
    return .done
  }
}
