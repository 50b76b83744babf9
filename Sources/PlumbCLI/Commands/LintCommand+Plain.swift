import ArgumentParser
import Linting

extension LintCommand: PlainCommand {
  /// All options of the command.
  static var plainOptions: [PlainOption<LintCommand>] {
    [
      .one("--format", default: .text) { $0.report.format = $1 },
      .several("--output") { $0.report.output = $1 },
      .flag("--verbose") { $0.report.verbose = $1 },
      .flag("--timings") { $0.report.timings = $1 },
      .one("--jobs") { $0.report.jobs = $1 },
      .one("--preset") { $0.selection.preset = $1 },
      .several("--select") { $0.selection.select = $1 },
      .several("--ignore") { $0.selection.ignore = $1 },
      .one("--substitutions") { $0.selection.substitutions = $1 },
      .one("--inventory") { $0.selection.inventory = $1 },
      .flag("--no-ignores") { $0.selection.noIgnores = $1 },
      .one("--fail-on") { $0.failOn = $1 },
      .one("--max-warnings") { $0.maxWarnings = $1 },
      .flag("--ignore-unreadable") { $0.ignoreUnreadable = $1 },
      .flag("--fix") { $0.fix = $1 },
      .flag("--unsafe-fixes") { $0.unsafeFixes = $1 },
      .flag("--diff") { $0.diff = $1 },
      .one("--baseline") { $0.baseline = $1 },
      .flag("--write-baseline") { $0.writeBaseline = $1 },
      .one("--add-ignore") { $0.addIgnore = $1 },
      .one("--reason") { $0.reason = $1 },
      .one("--stdin-filename") { $0.stdinFilename = $1 },
      .one("--config") { $0.project.config = $1 },
      .one("--color", default: .auto) { $0.colors.color = $1 },
    ]
  }

  init?(plainly line: [String]) {
    self.init()
    (report, selection, project, colors) = (.init(), .init(), .init(), .init())
    guard let paths = PlainOption.read(line, Self.plainOptions, into: &self), !paths.isEmpty else { return nil }
    self.paths = paths
    guard PlainOption<LintCommand>.areValid([report, selection, project, colors, self]) else { return nil }
  }
}
