import PlumbCLI
import Terminal
import Testing

@testable import PlumbCloudCLI

/// Names of exported files and lines of tables: both hold text of others.
struct FileNameTests {
  @Test(arguments: [
    ("Order tracking", "Order tracking.i-1.yaml"), ("../../etc/passwd", "_.._etc_passwd.i-1.yaml"),
    (#"a\b:c*d?"e"<f>|g"#, "a_b_c_d__e__f__g.i-1.yaml"), ("", "flow.i-1.yaml"), ("...", "flow.i-1.yaml"),
    ("-rf", "rf.i-1.yaml"), ("con", "_con.i-1.yaml"), ("a\u{0}b\nc\u{202E}d", "a_b_c_d.i-1.yaml"),
    ("Änderung 中文", "Änderung 中文.i-1.yaml"), ("ends. ", "ends.i-1.yaml"),
  ])
  func namesAreSafe(name: String, file: String) {
    #expect(ExportFileName.make(name: name, id: "i-1", extension: "yaml") == file)
  }

  @Test(arguments: [
    String(repeating: "é", count: 300), String(repeating: "👩‍👩‍👧", count: 80), String(repeating: "x", count: 201),
  ])
  func namesAreShort(name: String) {
    let file = ExportFileName.make(
      name: name, id: "c0ffee00-1111-4222-8333-000000000001", extension: "i3InboundShortMessageFlow")
    #expect(file.utf8.count <= ExportFileName.limit)
    #expect(file.hasSuffix(".c0ffee00-1111-4222-8333-000000000001.i3InboundShortMessageFlow"))
  }

  @Test func linesObeyNobody() {
    var output: [UInt8] = []
    let console = Console { _, bytes in output += bytes }
    console.print(fields: ["a\tb\n", "", "\u{1B}[2J\u{202E}"])
    console.flush()
    #expect(String(decoding: output, as: UTF8.self) == "a\\tb\\n\t\\e\t\\u{1B}[2J\\u{202E}\n")
  }
}
