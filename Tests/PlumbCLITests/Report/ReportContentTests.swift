import Foundation
import TestSupport
import Testing

/// What the page of `plumb report` tells of attributes and large flows, and how the command ends.
struct ReportContentTests {
  /// A flow of calls with these actions in its one task.
  private static func flow(_ name: String, _ actions: [String], tasks: String = "") -> String {
    """
    inboundCall:
      name: \(name)
      startUpRef: "/inboundCall/tasks/task[T]"
      tasks:
        - task:
            name: First
            refId: T
            actions:
    \(actions.map { "          - \($0)\n" }.joined())          - disconnect: { name: Bye }
    \(tasks)
    """
  }

  private static func set(_ key: String, _ name: String = "Set") -> String {
    "setParticipantData: { name: \(name), attributes: [ { attribute: { name: { lit: \(key) }, value: { lit: x } } } ] }"
  }

  private static func get(_ key: String, _ name: String = "Get") -> String {
    "getParticipantData: { name: \(name), attributes: [ { attribute: { name: { lit: \(key) }, variable: Flow.x } } ] }"
  }

  private static func page(_ files: [String: String], _ words: [String] = []) throws -> String {
    let folder = try TemporaryFolder(files)
    let run = CommandRun(["report", folder.path, "--to", folder.path("page.html")] + words)
    #expect(run.status == 0, "\(run.errors)")
    let page = String(decoding: try folder.bytes("page.html"), as: UTF8.self)
    #expect(try ReportPageTests.lostLinks(on: page).isEmpty)
    return page.replacing(folder.path + "/", with: "")
  }

