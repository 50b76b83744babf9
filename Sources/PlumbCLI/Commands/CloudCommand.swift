import ArgumentParser
import SystemPackage
import Terminal

/// `plumb cloud …`: everything that talks to Genesys Cloud, in a program of its own.
struct CloudCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "cloud",
    abstract: "Talks to Genesys Cloud: conversations, attributes, flows; a sandbox of it.",
    discussion: """
      Starts the program plumb-cloud, which is beside plumb or in PATH, and hands everything on to it.

      Examples:
        plumb cloud --help
        plumb cloud sandbox
        plumb cloud doctor
        plumb cloud conversation get CONVERSATION
        plumb cloud attributes set CONVERSATION user_tier=PLATINUM

      Exit codes: those of plumb-cloud; 4 also where it is not installed.
      """)

  @Argument(parsing: .captureForPassthrough, help: ArgumentHelp("What plumb-cloud is to do.", valueName: "word"))
  var words: [String] = []

  func run(on console: Console) throws -> ExitStatus {
    Self.run(words, on: console)
  }

  /// Runs the program with these arguments on this process' own streams.
  static func run(_ words: [String], on console: Console) -> ExitStatus {
    guard let sibling = Sibling(console) else {
      console.complain(Sibling.missing(for: console))
      return .cloud
    }
    console.flush()
    do throws(Errno) {
      let process = try ChildProcess(sibling.path, words, streams: .inherited)
      return ExitStatus(rawValue: process.wait())
    } catch {
      console.complain("plumb: \(Sibling.name) \(Sibling.problem(error))")
      return .cloud
    }
  }
}
