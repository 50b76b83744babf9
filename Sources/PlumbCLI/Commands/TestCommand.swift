import ArgumentParser
import Conversations
import Documents
import Expressions
import Flows
import Linting
import Simulation
import SourceText
import SystemPackage
import Terminal
import Workspace

/// `plumb test [PATH…]`
struct TestCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs tests of flows, offline.",
    discussion: """
      A test file is YAML or JSON with a flow, what its runs begin with, what the world answers, and what is then \
      expected; grammar/test.schema.json describes it. In folders such files are found by their keys ‘flow’ and ‘tests’.

      Examples:
        plumb test tests/
        plumb test tests/orders.yaml --filter agent
        plumb test tests/ --format tap --output junit=report.xml
        plumb test tests/ --coverage --coverage-output lcov=lcov.info --fail-under 80
        plumb test tests/orders.yaml --update
        plumb test --init flow.yaml --to tests/flow.test.yaml
        plumb test --explore 200 flow.yaml

      Exit codes: 0 all hold, 1 one does not, the coverage is below the mark, or --explore found something, 2 wrong usage, a mistake in a test file \
      or no test, 3 a flow or a conversation could not be read.
      """)

  static let helpWords = "test"

  @Argument(
    help: ArgumentHelp("Test files, and folders of them; the current folder where none is named.", valueName: "path"))
  var paths: [String] = []

  @Option(help: ArgumentHelp("Only tests whose file or name has this text, in any letter case.", valueName: "text"))
  var filter: String?

  @Option(help: "How to print.")
  var format: TestFormat = .text

  @Option(help: ArgumentHelp("Also write a report into a file; any number of times.", valueName: "format=file"))
  var output: [String] = []

  @Flag(
    name: .customLong("init"),
    help: "Write tests that together take every way of the flows that are named, as far as answers are found.")
  var isInitial = false

  @Option(help: ArgumentHelp("The file of the tests of --init, or a folder for one file a flow.", valueName: "file"))
  var to: String?

  @Flag(help: "Let --init replace files.")
  var force = false

  @Option(
    help: ArgumentHelp(
      "Run the flows that are named on up to this many different ways, and report those that end badly.",
      valueName: "n"))
  var explore: Int?

  @Flag(help: "Print which actions and ways the tests took.")
  var coverage = false

  @Option(
    help: ArgumentHelp("Write the coverage into a file: json, lcov, cobertura or html.", valueName: "format=file"))
  var coverageOutput: [String] = []

  @Option(help: ArgumentHelp("End with 1 where fewer of the ways were taken.", valueName: "percent"))
  var failUnder: Double?

  @Option(help: ArgumentHelp("How many tests to run at once. Default: the number of processors.", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Stop after the first test that does not hold.")
  var failFast = false

  @Flag(help: "End with 0 where there is no test.")
  var allowEmpty = false

  @Flag(help: "Print whole runs, and answers that nothing asked for.")
  var verbose = false

  @Flag(help: "Show values that came from conversations.")
  var showValues = false

  @Flag(help: "Tell how long tests took.")
  var timings = false

  @Flag(
    help:
      "Write what happened into ‘expect’ of the tests that do not hold; values of conversations are written in full.")
  var update = false

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Exports of data actions, and folders of them, whose contracts mocks are held against, beside those of the flow's folder.",
      valueName: "path"))
  var contracts: [String] = []

  @OptionGroup var project: ConfigurationOption

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs wants a number from 1") }
    if (isInitial || explore != nil) && paths.isEmpty {
      throw ValidationError("\(isInitial ? "--init" : "--explore") wants a flow, as in: plumb test --init flow.yaml")
    }
    if isInitial, explore != nil { throw ValidationError("--init and --explore exclude each other") }
    if (to != nil || force) && !isInitial { throw ValidationError("--to and --force belong to --init") }
    if let explore, explore < 1 { throw ValidationError("--explore wants a number from 1") }
    if let failUnder, !(0...100).contains(failUnder) {
      throw ValidationError("--fail-under wants a number from 0 to 100")
    }
    _ = try written(output, TestFormat.self, "--output")
    _ = try written(coverageOutput, CoverageFormat.self, "--coverage-output")
  }

  private func written<Format: RawRepresentable & CaseIterable>(
    _ texts: [String], _: Format.Type, _ option: String
  ) throws -> [(format: Format, path: FilePath)] where Format.RawValue == String {
    try texts.map { text in
      guard let equals = text.firstIndex(of: "="), text.index(after: equals) < text.endIndex else {
        throw ValidationError("\(option) wants FORMAT=FILE, found ‘\(TerminalText.escaped(text))’")
      }
      let name = String(text[..<equals])
      guard let format = Format(rawValue: name) else {
        let near = suggestion(nearestNames(to: name, among: Format.allCases.map(\.rawValue)))
        throw ValidationError("\(option): there is no format ‘\(TerminalText.escaped(name))’\(near)")
      }
      return (format, FilePath(String(text[text.index(after: equals)...])))
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let functions = try project.loaded(for: paths, console: console).functions
    let generation = TestGeneration(paths: paths, functions: functions, jobs: jobs)
    if isInitial { return try generation.write(to: to, force: force, on: console) }
    if let explore { return try generation.explore(explore, on: console) }
    let hand = FlowsAtHand(in: console.inputs, functions: functions)
    let files = try testFiles(hand, console)
    var status = ExitStatus.done
    var loader = TestLoader(in: console, functions: functions, hand: hand)
    var items: [TestItem] = []
    for file in files {
      let wanted = file.tests.filter { test in
        filter.map { "\(file.name): \(test.name)".lowercased().contains($0.lowercased()) } ?? true
      }
      guard !wanted.isEmpty else { continue }
      items += loader.items(of: wanted, in: file, &status)
    }
    guard !items.isEmpty || status != .done else {
      if allowEmpty { return .done }
      throw ValidationError(
        files.isEmpty
          ? "no test file was found: one has the keys ‘flow’ and ‘tests’"
          : filter == nil ? "the files hold no test" : "no test has a name that --filter asks for")
    }
    let start = ContinuousClock.now
    let results = outcomes(of: items)
    let duration = timings ? ContinuousClock.now - start : nil
    let mistakes = results.compactMap { outcome in
      files.first { $0.name == outcome.item.file }?.mistake(of: outcome)
    }
    guard mistakes.isEmpty else { throw UsageProblem(mistakes.joined(separator: "\n")) }
    tellUnused(results, of: files, console)
    let report = TestReport(results, verbose: verbose, duration: duration)
    var measures: [Coverage] = []
    if coverage || !coverageOutput.isEmpty || failUnder != nil { measures = Self.coverage(of: results, functions) }
    let names = loader.names
    let measured = CoverageReport(measures, names: names)
    let shown = coverage || failUnder != nil ? measured : nil
    console.print(report.bytes(format, coverage: shown))
    for (format, path) in try written(output, TestFormat.self, "--output") {
      status = write(report.bytes(format, coverage: shown), to: path, status, console)
    }
    for (format, path) in try written(coverageOutput, CoverageFormat.self, "--coverage-output") {
      status = write(measured.bytes(format), to: path, status, console)
    }
    var updating = TestUpdate(in: console)
    if update { updating.write(results, in: files) }
    if updating.hasFailed { status.raise(to: .input) }
    if results.indices.contains(where: { results[$0].result.status != .passed && !updating.settled.contains($0) }) {
      status.raise(to: .no)
    }
    if let failUnder, measured.percent < failUnder {
      console.complain("plumb: \(measured.shownPercent) of the ways were taken, --fail-under asks for \(failUnder) %")
      status.raise(to: .no)
    }
    return status
  }

  /// Tells answers of a file that none of its tests asked for: their names may be misspelt.
  private func tellUnused(_ results: [TestOutcome], of files: [TestedFile], _ console: Console) {
    for file in files {
      let own = results.filter { $0.item.file == file.name }
      guard own.count == file.tests.count, let first = own.first else { continue }
      let unused = first.result.record.unusedAnswers.filter { name in
        !name.hasPrefix("inputs:") && own.allSatisfy { $0.result.record.unusedAnswers.contains(name) }
      }
      for name in unused { console.complain(of: file.name, "nothing asked for \(name)") }
    }
  }

  private func write(_ bytes: [UInt8], to path: FilePath, _ status: ExitStatus, _ console: Console) -> ExitStatus {
    var status = status
    do throws(InputProblem) {
      try FileReplacement.write(bytes, to: path)
    } catch {
      console.complain(of: path.string, error.message)
      status.raise(to: .input)
    }
    return status
  }

  // MARK: Files

  /// The test files, all read; throws with all that is wrong in any of them.
  private func testFiles(_ hand: FlowsAtHand, _ console: Console) throws -> [TestedFile] {
    let selection = FileSelection(paths.isEmpty ? ["."] : paths)
    var problems = selection.problems.map { "\(TerminalText.escaped($0.path.string)): \($0.problem.message)" }
    var files: [TestedFile] = []
    for selected in selection.files {
      let name = selected.path.string
      let isLikely = [".yaml", ".yml", ".json"].contains { name.lowercased().hasSuffix($0) }
      guard selected.isNamed || isLikely else { continue }
      do {
        guard let (root, source) = try PersonalFile.root(of: selected.path, in: console.inputs),
          FlowTestFile.isOne(root)
        else {
          if selected.isNamed {
            problems.append("\(TerminalText.escaped(name)): no test file: it has not both ‘flow’ and ‘tests’")
          }
          continue
        }
        let (file, found) = FlowTestFile.read(root, contracts: contracts(for: root, at: selected.path, hand))
        try PersonalFile.tell(found, in: source)
        if let file { files.append(TestedFile(name: name, path: selected.path, source: source, file: file)) }
      } catch let problem as UsageProblem {
        // Of files that were not named, damaged ones that do not look like tests are others' business.
        if selected.isNamed || looksLikeTests(selected.path, console) { problems.append(problem.message) }
      }
    }
    guard problems.isEmpty else { throw UsageProblem(problems.joined(separator: "\n")) }
    return files
  }

  /// The contracts that the answers of a test file are held against.
  private func contracts(for root: Node, at path: FilePath, _ hand: FlowsAtHand) -> DataActionContracts {
    let isAnswering = ([root] + (root["tests"]?.items ?? [])).contains {
      $0["mocks"]?[DataActionContracts.key] != nil
    }
    guard isAnswering, let flow = root["flow"]?.text else { return DataActionContracts() }
    return hand.contracts(besideFlowAt: path.folder.entry(flow).lexicallyNormalized().string, others: contracts)
  }

  /// Whether lines of a file begin with the two keys that every test file has.
  private func looksLikeTests(_ path: FilePath, _ console: Console) -> Bool {
    guard let bytes = try? InputFile.contents(of: path, limit: Limits().companionSize, in: console.inputs) else {
      return false
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0.prefix(16), as: UTF8.self) }
    return ["flow", "tests"].allSatisfy { key in
      lines.contains { line in
        let line = line.drop { $0 == " " || $0 == "\"" }
        return line.hasPrefix("\(key):") || line.hasPrefix("\(key)\":")
      }
    }
  }

  // MARK: Runs

  private func outcomes(of items: [TestItem]) -> [TestOutcome] {
    let showValues = showValues
    var results: [TestOutcome] = []
    var isStopped = false
    // In parts, so that a failure leaves most of the rest undone.
    let part = failFast ? 32 : max(1, items.count)
    var start = 0
    while start < items.count, !isStopped {
      let range = start..<min(start + part, items.count)
      ParallelMap.forEach(count: range.count, jobs: jobs ?? ParallelMap.processorCount) { index in
        items[range.lowerBound + index].outcome(showValues: showValues)
      } done: { outcome in
        guard !isStopped else { return }
        results.append(outcome)
        if failFast, outcome.result.status != .passed { isStopped = true }
      }
      start = range.upperBound
    }
    return results
  }

  private static func coverage(of results: [TestOutcome], _ functions: FunctionCatalogue) -> [Coverage] {
    var measures: [Coverage] = []
    var places: [ObjectIdentifier: Int] = [:]
    for outcome in results {
      for program in outcome.result.record.flows {
        if places[ObjectIdentifier(program)] == nil {
          places[ObjectIdentifier(program)] = measures.count
          let truths = ConstantDecisions.truths(of: program.flow, functions: functions)
          measures.append(Coverage(program, truths: truths))
        }
        if let place = places[ObjectIdentifier(program)] { measures[place].add(outcome.result.record) }
      }
    }
    return measures
  }
}

