import Flows
import SourceText

/// Reads the flow files of paths, as the commands do that look at flows without linting them.
enum FlowFiles {
  /// Hands out each file that could be read; of every other one says why not.
  static func each(
    of paths: [String], on console: Console, status: inout ExitStatus, _ body: (FlowFile) -> Void
  ) {
    func refuse(_ name: String, _ message: String) {
      status.raise(to: .input)
      console.complain("plumb: \(TerminalText.escaped(name)): \(TerminalText.escaped(message))")
    }
    let targets = LintTargets(paths)
    for (path, problem) in targets.problems { refuse(path.display, problem.message) }
    for target in targets.files {
      let name = target.path.display
      CrashReport.reading(name)
      defer { CrashReport.reading("") }
      do {
        let contents = try InputFile.contents(of: target.path, limit: LintWork.sizeLimit, console: console)
        body(try FlowFile.read(try SourceFile(name: name, contents: contents)))
      } catch let problem as InputProblem {
        refuse(name, problem.message)
      } catch let failure as SourceFile.Failure {
        if target.isNamed { refuse(name, "\(failure.message) (byte \(failure.offset))") }
      } catch let failure as FlowFile.Unreadable {
        if target.isNamed || !failure.isForeign { refuse(name, failure.message) }
      } catch {
        refuse(name, "\(error)")
      }
    }
  }
}
