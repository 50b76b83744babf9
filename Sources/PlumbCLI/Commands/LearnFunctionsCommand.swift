import ArgumentParser
import Expressions
import Flows
import SourceText
import SystemPackage
import Terminal
import Workspace

/// `plumb functions learn PATH…`
struct LearnFunctionsCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Learns functions and their types from what Architect compiled.",
    discussion: """
      Reads the compiled trees in .i3* files and flow configurations in JSON; YAML and XML hold none. What is written are \
      names of functions and operators, type codes and counts: no text, no literal, no name of a variable, so that the \
      file can be shared. Named under ‘signatures:’ in plumb.yaml it adds to the functions that are known.

      Examples:
        plumb functions learn exports/ > signatures.json
        plumb functions learn exports/ --output signatures.json

      Exit codes: 0 done, 2 wrong usage, 3 a file could not be used.
      """)

  static let helpWords = "functions learn"

  @Argument(help: "Files and folders; - is standard input.")
  var paths: [String]

  @Option(help: "Where to write the signatures, in place of standard output.")
  var output: String?

  @OptionGroup var project: ConfigurationOption

  func run(on console: Console) throws -> ExitStatus {
    let known = try project.loaded(for: paths, console: console).functions
    var harvest = SignatureHarvest()
    var flows = 0
    var status = console.eachFlowFile(of: paths) { file in
      flows += file.flows.count
      harvest.add(file)
    }
    let signatures = harvest.signatures
    if let output {
      do throws(InputProblem) {
        try FileReplacement.write(Array(signatures.json.utf8), to: FilePath(output))
      } catch {
        console.complain(of: output, error.message)
        status.raise(to: .input)
      }
    } else {
      console.print(signatures.json)
    }
    let count = harvest.expressionCount
    guard count > 0 else {
      console.complain("plumb: no compiled expression found; only .i3* files and configurations in JSON hold them")
      return status
    }
    for line in LearningReport.lines(of: signatures, against: known) { console.complain(line) }
    console.complain("\(count) compiled expression\(count == 1 ? "" : "s") in \(flows) flow\(flows == 1 ? "" : "s")")
    return status
  }
}

/// What signatures tell that the catalogue did not.
enum LearningReport {
  static func lines(of signatures: SignatureSet, against catalogue: FunctionCatalogue) -> [String] {
    var new: [String] = []
    var overloads: [String] = []
    var results: [String] = []
    var raised: [String] = []
    for (signature, count) in signatures.functions.sorted(by: { $0.key < $1.key }) {
      let text = "  \(signature)  (\(count))"
      switch catalogue.novelty(of: signature) {
      case .none: break
      case .function: new.append(text)
      case .overload: overloads.append(text)
      case .result(let type): results.append(text + ", not \(type.code)")
      }
      guard let function = catalogue[signature.name], function.confidence != .verified else { continue }
      let line = "  \(function.name): verified, was \(function.confidence.rawValue)"
      if raised.last != line { raised.append(line) }
    }
    var lines: [String] = []
    let groups = [
      ("new functions:", new), ("new ways to call known functions:", overloads), ("other results than known:", results),
      ("more certain now:", raised),
    ]
    for (title, group) in groups where !group.isEmpty { lines += [title] + group }
    return lines.isEmpty ? ["nothing new: the catalogue has all of it"] : lines
  }
}
