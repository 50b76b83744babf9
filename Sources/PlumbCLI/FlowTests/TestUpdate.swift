import Documents
import JSON
import Simulation
import SourceText
import Terminal
import Workspace

/// Writes what happened into `expect` of the tests that do not hold.
struct TestUpdate {
  private let console: Console
  /// The tests that are as they are expected now, by their places among the outcomes.
  private(set) var settled: Set<Int> = []
  /// Whether a file could not be written.
  private(set) var hasFailed = false

  init(in console: Console) { self.console = console }

  /// Changes the files of the tests.
  mutating func write(_ outcomes: [TestOutcome], in files: [TestedFile]) {
    for file in files {
      let own = outcomes.indices.filter { outcomes[$0].item.file == file.name }
      if own.contains(where: { outcomes[$0].result.status != .passed }) { write(own, of: outcomes, in: file) }
    }
  }

  private mutating func write(_ own: [Int], of outcomes: [TestOutcome], in file: TestedFile) {
    guard let root = Self.root(of: file.source) else { return }
    var places = ExpectedPlaces(root, file.source)
    for index in own { places.add(outcomes[index], index) }
    let (edits, problems) = places.edits()
    let settled = own.filter { outcomes[$0].result.status != .passed && problems[$0] == nil }
    for index in own {
      guard let problem = problems[index] else { continue }
      let item = outcomes[index].item
      console.complain(
        TerminalText.escaped("plumb: \(item.file):\(item.line): not updated: \(item.test.name): \(problem)"))
    }
    guard !edits.isEmpty else { return }
    let contents = file.source.contents(for: file.source.bytes.applying(edits))
    let isWhole = (try? SourceFile(name: file.name, contents: contents)).flatMap(Self.root).map {
      FlowTestFile.read($0).problems.isEmpty
    }
    do throws(InputProblem) {
      guard isWhole == true else { throw InputProblem(message: "what happened cannot be written into it") }
      try FileReplacement.replace(file.path, read: file.source, with: contents)
      self.settled.formUnion(settled)
      let count = settled.count
      console.complain("plumb: \(TerminalText.escaped(file.name)): \(count) test\(count == 1 ? "" : "s") updated")
    } catch {
      hasFailed = true
      console.complain(of: file.name, error.message)
    }
  }

  private static func root(of source: SourceFile) -> Node? {
    (try? DocumentReader.read(file: source, as: .yaml))?.documents.first?.root
  }
}

/// The places of what tests of one file expect, and what is to stand there.
private struct ExpectedPlaces {
  /// What some tests want at one place.
  private struct Place {
    let node: Node
    let key: Node?
    /// By the test's place among the outcomes.
    var wanted: [(test: Int, value: JSONValue)]
    /// The test of which all rows expect what stands there; nil where one test alone does.
    let shared: UInt32?
  }

  private let editor: ValueEditor
  private let source: SourceFile
  private let tests: [UInt32: Node]
  private var places: [ByteRange: Place] = [:]
  private var order: [ByteRange] = []
  /// How many tests were run of each in the file.
  private var runs: [UInt32: Int] = [:]
  private var problems: [Int: String] = [:]

  init(_ root: Node, _ source: SourceFile) {
    editor = ValueEditor(source)
    self.source = source
    tests = Dictionary((root["tests"]?.items ?? []).map { ($0.range.start, $0) }) { first, _ in first }
  }

  /// Takes what happened in a test.
  mutating func add(_ outcome: TestOutcome, _ index: Int) {
    let test = outcome.item.test
    let start = UInt32(clamping: test.offset)
    runs[start, default: 0] += 1
    let (updates, problems) = test.updates(for: outcome.result)
    if let problem = problems.first { return self.problems[index] = problem }
    guard let node = tests[start] else { return }
    for update in updates {
      if let problem = add(update, of: test, node, start, index) { return self.problems[index] = problem }
    }
  }

  /// - Returns: why it cannot be written.
  private mutating func add(
    _ update: FlowTest.Update, of test: FlowTest, _ node: Node, _ start: UInt32, _ index: Int
  ) -> String? {
    var key: Node?
    var value = node["expect"]
    let row = test.row.flatMap { row in node["each"].map { $0.items[row] } }
    for name in update.path {
      let entry = value?.entries.last { Self.filled($0.key.text ?? "", row) == name }
      (key, value) = (entry?.key, entry?.value)
    }
    guard var value else { return "‘\(update.path.joined(separator: " "))’ was not found" }
    var isShared = row != nil
    if let row, let name = row.entries.first(where: { text(of: value).contains("{\($0.key.text ?? "")}") })?.key.text {
      let hole = "{\(name)}"
      guard value.text == hole, count(hole, in: node["expect"]) == 1, count(hole, in: node["given"]) == 0,
        count(hole, in: node["mocks"]) == 0, let entry = row.entries.last(where: { $0.key.text == name })
      else { return "‘\(hole)’ of its row is used for more than what is expected" }
      (key, value, isShared) = (entry.key, entry.value, false)
    }
    // An alias shows what others may show too.
    guard node.range.contains(value.range) else { return "what it expects stands at an anchor elsewhere" }
    if places[value.range] == nil {
      order.append(value.range)
      places[value.range] = Place(node: value, key: key, wanted: [], shared: isShared ? start : nil)
    }
    places[value.range]?.wanted.append((index, update.value))
    return nil
  }

  /// The edits, and why some tests stay as they are.
  func edits() -> (edits: [Edit], problems: [Int: String]) {
    var problems = problems
    let places = order.compactMap { self.places[$0] }
    // A test is changed as a whole or not at all, and so is what shares a place with it.
    var count = -1
    while count != problems.count {
      count = problems.count
      for place in places {
        let isAgreed = place.wanted.allSatisfy { $0.value == place.wanted[0].value }
        let areAll = place.shared.map { runs[$0] == place.wanted.count } ?? true
        guard !isAgreed || !areAll || place.wanted.contains(where: { problems[$0.test] != nil }) else { continue }
        for (test, _) in place.wanted { problems[test] = problems[test] ?? "other rows of it expect what stands there" }
      }
    }
    let edits = places.filter { place in place.wanted.allSatisfy { problems[$0.test] == nil } }.flatMap { place in
      editor.edits(of: place.node, under: place.key, to: place.wanted[0].value)
    }
    return (edits.sorted { $0.range < $1.range }, problems)
  }

  private static func filled(_ key: String, _ row: Node?) -> String {
    (row?.entries ?? []).reduce(key) { $0.replacing("{\($1.key.text ?? "")}", with: $1.value.text ?? "") }
  }

  private func text(of node: Node) -> String { source.text(node.range) }

  private func count(_ hole: String, in node: Node?) -> Int { node.map { text(of: $0).ranges(of: hole).count } ?? 0 }
}
