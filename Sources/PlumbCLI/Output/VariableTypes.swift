import ArgumentParser
import Conversations
import Expressions
import JSON
import SourceText

/// The types of variables, from a file with a flat JSON object: name → type code.
enum VariableTypes {
  static func parsed(file: String?, console: Console) throws -> SymbolTable {
    var symbols = SymbolTable()
    guard let file else { return symbols }
    let document = try JSONFile.document(file, option: "--types", console: console)
    for (key, value) in document.root.members {
      guard let name = key.string, let code = value.string else {
        throw ValidationError("--types \(TerminalText.escaped(file)): expected type codes such as \"str\" as values")
      }
      symbols.declare(name, ExpressionType(code: code))
    }
    return symbols
  }
}

/// JSON files that options name.
enum JSONFile {
  /// The inventory that `--inventory` names.
  static func inventory(_ file: String, console: Console) throws -> Inventory {
    let document = try document(file, option: "--inventory", console: console)
    do {
      return try Inventory(document.root)
    } catch {
      throw ValidationError("--inventory \(TerminalText.escaped(file)): \(TerminalText.escaped(error.message))")
    }
  }

  /// The document of a file that holds an object; anything else is wrong usage.
  static func document(_ file: String, option: String, console: Console) throws -> JSONDocument {
    let problem: String
    do {
      let contents = try InputFile.contents(of: Path(file), limit: 20 << 20, console: console)
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
    throw ValidationError("\(option) \(TerminalText.escaped(file)): \(problem)")
  }
}