/// A test file that was read.
struct TestedFile {
  let name: String
  let path: FilePath
  let source: SourceFile
  let file: FlowTestFile
  var tests: [FlowTest] { file.tests }

  /// The line of a place in it.
  func line(_ offset: Int) -> Int { source.place(at: offset).line }

  /// What is wrong with an answer that a run could not take, at its place; nil where it took all.
  func mistake(of outcome: TestOutcome) -> String? {
    let end = outcome.result.record.end
    guard let path = end.wrongAnswer else { return nil }
    var offset = outcome.item.test.offset
    if let root = (try? DocumentReader.read(file: source, as: .yaml))?.documents.first?.root {
      // What the test itself says comes before what the file says for all.
      let own = root["tests"]?.items.first { Int($0.range.start) == offset }
      let holders = [own, root].compactMap(\.self).filter { $0[path[0]] != nil }
      let nodes = holders.map { (holder: $0, node: PersonalFile.place(of: path, in: $0)) }
      let exact = nodes.first { place in
        path.last.map { PersonalFile.place(of: path.dropLast(), in: place.holder)[$0] } != nil
      }
      if let node = (exact ?? nodes.first)?.node { offset = Int(node.range.start) }
    }
    return ConfigurationFile.text(of: "expected \(end.needs ?? "another answer")", at: offset, in: source)
  }
}

