import PlumbCLI
import Terminal
import SourceText
import SystemPackage
import Workspace

/// A file with variables, one a line, as `--env-file` takes it.
///
/// `NAME=VALUE`, `export NAME=VALUE`; the value may stand in single or double quotes, where `#` is itself; lines that
/// begin with `#` and empty ones say nothing. Nothing is expanded or executed.
struct EnvironmentFile {
  /// The variables; of several of a name the last one counts.
  let variables: [String: String]

  /// Reads a file.
  init(_ path: String) throws(CommandFailure) {
    do throws(InputProblem) {
      self.init(parsing: try InputFile.contents(of: FilePath(path), limit: 1 << 20))
    } catch {
      throw CommandFailure(.usage, "--env-file ‘\(path)’: \(error.message)")
    }
  }

  /// Reads the text of a file.
  init(parsing contents: [UInt8]) {
    var variables: [String: String] = [:]
    let bytes = contents.starts(with: [0xEF, 0xBB, 0xBF]) ? contents[3...] : contents[...]
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      if let (name, value) = Self.variable(String(decoding: line, as: UTF8.self)) { variables[name] = value }
    }
    self.variables = variables
  }

  private static func variable(_ line: String) -> (name: String, value: String)? {
    var rest = line.trimmed
    guard !rest.hasPrefix("#") else { return nil }
    if rest.hasPrefix("export ") { rest = rest.dropFirst(7).trimmed }
    guard let equals = rest.firstIndex(of: "=") else { return nil }
    let name = rest[..<equals].trimmed
    guard !name.isEmpty else { return nil }
    return (name, value(rest[rest.index(after: equals)...].trimmed))
  }

  private static func value(_ text: String) -> String {
    guard let quote = text.first, quote == "\"" || quote == "'" else {
      // A comment needs a blank before it: a secret may hold a `#`.
      let end = text.ranges(of: " #").first?.lowerBound ?? text.endIndex
      return text[..<end].trimmed
    }
    var value = ""
    var isEscaped = false
    for character in text.dropFirst() {
      if isEscaped {
        value.append(character)
        isEscaped = false
      } else if character == "\\", quote == "\"" {
        isEscaped = true
      } else if character == quote {
        return value
      } else {
        value.append(character)
      }
    }
    // The quote never ends: it belongs to the value.
    return text
  }
}
