import GenesysCloud
import PlumbCLI
import Terminal
import TestSupport
import Testing

@testable import PlumbCloudCLI

/// Where to go and as whom: a flag first, then the environment, a file, a profile.
struct SettingsTests {
  private static let profiles = """
    [staging]
    client_credentials = "profile-id"
    client_secret = "profile-secret"
    environment = "mypurecloud.ie"

    [half]
    client_credentials = "profile-id"
    """

  private let home: TemporaryFolder

  init() throws {
    home = try TemporaryFolder([
      ".gc/config.toml": Self.profiles,
      "vars.env": """
      # of a tool
      export GENESYSCLOUD_REGION = eu-central-1
      GENESYSCLOUD_OAUTHCLIENT_ID="file id"
      GENESYSCLOUD_OAUTHCLIENT_SECRET='file#secret'
      """,
      "empty.env": "",
    ])
  }

  private func settings(
    baseURL: String? = nil, envFile: String? = nil, profile: String? = nil, _ environment: [String: String] = [:]
  ) throws -> Settings {
    var flags = ConnectionFlags()
    flags.baseURL = baseURL
    flags.envFile = envFile.map { home.path($0) }
    flags.profile = profile
    return try Settings(flags, environment: environment.merging(["HOME": home.path]) { first, _ in first })
  }

  /// The credentials as text, secrets in the open, for comparing.
  private func text(of credentials: Credentials) -> String {
    switch credentials {
    case .token(let token): "token " + token.withValue { $0 }
    case .clientCredentials(let id, let secret): "client \(id) " + secret.withValue { $0 }
    case .password(let id, let secret, let name, let password):
      "password \(id) \(secret.withValue { $0 }) \(name) \(password.withValue { $0 })"
    case .session(let id, _): "session \(id)"
    }
  }

  /// What is said about settings that do not do.
  private func complaint(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch let failure as CommandFailure {
      return failure.status == .usage ? failure.message : "not wrong usage"
    } catch {
      return "\(error)"
    }
  }

  @Test func aProfileIsEnough() throws {
    let settings = try settings(profile: "staging")
    #expect(try settings.address().region?.name == "eu-west-1")
    #expect(try text(of: settings.credentials(tutorial: false)) == "client profile-id profile-secret")
  }

  @Test func aFileWinsOverAProfile() throws {
    let settings = try settings(envFile: "vars.env", profile: "staging")
    #expect(try settings.address().region?.name == "eu-central-1")
    #expect(try text(of: settings.credentials(tutorial: false)) == "client file id file#secret")
  }

  @Test func theEnvironmentWinsOverAFile() throws {
    let settings = try settings(
      envFile: "vars.env",
      [
        "GENESYSCLOUD_REGION": "us_east_1", "GENESYSCLOUD_OAUTHCLIENT_ID": "env-id",
        "GENESYSCLOUD_OAUTHCLIENT_SECRET": "env-secret",
      ])
    #expect(try settings.address().region?.name == "us-east-1")
    #expect(try text(of: settings.credentials(tutorial: false)) == "client env-id env-secret")
  }

  @Test func aFlagWinsOverTheEnvironment() throws {
    let settings = try settings(baseURL: "http://127.0.0.1:8080", ["GENESYSCLOUD_REGION": "us-east-1"])
    #expect(try settings.address().region == nil)
    #expect(try settings.address().api.description == "http://127.0.0.1:8080")
  }

  @Test func anEmptyVariableIsNone() throws {
    let settings = try settings(envFile: "vars.env", ["GENESYSCLOUD_REGION": "", "GENESYSCLOUD_ACCESS_TOKEN": ""])
    #expect(try settings.address().region?.name == "eu-central-1")
    #expect(try text(of: settings.credentials(tutorial: false)) == "client file id file#secret")
  }

  @Test func aReadyTokenWinsOverAClient() throws {
    let settings = try settings(envFile: "vars.env", ["GENESYSCLOUD_ACCESS_TOKEN": "ready"])
    #expect(try text(of: settings.credentials(tutorial: false)) == "token ready")
  }

  @Test func aPasswordCountsForTheTutorialAlone() throws {
    let settings = try settings(
      envFile: "vars.env", ["GENESYSCLOUD_USERNAME": "ann", "GENESYSCLOUD_PASSWORD": "word"])
    #expect(try text(of: settings.credentials(tutorial: false)) == "client file id file#secret")
    #expect(try text(of: settings.credentials(tutorial: true)) == "password file id file#secret ann word")
  }

  @Test func whatIsMissingIsNamed() throws {
    let none = complaint { _ = try settings(envFile: "empty.env").credentials(tutorial: false) }
    #expect(none.contains("GENESYSCLOUD_ACCESS_TOKEN"))
    #expect(none.contains("GENESYSCLOUD_OAUTHCLIENT_ID") && none.contains("GENESYSCLOUD_OAUTHCLIENT_SECRET"))
    let half = complaint { _ = try settings(profile: "half").credentials(tutorial: false) }
    #expect(half.contains("GENESYSCLOUD_OAUTHCLIENT_SECRET is not set"))
    #expect(complaint { _ = try settings().address() }.contains("GENESYSCLOUD_REGION"))
  }

  @Test func anUnknownProfileIsWrongUsage() {
    let message = complaint { _ = try settings(profile: "stagin") }
    #expect(message.contains("‘stagin’") && message.contains("‘staging’"))
    #expect(!message.contains("profile-secret"))
  }

  @Test func brokenTOMLIsNotQuoted() throws {
    try home.write(Array("[staging]\nclient_secret = \"very-secret\nx".utf8), to: ".gc/config.toml")
    let message = complaint { _ = try settings(profile: "staging") }
    #expect(message.contains("config.toml"))
    #expect(!message.contains("very-secret"))
  }

  @Test(arguments: ["http://example.com", "ftp://127.0.0.1", "http://127.0.0.1.example.com", "no url"])
  func onlyLoopbackGoesWithoutTLS(url: String) {
    #expect(complaint { _ = try settings(baseURL: url).address() }.hasPrefix("--base-url"))
  }

  @Test func aMissingFileIsWrongUsage() {
    #expect(complaint { _ = try settings(envFile: "no-such.env") }.contains("no such file"))
  }
}
