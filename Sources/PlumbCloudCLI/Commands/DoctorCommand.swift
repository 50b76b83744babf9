import ArgumentParser
import GenesysCloud
import JSON
import PlumbCLI
import Terminal

/// `plumb cloud doctor`
struct DoctorCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Checks address, proxy, sign-in, clock and permissions, and says what helps.",
    discussion: """
      A permission is probed by asking for a thing that cannot exist: ‘not found’ shows that it is there. Nothing is \
      changed.

      Examples:
        plumb cloud doctor
        plumb cloud doctor --profile test --format json

      Exit codes: 0 all is well, 1 a permission is missing, 2 address or credentials are not set, 4 not reached or refused.
      """)

  @OptionGroup var output: FormatOption
  @OptionGroup var connection: TimedConnection

  func run(on console: Console) async throws -> ExitStatus {
    let checks = try await connection.withClient(on: console) { client in
      let region = client.address.region.map { " (\($0.name), \($0.label))" } ?? ""
      let proxy = client.options.proxies.proxy(for: client.address.api)
      let (signIn, isSignedIn) = await signInChecks(client)
      let permissions = isSignedIn ? await client.probePermissions().map { DoctorCheck($0) } : []
      return [
        DoctorCheck("address", .good, "\(client.address.api)\(region)"),
        DoctorCheck("proxy", .good, proxy.map { "requests go through \($0.host):\($0.port)" } ?? "none"),
      ] + signIn + permissions
    }
    switch output.format {
    case .text: for check in checks { console.print(check.text) }
    case .json: console.print(["version": 1, "checks": .array(checks.map(\.json))])
    }
    if checks.contains(where: { $0.state == .failed }) { return .cloud }
    return checks.contains { $0.state == .missing } ? .no : .done
  }

  /// What there is to say of token and clock, and whether the token is good.
  private func signInChecks(_ client: CloudClient) async -> ([DoctorCheck], isSignedIn: Bool) {
    do throws(CloudError) {
      let token = try await client.describeToken()
      var text = "good"
      if let name = token.clientName { text += ", of the client ‘\(name)’" }
      if let name = token.organizationName ?? token.organizationID { text += " in ‘\(name)’" }
      text += token.secondsLeft.map { ", for \($0) s more" } ?? ", a ready one: it is never renewed"
      if !token.scopes.isEmpty { text += "; scopes: \(token.scopes.joined(separator: " "))" }
      let good = DoctorCheck("token", .good, text)
      guard let difference = token.clockDifference else { return ([good], true) }
      if abs(difference) <= 60 {
        return ([good, DoctorCheck("clock", .good, "\(abs(difference)) s from the server's")], true)
      }
      let wrong = DoctorCheck(
        "clock", .unknown, "\(abs(difference)) s \(difference > 0 ? "ahead of" : "behind") the server's",
        remedy: "set the clock of this machine: tokens are renewed by it")
      return ([good, wrong], true)
    } catch {
      // A stand-in may not tell what a token is; that it takes it shows the next check.
      if error.kind == .notFound {
        return ([DoctorCheck("token", .unknown, "the server does not describe tokens")], true)
      }
      return ([DoctorCheck("token", .failed, error.description)], false)
    }
  }
}
