import ArgumentParser
import Flows
import Linting
import SourceText
import SystemPackage
import Terminal
import Workspace

/// `plumb report PATH…`
struct ReportCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes one page about flows: attributes, graphs, findings, tests, differences.",
    discussion: """
      The page is one HTML file that loads nothing and opens from disk; it can be read without script and without styles. \
      It shows which flow reads and writes which attribute, what runs after what in each flow, what 'plumb lint' finds and \
      where, and, if asked for, what tests took and what is different from OLD. It shows names, never the value of an \
      attribute.

      Printed are the page and the flows with the worst findings, as addresses for a browser.

      Examples:
        plumb report flows/ --to report.html
        plumb test tests/ --output json=tests.json --coverage-output json=coverage.json
        plumb report flows/ --to report.html --tests tests.json --coverage coverage.json
        plumb report flows/ --to report.html --diff exports-of-monday/

      Exit codes: 0 the page is written, whatever was found, 2 wrong usage, 3 a file could not be used or the page could \
      not be written.
      """)

  @Argument(help: "Files and folders; - is standard input.")
  var paths: [String]

  @Option(help: ArgumentHelp("Where to write the page; ends with .html.", valueName: "file"))
  var to: String

  @Option(
    help: ArgumentHelp(
      "Colour what tests ran, as 'plumb test --coverage-output json=FILE' has written it.", valueName: "file"))
  var coverage: String?

  @Option(help: ArgumentHelp("Show tests, as 'plumb test --output json=FILE' has written them.", valueName: "file"))
  var tests: String?

  @Option(help: ArgumentHelp("Tell what is different from this file, folder or archive.", valueName: "old"))
  var diff: String?

  @Option(help: "What the page is called.")
  var title: String?

  @Option(help: ArgumentHelp("How many files to work on at once. Default: the number of processors.", valueName: "n"))
  var jobs: Int?

  @OptionGroup var project: ConfigurationOption

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs wants a number from 1") }
    // A flow that is named here by mistake would be lost.
    guard [".html", ".htm"].contains(where: to.lowercased().hasSuffix) else {
      throw ValidationError("--to wants a file that ends with .html")
    }
    if diff == "-" { throw ValidationError("--diff wants a file, a folder or an archive") }
  }

  func run(on console: Console) throws -> ExitStatus {
    let configuration = try project.loaded(for: paths, console: console)
    let results = try tests.map { try TestResults($0, in: console.inputs) }
    let measured = try coverage.map { try DrawnCoverage.document($0, in: console.inputs) } ?? results?.coverage
    let setup = LintSetup(configuration)
    let options = setup.options()
    var plan = LintPlan(options: options, settings: setup.settings, configuration: configuration.path)
    var run = LintRun(console: console, outputStyle: .plain)
    run.jobs = jobs ?? ParallelMap.processorCount
    run.ignores = try LintSetup.ignores(for: paths, in: console.inputs)
    if let path = configuration.baseline {
      run.baseline = BaselineComparison(with: try LintSetup.baseline(path, in: console.inputs))
    }
    let isCompared = diff != nil
    run.showing = { file, mask in
      file.flows.map { flow in
        let name = file.source.name
        let coverage = measured.flatMap { DrawnCoverage(of: flow, file: name, in: $0) }
        return ReportedFlow(flow, file: name, mask: mask, coverage: coverage, isKept: isCompared)
      }
    }
    run.lint(FileSelection(paths), with: &plan, named: nil)

    var report = FlowReport(
      title: title ?? "Flows of \(paths.joined(separator: ", "))", run.flows, run.findings,
      suppressed: run.summary.suppressed,
      unreadable: run.unreadable.map { ($0.name, $0.unreadable?.message ?? "") },
      knownAttributes: Set(options.knownAttributes))
    report.tests = results
    var status: ExitStatus = run.hasFailed || !run.unreadable.isEmpty ? .input : .done
    if let diff {
      let old = ComparedFlows(of: diff, on: console, &status)
      let new = ComparedFlows(
        run.flows.compactMap { flow in
          flow.flow.map { ComparedFlows.Item(flow: $0, file: flow.file, below: paths) }
        })
      report.difference = DifferenceReport(old, new, style: .plain, in: console.inputs)
    }
    let page = ReportPage(report: report, jobs: run.jobs)
    do throws(InputProblem) {
      try FileReplacement.write(Array(page.html.utf8), to: FilePath(to))
    } catch {
      console.complain(of: to, error.message)
      return .input
    }
    tell(report, on: console)
    return status
  }

  /// How many flows are named.
  private static let namedFlows = 5

  /// Prints where the page is, and where on it the worst is.
  private func tell(_ report: FlowReport, on console: Console) {
    let counts = FlowReport.words(for: report.counts(of: report.findings.indices))
    let flows = report.flows.count == 1 ? "1 flow" : "\(report.flows.count) flows"
    console.print("\(TerminalText.escaped(to)): \(flows), \(counts.isEmpty ? "no findings" : counts)\n")
    let path = FileSystem.absolute(FilePath(to)).lexicallyNormalized().string
    let address =
      "file://"
      + path.split(separator: "/", omittingEmptySubsequences: false).map { percentEncoded(String($0)) }
      .joined(separator: "/")
    console.print("  \(address)\n")
    for flow in report.worstFlows(limit: Self.namedFlows) {
      let counts = FlowReport.words(for: report.counts(of: report.ownFindings[flow].map(\.finding)))
      console.print("  \(address)#\(report.flowIDs[flow])  \(counts)\n")
    }
  }
}
