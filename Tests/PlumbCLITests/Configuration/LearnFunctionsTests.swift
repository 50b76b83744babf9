import TestSupport
import Testing

@Suite("plumb functions learn")
struct LearnFunctionsTests {
  private static let export = """
    {"name": "F", "type": "inboundcall", "flowSequenceItemList": [{"__type": "Task", "id": "1", "name": "T",
     "actionList": [{"__type": "DecisionAction", "id": "2", "name": "D", "condition":
      {"text": "Unheard(FindGroup(\\"secret\\"), Lower(3))", "type": "bln", "uiMetaData": {"mode": 0}, "config": {"Unheard":
       {"pos": 1, "type": "bln", "operands": [
        {"FindGroup": {"pos": 9, "type": "grp", "operands": [{"lit": {"pos": 19, "type": "str", "text": "secret"}}]}},
        {"Lower": {"pos": 30, "type": "str", "operands": [{"lit": {"pos": 36, "type": "int", "text": "3"}}]}}]}}}}]}]}
    """

  @Test("writes signatures, and says what is new and more certain")
  func report() throws {
    let folder = try TemporaryFolder(["a.json": Self.export])
    let run = CommandRun(["functions", "learn", folder.path])
    #expect(run.status == 0)
    #expect(
      run.output.contains("{\"name\":\"Unheard\",\"parameters\":[\"grp\",\"str\"],\"result\":\"bln\",\"count\":1}"))
    #expect(!run.output.contains("secret"))
    #expect(
      run.errors == """
        new functions:
          Unheard(grp, str) → bln  (1)
        new ways to call known functions:
          Lower(int) → str  (1)
        more certain now:
          FindGroup: verified, was third-party
        1 compiled expression in 1 flow

        """)
  }

  @Test("writes a file that plumb.yaml can name; then nothing is new")
  func file() throws {
    let folder = try TemporaryFolder(["a.json": Self.export])
    let output = folder.path("signatures.json")
    let first = CommandRun(["functions", "learn", folder.path("a.json"), "--output", output])
    #expect(first.status == 0 && first.output.isEmpty)
    let bytes = try folder.bytes("signatures.json")
    #expect(CommandRun(["functions", "learn", folder.path("a.json"), "--output", output]).status == 0)
    #expect(try folder.bytes("signatures.json") == bytes)
    try folder.write(Array("signatures: [signatures.json]".utf8), to: "plumb.yaml")
    let second = CommandRun(["functions", "learn", folder.path("a.json"), "--output", output])
    #expect(second.errors.hasPrefix("nothing new: the catalogue has all of it\n"))
    let parse = CommandRun([
      "parse", "--format", "json", "Unheard(FindGroup(\"a\"), Lower(1))", "--config", folder.path("plumb.yaml"),
    ])
    #expect(parse.output.contains("\"type\":\"bln\"") && parse.output.contains("\"diagnostics\":[]"))
  }

  @Test("says where nothing can be learnt")
  func nothing() throws {
    let folder = try TemporaryFolder(["flow.yaml": "inboundCall:\n  name: F\n  tasks: []\n", "no.txt": "nothing"])
    let run = CommandRun(["functions", "learn", folder.path])
    #expect(run.status == 0)
    #expect(run.errors.contains("no compiled expression found"))
    #expect(CommandRun(["functions", "learn", folder.path("no.txt")]).status == 3)
    #expect(CommandRun(["functions", "learn"]).status == 2)
    #expect(CommandRun(["functions", "learn", folder.path, "--output", folder.path("none/s.json")]).status == 3)
  }
}
