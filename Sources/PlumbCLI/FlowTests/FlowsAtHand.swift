import Documents
import Expressions
import Flows
import Simulation
import SourceText
import SystemPackage
import Terminal
import Workspace

/// The files that a person wrote for runs of flows.
enum PersonalFile {
  /// The root of a file in YAML or JSON.
  ///
  /// - Throws: `UsageProblem` with all that is wrong.
  static func root(of file: FilePath, in context: InputContext) throws -> (root: Node, source: SourceFile)? {
    let source = try ConfigurationFile.source(file, limit: 20 << 20, in: context)
    let reading: DocumentReading
    do throws(DocumentError) {
      reading = try DocumentReader.read(file: source, as: .yaml)
    } catch {
      throw UsageProblem("\(TerminalText.escaped(file.string)): \(error.message)")
    }
    try tell(reading.diagnostics.filter { $0.severity == .error }, in: source)
    return reading.documents.first.map { ($0.root, source) }
  }

  /// What the world answers, as a file says.
  static func answers(of file: String, in context: InputContext) throws -> Answers {
    guard let (root, source) = try root(of: FilePath(file), in: context), !root.isBlank else { return Answers() }
    let (answers, problems) = Answers.read(root)
    try tell(problems, in: source)
    return answers
  }

  /// Throws for what is wrong in a file.
  static func tell(_ problems: [Diagnostic], in source: SourceFile) throws {
    guard !problems.isEmpty else { return }
    let lines = problems.map { ConfigurationFile.text(of: $0.message, at: Int($0.range.start), in: source) }
    throw UsageProblem(lines.joined(separator: "\n"))
  }
}

/// The flows that another one may call: those of its folder, and those of paths that a person names.
final class FlowsAtHand {
  private let context: InputContext
  private let functions: FunctionCatalogue
  private var programs: [String: [FlowProgram]] = [:]

  init(in context: InputContext, functions: FunctionCatalogue) {
    self.context = context
    self.functions = functions
  }

  /// The flows that a flow may call, as far as it calls any.
  func programs(for flow: Flow, at path: String, others: [String]) -> [FlowProgram] {
    guard flow.actions.contains(where: { $0.definition?.course == .callsFlow }) else { return [] }
    let name = path.split(separator: "!").first.map(String.init) ?? path
    return (others + [FilePath(name).folder.string]).flatMap { programs(in: $0) }
  }

  private func programs(in path: String) -> [FlowProgram] {
    if let known = programs[path] { return known }
    var found: [FlowProgram] = []
    for file in FileSelection([path]).files {
      ExportInputs.flows(of: FileSelection.File(path: file.path, isNamed: false), in: context) { _, result in
        guard case .success(let export) = result else { return }
        for flow in export.flows where !flow.isForeign { found.append(FlowProgram(flow, functions: functions)) }
      }
    }
    programs[path] = found
    return found
  }
}
