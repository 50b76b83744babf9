import Foundation
import JSON
import TestSupport
import Testing

/// What `plumb flow diff` and `plumb flow show --full` do with files, folders, archives and git.
struct FlowDiffTests {
  private static let old = Repository.path("samples/flows/order-tracking.yaml")
  private static let new = Repository.path("samples/diff/order-tracking.yaml")

  private static func write(_ text: String, to name: String, in folder: TemporaryFolder) throws {
    try folder.write(Array(text.utf8), to: name)
  }

  private static func sample(_ name: String) throws -> String { try Repository.text(name) }

  // MARK: Exit codes

  @Test func equalFlowsEndWithNothing() {
    let run = CommandRun(["flow", "diff", Self.old, Repository.path("samples/flows/order-tracking.json")])
    #expect(run.status == 0 && run.output == "no difference\n" && run.errors.isEmpty)
  }

  @Test(arguments: ["text", "markdown", "json", "html"])
  func differencesEndWithOneAndAreTheSameBytesTwice(format: String) throws {
    // In a folder of their own, as the project round a flow is looked through for tests of it.
    let folder = try TemporaryFolder([
      "old.yaml": try Self.sample("samples/flows/order-tracking.yaml"),
      "new.yaml": try Self.sample("samples/diff/order-tracking.yaml"),
    ])
    let line = ["flow", "diff", "--format", format, folder.path("old.yaml"), folder.path("new.yaml")]
    let run = CommandRun(line)
    #expect(run.status == 1 && run.errors.isEmpty && run.output == CommandRun(line).output)
  }

  @Test(arguments: [
    ([], 2), (["one.yaml"], 2), (["-", "-"], 2), (["a", "b", "c"], 2), (["--git", "a", "b"], 2),
    (["no-such.yaml", "neither.yaml"], 3), (["--format", "xml", "a", "b"], 2),
  ])
  func wrongUseIsTold(words: [String], status: Int) {
    let run = CommandRun(["flow", "diff"] + words)
    #expect(Int(run.status) == status && !run.errors.isEmpty)
  }

  // MARK: Folders and archives

  @Test func flowsOfFoldersAreMatchedByNameAndType() throws {
    let folder = try TemporaryFolder()
    let text = try Self.sample("samples/flows/order-tracking.yaml")
    try Self.write(text, to: "old/a.yaml", in: folder)
    try Self.write(text.replacing("name: Order tracking", with: "name: Second"), to: "old/b.yaml", in: folder)
    try Self.write(text.replacing("name: Order tracking", with: "name: Third"), to: "old/c.yaml", in: folder)
    // The first is in another file and format, the second changed, the third gone, a fourth new.
    try Self.write(Self.sample("samples/flows/order-tracking.json"), to: "new/z.json", in: folder)
    let changed = text.replacing("name: Order tracking", with: "name: Second").replacing("> 3", with: "> 4")
    try Self.write(changed, to: "new/b.yaml", in: folder)
    try Self.write(text.replacing("name: Order tracking", with: "name: Fourth"), to: "new/d.yaml", in: folder)
    let run = CommandRun(["flow", "diff", "--format", "json", folder.path("old"), folder.path("new")])
    let document = try JSONDocument(parsing: Array(run.output.utf8)).root
    let told = (document["flows"].map { Array($0.items) } ?? []).map {
      "\($0["name"]?.string ?? "") \($0["status"]?.string ?? "") \($0["changes"]?.count ?? 0)"
    }
    #expect(told == ["Order tracking same 0", "Second changed 1", "Third removed 0", "Fourth added 0"])
    #expect(run.status == 1)
  }

  @Test func archivesHoldFlows() throws {
    let folder = try TemporaryFolder()
    let text = try Self.sample("samples/flows/order-tracking.yaml")
    try folder.write(makeZip([("flows/a.yaml", text)]), to: "old.zip")
    let run = CommandRun(["flow", "diff", folder.path("old.zip"), Self.new])
    #expect(run.status == 1 && run.output.contains("= action Greeting › Bye: Goodbye → Bye"))
  }

  // MARK: Consequences

