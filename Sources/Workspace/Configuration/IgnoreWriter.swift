import JSON
package import Linting
import SourceText
package import SystemPackage

/// Adds entries to the side file.
package struct IgnoreWriter {
  /// The rule and the beginning of a fingerprint, as `--add-ignore` takes them.
  package struct Target {
    package let rule: String
    /// Its first digits.
    package let fingerprint: String

    /// What was typed.
    package init(_ text: String) throws {
      let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, parts[1].utf8.count >= 8, parts[1].utf8.allSatisfy(Self.isHexadecimal) else {
        throw UsageProblem(
          "--add-ignore wants RULE@FINGERPRINT, at least eight digits of what --format json gives; found "
            + "‘\(TerminalText.escaped(text))’")
      }
      if let problem = RuleCatalogue.problem(withID: parts[0], switchingOff: true) {
        throw UsageProblem("--add-ignore: \(TerminalText.escaped(problem))")
      }
      rule = parts[0]
      fingerprint = parts[1]
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
  }

  /// What a new side file begins with.
  package static let heading = "# Findings that do not count, with the reason. See 'plumb help lint'.\n"

  private let path: FilePath
  private let context: InputContext

  /// Writes to the side file at a path.
  package init(path: FilePath, in context: InputContext) {
    self.path = path
    self.context = context
  }

  /// Writes an entry; all that stood in the file stays as it is.
  package func add(_ entry: IgnoreEntry) throws -> InputProblem? {
    var text = Self.heading
    if InputFile.exists(path) {
      let source = try LintSetup.ignoreFile(path, in: context).file
      text = String(decoding: source.bytes, as: UTF8.self)
      if text.utf8.last.map({ $0 != 0x0A }) ?? false { text += "\n" }
    }
    text += Self.yaml(entry)
    // An unusual layout, such as a list between brackets, cannot be added to at its end.
    let added = try? LintSetup.checked(IgnoreFile(SourceFile(name: path.string, contents: Array(text.utf8))))
    guard let added, added.entries.last.map({ $0.reason == entry.reason && $0.rule == entry.rule }) ?? false else {
      throw UsageProblem(
        "\(TerminalText.escaped(path.string)): an entry cannot be added at its end: write it as a list of '- rule: …'")
    }
    do throws(InputProblem) {
      try FileReplacement.write(Array(text.utf8), to: path)
      return nil
    } catch {
      return error
    }
  }

  /// An entry as it is written.
  package static func yaml(_ entry: IgnoreEntry) -> String {
    let fields: [(String, String?)] = [
      ("rule", entry.rule), ("flow", entry.flow), ("container", entry.container), ("action", entry.action),
      ("fingerprint", entry.fingerprint), ("reason", entry.reason), ("expires", entry.expires),
    ]
    var text = ""
    for (key, value) in fields {
      guard let value else { continue }
      text += (text.isEmpty ? "- " : "  ") + "\(key): \(scalar(value))\n"
    }
    return text
  }

  /// A text as YAML: plain where that is sure to be read as it stands, else in double quotes as JSON has them.
  private static func scalar(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
    }
    let isWord = text.utf8.first.map { (0x61...0x7A).contains($0) } ?? false
    if isPlain && isWord && text.utf8.contains(0x2D) { return text }
    var writer = JSONWriter()
    writer.string(text)
    return writer.text
  }
}
