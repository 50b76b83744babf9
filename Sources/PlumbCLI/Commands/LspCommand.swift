import ArgumentParser
import LanguageServer
import Terminal

/// `plumb lsp`
struct LspCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serves an editor over standard input and output.",
    discussion: """
      A language server (LSP 3.17) for flows in Archy YAML, JSON and XML, for test files and for plumb.yaml. An editor \
      starts it; README.md, "In the editor", and samples/editors show how. It shows what 'plumb lint' finds as the text \
      stands, fixes, what is known of functions, actions, variables and attributes, and values on the conversation that \
      plumb.yaml names. It opens no socket and writes no file.

      Example:
        plumb lsp

      Exit codes: 0 the editor ended the session, 1 it went away without doing so.
      """)

  /// Some clients say how they talk; there is one way.
  @Flag(name: .customLong("stdio"), help: .hidden)
  var usesStandardStreams = false

  func run(on console: Console) throws -> ExitStatus {
    let server = LanguageServer(version: plumbVersion, command: Self.run) { bytes in
      console.print(bytes)
      console.flush()
      if console.hasLostReader { throw LostReader() }
    }
    return ExitStatus(rawValue: server.run(reading: PolledInput(STDIN_FILENO)))
  }

  private struct LostReader: Error {}

  /// Runs another command for the server.
  private static func run(_ arguments: [String]) -> (code: Int32, output: String, errors: String) {
    var (output, errors): ([UInt8], [UInt8]) = ([], [])
    let console = Console { stream, bytes in
      switch stream {
      case .output: output += bytes
      case .error: errors += bytes
      }
    }
    let code = runPlumb(arguments, on: console)
    return (code, String(decoding: output, as: UTF8.self), String(decoding: errors, as: UTF8.self))
  }
}