  /// The part of a page from the tag with an id to a text.
  private static func part(_ page: String, _ id: String, to end: String) throws -> String {
    let start = try #require(page.firstRange(of: " id=\"\(id)\""))
    let rest = page[start.upperBound...]
    return String(rest[..<(try #require(rest.firstRange(of: end))).lowerBound])
  }

  // MARK: Attributes

  @Test func usesOfAttributesAreMarked() throws {
    let page = try Self.page([
      "a.yaml": Self.flow("One", [Self.set("tier"), Self.set("tier", "Again"), Self.get("lost"), Self.get("Tier")]),
      "b.yaml": Self.flow("Two", [Self.get("tier"), Self.get("dialerContactId")]),
    ])
    let matrix = try Self.part(page, "attributes-title", to: "</table>")
    let cells = matrix.split(separator: "\n").filter { $0.hasPrefix("<tr class=\"item\">") }.map { row in
      row.replacing(/<[^>]*>/, with: "|").split(separator: "|").joined(separator: " ")
    }
    #expect(cells == ["dialerContactId R", "lost   ∅ R", "Tier   ≈   ∅ R", "tier   ≈ W O R"])
    let tier = try Self.part(page, "attribute-tier__2", to: "</details>")
    #expect(tier.contains("Another attribute than ‘Tier’") && tier.contains("<td>overwrites</td>"))
    #expect(tier.contains("role=\"group\" aria-label=\"who writes and reads tier\""))
    // What the project says that something else sets is not marked.
    let known = try Self.page([
      "a.yaml": Self.flow("One", [Self.get("lost")]), "plumb.yaml": "attributes: [ lost ]\n",
    ])
    #expect(!known.contains("nothing that was read sets it"))
  }

  @Test func namesThatArePutInAreNoAttributes() throws {
    let page = try Self.page([
      "a.yaml": Self.flow("One", [Self.set("{{prefix}}_tier"), Self.get("lost")])
    ])
    #expect(!page.contains("id=\"attribute-prefix-tier\""))
    #expect(try Self.part(page, "attributes-at-run-time", to: "</details>").contains("{{prefix}}_tier"))
    #expect(page.contains("∅ nothing here sets it, unless one of the names that are worked out does"))
  }

  @Test func waysToAUseAreTold() throws {
    let inner =
      "decision: { name: Late?, condition: { exp: Flow.b }, outputs: { \"yes\": { actions: [ { \(Self.set("late")) } ] } } }"
    let page = try Self.page(["a.yaml": Self.flow("One", [inner])])
    #expect(try Self.part(page, "attribute-late", to: "</details>").contains("<td>‘Late?’/yes</td>"))
  }

  @Test func manyFlowsAndAttributesMakeATableThatCanBeRead() throws {
    var files: [String: String] = [:]
    for number in 100..<230 {
      files["\(number).yaml"] = Self.flow("F\(number)", [Self.set("k\(number)"), Self.set("all")])
    }
    let page = try Self.page(files)
    let matrix = try Self.part(page, "attributes-title", to: "</table>")
    #expect(matrix.ranges(of: "<th scope=\"col\"").count == 121)
    #expect(matrix.contains("0 attributes and 10 flows stand in the list below alone"))
    #expect(page.ranges(of: "<details class=\"item attribute\"").count == 131)
    #expect(try Self.part(page, "attribute-all", to: "</details>").contains("and 118 more flows"))
  }

  // MARK: Graphs

  @Test func largeFlowsAreDrawnByContainer() throws {
    let actions = (0..<90).map { "playAudio: { name: Say \($0), audio: { tts: hello } }" }
    let call = "jumpToTask: { name: On, targetTaskRef: \"/inboundCall/tasks/task[U]\" }"
    let second = """
          - task:
              name: Second
              refId: U
              actions:
      \(actions.map { "          - \($0)\n" }.joined())
      """
    let page = try Self.page(["a.yaml": Self.flow("Large", actions + [call], tasks: second)])
    #expect(page.ranges(of: "<svg").count == 4)
    #expect(page.contains("aria-label=\"inboundCall Large: tasks, menus and states\""))
    let part = try Self.part(page, "flow-large_p0", to: "</details>")
    // The other task is a box of its own, which leads to its picture.
    #expect(part.contains("<a href=\"#flow-large_p1\"><title>task Second</title>"))
    #expect(part.ranges(of: "<rect").count == 1 + 1 + 92 + 1)
  }

  // MARK: Exit codes

  @Test(arguments: [
    ([], 2), (["samples/flows"], 2), (["samples/flows", "--to", "flow.yaml"], 2), (["--to", "a.html"], 2),
    (["samples/flows", "--to", "a.html", "--coverage", "samples/tests/order-tracking.yaml"], 2),
    (["samples/flows", "--to", "a.html", "--tests", "samples/config/inventory.json"], 2),
    (["samples/flows", "--to", "a.html", "--coverage", "samples/config/inventory.json"], 2),
    (["samples/flows", "--to", "a.html", "--jobs", "0"], 2), (["samples/flows", "--to", "a.html", "--diff", "-"], 2),
    (["samples/flows", "--to", "/no/such/folder/a.html"], 3),
  ])
  func wrongUseIsTold(words: [String], status: Int) {
    let run = CommandRun(["report"] + words.map { $0.hasPrefix("samples/") ? Repository.path($0) : $0 })
    #expect(Int(run.status) == status && !run.errors.isEmpty && run.output.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: "a.html"))
  }

  @Test func filesThatCannotBeUsedAreNamedAndNothingElseIsLost() throws {
    let folder = try TemporaryFolder(["a.yaml": Self.flow("One", []), "b.yaml": "just some words\n"])
    let run = CommandRun([
      "report", folder.path("a.yaml"), folder.path("b.yaml"), folder.path("<none>.yaml"), "--to", folder.path("p.html"),
      "--diff", folder.path("gone.yaml"),
    ])
    #expect(run.status == 3)
    for name in ["b.yaml", "<none>.yaml", "gone.yaml"] { #expect(run.errors.contains(name)) }
    let page = String(decoding: try folder.bytes("p.html"), as: UTF8.self)
    let unread = try Self.part(page, "unreadable-title", to: "</section>")
    #expect(unread.contains("/b.yaml</th>") && unread.contains("/&lt;none&gt;.yaml</th>"))
    #expect(page.contains("2 files could not be used") && page.contains("id=\"flow-one\""))
  }

  @Test func aFolderWithoutFlowsGivesAPageThatSaysSo() throws {
    let folder = try TemporaryFolder(["a.txt": "words"])
    let run = CommandRun(["report", folder.path, "--to", folder.path("p.html")])
    #expect(run.status == 0 && run.errors.contains("no flow found"))
    #expect(String(decoding: try folder.bytes("p.html"), as: UTF8.self).contains("There is no flow."))
  }

  @Test func findingsThatDoNotCountAreLeftOut() throws {
    let bad = Self.flow("One", ["disconnect: { name: First }", "playAudio: { name: Never, audio: { tts: x } }"])
    #expect(try Self.page(["a.yaml": bad]).contains("unreachable-action@"))
    let ignore = "- { rule: unreachable-action, flow: One, reason: known }\n"
    let page = try Self.page(["a.yaml": bad, "plumb.ignore.yaml": ignore])
    #expect(!page.contains("unreachable-action@") && page.contains("suppressed</li>"))
  }
}
