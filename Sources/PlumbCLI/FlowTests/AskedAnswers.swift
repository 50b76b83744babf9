import Documents
import JSON
import Simulation
import SourceText
import Terminal

/// What the world answers to a run, as far as a person has said, and what it is asked for on the terminal.
struct AskedAnswers {
  /// What stands below `mocks`.
  private(set) var world: JSONValue
  /// The same before the last answer.
  private var before: JSONValue
  private let contracts: DataActionContracts
  private let console: Console
  private let lines: LineInput

  /// Begins with what is known.
  init(_ world: JSONValue, contracts: DataActionContracts, in console: Console) {
    self.world = world
    before = world
    self.contracts = contracts
    self.console = console
    lines = LineInput(console, prompt: "", history: [])
  }

  /// The answers.
  var answers: Answers { Answers.read(world.node, contracts: contracts).answers }

  /// Asks for what a run lacks, until an answer can be taken.
  ///
  /// - Returns: whether there was one; standard input may have ended.
  mutating func ask(for missing: RunRecord.Missing, _ needs: String, after said: [String]) -> Bool {
    for line in said { console.complain(TerminalText.escaped(line)) }
    while true {
      console.complain(TerminalText.escaped("? \(needs), as in: \(missing.example)"))
      guard let line = lines.plainLine() else { return false }
      guard !line.trimmed.isEmpty, let value = Self.value(line.trimmed, isInput: missing.isInput) else { continue }
      var next = world
      if missing.isInput {
        next["inputs"] = .array(world.items("inputs") + [value])
      } else {
        var answers = next[missing.kind] ?? .object([])
        answers[missing.name ?? ""] = value
        next[missing.kind] = answers
      }
      let problems = Answers.read(next.node, contracts: contracts).problems
      guard let problem = problems.first else {
        before = world
        world = next
        return true
      }
      console.complain(TerminalText.escaped("  \(problem.message)"))
    }
  }

  /// Forgets the last answer.
  mutating func takeBack() { world = before }

  /// What was typed: of a caller the text as it is, of everything else what would stand in a file.
  private static func value(_ line: String, isInput: Bool) -> JSONValue? {
    if isInput, !line.hasPrefix("{") { return .string(line) }
    guard let file = try? SourceFile(name: "-", contents: Array(line.utf8)),
      let reading = try? DocumentReader.read(file: file, as: .yaml), let root = reading.documents.first?.root
    else { return .string(line) }
    return JSONValue(parsing: Array(root.plainJSON.utf8))
  }
}
