import ArgumentParser
import Conversations
import GenesysCloud
import JSON
import PlumbCLI
import SourceText

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
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var time: TimeoutOption

  func run(on console: Console) async throws -> ExitStatus {
    var checks: [DoctorCheck] = []
    try await connection.withClient(on: console, timeout: time.timeout) { client in
      let region = client.address.region.map { " (\($0.name), \($0.label))" } ?? ""
      checks.append(DoctorCheck("address", .good, "\(client.address.api)\(region)"))
      if let proxy = client.options.proxies.proxy(for: client.address.api) {
        checks.append(DoctorCheck("proxy", .good, "requests go through \(proxy.host):\(proxy.port)"))
      } else {
        checks.append(DoctorCheck("proxy", .good, "none"))
      }
      guard await checkSignIn(client, &checks) else { return }
      for probe in await client.probePermissions() { checks.append(DoctorCheck(probe)) }
    }
    switch output.format {
    case .text: for check in checks { console.print(check.text) }
    case .json: console.print(DoctorCheck.document(of: checks))
    }
    if checks.contains(where: { $0.state == .failed }) { return .cloud }
    return checks.contains { $0.state == .missing } ? .no : .done
  }

  /// Whether the token is good.
  private func checkSignIn(_ client: CloudClient, _ checks: inout [DoctorCheck]) async -> Bool {
    do throws(CloudError) {
      let token = try await client.describeToken()
      var text = "good"
      if let name = token.clientName { text += ", of the client ‘\(name)’" }
      if let name = token.organizationName ?? token.organizationID { text += " in ‘\(name)’" }
      text += token.secondsLeft.map { ", for \($0) s more" } ?? ", a ready one: it is never renewed"
      if !token.scopes.isEmpty { text += "; scopes: \(token.scopes.joined(separator: " "))" }
      checks.append(DoctorCheck("token", .good, text))
    } catch {
      // A stand-in may not tell what a token is; that it takes it shows the next check.
      guard error.kind == .notFound else {
        checks.append(DoctorCheck("token", .failed, error.description))
        return false
      }
      checks.append(DoctorCheck("token", .unknown, "the server does not describe tokens"))
    }
    if let response = try? await client.send(CloudRequest(.get, "tokens", "me")), let date = response.header("date"),
      let there = httpDate(date)
    {
      let difference = Int(Timestamp.now.milliseconds / 1000) - there
      checks.append(
        abs(difference) <= 60
          ? DoctorCheck("clock", .good, "\(abs(difference)) s from the server's")
          : DoctorCheck(
            "clock", .unknown, "\(abs(difference)) s \(difference > 0 ? "ahead of" : "behind") the server's",
            remedy: "set the clock of this machine: tokens are renewed by it"))
    }
    return true
  }
}
