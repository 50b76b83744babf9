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
    let source = try ConfigurationFile.source(file, limit: Limits().companionSize, in: context)
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
  static func answers(
    of file: String, contracts: () -> DataActionContracts, in context: InputContext
  ) throws -> Answers {
    guard let (root, source) = try root(of: FilePath(file), in: context), !root.isBlank else { return Answers() }
    let hasDataActions = (root["mocks"] ?? root)[DataActionContracts.key] != nil
    let (answers, problems) = Answers.read(root, contracts: hasDataActions ? contracts() : DataActionContracts())
    try tell(problems, in: source)
    return answers
  }

  /// What is wrong with an answer that a run could not take, at its place in the file of `--mocks`; nil where it took all.
  static func problem(with record: RunRecord, in file: String?, _ context: InputContext) throws -> String? {
    guard let path = record.end.wrongAnswer else { return nil }
    let message = "expected \(record.end.needs ?? "another answer")"
    guard path.first == "mocks", let file, let (root, source) = try root(of: FilePath(file), in: context) else {
      return message
    }
    let node = place(of: path.dropFirst(), in: root["mocks"] ?? root)
    return ConfigurationFile.text(of: message, at: Int(node.range.start), in: source)
  }

  /// The node that keys lead to, as far as they do; of a list the first item that has the next one.
  static func place(of path: some Sequence<String>, in root: Node) -> Node {
    var node = root
    for key in path {
      let holder = node.kind == .sequence ? node.items.first { $0[key] != nil } : node
      guard let next = holder?[key] else { return node }
      node = next
    }
    return node
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
  private var contracts: [String: DataActionContracts] = [:]

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

  /// The contracts of data actions whose exports lie in the folder of a flow, or in paths that a person names.
  func contracts(besideFlowAt path: String, others: [String]) -> DataActionContracts {
    let name = path.split(separator: "!").first.map(String.init) ?? path
    return (others + [FilePath(name).folder.string]).reduce(into: DataActionContracts()) { all, path in
      all.formUnion(contracts(in: path))
    }
  }

  private func contracts(in path: String) -> DataActionContracts {
    if let known = contracts[path] { return known }
    var found = DataActionContracts()
    for file in FileSelection([path]).files {
      ExportInputs.read(FileSelection.File(path: file.path, isNamed: false), in: context) { input in
        // Flows, which may be large and many, are not read for this.
        guard let bytes = try? input.contents.get(), bytes.firstRange(of: Self.contractMark) != nil,
          case .success(let export)? = ExportInputs.flows(of: input, limits: context.limits)
        else { return false }
        for flow in export.flows { found.add(flow) }
        return true
      }
    }
    contracts[path] = found
    return found
  }

  /// A key that every contract has.
  private static let contractMark = Array("\"successSchema\"".utf8)
}
