import ArgumentParser
import Conversations
import Expressions
import JSON
import SourceText
import Terminal
import Workspace

/// The types of variables, from a file with a flat JSON object: name → type code.
enum VariableTypes {
  static func parsed(file: String?, console: Console) throws -> SymbolTable {
    var symbols = SymbolTable()
    guard let file else { return symbols }
    let document = try JSONFile.document(file, option: "--types", in: console.inputs)
    for (key, value) in document.root.members {
      guard let name = key.string, let code = value.string else {
        throw ValidationError("--types \(TerminalText.escaped(file)): expected type codes such as \"str\" as values")
      }
      symbols.declare(name, ExpressionType(code: code))
    }
    return symbols
  }
}
