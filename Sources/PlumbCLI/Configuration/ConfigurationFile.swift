#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
import ArgumentParser
import Expressions
import Flows
import Linting
import SourceText

/// The configuration of a run, with the files that it names.
struct ConfigurationFile {
  /// The name that is looked for.
  static let name = "plumb.yaml"

  /// Where it stands; nil where there is none.
  var path: Path?
  /// What it says.
  var configuration = Configuration()
  /// The file with the findings that do not count.
  var baseline: Path?
  /// What the files with signatures hold together.
  var signatures = SignatureSet()

  /// The functions that are known: those of the catalogue, declared ones, and what was seen in exports.
  var functions: FunctionCatalogue {
    FunctionCatalogue.standard.adding(configuration.functions).observing(signatures.functions.keys)
  }

  /// Reads a configuration and the files it names.
  ///
  /// - Throws: `ValidationError` with all that is wrong.
  static func read(_ path: Path, console: Console) throws -> ConfigurationFile {
    try read(path, above: [], console: console)
  }

  /// - Parameter above: the configurations that build upon this one.
  private static func read(_ path: Path, above: [Path], console: Console) throws -> ConfigurationFile {
    let file = try source(path, limit: ConfigurationReader.sizeLimit, console: console)
    let reading = ConfigurationReader.read(file)
    var result = ConfigurationFile(path: path, configuration: reading.configuration)
    var problems = reading.problems.map { text(of: $0.message, at: Int($0.range.start), in: file) }
    for reference in reading.configuration.signatures {
      let target = resolved(reference.path, from: path)
      do {
        let file = try source(target, limit: signaturesLimit, console: console)
        do throws(SignatureSet.Malformed) {
          result.signatures.merge(try SignatureSet(json: file))
        } catch {
          problems.append(text(of: error.message, at: error.offset, in: file))
        }
      } catch let error as ValidationError {
        problems.append(text(of: error.message, at: Int(reference.range.start), in: file))
      }
    }
    var base: Configuration?
    for reference in reading.configuration.extends {
      let target = resolved(reference.path, from: path)
      if (above + [path]).map(absolute).contains(absolute(target)) {
        problems.append(
          text(of: "‘\(reference.path)’ builds upon this file", at: Int(reference.range.start), in: file))
        continue
      }
      do {
        var other = try read(target, above: above + [path], console: console)
        result.signatures.merge(other.signatures)
        result.baseline = other.baseline ?? result.baseline
        if let base { other.configuration.build(upon: base) }
        base = other.configuration
      } catch let error as ValidationError {
        problems.append(text(of: error.message, at: Int(reference.range.start), in: file))
      }
    }
    if let base { result.configuration.build(upon: base) }
    if let baseline = reading.configuration.lint.baseline { result.baseline = resolved(baseline.path, from: path) }
    guard problems.isEmpty else { throw ValidationError(problems.joined(separator: "\n")) }
    return result
  }

  /// A path that a configuration names.
  private static func resolved(_ reference: String, from path: Path) -> Path {
    reference.hasPrefix("/") ? Path(reference) : path.folder.appending(Array(reference.utf8))
  }

  private static let signaturesLimit = 20 << 20

  static func source(_ path: Path, limit: Int, console: Console) throws -> SourceFile {
    let name = path.display
    do {
      return try SourceFile(name: name, contents: try InputFile.contents(of: path, limit: limit, console: console))
    } catch let problem as InputProblem {
      throw ValidationError("\(TerminalText.escaped(name)): \(problem.message)")
    } catch let failure as SourceFile.Failure {
      throw ValidationError("\(TerminalText.escaped(name)): \(failure.message) (byte \(failure.offset))")
    }
  }

  static func text(of message: String, at offset: Int, in file: SourceFile) -> String {
    let place = file.place(at: offset)
    return TerminalText.escaped("\(file.name):\(place.line):\(place.column): \(message)")
  }

  // MARK: Looking for it

  /// The nearest configuration for a path: in its folder, or in one above.
  static func nearest(to path: Path, named name: String = ConfigurationFile.name) -> Path? {
    var folder = absolute(path)
    if case .folder? = try? InputFile.kind(of: folder) {} else { folder = folder.folder }
    while true {
      let candidate = folder.appending(Array(name.utf8))
      if case .file? = try? InputFile.kind(of: candidate) { return candidate }
      let outer = folder.folder
      if outer == folder { return nil }
      folder = outer
    }
  }

  /// A path from the root; one that does not exist begins at the current folder.
  static func absolute(_ path: Path) -> Path {
    let known = path.withCString { realpath($0, nil) } ?? realpath(".", nil)
    guard let known else { return Path("/") }
    defer { free(known) }
    return Path(
      bytes: known.withMemoryRebound(to: UInt8.self, capacity: 1) {
        Array(UnsafeBufferPointer(start: $0, count: strlen(known)))
      })
  }
}
