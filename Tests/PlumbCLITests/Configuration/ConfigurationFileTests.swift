import TestSupport
import Testing

@Suite("plumb.yaml")
struct ConfigurationFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder([
      "plumb.yaml": "functions:\n  Tier:\n    - {parameters: [str], result: dec}\n",
      "deep/er/flow.yaml":
        "inboundCall:\n  name: F\n  initialGreeting:\n    exp: Tier(Call.Ani) + Unheard()\n  tasks: []\n",
      "other/plumb.yaml": "signatures:\n  - seen/signatures.json\n",
      "other/seen/signatures.json":
        "{\"version\":1,\"functions\":[{\"name\":\"Unheard\",\"parameters\":[],\"result\":\"dec\",\"count\":1}]}",
      "other/flow.yaml": "inboundCall:\n  name: F\n  initialGreeting:\n    exp: Unheard()\n  tasks: []\n",
    ])
  }

  private func diagnostics(_ arguments: [String]) -> [String] {
    CommandRun(["expressions", "--format", "jsonl"] + arguments).output.split(separator: "\n").map { line in
      let type = line.contains("\"type\":\"dec\",\"canonical\"") ? "dec" : "?"
      return "\(type) \(line.contains("Tier’") ? "Tier" : "-") \(line.contains("Unheard’") ? "Unheard" : "-")"
    }
  }

  @Test("is found from a path upwards")
  func nearest() {
    #expect(diagnostics([folder.path("deep/er/flow.yaml")]) == ["dec - Unheard"])
    #expect(diagnostics([folder.path("deep")]) == ["dec - Unheard"])
    #expect(diagnostics([folder.path("other/flow.yaml")]) == ["dec - -"])
  }

  @Test("is the one that --config names")
  func named() {
    let option = ["--config", folder.path("other/plumb.yaml")]
    #expect(diagnostics([folder.path("deep")] + option) == ["dec Tier -"])
    let parse = CommandRun(["parse", "Unheard()"] + option)
    #expect(parse.status == 0 && parse.errors.isEmpty)
    #expect(
      CommandRun(["functions", "unheard"] + option).output.hasPrefix(
        "Unheard (declared, verified)\n\n  Unheard() → Decimal\n"))
  }

  @Test("is not guessed where paths have different ones")
  func ambiguous() {
    let run = CommandRun(["lint", folder.path("deep"), folder.path("other")])
    #expect(run.status == 2)
    #expect(run.errors.contains("the paths have different configurations"))
    #expect(CommandRun(["lint", folder.path("deep"), folder.path("plumb.yaml")]).status == 3)
  }

  @Test("is wrong usage where it is wrong, with the place")
  func wrong() throws {
    try folder.write(Array("functions:\n  F:\n    - reslt: str\n".utf8), to: "wrong/plumb.yaml")
    try folder.write(Array("signatures: [gone.json, bad.json]\n".utf8), to: "wrong/named.yaml")
    try folder.write(Array("{\"functions\": [3]}".utf8), to: "wrong/bad.json")
    try folder.write(Array("inboundCall:\n  name: F\n  tasks: []\n".utf8), to: "wrong/flow.yaml")
    let run = CommandRun(["lint", folder.path("wrong/flow.yaml")])
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(
      run.errors.contains("wrong/plumb.yaml:3:7: a way to call a function has no key ‘reslt’; did you mean ‘result’?"))
    let named = CommandRun(["parse", "1", "--config", folder.path("wrong/named.yaml")])
    #expect(named.status == 2)
    #expect(named.errors.contains("wrong/named.yaml:1:14: "))
    #expect(named.errors.contains("no such file"))
    #expect(named.errors.contains("wrong/bad.json:1:16: expected a signature with ‘name’"))
    let missing = CommandRun(["parse", "1", "--config", folder.path("none.yaml")])
    #expect(missing.status == 2)
    #expect(missing.errors.contains("none.yaml: no such file or folder"))
  }

  @Test("of the samples knows the functions of the sample")
  func sample() {
    let run = CommandRun(["expressions", "--format", "jsonl", Repository.path("samples/config/greeting.yaml")])
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").count == 2)
    #expect(run.output.split(separator: "\n").allSatisfy { $0.contains("\"diagnostics\":[]") })
    let without = CommandRun(["parse", "MaskDigits(\"1\", 2)"])
    #expect(without.errors.contains("‘MaskDigits’"))
    let option = ["--config", Repository.path("samples/config/plumb.yaml")]
    #expect(CommandRun(["parse", "MaskDigits(\"1\", 2)"] + option).errors.isEmpty)
    let eval = CommandRun(["eval", "1 + LoyaltyTier(\"a\")"] + option)
    #expect(eval.status == 3)
    #expect(eval.errors == "UNKNOWN: what ‘LoyaltyTier’ gives, which is declared with its types only\n")
    #expect(CommandRun(["functions", "FindGroup"] + option).output.hasPrefix("FindGroup (lookup, verified)"))
  }
}
