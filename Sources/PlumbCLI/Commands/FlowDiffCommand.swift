import ArgumentParser
import SourceText
import SystemPackage
import Terminal
import Workspace

/// `plumb flow diff OLD NEW`
struct FlowDiffCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tells what is different between two versions of a flow, and what follows.",
    discussion: """
      OLD and NEW are files of any format, folders or archives; their flows are matched by name and type. Ids, layout, the \
      order of what has none, and names that Architect gave are no difference. What was moved or renamed is told as that.

      Signs: + added, - removed, ~ changed, > moved, = renamed. In an expression [-…-] is what was there, {+…+} what is.

      With --git the seven arguments are those of git's external diff, and the exit code is 0:
        git config diff.plumb.command 'plumb flow diff --git --'
        echo '*.i3* diff=plumb' >> .gitattributes

      Examples:
        plumb flow diff old.yaml new.i3InboundFlow
        plumb flow diff --format markdown exports-of-monday/ exports-of-friday/
        plumb flow diff --format json old.yaml new.yaml | jq '.flows[].changes[].address'

      Exit codes: 0 no difference, 1 a difference, 2 wrong usage, 3 a file could not be used.
      """)

  static let helpWords = "flow diff"

  /// How differences are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, markdown, json, html
  }

  @Argument(help: ArgumentHelp("The old and the new file, folder or archive.", valueName: "old> <new"))
  var paths: [String]

  @Option(help: "How to print.")
  var format: Format = .text

  @Flag(help: "Take the arguments of git's external diff: path, old file, hex, mode, new file, hex, mode.")
  var git = false

  @OptionGroup var colors: ColorOption

  func run(on console: Console) throws -> ExitStatus {
    if git { return try runForGit(on: console) }
    guard paths.count == 2 else {
      throw ValidationError("expected two files, folders or archives, the old and the new one; found \(paths.count)")
    }
    guard paths != ["-", "-"] else { throw ValidationError("standard input cannot be both of the two") }
    var status = ExitStatus.done
    let old = ComparedFlows(of: paths[0], on: console, &status)
    let new = ComparedFlows(of: paths[1], on: console, &status)
    // Of a side that could not be read nothing is known.
    if status == .input, old.items.isEmpty || new.items.isEmpty { return status }
    var report = DifferenceReport(old, new, style: colors.output(on: console), in: console.inputs)
    report.consequences += LostAddresses(inputs: console.inputs, pairs: report.pairs).found(near: paths[1])
    print(report, on: console)
    if report.isDifferent { status.raise(to: .no) }
    return status
  }

  /// Prints what git is to show of one file. git ends as a whole where a command of its does not end with 0.
  private func runForGit(on console: Console) throws -> ExitStatus {
    // Of a file that is not merged git gives the path alone.
    guard paths.count == 7 || paths.count == 9 || paths.count == 1 else {
      throw ValidationError("expected the seven arguments of git's external diff, found \(paths.count)")
    }
    let path = TerminalText.escaped(paths[0])
    guard paths.count > 1 else {
      console.print("* \(path): not merged\n")
      return .done
    }
    var status = ExitStatus.done
    func side(_ file: String) -> ComparedFlows {
      // git says so of a file that one side has not; a file of no bytes has no flow.
      file == "/dev/null" ? ComparedFlows() : ComparedFlows(of: file, on: console, &status)
    }
    let (old, new) = (side(paths[1]), side(paths[4]))
    if status == .input { return .done }
    let report = DifferenceReport(old, new, named: paths[0], style: colors.output(on: console), in: console.inputs)
    let head = format == .text ? "\(paths.count == 9 ? "\(path) → \(TerminalText.escaped(paths[7]))" : path)\n" : ""
    console.print(head)
    print(report, on: console)
    return .done
  }

  private func print(_ report: DifferenceReport, on console: Console) {
    switch format {
    case .text: console.print(report.text)
    case .markdown: console.print(report.markdown)
    case .html: console.print(report.html)
    case .json:
      console.print(report.json)
      console.print("\n")
    }
  }
}
