import JSON
import Testing

@testable import PlumbCLI

/// Lists in options.
struct CommaListTests {
  /// Every option whose help speaks of commas, with the words of its command.
  private static func lists() throws -> [(command: [String], option: String, isRepeating: Bool)] {
    let document = try JSONDocument(parsing: Array(CommandRun(["--experimental-dump-help"]).output.utf8))
    var found: [(command: [String], option: String, isRepeating: Bool)] = []
    func look(at command: JSONNode, _ words: [String]) {
      for argument in command["arguments"].map({ Array($0.items) }) ?? []
      where argument["kind"]?.string == "option" && argument["abstract"]?.string?.contains("comma") == true {
        found.append(
          (words, argument["preferredName"]?["name"]?.string ?? "", argument["isRepeating"]?.boolean ?? false))
      }
      for subcommand in command["subcommands"].map({ Array($0.items) }) ?? [] {
        look(at: subcommand, words + [subcommand["commandName"]?.string ?? ""])
      }
    }
    if let command = document.root["command"] { look(at: command, []) }
    return found
  }

  @Test func everyListAddsUp() throws {
    let lists = try Self.lists()
    #expect(lists.map(\.option).sorted() == ["ignore", "select"])
    for list in lists { #expect(list.isRepeating, "\(list.command) --\(list.option)") }
  }

  @Test(arguments: [
    ("--select self-comparison --select argument-count", ["argument-count", "self-comparison"]),
    ("--select self-comparison,argument-count", ["argument-count", "self-comparison"]),
    (
      "--select 'self-comparison, from-attributes' --select argument-count --ignore from-attributes"
        + " --ignore argument-count", ["self-comparison"]
    ),
  ])
  func rulesAddUp(options: String, rules: [String]) throws {
    let workspace = try Workspace()
    try workspace.write(
      headerFlow().replacing("== \"gold\"", with: "== \"gold\" or Flow.x == Flow.x or Length(1, 2) > 3"), to: "a.yaml")
    let run = workspace.run("lint --format compact \(options) %/a.yaml")
    let found = Set(run.output.split(separator: "\n").compactMap { $0.split(separator: "[").last?.dropLast() })
    #expect(found.sorted() == rules.map { $0[...] }, "\(run.output)\(run.errors)")
  }

  @Test func anEmptyListIsWrongUsage() {
    for option in ["--select=,", "--ignore=, ,"] {
      let run = CommandRun(["lint", "--select", "expr-syntax", option, "samples"])
      #expect(run.status == 2 && run.errors.contains("needs the name of a rule"))
    }
  }
}
