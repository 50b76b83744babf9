import Foundation
import TestSupport
import Testing

/// What must be refused, or read, whatever it does to a reader: a clear message, the right exit code, no crash.
@Suite("Hostile input")
struct HostileInputTests {
  /// A file, shown by its name only when a test fails.
  struct File: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let status: Int32
    /// A part of what is said about it.
    let message: String
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ status: Int32, _ message: String) {
      self.name = name
      self.text = text
      self.status = status
      self.message = message
    }
  }

  private static let flows: [File] = [
    File("empty.yaml", "", 3, "empty"),
    File("blank.yaml", " \n\n", 3, "nothing but blanks"),
    File("words.txt", "just some words\n", 3, "exported flow"),
    File("deep.json", String(repeating: "[", count: 100_000), 3, "200"),
    File("deep.yaml", "inboundCall: " + String(repeating: "[", count: 100_000), 3, "200"),
    File("bomb.yaml", aliasBomb, 3, "alias"),
    File("laughs.xml", billionLaughs, 3, "DOCTYPE"),
    File("entity.xml", externalEntity, 3, "DOCTYPE"),
    File("nested.xml", nestedXML, 3, "200"),
    File("cut.yaml", "inboundCall:\n  name: \"x", 1, "parse-error"),
    File("tabs.yaml", "inboundCall:\n\tname: x\n", 1, "parse-error"),
    File("cut.xml", "<inboundCall><name>x</nam", 1, "parse-error"),
  ]
  private static let nestedXML =
    "<inboundCall>" + String(repeating: "<a>", count: 300_000) + String(repeating: "</a>", count: 300_000)
    + "</inboundCall>"
  private static let aliasBomb =
    "inboundCall:\n  a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    + (1...12).map { level in
      "  a\(level): &a\(level) [\((0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ","))]\n"
    }.joined()
  private static let billionLaughs =
    "<!DOCTYPE inboundCall [<!ENTITY l0 \"lol\">"
    + (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
    + "]><inboundCall><name>&l9;</name></inboundCall>"
  private static let externalEntity =
    "<!DOCTYPE inboundCall [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><inboundCall><name>&x;</name></inboundCall>"

  @Test("lint says what is wrong with a file", arguments: flows)
  func lint(file: File) throws {
    let folder = try TemporaryFolder([file.name: file.text])
    let run = CommandRun(["lint", folder.path(file.name)])
    let said = String((run.output + run.errors).prefix(500))
    #expect(run.status == file.status, "\(said)")
    #expect(said.contains(file.message), "\(said)")
    #expect(!said.contains("lollol"))
  }

  private static let conversations: [File] = [
    File("empty.json", "", 3, "empty"), File("cut.json", "{\"id\":\"x\",", 3, "expected"),
    File("deep.json", String(repeating: "[", count: 100_000), 3, "200"),
    File("words.json", "hello", 3, "expected"), File("list.json", "[1,2]", 3, "not a conversation"),
    File("text.json", "\"x\"", 3, "not a conversation"),
  ]

  @Test("eval says what is wrong with a conversation", arguments: conversations)
  func eval(file: File) throws {
    let folder = try TemporaryFolder([file.name: file.text])
    let run = CommandRun(["eval", "conversation.id", folder.path(file.name)])
    #expect(run.status == file.status)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(file.message), "\(run.errors.prefix(500))")
  }

  @Test("bytes that are no text are refused with their place")
  func bytes() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("inboundCall:\n  name: a".utf8) + [0xFF, 0xFE], to: "bad.yaml")
    try folder.write([0x7F, 0x45, 0x4C, 0x46, 0, 0, 0, 1], to: "program")
    try folder.write(Array("{\"id\":\"".utf8) + [0xC3, 0x28] + Array("\"}".utf8), to: "bad.json")
    let yaml = CommandRun(["lint", folder.path("bad.yaml")])
    #expect(yaml.status == 1)
    #expect(yaml.output.contains("bad.yaml:2:10: error: the text is not valid UTF-8"))
    let program = CommandRun(["lint", folder.path("program")])
    #expect(program.status == 3)
    let json = CommandRun(["eval", "conversation.id", folder.path("bad.json")])
    #expect(json.status == 3)
    #expect(json.errors.contains("UTF-8"))
  }

  @Test("a file of 200 MB is refused without being read")
  func size() throws {
    let folder = try TemporaryFolder(["big.yaml": ""])
    let handle = try #require(fopen(folder.path("big.yaml"), "w"))
    ftruncate(fileno(handle), 200 << 20)
    fclose(handle)
    for command in [["lint"], ["expressions"], ["eval", "conversation.id"]] {
      let run = CommandRun(command + [folder.path("big.yaml")])
      #expect(run.status == 3)
      #expect(run.errors.contains("50 MB"), "\(run.errors)")
    }
  }

  @Test("in a folder, what is no flow is passed over, and the rest goes on")
  func folder() throws {
    let folder = try TemporaryFolder([
      "a.yaml": "inboundCall:\n  name: \"x", "notes.md": "# Notes\n", "empty.yaml": "",
      "z.yaml": "inboundCall:\n  name: x\n  startUpRef: \"/inboundCall/tasks/task[a]\"\n",
    ])
    let run = CommandRun(["lint", folder.path])
    #expect(run.status == 1)
    #expect(run.output.contains("a.yaml:"))
    #expect(run.output.contains("parse-error"))
    #expect(run.errors.isEmpty)
  }

  @Test("a folder without flows says so")
  func noFlows() throws {
    let folder = try TemporaryFolder(["notes.md": "# Notes\n"])
    let run = CommandRun(["lint", folder.path])
    #expect(run.status == 0)
    #expect(run.errors.contains("no flow"))
  }
}