/// One test that can be run.
struct TestItem: Sendable {
  let file: String
  let line: Int
  let test: FlowTest
  let program: FlowProgram
  let scenario: Scenario
  let lines: [Int: Int]

  func outcome(showValues: Bool) -> TestOutcome {
    let start = ContinuousClock.now
    let record = program.run(scenario)
    let duration = ContinuousClock.now - start
    let hides = scenario.conversation != nil && !showValues
    let view = RunView(record, file: file, hidesValues: hides)
    return TestOutcome(
      item: self, result: test.result(of: record) { view.shown($0) }, hidesValues: hides, duration: duration)
  }
}

/// What one test came to.
struct TestOutcome: Sendable {
  let item: TestItem
  let result: FlowTest.Result
  /// Whether values of the run come from a conversation.
  let hidesValues: Bool
  /// How long the run took.
  let duration: Duration

  /// The line of an expectation.
  func line(of failure: FlowTest.Failure) -> Int { item.lines[failure.offset] ?? item.line }
}

/// Reads the flows and conversations that tests name, each once.
struct TestLoader {
  private let console: Console
  private let functions: FunctionCatalogue
  private let hand: FlowsAtHand
  private var programs: [FilePath: FlowProgram?] = [:]
  private var conversations: [FilePath: Conversation?] = [:]
  /// The files of the flows.
  private(set) var names: [ObjectIdentifier: String] = [:]

