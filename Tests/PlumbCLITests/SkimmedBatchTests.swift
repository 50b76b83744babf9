import Foundation
import JSON
import TestSupport
import Testing

/// Paths that are read off the lines of a batch have the answers of the evaluator, and lines that hold no conversation its
/// errors.
@Suite("Skimmed batches")
struct SkimmedBatchTests {
  private static let paths = [
    "conversation.participants.customer.attributes.tier", "participant.attributes.tier",
    #"conversation.participants["customer"].attributes["any key"]"#, "conversation.participants.AGENT.userId",
    "participant.attributes.context.email", "conversation.id", "participant.id",
    "conversation.participants.agent.attributes.é",
    "conversation.startTime", "conversation.endTime", "conversation.participants.custmer.id",
    "participant.attributes[\"\"]",
    "participant.wrapupRequired",
  ]

  /// What a batch prints for each line, without the evaluator's own look at the line where `plain` is false.
  private func fields(_ lines: [UInt8], plain: Bool) -> (lines: [String], errors: String) {
    // What is no path is left to the evaluator, and all else on the line with it.
    let paths = Self.paths + (plain ? ["1"] : ["conversation.id"])
    let words = paths.flatMap { ["-e", $0] }
    let run = CommandRun(["eval"] + words + ["--ndjson", "-"], input: lines)
    let fields = run.output.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).dropLast().joined(separator: "\t")
    }
    return (fields, run.errors)
  }

  private func expectSame(_ lines: [UInt8]) {
    let (skimmed, plain) = (fields(lines, plain: false), fields(lines, plain: true))
    #expect(skimmed.errors == plain.errors)
    #expect(skimmed.lines.count == plain.lines.count)
    for (number, (found, wanted)) in zip(skimmed.lines, plain.lines).enumerated() where found != wanted {
      let line = lines.split(separator: 0x0A, omittingEmptySubsequences: false)[number]
      Issue.record("\(String(decoding: line, as: UTF8.self))\nhas \(found)\nnot \(wanted)")
    }
  }

  @Test("of every shape that there is a sample of")
  func samples() throws {
    var lines: [UInt8] = []
    let folder = Repository.path("samples/conversations")
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".json") {
      let document = try JSONDocument(parsing: Repository.bytes("samples/conversations/\(name)"))
      var writer = JSONWriter()
      writer.node(document.root)
      lines += writer.bytes + [0x0A]
    }
    #expect(lines.count > 20_000)
    expectSame(lines)
  }

  @Test("of conversations that were made up, whole and mutilated", arguments: 1...4)
  func madeUp(seed: Int) {
    var random = MadeUpConversation(generator: SeededGenerator(seed: UInt64(seed)))
    var lines: [UInt8] = []
    for _ in 0..<300 {
      lines += random.line()
      lines.append(0x0A)
    }
    expectSame(lines)
  }
}

/// Lines that hold conversations with everything that makes reading them hard, every third of them mutilated.
private struct MadeUpConversation {
  var generator: SeededGenerator

  mutating func line() -> [UInt8] {
    var members = ["\"id\":\(text())"]
    if chance(3) { members.append("\"conversationId\":\(text())") }
    if chance(3) { members.append("\"startTime\":\(value())") }
    if chance(9) {
      members.append("\(pick(["\"detail\"", "\"from\"", "\"id\"", "\"i\\u0064\"", "\"body\""])):\(value())")
    }
    if !chance(9) {
      let people = (0..<Int.random(in: 0...4, using: &generator)).map { _ in participant() }
      members.append("\"participants\":[\(people.joined(separator: ","))]")
    }
    members.shuffle(using: &generator)
    var bytes = Array("{\(members.joined(separator: chance(2) ? ", " : ","))}".utf8)
    if chance(3) { mutilate(&bytes) }
    return bytes.filter { $0 != 0x0A }
  }

  private mutating func participant() -> String {
    var members = ["\"id\":\(text())"]
    if !chance(12) {
      members.append(
        "\"purpose\":\(pick(["\"customer\"", "\"agent\"", "\"acd\"", "\"Customer\"", "null", "\"cust\\u006fmer\""]))")
    }
    if chance(12) { members.append("\"role\":\"customer\"") }
    if !chance(5) { members.append("\"attributes\":\(chance(20) ? value() : attributes())") }
    if chance(3) { members.append("\"userId\":\(value())") }
    if chance(4) { members.append("\"wrapupRequired\":\(pick(["true", "false", "null", "1"]))") }
    if chance(4) { members.append("\"calls\":[{\"state\":\"connected\",\"id\":\(text())}]") }
    members.shuffle(using: &generator)
    return "{\(members.joined(separator: ","))}"
  }

  private mutating func attributes() -> String {
    let members = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
      "\(pick(["\"tier\"", "\"any key\"", "\"context.email\"", "\"context\"", "\"é\"", "\"\"", "\"t\\u0069er\"", "\"order\""])):\(value())"
    }
    return "{\(members.joined(separator: ","))}"
  }

  private mutating func value() -> String {
    switch Int.random(in: 0...9, using: &generator) {
    case 0: pick(["null", "true", "false", "-0.50", "12", "1e3"])
    case 1: pick(["{\"email\":\"x\"}", "[]", "[1,{\"a\":\"]\"}]"])
    case 2: pick([#""{\"email\":\"x\"}""#, #""a\tb\\c\"""#, #""\u00e9\ud83d\ude00\ud800""#])
    default: text()
    }
  }

  private mutating func text() -> String { pick(["\"gold\"", "\"\"", "\"東京 é\"", "\"a:b,{c}\"", "\"7\"", "\"\\/\""]) }

  private mutating func mutilate(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    switch Int.random(in: 0...4, using: &generator) {
    case 0: bytes.remove(at: place)
    case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 2: bytes.insert(Array(#"{}[]:,"\ 1tu"#.utf8).randomElement(using: &generator) ?? 0, at: place)
    case 3: bytes.removeSubrange(place...)
    default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &generator))
    }
  }

  private mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &generator) == 0 }
  private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &generator) ?? "" }
}
