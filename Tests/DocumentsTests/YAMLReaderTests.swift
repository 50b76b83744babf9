@testable import Documents
import SourceText
import TestSupport
import Testing

@Suite struct YAMLReaderTests {
  @Test(arguments: [
    ("a: b", "{a: b}"),
    ("a:\nb:", "{a: ‘’, b: ‘’}"),
    ("yes: no\n010: 1_000", "{yes: no, 010: 1_000}"),
    ("a: 1\na: 2", "{a: 1, a: 2}"),
    ("- a\n- [b, {c: d}]\n- - e", "[a, [b, {c: d}], [e]]"),
    ("a: &x [b, c]\nd: *x", "{a: [b, c], d: [b, c]}"),
    ("# c\n%YAML 1.1\n---\na: b # c\n...\n", "{a: b}"),
    ("a: x\n  y\n\n  z", "{a: ‘x y\nz’}"),
    ("a: |+\n x\n\n", "{a: ‘x\n\n’}"),
    ("a: \"x\\\n   y\"", "{a: xy}"),
    ("é: \"\\u00e9\\x41\\_\"", "{é: ‘éA\u{A0}’}"),
    ("a: b\n? c\n: d", "{a: b, c: d}"),
  ])
  func tree(_ source: String, _ expected: String) throws {
    let reading = try read(source)
    #expect(reading.format == .yaml)
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.documents.map { TreeText.text(of: $0.root) } == [expected])
  }

  @Test(arguments: [
    ("a: 1\nb: 2", []), ("a: 1\nb: 2\na: 3", ["a"]), ("a: 1\n\"\\x61\": 2", ["a"]),
    ("ab: 1\nac: 2\nab: 3\nab: 4", ["ab", "ab"]),
    // Keys that are no scalars are not held against each other.
    ("k: 1\n? {a: 1}\n: x\n? {b: 1}\n: y", []),
    ((0..<40).map { "key\($0): 1" }.joined(separator: "\n") + "\nkey7: 2", ["key7"]),
    ((0..<9).map { "key\($0): 1" }.joined(separator: "\n") + "\nkey7: 2", ["key7"]), ("- a\n- a", []),
  ])
  func keysThatStandTwice(_ source: String, _ expected: [String]) throws {
    let root = try #require(try read(source).documents.first?.root)
    #expect(root.repeatedKeys.map { $0.text ?? "" } == expected)
  }

  @Test func severalDocuments() throws {
    let reading = try read("a: 1\n---\nb: 2\n---\n- c\n")
    #expect(reading.documents.map { TreeText.text(of: $0.root) } == ["{a: 1}", "{b: 2}", "[c]"])
  }

  @Test func theLastOfEqualKeysIsTheValue() throws {
    let root = try #require(try read("a: 1\nb: 2\na: 3").documents.first?.root)
    #expect(root["a"]?.text == "3")
    #expect(root["c"] == nil)
    #expect(root.count == 3)
  }

  @Test(arguments: [
    ("a: b\nc: [d, «", "did not find expected"),
    ("a:\n«\t»b: c", "a tab where blanks must indent the line"),
    ("a: b«:» c: d", "a value with ‘: ’ in it must be in quotes"),
    ("a: b\n«@»x: c", "a value cannot begin with ‘@’; put it in quotes"),
    ("a: [b, «*x»]", "the alias ‘*x’ cannot be used: no value before it has the anchor ‘x’"),
    ("a: &x [b, «*x»]", "the alias ‘*x’ cannot be used: it stands in the value it names"),
    ("a: b\nc: \"d\n«", "the text ends in a quoted value"),
    ("a: b\nc: \"Append(\"«x»\", \"y\")\"", "write \\\" for a quote"),
    ("a: b\nc: \"\"«g»old\" == Flow.x\"", "inside double quotes"), ("a: b\nc: 'it'  «s»'", "write '' for a quote"),
    ("a: b\nc:\n  - \"x\" «=»= Flow.x", "put the whole between single quotes"),
    ("a: b\nc: \"C:«\\»d\"", "‘\\’ begins an escape"),
    ("a: b\nc: «\u{1}»", "control characters are not allowed"),
  ])
  func problem(_ source: String, _ message: String) throws {
    let marked = MarkedText(source.contains("»") ? source : source + "»")
    let reading = try read(marked.text)
    #expect(reading.diagnostics.map(\.code) == [.parseError])
    #expect(reading.diagnostics.first?.message.contains(message) == true, "\(reading.diagnostics)")
    #expect(reading.diagnostics.map(\.range.indices) == marked.ranges)
    #expect(reading.documents.first?.root["a"] != nil || message.hasPrefix("control"))
  }

  @Test func aliasesCountAsWhatTheyName() throws {
    var limits = DocumentLimits()
    limits.aliasedNodes = 9
    let source = "a: &a [1, 2]\nb: [*a, *a, *a]\n"
    #expect(throws: Never.self) { try DocumentReader.read(name: "x", contents: Array(source.utf8), limits: limits) }
    #expect(throws: DocumentError.overLimit("aliases add more than 9 values", offset: 32)) {
      try DocumentReader.read(name: "x", contents: Array((source + "c: *a").utf8), limits: limits)
    }
  }

  @Test func aliasesAreAsDeepAsWhatTheyName() throws {
    let chain = "a0: &a0 [x]\n" + (1..<300).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
    #expect(throws: DocumentError.self) { try read(chain) }
  }

  // MARK: Template holes

  @Test(arguments: [
    ("{{root}}:\n  name: {{flow name}}", "{{{root}}: {name: ‘{{flow name}}’}}", ["root", "flow name"]),
    ("a: x{{ b }}y", "{a: ‘x{{ b }}y’}", ["b"]),
    ("a: \"{{b}}\\n\"\nc: '{{d}}''s'", "{a: ‘{{b}}\n’, c: ‘{{d}}'s’}", ["b", "d"]),
    ("a: ${b}\n${c}: d", "{a: ${b}, ${c}: d}", ["b", "c"]),
    ("a: $${b}", "{a: $${b}}", []),
    ("%{ if b }\na: c\n  %{ endif ~}\n", "{a: c}", ["if b", "endif ~"]),
    ("a: |\n  x\n  %{ if b }\n  y\n  %{ endif }\n", "{a: ‘x\n         \ny\n          \n’}", ["if b", "endif"]),
    ("a: Append(\"{{\", x, \"}}\")", "{a: ‘Append(\"{{\", x, \"}}\")’}", []),
    ("a: {{customer's queue}}", "{a: ‘{{customer's queue}}’}", ["customer's queue"]),
    ("a: {{\"b\"}}", "{a: {{b: ‘’}: ‘’}}", []),
  ])
  func hole(_ source: String, _ expected: String, _ names: [String]) throws {
    let reading = try read(source)
    #expect(reading.diagnostics.isEmpty)
    let tree = try #require(reading.documents.first)
    #expect(TreeText.text(of: tree.root) == expected)
    #expect(tree.placeholders.map(\.name) == names)
    for placeholder in tree.placeholders { #expect(reading.file.text(placeholder.range).contains(placeholder.name)) }
  }

  @Test func maskKeepsTheLength() {
    let mask = TemplateMask(Array("é{{ä}}\n %{ x }\n${y}".utf8))
    #expect(String(decoding: mask.masked, as: UTF8.self) == "éxxxxxx\n       \nxxxx")
    #expect(String(decoding: mask.visible, as: UTF8.self) == "é{{ä}}\n       \n${y}")
  }

  // MARK: Agreement with the library

  /// No text that libyaml reads is decoded otherwise here, for any mixture of what scalars are made of.
  @Test(arguments: 0..<8) func generatedScalars(_ seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let parts: [[String]] = [
      [
        "a", "é", "😀", " ", "  ", "\n  ", "\n\n  ", "\n    ", "\r\n  ", "#", "x: ", "'", "\"", "\\", "\t", "\u{85}  ",
        "-",
      ],
      ["a", "''", " ", "\n  ", " \n \n  ", "\r  ", "\"", "\\", "{", "\u{2028}  ", "\t", "é"],
      [
        "a", "\\n", "\\\"", "\\\\", "\\x41", "\\u00e9", "\\\n  ", "\\\r\n\t ", "\n  ", " ", "\\ ", "\\\t", "'", "\\L",
        "é",
      ],
      ["a", "\n  ", "\n", "\n   ", "\n\n", " ", "\r\n  ", "\r\n", "\t", "#", "é", "\u{2028}  ", "\n "],
    ]
    let shapes: [(open: String, close: String, parts: Int)] = [
      ("a: z", "\n", 0), ("a: '", "'\n", 1), ("a: \"", "\"\n", 2), ("a: |\n  ", "\nb: c\n", 3),
      ("a: >\n  ", "\nb: c", 3), ("a: |-\n  z", "", 3), ("a: >+\n  ", "\n\n", 3), ("a: |2\n  ", "\n", 3),
      ("a:\n  - >1-\n   ", "", 3), ("[a, ", "]", 0),
    ]
    var read = 0
    for _ in 0..<2000 {
      let shape = shapes[Int.random(in: 0..<shapes.count, using: &dice)]
      var source = shape.open
      for _ in 0..<Int.random(in: 0..<8, using: &dice) {
        source += parts[shape.parts].randomElement(using: &dice) ?? ""
      }
      source += shape.close
      let file = try SourceFile(name: "x", contents: Array(source.utf8))
      let reading = try YAMLReader(file: file, limits: DocumentLimits()).read()
      guard reading.diagnostics.isEmpty, let tree = reading.documents.first else { continue }
      read += 1
      #expect(tree.decoded.allSatisfy { !$0.isCoarse }, "\(source.debugDescription)")
      for node in scalars(of: tree.root) {
        #expect(node.map.decodedCount == node.text?.utf8.count, "\(source.debugDescription)")
      }
    }
    #expect(read > 500)
  }
}
