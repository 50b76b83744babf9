import Conversations
import Expressions
import Linting
import SystemPackage
import Workspace

/// With what the files of a folder are linted: its configuration, and the files that it names and that lie beside it.
final class LintScope {
  let configuration: ConfigurationFile
  private(set) var plan: LintPlan
  private let ignores: [IgnoreEntries]
  private let baseline: Baseline?
  /// The conversation on which values are shown, with the name of its file.
  let conversation: (name: String, conversation: Conversation)?
  let inventory: Inventory?
  /// What could not be used of these files.
  let problems: [String]
  private let stamps: [(path: FilePath, stamp: [Int]?)]

  /// The files that a scope is made of.
  struct Key: Hashable {
    let configuration: FilePath?
    let ignores: FilePath?
    let settings: ServerSettings

    init(for folder: FilePath, _ settings: ServerSettings) {
      configuration = ConfigurationFile.nearest(to: folder)
      ignores = ConfigurationFile.nearest(to: folder, named: LintSetup.ignoreName)
      self.settings = settings
    }
  }

  init(_ key: Key) {
    let context = InputContext(standardInput: { _ in [] }, reads: { _ in })
    var problems: [String] = []
    func tried<Value>(_ body: () throws -> Value?) -> Value? {
      do { return try body() } catch {
        problems.append((error as? UsageProblem)?.message ?? (error as? InputProblem)?.message ?? "\(error)")
        return nil
      }
    }
    let file =
      tried { try key.configuration.map { try ConfigurationFile.read($0, in: context) } } ?? ConfigurationFile()
    configuration = file
    let setup = LintSetup(file)
    var options = setup.options()
    let settings = key.settings
    options.substitutions = tried {
      try settings.substitutions.map { try LintSetup.substitutions($0, in: context) }
    }
    inventory = tried { try settings.inventory.map { try JSONFile.inventory($0.string, in: context) } }
    options.inventory = inventory.map { InventoryIndex($0) }
    plan = LintPlan(options: options, settings: setup.settings, configuration: file.path)
    ignores = tried { try key.ignores.map { try LintSetup.ignores(for: [$0.string], in: context) } } ?? []
    baseline = tried { try file.baseline.map { try LintSetup.baseline($0, in: context) } }
    let pinned = settings.conversation ?? file.conversation
    conversation = tried {
      guard let pinned, let item = ConversationSource(in: context).items(of: pinned).first else { return nil }
      return (pinned.lastComponent?.string ?? pinned.string, try item.conversation.get())
    }
    self.problems = problems
    let references = file.configuration.signatures.map { $0.path } + file.configuration.extends.map { $0.path }
    let folder = (file.path ?? FilePath(".")).folder
    let files = [key.configuration, key.ignores, file.baseline, pinned, settings.inventory, settings.substitutions]
    stamps = (files.compactMap { $0 } + references.map { folder.entry($0) }).map { ($0, FileSystem.stamp(of: $0)) }
  }

  /// Whether any of its files is another one by now.
  var isOutdated: Bool { stamps.contains { FileSystem.stamp(of: $0.path) != $0.stamp } }

  /// The functions that are known.
  var functions: FunctionCatalogue { plan.standard.options.functions }

  /// The linter of a file; that of the folder for a document that is no file.
  func linter(for path: FilePath?) -> Linter { path.map { plan.linter(for: $0) } ?? plan.standard }

  /// The report as `plumb lint` would give it.
  ///
  /// - Parameter project: what is known of the other files; nil for a file alone.
  func judged(_ report: LintReport, in project: Project?, by linter: Linter) -> LintReport {
    var report = report
    project?.settle(&report)
    for var entries in ignores { entries.apply(to: &report) }
    if let baseline {
      var comparison = BaselineComparison(with: baseline)
      comparison.apply(to: &report, active: linter.active)
    }
    return report.masked()
  }
}

/// What an editor's settings say; paths are whole.
struct ServerSettings: Hashable {
  var inventory: FilePath?
  var substitutions: FilePath?
  var conversation: FilePath?
  /// What the name of a rule is put behind to make the address of its page.
  var rulePages = "plumb:rules/"
  var showsLenses = true
  var showsHints = false
}
