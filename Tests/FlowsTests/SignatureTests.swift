import Expressions
import Flows
import SourceText
import Testing

@Suite("Signatures from compiled trees")
struct SignatureTests {
  private static let export = """
    {"name": "Private flow", "type": "inboundcall", "flowSequenceItemList": [{"__type": "Task", "id": "1", "name": "T",
     "actionList": [{"__type": "DecisionAction", "id": "2", "name": "secret action", "condition":
      {"text": "Flow.secret + tostring(3) + Unheard(5)", "type": "str", "uiMetaData": {"mode": 0}, "config": {"+":
       {"pos": 27, "type": "str", "text": "…", "operands": [
        {"+": {"pos": 13, "type": "str", "operands": [
         {"ref": {"pos": 1, "type": "str", "text": "Flow.secret", "val": "1"}},
         {"ToString": {"pos": 15, "type": "str", "operands": [{"lit": {"pos": 24, "type": "int", "text": "3"}}]}}]}},
        {"ToString": {"pos": 29, "type": "str", "operands": [
         {"Unheard": {"pos": 29, "type": "dur", "operands": [{"lit": {"pos": 31, "type": "int", "text": "5"}}]}}]}}]}}},
      "again": {"text": "Flow.secret + tostring(3)", "type": "str", "uiMetaData": {"mode": 0}, "config": {"+":
       {"pos": 13, "type": "jsn__secret_shape", "operands": [
        {"ref": {"pos": 1, "type": "str", "text": "Flow.secret", "val": "1"}},
        {"my secret text": {"pos": 15, "type": "not a code", "operands": []}}]}}}}]}]}
    """

  private func seen(_ times: Int = 1) throws -> SignatureSet {
    var harvest = SignatureHarvest()
    for _ in 0..<times { harvest.add(try FlowFile.read(name: "a.json", contents: Array(Self.export.utf8))) }
    #expect(harvest.expressionCount == 2 * times)
    return harvest.signatures
  }

  @Test("count different expressions, and hold no word of the flow")
  func harvest() throws {
    let json = try seen(2).json
    #expect(
      json == """
        {
          "version": 1,
          "functions": [
            {"name":"ToString","parameters":["dur"],"result":"str","count":1},
            {"name":"ToString","parameters":["int"],"result":"str","count":1},
            {"name":"Unheard","parameters":["int"],"result":"dur","count":1}
          ],
          "operators": [
            {"name":"+","parameters":["str","any"],"result":"jsn","count":1},
            {"name":"+","parameters":["str","str"],"result":"str","count":1}
          ],
          "conversions": [
            {"name":"ToString","parameters":["dur"],"result":"str","count":1}
          ],
          "types": [
            {"code":"any","count":1},
            {"code":"dur","count":1},
            {"code":"int","count":1},
            {"code":"jsn","count":1},
            {"code":"str","count":2}
          ]
        }

        """)
    #expect(!json.lowercased().contains("secret"))
  }

  @Test("are read as they were written, and add up")
  func reading() throws {
    let signatures = try seen()
    let read = try SignatureSet(json: try SourceFile(name: "s.json", contents: Array(signatures.json.utf8)))
    #expect(read == signatures)
    var sum = read
    sum.merge(signatures)
    #expect(sum.types["str"] == 4)
    #expect(SignatureSet().json.contains("\"functions\": []"))
  }

  @Test(
    "are refused with a place",
    arguments: [
      ("[]", "expected what ‘plumb functions learn’ writes: an object with the list ‘functions’", 0),
      ("{\"functions\": [{}]}", "expected a signature with ‘name’", 15),
      ("{\"functions\": [{\"name\": \"a b\"}]}", "expected a signature with ‘name’", 15),
      ("{\"functions\": [{\"name\": \"F\"}]}", "expected a signature with ‘result’, a type code", 15),
      (
        "{\"functions\": [{\"name\": \"F\", \"result\": \"str\"}]}",
        "expected a signature with ‘parameters’, a list of type codes", 15
      ),
      (
        "{\"functions\": [{\"name\": \"F\", \"result\": \"str\", \"parameters\": [], \"count\": -1}]}",
        "expected ‘count’ to be a number above 0", 73
      ),
    ])
  func malformed(_ text: String, _ message: String, _ offset: Int) throws {
    let file = try SourceFile(name: "s.json", contents: Array(text.utf8))
    do throws(SignatureSet.Malformed) {
      _ = try SignatureSet(json: file)
      Issue.record("was read")
    } catch {
      #expect(error.message == message)
      #expect(error.offset == offset)
    }
  }
}