  init(in console: Console, functions: FunctionCatalogue, hand: FlowsAtHand) {
    self.console = console
    self.functions = functions
    self.hand = hand
  }

  /// The tests of a file that can be run; what cannot be read is told.
  mutating func items(of tests: [FlowTest], in file: TestedFile, _ status: inout ExitStatus) -> [TestItem] {
    let folder = file.path.folder
    let path = folder.entry(file.file.flow).lexicallyNormalized()
    guard let program = program(at: path, &status) else { return [] }
    let others = hand.programs(
      for: program.flow, at: path.string, others: file.file.flows.map { folder.entry($0).lexicallyNormalized().string })
    var items: [TestItem] = []
    for test in tests {
      var scenario = test.scenario
      if let name = test.given.conversation {
        guard let conversation = conversation(at: folder.entry(name).lexicallyNormalized(), &status) else { continue }
        scenario.conversation = conversation
      }
      scenario.flows = others
      let lines = Dictionary(test.expectations.map { ($0.offset, file.line($0.offset)) }, uniquingKeysWith: { $1 })
      items.append(
        TestItem(
          file: file.name, line: file.line(test.offset), test: test, program: program, scenario: scenario, lines: lines)
      )
    }
    return items
  }

  private mutating func program(at path: FilePath, _ status: inout ExitStatus) -> FlowProgram? {
    if let known = programs[path] { return known }
    var found: Flow?
    var problem = "no flow was found in it"
    ExportInputs.flows(of: FileSelection.File(path: path, isNamed: true), in: console.inputs) { _, result in
      switch result {
      case .failure(let failure): problem = failure.message
      case .success(let file):
        if let error = file.diagnostics.first(where: { $0.severity == .error }) {
          // What was read of it may lack anything.
          problem = error.message
        } else {
          found = found ?? file.flows.first { !$0.isForeign }
          if found == nil, let reason = file.emptiness { problem = reason }
        }
      }
    }
    let program = found.map { FlowProgram($0, functions: functions) }
    if let program {
      names[ObjectIdentifier(program)] = path.string
    } else {
      console.complain(of: path.string, problem)
      status.raise(to: .input)
    }
    programs[path] = .some(program)
    return program
  }

  private mutating func conversation(at path: FilePath, _ status: inout ExitStatus) -> Conversation? {
    if let known = conversations[path] { return known }
    var found: Conversation?
    switch ConversationSource(in: console.inputs).items(of: path)[0].conversation {
    case .success(let conversation): found = conversation
    case .failure(let problem):
      console.complain(of: path.string, problem.message)
      status.raise(to: .input)
    }
    conversations[path] = .some(found)
    return found
  }
}
