import Foundation
import TestSupport
import Testing

/// What must be refused, or read, whatever it does to a reader: a clear message, the right exit code, no crash.
@Suite("Hostile input")
struct HostileInputTests {
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

  /// Files that are named themselves: the exit code of `lint`, and a word of what is said about them.
  @Test(
    "lint says what is wrong with a file",
    arguments: [
      ("empty.yaml", "", 3, "empty"), ("blank.yaml", " \n\n", 3, "empty"), ("words.txt", "just some words\n", 3, "no"),
      ("deep.json", String(repeating: "[", count: 100_000), 3, "200"),
      ("deep.yaml", "inboundCall: " + String(repeating: "[", count: 100_000), 1, "200"),
      ("bomb.yaml", aliasBomb, 1, "alias"), ("laughs.xml", billionLaughs, 1, "DOCTYPE"),
      ("entity.xml", externalEntity, 1, "DOCTYPE"), ("nested.xml", nestedXML, 1, "200"),
      ("cut.yaml", "inboundCall:\n  name: \"x", 1, "parse-error"),
      ("tabs.yaml", "inboundCall:\n\tname: x\n", 1, "parse-error"),
      ("cut.xml", "<inboundCall><name>x</nam", 1, "parse-error"),
    ])
  func lint(name: String, text: String, status: Int, word: String) throws {
    let folder = try TemporaryFolder([name: text])
    let run = CommandRun(["lint", folder.path(name)])
    let said = run.output + run.errors
    #expect(run.status == Int32(status), "\(said.prefix(300))")
    #expect(said.contains(word), "\(said.prefix(300))")
    #expect(!said.contains("root:") && !said.contains("lollol"))
  }

  @Test(
    "eval says what is wrong with a conversation",
    arguments: [
      ("empty.json", "", "empty"), ("cut.json", "{\"id\":\"x\",", "expected"),
      ("deep.json", String(repeating: "[", count: 100_000), "200"), ("words.json", "hello", "expected"),
      ("list.json", "[1,2]", "conversation"), ("text.json", "\"x\"", "conversation"),
    ])
  func eval(name: String, text: String, word: String) throws {
    let folder = try TemporaryFolder([name: text])
    let run = CommandRun(["eval", "conversation.id", folder.path(name)])
    #expect(run.status == 3)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(word), "\(run.errors)")
  }

  @Test("bytes that are no text are refused with their place")
  func bytes() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("inboundCall:\n  name: a".utf8) + [0xFF, 0xFE], to: "bad.yaml")
    try folder.write([0x7F, 0x45, 0x4C, 0x46, 0, 0, 0, 1], to: "program")
    try folder.write(Array("{\"id\":\"".utf8) + [0xC3, 0x28] + Array("\"}".utf8), to: "bad.json")
    let yaml = CommandRun(["lint", folder.path("bad.yaml")])
    #expect(yaml.status == 3)
    #expect(yaml.errors.contains("UTF-8"))
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
