package import Expressions
package import Flows
package import Linting
package import SourceText
package import SystemPackage

/// Wrong usage: what a person wrote on a command line, in a configuration or in a file beside it.
package struct UsageProblem: Error {
  /// What is wrong, of each thing a line.
  package let message: String
  /// Creates a problem.
  package init(_ message: String) {
    self.message = message
  }
}

/// The configuration of a run, with the files that it names.
package struct ConfigurationFile {
  /// The name that is looked for.
  package static let name = "plumb.yaml"

  /// Where it stands; nil where there is none.
  package var path: FilePath?
  /// What it says.
  package var configuration = Configuration()
  /// The file with the findings that do not count.
  package var baseline: FilePath?
  /// The file with the conversation on which editors show values.
  package var conversation: FilePath?
  /// What the files with signatures hold together.
  package var signatures = SignatureSet()

  /// Says nothing, as where there is no configuration.
  package init() {}

  /// The functions that are known: those of the catalogue, declared ones, and what was seen in exports.
  package var functions: FunctionCatalogue {
    FunctionCatalogue.standard.adding(configuration.functions).observing(signatures.functions.keys)
  }

  /// Reads a configuration and the files it names.
  ///
  /// - Throws: `UsageProblem` with all that is wrong.
  package static func read(_ path: FilePath, in context: InputContext) throws -> ConfigurationFile {
    try read(path, above: [], in: context)
  }

  /// - Parameter above: the configurations that build upon this one.
  private static func read(_ path: FilePath, above: [FilePath], in context: InputContext) throws -> ConfigurationFile {
    let file = try source(path, limit: SettingsReader.sizeLimit, in: context)
    let reading = SettingsReader.read(file)
    var result = ConfigurationFile()
    result.path = path
    result.configuration = reading.configuration
    var problems = reading.problems.map { text(of: $0.message, at: Int($0.range.start), in: file) }
    for reference in reading.configuration.signatures {
      let target = resolved(reference.path, from: path)
      do {
        let file = try source(target, limit: signaturesLimit, in: context)
        do throws(SignatureSet.Malformed) {
          result.signatures.merge(try SignatureSet(json: file))
        } catch {
          problems.append(text(of: error.message, at: error.offset, in: file))
        }
      } catch let error as UsageProblem {
        problems.append(text(of: error.message, at: Int(reference.range.start), in: file))
      }
    }
    var base: Configuration?
    for reference in reading.configuration.extends {
      let target = resolved(reference.path, from: path)
      if (above + [path]).map(FileSystem.absolute).contains(FileSystem.absolute(target)) {
        problems.append(
          text(of: "‘\(reference.path)’ builds upon this file", at: Int(reference.range.start), in: file))
        continue
      }
      do {
        var other = try read(target, above: above + [path], in: context)
        result.signatures.merge(other.signatures)
        result.baseline = other.baseline ?? result.baseline
        result.conversation = other.conversation ?? result.conversation
        if let base { other.configuration.build(upon: base) }
        base = other.configuration
      } catch let error as UsageProblem {
        problems.append(text(of: error.message, at: Int(reference.range.start), in: file))
      }
    }
    if let base { result.configuration.build(upon: base) }
    if let baseline = reading.configuration.lint.baseline { result.baseline = resolved(baseline.path, from: path) }
    if let file = reading.configuration.conversation { result.conversation = resolved(file.path, from: path) }
    guard problems.isEmpty else { throw UsageProblem(problems.joined(separator: "\n")) }
    return result
  }

  /// A path that a configuration names.
  private static func resolved(_ reference: String, from path: FilePath) -> FilePath {
    path.folder.entry(reference)
  }

  private static let signaturesLimit = Limits().companionSize

  /// The text of a file that a configuration or an option names.
  package static func source(_ path: FilePath, limit: Int, in context: InputContext) throws -> SourceFile {
    let name = path.string
    do {
      return try SourceFile(name: name, contents: try InputFile.contents(of: path, limit: limit, in: context))
    } catch let problem as InputProblem {
      throw UsageProblem("\(TerminalText.escaped(name)): \(problem.message)")
    } catch let failure as SourceFile.Failure {
      throw UsageProblem("\(TerminalText.escaped(name)): \(failure.message) (byte \(failure.offset))")
    }
  }

  /// A message with the place it speaks of.
  package static func text(of message: String, at offset: Int, in file: SourceFile) -> String {
    let place = file.place(at: offset)
    return TerminalText.escaped("\(file.name):\(place.line):\(place.column): \(message)")
  }

  // MARK: Looking for it

  /// The nearest configuration for a path: in its folder, or in one above.
  package static func nearest(to path: FilePath, named name: String = ConfigurationFile.name) -> FilePath? {
    var folder = FileSystem.absolute(path)
    if case .folder? = try? InputFile.kind(of: folder) {} else { folder = folder.folder }
    while true {
      let candidate = folder.appending(name)
      if case .file? = try? InputFile.kind(of: candidate) { return candidate }
      guard let outer = folder.parent else { return nil }
      folder = outer
    }
  }
}
