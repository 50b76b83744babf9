import PlumbCLI

/// `plumb cloud sandbox` on a console.
extension SandboxCommand: CloudConsoleCommand {
  func run(on console: Console) async throws -> ExitStatus {
    let code = try await run(environment: console.environment) {
      console.print($0)
      // Whoever waits for the first line waits now.
      console.flush()
    } complain: {
      console.complain("plumb: \($0)")
    }
    return ExitStatus(rawValue: code)
  }
}
