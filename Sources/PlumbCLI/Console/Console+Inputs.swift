import Documents
import Flows
import SourceText
import SystemPackage
package import Terminal
package import Workspace

extension Console {
  /// What readers of files have of this console and this process.
  package var inputs: InputContext {
    InputContext(standardInput: read, isInputWaiting: isInputWaiting, limits: limits, reads: CrashReport.reading)
  }

  /// Hands out each export of files and folders that could be read; says of every other one why it was not, and of a
  /// damaged one what is wrong with it.
  ///
  /// - Parameter needsExpressions: whether an export without any is of no use, if it was named itself.
  func eachFlowFile(
    of paths: [String], needsExpressions: Bool = false, _ body: (FlowFile) -> Void
  ) -> ExitStatus {
    var status = ExitStatus.done
    func refuse(_ name: String, _ message: String) {
      status.raise(to: .input)
      complain(of: name, message)
    }
    let selection = FileSelection(paths)
    for (path, problem) in selection.problems { refuse(path.string, problem.message) }
    for selected in selection.files {
      ExportInputs.flows(of: selected, in: inputs) { name, result in
        switch result {
        case .failure(let problem): refuse(name, problem.message)
        case .success(let file):
          for problem in file.diagnostics where problem.severity > .info || problem.code == .formatFromDescription {
            let word = problem.severity == .info ? "note" : problem.severity.rawValue
            let place = file.source.place(at: Int(problem.range.start))
            let isShown = problem.severity > .info && file.format.hasPlaces
            complain(of: isShown ? "\(name):\(place.line):\(place.column)" : name, "\(word): \(problem.message)")
            if problem.severity == .error { status.raise(to: .input) }
          }
          let isNamed = selected.isNamed && name == selected.path.string
          if needsExpressions, isNamed, let reason = file.emptiness { refuse(name, reason) }
          body(file)
        }
      }
    }
    return status
  }
}
