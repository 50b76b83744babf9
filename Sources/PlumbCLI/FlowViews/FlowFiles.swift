import Flows
import SourceText

/// The exports that a command of `plumb flow` looks at.
struct FlowFiles {
  private let targets: LintTargets

  init(_ paths: [String]) {
    targets = LintTargets(paths)
  }

  /// Reads each export in order; what cannot be used is said on standard error.
  func read(on console: Console, each: (FlowFile, _ name: String) -> Void) -> ExitStatus {
    var status = ExitStatus.done
    func refuse(_ name: String, _ message: String) {
      status.raise(to: .input)
      console.complain("plumb: \(TerminalText.escaped(name)): \(TerminalText.escaped(message))")
    }
    for (path, problem) in targets.problems { refuse(path.display, problem.message) }
    for target in targets.files {
      let name = target.path.display
      ExportInputs.read(target, named: name, limit: LintRun.sizeLimit, console: console) { input in
        CrashReport.reading(input.name)
        defer { CrashReport.reading("") }
        do {
          let file = try FlowFile.read(name: input.name, contents: try input.contents.get())
          for problem in file.diagnostics {
            if problem.severity == .error {
              refuse(input.name, problem.message)
            } else if problem.code == .formatFromDescription {
              console.complain("plumb: \(TerminalText.escaped(input.name)): note: \(problem.message)")
            }
          }
          each(file, input.name)
          return true
        } catch let failure as FlowFile.Unreadable {
          guard input.isNamed || !failure.isForeign else { return false }
          refuse(input.name, failure.message)
          return true
        } catch {
          refuse(input.name, (error as? InputProblem)?.message ?? "cannot be read")
          return true
        }
      }
    }
    return status
  }
}
