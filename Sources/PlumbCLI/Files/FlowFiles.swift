import Flows
import SourceText

/// Reads the flow files of paths, as the commands do that look at flows without linting them.
enum FlowFiles {
  /// Hands out each file, and each entry of an archive, that could be read; of every other one says why not.
  static func each(
    of paths: [String], on console: Console, status: inout ExitStatus, _ body: (FlowFile) -> Void
  ) {
    var worst = ExitStatus.done
    func refuse(_ name: String, _ message: String) {
      worst.raise(to: .input)
      console.complain("plumb: \(TerminalText.escaped(name)): \(TerminalText.escaped(message))")
    }
    let targets = LintTargets(paths)
    for (path, problem) in targets.problems { refuse(path.display, problem.message) }
    for target in targets.files {
      ExportInputs.read(target, named: target.path.display, limit: LintWork.sizeLimit, console: console) { input in
        CrashReport.reading(input.name)
        defer { CrashReport.reading("") }
        do {
          body(try FlowFile.read(name: input.name, contents: try input.contents.get()))
          return true
        } catch let failure as FlowFile.Unreadable {
          guard input.isNamed || !failure.isForeign else { return false }
          refuse(input.name, failure.message)
          return true
        } catch {
          refuse(input.name, (error as? InputProblem)?.message ?? "\(error)")
          return true
        }
      }
    }
    status.raise(to: worst)
  }
}
