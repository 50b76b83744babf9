import FoundationEssentials
import PlumbCLI
import Terminal
import TestSupport

/// One run of `plumb` in this process.
struct CommandRun {
  let status: Int32
  let output: String
  let errors: String

  /// Runs a command line, without the program's name; paths are as given.
  init(_ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]) {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var rest = input[...]
    let console = Console(
      environment: environment,
      read: { count in
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
      },
      write: { stream, bytes in
        switch stream {
        case .output: output += bytes
        case .error: errors += bytes
        }
      })
    status = runPlumb(arguments, on: console)
    self.output = String(decoding: output, as: UTF8.self)
    self.errors = String(decoding: errors, as: UTF8.self)
  }

  /// Runs a command line as it would be typed in the root of the repository: words that begin with `samples/` are
  /// found there, and printed as typed.
  init(typed line: some StringProtocol, input: [UInt8] = []) {
    let root = Repository.root.path + "/"
    let words = shellWords(line).map { $0.hasPrefix("samples/") ? root + $0 : $0 }
    let run = CommandRun(words, input: input)
    status = run.status
    output = run.output.replacing(root, with: "")
    errors = run.errors.replacing(root, with: "")
  }

  /// Output, errors and exit code in one text, for goldens.
  var transcript: String {
    var text = output
    if !errors.isEmpty {
      text += errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { "stderr: \($0)\n" }
        .joined()
    }
    if status != 0 { text += "exit \(status)\n" }
    return text
  }
}
