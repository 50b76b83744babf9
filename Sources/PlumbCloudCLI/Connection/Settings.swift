import GenesysCloud
import PlumbCLI
import Terminal

/// Where to go and as whom: what flags, environment, a file and a profile say together.
struct Settings {
  /// The variable that names the region.
  static let region = "GENESYSCLOUD_REGION"
  /// The variable with a ready token.
  static let accessToken = "GENESYSCLOUD_ACCESS_TOKEN"
  /// The variable with the id of an OAuth client.
  static let clientID = "GENESYSCLOUD_OAUTHCLIENT_ID"
  /// The variable with its secret.
  static let clientSecret = "GENESYSCLOUD_OAUTHCLIENT_SECRET"
  /// The variable with the user of a stand-in.
  static let username = "GENESYSCLOUD_USERNAME"
  /// The variable with that user's password.
  static let password = "GENESYSCLOUD_PASSWORD"

  /// Where a setting stands; the first wins.
  private let layers: [[String: String]]
  private let baseURL: String?
  /// The session that `login` has kept for the profile; what the environment or a file says wins over it.
  private let session: StoredSession?
  /// Where tokens and sessions are kept between two runs.
  let cacheFolder: String?

  /// Reads what the flags name.
  ///
  /// - Parameter mayBeNew: whether the profile need not be known, as for the sign-in that makes it.
  init(_ flags: ConnectionFlags, environment: [String: String], mayBeNew: Bool = false) throws(CommandFailure) {
    let cacheFolder = ClientOptions.cacheFolder(in: environment)
    self.cacheFolder = cacheFolder
    baseURL = flags.baseURL
    var layers = [environment]
    if let file = flags.envFile { layers.append(try EnvironmentFile(file).variables) }
    session = Self.session(flags.profile, in: cacheFolder, unless: layers)
    if let profile = flags.profile {
      do throws(CommandFailure) {
        layers.append(try Profiles.variables(of: profile, home: environment["HOME"]))
      } catch {
        guard mayBeNew || session != nil else { throw error }
      }
    }
    self.layers = layers
  }

  /// The value of a variable; one that is empty counts as not there.
  subscript(_ name: String) -> String? {
    layers.lazy.compactMap { $0[name] }.first { !$0.isEmpty }
  }

  private static func session(
    _ profile: String?, in folder: String?, unless layers: [[String: String]]
  ) -> StoredSession? {
    let isSet = layers.contains { $0[accessToken] != nil || $0[clientSecret] != nil }
    guard let profile, let folder, !isSet else { return nil }
    return SessionStore(folder: folder).session(profile: profile)
  }

  /// Where requests go.
  func address() throws(CommandFailure) -> ServiceAddress {
    guard let place = baseURL ?? self[Self.region] ?? session?.address else {
      throw CommandFailure(
        .usage, "where to go is not known: set \(Self.region), as in \(Self.region)=us-east-1, or give --base-url")
    }
    do throws(CloudError) {
      let isURL = place.contains("://") && Region(place) == nil
      return baseURL != nil || isURL ? try ServiceAddress(baseURL: place) : try ServiceAddress(region: place)
    } catch {
      throw CommandFailure(.usage, (baseURL == nil ? Self.region : "--base-url") + ": \(error.message)")
    }
  }

  /// As whom.
  ///
  /// - Parameter tutorial: whether a user's name and password are traded for a token, which only stand-ins do.
  func credentials(tutorial: Bool) throws(CommandFailure) -> Credentials {
    if let session { return session.credentials }
    if let token = self[Self.accessToken] { return .token(SecretText(token)) }
    let id = self[Self.clientID]
    let secret = self[Self.clientSecret]
    if let id, let secret {
      if tutorial, let username = self[Self.username], let password = self[Self.password] {
        return .password(id: id, secret: SecretText(secret), username: username, password: SecretText(password))
      }
      return .clientCredentials(id: id, secret: SecretText(secret))
    }
    if id != nil || secret != nil {
      throw CommandFailure(
        .usage, "\(id == nil ? Self.clientID : Self.clientSecret) is not set; the other one of the pair is")
    }
    throw CommandFailure(
      .usage,
      "there are no credentials: set \(Self.accessToken), or \(Self.clientID) and \(Self.clientSecret), in the "
        + "environment, in a file for --env-file, or in a profile of ~/.gc/config.toml; 'plumb cloud sandbox' needs none\(hint)"
    )
  }

  /// Names of variables that other programs and tutorials use for the same things.
  private static let otherNames = [
    ("GENESYS_CLIENT_ID", clientID), ("GENESYS_CLOUD_CLIENT_ID", clientID), ("CLIENT_ID", clientID),
    ("PURECLOUD_CLIENT_ID", clientID), ("GENESYS_ACCESS_TOKEN", accessToken),
  ]

  private var hint: String {
    for (name, wanted) in Self.otherNames where layers.contains(where: { $0[name] != nil }) {
      return "; ‘\(name)’ is set, which is called \(wanted) here"
    }
    return ""
  }
}
