package import Expressions
package import JSON
import SourceText
import SystemPackage

/// JSON files that options name.
package enum JSONFile {
  /// The inventory that `--inventory` names.
  package static func inventory(_ file: String, in context: InputContext) throws -> Inventory {
    let document = try document(file, option: "--inventory", in: context)
    do {
      return try Inventory(document.root)
    } catch {
      throw UsageProblem("--inventory \(TerminalText.escaped(file)): \(TerminalText.escaped(error.message))")
    }
  }

  /// The document of a file that holds an object; anything else is wrong usage.
  package static func document(_ file: String, option: String, in context: InputContext) throws -> JSONDocument {
    let problem: String
    do {
      let contents = try InputFile.contents(of: FilePath(file), limit: Limits().companionSize, in: context)
      let source = try SourceFile(name: file, contents: contents)
      let document = try JSONDocument(parsing: source.bytes)
      if document.root.kind == .object { return document }
      problem = "expected a JSON object"
    } catch let error as InputProblem {
      problem = error.message
    } catch let error as SourceFile.Failure {
      problem = "\(error.message) (byte \(error.offset))"
    } catch let error as JSONError {
      problem = "\(error.message) (byte \(error.offset))"
    }
    throw UsageProblem("\(option) \(TerminalText.escaped(file)): \(problem)")
  }
}
