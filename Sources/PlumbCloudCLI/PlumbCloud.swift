import ArgumentParser
import GenesysCloud
import PlumbCLI
import SourceText
public import Terminal

/// The root command; it is called by `plumb cloud`, hence its name.
struct PlumbCloud: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plumb cloud",
    abstract: "Talks to Genesys Cloud: conversations, attributes, flows; a sandbox of it.",
    discussion: """
      Where to: GENESYSCLOUD_REGION (a region, its domain or a URL), or --base-url.
      As whom: GENESYSCLOUD_ACCESS_TOKEN, or GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET; from the \
      environment, --env-file FILE or --profile NAME of ~/.gc/config.toml, the first that has it. Secrets are never \
      arguments.

      Examples:
        plumb cloud sandbox
        plumb cloud doctor
        plumb cloud conversation get CONVERSATION
        plumb cloud conversation list --live --queue Support
        plumb cloud audit user_tier --since 24h
        plumb cloud attributes set CONVERSATION user_tier=PLATINUM
        plumb cloud flow export --all --to flows

      Exit codes: 0 done, 1 the answer is no, 2 wrong usage, 3 some input could not be used, 4 Genesys Cloud refused or \
      could not be reached.
      """,
    version: plumbVersion,
    subcommands: [
      ConversationCommand.self, AttributesCommand.self, AuditCommand.self, CloudFlowCommand.self, DoctorCommand.self,
      InventoryCommand.self, LoginCommand.self, SandboxCommand.self,
    ])

  /// Runs a command line, without the program's own name, and gives how it ended.
  static func run(_ arguments: [String], on console: Console) async -> ExitStatus {
    let arguments = Self.rewritten(arguments)
    if let word = arguments.first, !word.hasPrefix("-"), let problem = configuration.problem(withCommand: word) {
      console.complain("Error: \(problem)\n  See 'plumb cloud --help' for more information.")
      return .usage
    }
    do {
      var command = try parseAsRoot(arguments)
      if let command = command as? any CloudConsoleCommand { return await run(command, on: console) }
      try command.run()
      return .done
    } catch {
      let message = fullMessage(for: error)
      guard exitCode(for: error).isSuccess else {
        console.complain(UnknownFlag.message(for: arguments, insteadOf: message))
        return .usage
      }
      if !message.isEmpty { console.print(message + "\n") }
      return .done
    }
  }

  /// Puts connection flags that stand before the command behind it, where they belong.
  private static func rewritten(_ arguments: [String]) -> [String] {
    var rest = arguments[...]
    var flags: [String] = []
    while let word = rest.first, let name = ["--base-url", "--profile", "--env-file"].first(where: word.hasPrefix) {
      if word == name, rest.count > 1 {
        flags += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if word.hasPrefix(name + "=") {
        flags.append(word)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return Array(rest[..<end]) + flags + Array(rest[end...])
  }

  private static func run(_ command: any CloudConsoleCommand, on console: Console) async -> ExitStatus {
    #if os(Linux)
    // The library that runs the threads reads it, and ends the process without a word where it is not there.
    guard access("/proc/self/stat", R_OK) == 0 else {
      console.complain("plumb-cloud: needs ‘/proc’, which is not mounted here")
      return .cloud
    }
    #endif
    do {
      return try await command.run(on: console)
    } catch let error as CloudError {
      console.complain(about: error)
      return error.kind == .usage ? .usage : .cloud
    } catch let error as CommandFailure {
      console.say(error.message)
      return error.status
    } catch {
      let message = (error as? ValidationError)?.message ?? "\(error)"
      console.complain(
        "Error: \(message)\n  See 'plumb cloud help \(type(of: command).helpWords)' for more information.")
      return .usage
    }
  }
}

/// Runs a `plumb-cloud` command line, without the program's own name, and gives the exit code.
///
/// The commands are those of `plumb cloud`.
public func runPlumbCloud(_ arguments: [String], on console: Console) async -> Int32 {
  console.end(with: await PlumbCloud.run(arguments, on: console))
}