  @Test func whatFollowsIsTold() throws {
    let folder = try TemporaryFolder()
    let text = try Self.sample("samples/flows/order-tracking.yaml")
    try Self.write("{}\n", to: "plumb.yaml", in: folder)
    try Self.write(text, to: "old.yaml", in: folder)
    // Nothing writes the mark any more, which is read; the way after it ends in silence.
    let new = text.replacing("lit: lookup_failed", with: "lit: other_key").replacing("name: Goodbye", with: "name: Bye")
      .replacing("lit: tier", with: "lit: lookup_failed")
    try Self.write(new, to: "flows/new.yaml", in: folder)
    let test = """
      flow: ../flows/new.yaml
      tests:
        - name: one
          expect:
            visits: [ Order known?/yes, Goodbye ]
            never-visits: [ Greeting › Goodbye ]
      """
    try Self.write(test, to: "tests/new.test.yaml", in: folder)
    let ignore = """
      - { rule: silent-end, flow: Order tracking, container: Greeting, action: Goodbye, reason: known }
      - { rule: silent-end, flow: Order tracking, container: Greeting, reason: known }
      """
    try Self.write(ignore, to: "plumb.ignore.yaml", in: folder)
    let run = CommandRun(["flow", "diff", "--format", "json", folder.path("old.yaml"), folder.path("flows/new.yaml")])
    let document = try JSONDocument(parsing: Array(run.output.utf8)).root
    let told = (document["consequences"].map { Array($0.items) } ?? []).map { item in
      let address = (item["address"]?.string ?? "").split(separator: "/").last.map(String.init) ?? ""
      return "\(item["kind"]?.string ?? "") \(address) \(item["message"]?.string ?? "")"
    }
    #expect(
      told == [
        "attribute-not-written inboundShortMessage ‘Order tracking’ reads the attribute ‘lookup_failed’, which no flow writes any more",
        "test-address new.test.yaml:5 the test names ‘Goodbye’, which is not there any more",
        "test-address new.test.yaml:6 the test names ‘Greeting › Goodbye’, which is not there any more",
        "ignore-address plumb.ignore.yaml:1 the ignore names ‘Greeting › Goodbye’, which is not there any more",
      ])
  }

  @Test func attributesThatNeighboursReadAreTold() throws {
    let folder = try TemporaryFolder()
    let text = try Self.sample("samples/flows/order-tracking.yaml")
    let reader = text.replacing("name: Order tracking", with: "name: Reader").replacing(
      "lit: tier", with: "lit: lookup_failed"
    ).replacing(
      "lit: lookup_failed\n                              value", with: "lit: x\n                              value")
    try Self.write(reader, to: "flows/reader.yaml", in: folder)
    try Self.write(text, to: "old.yaml", in: folder)
    try Self.write(text.replacing("lit: lookup_failed", with: "lit: other"), to: "flows/new.yaml", in: folder)
    let run = CommandRun(["flow", "diff", folder.path("old.yaml"), folder.path("flows/new.yaml")])
    let told = "inboundShortMessage ‘Reader’: reads the attribute ‘lookup_failed’, which no flow writes any more"
    #expect(run.output.contains(told), "\(run.output)")
    // As long as a neighbour writes it nothing is lost.
    try Self.write(text.replacing("name: Order tracking", with: "name: Writer"), to: "flows/writer.yaml", in: folder)
    let quiet = CommandRun(["flow", "diff", folder.path("old.yaml"), folder.path("flows/new.yaml")])
    #expect(quiet.status == 1 && !quiet.output.contains("no flow writes"))
  }

  @Test func waysIntoSilenceAreTold() throws {
    let folder = try TemporaryFolder()
    let text = try Self.sample("samples/flows/order-tracking.yaml")
    let cut = text.replacing("          - disconnect:\n              name: Goodbye\n", with: "")
    #expect(cut != text)
    try Self.write(cut, to: "new.yaml", in: folder)
    let run = CommandRun(["flow", "diff", Self.old, folder.path("new.yaml")])
    #expect(run.output.contains("- action Greeting › Goodbye: disconnect ‘Goodbye’"))
    #expect(run.output.contains("left in silence"))
    // The other way round nothing is lost.
    #expect(!CommandRun(["flow", "diff", folder.path("new.yaml"), Self.old]).output.contains("silence"))
  }

  @Test func secretsAreHidden() throws {
    let folder = try TemporaryFolder()
    let text = try Self.sample("samples/flows/order-tracking.yaml")
    let secret = "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJlc2lnbmF0dXJl"
    try Self.write(text.replacing("Trim(Flow.orderId)", with: "\"\(secret)\""), to: "new.yaml", in: folder)
    for format in ["text", "markdown", "json", "html"] {
      let run = CommandRun(["flow", "diff", "--format", format, Self.old, folder.path("new.yaml")])
      #expect(run.status == 1 && !run.output.contains("eyJzdWIiOiIxMjM0NTY3ODkwIn0"))
    }
    #expect(!CommandRun(["flow", "show", "--full", folder.path("new.yaml")]).output.contains("eyJzdWIiOiIxMjM0"))
  }

  // MARK: Limits

  @Test func commentsAreCut() throws {
    let folder = try TemporaryFolder()
    let head =
      "workflow:\n  name: Many\n  startUpRef: \"/workflow/tasks/task[T_1]\"\n  tasks:\n    - task:\n        name: T\n        refId: T_1\n        actions:\n"
    func flow(_ value: (Int) -> String) -> String {
      head
        + (0..<2000).map {
          "          - updateData: { name: Step \($0), statements: [ { string: { variable: Flow.x, value: { exp: \(value($0)) } } } ] }\n"
        }.joined()
    }
    try Self.write(flow { "Flow.a + \($0)" }, to: "old.yaml", in: folder)
    try Self.write(flow { "Flow.a - \($0)" }, to: "new.yaml", in: folder)
    let run = CommandRun(["flow", "diff", "--format", "markdown", folder.path("old.yaml"), folder.path("new.yaml")])
    #expect(run.output.unicodeScalars.count < 65_536)
    let rows = run.output.split(separator: "\n").filter { $0.hasPrefix("| changed") }.count
    #expect(run.output.hasSuffix("\n… and \(2000 - rows) more\n"))
  }

  @Test(arguments: [
    ("", "empty"), ("just some words\n", "exported flow"), ("{\"a\": 1}", "flow"),
    ("inboundCall: " + String(repeating: "[", count: 100_000), "200"),
  ])
  func whatIsNoFlowIsTold(text: String, message: String) throws {
    let folder = try TemporaryFolder()
    try Self.write(text, to: "bad.yaml", in: folder)
    for line in [["diff", folder.path("bad.yaml"), Self.new], ["show", "--full", folder.path("bad.yaml")]] {
      let run = CommandRun(["flow"] + line)
      #expect(run.status == 3 && run.errors.contains(message))
    }
  }

  @Test func circlesOfLinksEnd() throws {
    let folder = try TemporaryFolder()
    let text = try Self.sample("samples/flows/order-tracking.json")
    // The action that Goodbye is follows itself, and the way yes leads back.
    let circle = text.replacing(
      "\"__type\": \"DisconnectAction\"",
      with: "\"__type\": \"DisconnectAction\", \"nextAction\": \"e1364fbf-d2bb-5646-ab89-f615a2bfe0a3\"")
    #expect(circle != text)
    try Self.write(circle, to: "new.json", in: folder)
    let run = CommandRun([
      "flow", "diff", Repository.path("samples/flows/order-tracking.json"), folder.path("new.json"),
    ])
    #expect(run.status == 1)
    #expect(
      run.output.contains(
        "+ way Greeting › Goodbye leads to: getParticipantData ‘Read what the web page sent’"), "\(run.output)")
  }

  // MARK: git

  /// Runs a line in a shell; gives what it prints, errors included.
  private static func shell(_ line: String, in folder: TemporaryFolder) throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path(""))
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path(""),
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com",
      "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.com",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }

  /// The program beside the tests.
  private static let plumb = Repository.path(".build/debug/plumb")

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: plumb)))
  func gitReadsExportsOfTheEditor() throws {
    let folder = try TemporaryFolder()
    try folder.write(try Repository.bytes("samples/flows/order-tracking.i3InboundMessage"), to: "flow.i3InboundMessage")
    let set = """
      git init -q . && git config diff.plumb.textconv '\(Self.plumb) flow show --full' &&
      echo '*.i3* diff=plumb' > .gitattributes && git add . && git commit -qm one
      """
    #expect(try Self.shell(set, in: folder).status == 0)
    let json = try Self.sample("samples/flows/order-tracking.json")
    let changed = json.replacing("Flow.daysLate > 3 and", with: "Flow.daysLate > 5 and")
    try folder.write(Self.encoded(changed), to: "flow.i3InboundMessage")
    let (output, status) = try Self.shell("git --no-pager diff --no-color -U0", in: folder)
    #expect(status == 0)
    #expect(output.contains("-        case 1: (Flow.daysLate > 3) and (Flow.tier == \"gold\")\n"), "\(output)")
    #expect(output.contains("+        case 1: (Flow.daysLate > 5) and (Flow.tier == \"gold\")\n"))
    // As an external diff, which ends with 0 though there is a difference.
    let external = """
      git config --unset diff.plumb.textconv && git config diff.plumb.command '\(Self.plumb) flow diff --git' &&
      git --no-pager diff
      """
    let told = try Self.shell(external, in: folder)
    #expect(told.status == 0)
    #expect(
      told.output == """
        flow.i3InboundMessage
        inboundShortMessage ‘Order tracking’: 1 changed
          ~ expression Look up › How late?/case 1: (Flow.daysLate > [-3-]{+5+}) and (Flow.tier == "gold")

        """)
    // A file that is new has no old side.
    let added = try Self.shell(
      "cp flow.i3InboundMessage other.i3InboundMessage && git add -A && git --no-pager diff --cached -- other.i3InboundMessage",
      in: folder)
    #expect(
      added.status == 0 && added.output == "other.i3InboundMessage\ninboundShortMessage ‘Order tracking’: added\n",
      "\(added.output)")
  }

  @Test func aPathMayBeginWithADash() {
    let words = ["-a.yaml", Self.old, "0", "100644", Self.new, "1", "100644"]
    let run = CommandRun(["flow", "diff", "--git", "--"] + words)
    #expect(
      run.status == 0 && run.errors.isEmpty && run.output.hasPrefix("-a.yaml\ninboundShortMessage ‘Order tracking’: "))
  }

  /// A configuration as Architect's own export has it.
  private static func encoded(_ json: String) -> [UInt8] {
    let percent = json.replacing("{\n  \"name\"", with: "{\"name\"").utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
    return Array(Data(percent.utf8).base64EncodedString().utf8)
  }
}
