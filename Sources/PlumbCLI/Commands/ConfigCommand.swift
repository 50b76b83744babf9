import ArgumentParser
import Linting
import SourceText
import SystemPackage
import Terminal
import Workspace

/// `plumb config init|show`
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Writes a plumb.yaml to start from, or shows what is in force.",
    discussion: """
      Examples:
        plumb config init
        plumb config show flows/
      """,
    subcommands: [InitConfigCommand.self, ShowConfigCommand.self])
}

/// `plumb config init`
struct InitConfigCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Writes a plumb.yaml with all settings as comments.")

  static let helpWords = "config init"

  @Argument(help: "The folder to write it into.")
  var folder: String = "."

  func run(on console: Console) throws -> ExitStatus {
    let path = FilePath(folder).entry(ConfigurationFile.name)
    let name = TerminalText.escaped(path.string)
    if InputFile.exists(path) { throw ValidationError("\(name) is there already") }
    do throws(InputProblem) {
      try FileReplacement.write(Array(Self.text.utf8), to: path)
    } catch {
      console.complain("plumb: \(name): \(error.message)")
      return .input
    }
    console.print("wrote \(name)\n")
    return .done
  }

  /// The file; each setting is a comment, so that it says nothing yet.
  static let text = """
    # The configuration of Plumb; grammar/config.schema.json describes it for editors.
    # A setting counts when the '# ' before it is taken away.

    # Which rules run: default, strict or pedantic.
    # preset: default

    # Severities of single rules: off, info, warning or error.
    # rules:
    #   from-attributes: error
    #   expression-complexity: { severity: warning, length: 400 }

    # Other settings for some paths.
    # overrides:
    #   - paths: ["legacy/**"]
    #     rules:
    #       expr-syntax: warning

    # When 'plumb lint' ends with 1.
    # fail-on: warning
    # max-warnings: 10

    # Findings that do not count, see 'plumb help baseline'.
    # baseline: plumb-baseline.json

    # Attributes that something outside of the linted flows sets.
    # attributes: [crm_case_id]

    # The conversation on which editors show values, see 'plumb help lsp'.
    # conversation: conversation.json

    # Limits, in megabytes, where files are larger.
    # limits: { file-size: 200, unpacked-size: 2000 }

    # Configurations that this one builds upon.
    # extends: ../plumb.yaml

    """
}

/// `plumb config show [PATH…]`
struct ShowConfigCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows the configuration of some paths, and the severity of each rule.")

  static let helpWords = "config show"

  @Argument(help: "Files and folders; default: the current folder.")
  var paths: [String] = []

  @OptionGroup var project: ConfigurationOption

  func run(on console: Console) throws -> ExitStatus {
    let file = try project.loaded(for: paths, console: console)
    let settings = file.configuration.lint
    let options = LintSetup(file).options()
    console.print("configuration: \(file.path.map { TerminalText.escaped($0.string) } ?? "none")\n")
    for path in LintSetup.ignorePaths(for: paths.isEmpty ? ["."] : paths) {
      console.print("side file: \(TerminalText.escaped(path.string))\n")
    }
    if let baseline = file.baseline { console.print("baseline: \(TerminalText.escaped(baseline.string))\n") }
    console.print("preset: \(options.preset.rawValue)\n")
    console.print("fail-on: \(settings.failOn ?? "warning")\n")
    if let count = settings.maxWarnings { console.print("max-warnings: \(count)\n") }
    if !options.knownAttributes.isEmpty {
      console.print("attributes: \(TerminalText.escaped(options.knownAttributes.joined(separator: ", ")))\n")
    }
    console.print("rules:\n")
    for rule in RuleCatalogue.rules {
      let values = rule.options.map { ", \($0.name) \(options.value(of: $0, of: rule))" }.joined()
      console.print("  \(rule.id): \(options.setting(of: rule).name)\(values)\n")
    }
    for override in settings.overrides {
      console.print("for \(TerminalText.escaped(override.paths.joined(separator: ", "))):\n")
      for (rule, setting) in override.rules.sorted(by: { $0.key < $1.key }) {
        console.print("  \(rule): \(setting.name)\n")
      }
      for (rule, values) in override.ruleOptions.sorted(by: { $0.key < $1.key }) {
        for (name, value) in values.sorted(by: { $0.key < $1.key }) { console.print("  \(rule): \(name) \(value)\n") }
      }
      for rule in override.ignore.sorted() { console.print("  \(rule): off\n") }
    }
    return .done
  }
}
