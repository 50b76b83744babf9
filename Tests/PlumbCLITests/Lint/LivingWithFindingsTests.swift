import JSON
import Linting
import TestSupport
import Testing

struct LivingWithFindingsTests {
  @Test func aBaselineIsWrittenKeptAndPruned() throws {
    let workspace = try Workspace()
    try workspace.write(headerFlow(), to: "flows/a.yaml")
    try workspace.write(headerFlow(name: "Other"), to: "flows/b.yaml")
    let written = workspace.run("lint --baseline %/base.json --write-baseline %/flows")
    #expect(written.status == 0 && written.output.hasSuffix("base.json: 2 findings\n"))
    let kept = workspace.run("lint --baseline %/base.json %/flows")
    #expect(kept.status == 0 && kept.output == "no findings in 2 flows (2 expressions), 2 suppressed\n")
    // A new finding counts.
    try workspace.write(headerFlow(attribute: "new"), to: "flows/c.yaml")
    #expect(workspace.run("lint --baseline %/base.json %/flows/c.yaml").status == 1)
    // Of flows that are not given nothing is told.
    #expect(workspace.run("lint --baseline %/base.json %/flows/a.yaml").status == 0)
    // A fixed one fails until it is taken out.
    try workspace.write(
      headerFlow().replacing("conversation.from.attributes.tier", with: "Flow.tier"), to: "flows/a.yaml")
    try workspace.write("", to: "flows/c.yaml")
    let fixed = workspace.run("lint --baseline %/base.json %/flows")
    #expect(fixed.status == 1 && fixed.errors.contains("lists 1 finding that is fixed"))
    #expect(
      workspace.run("baseline report --baseline %/base.json %/flows").output.hasSuffix(
        "base.json: 2 listed, 1 still there, 1 fixed\n  from-attributes 1\n"))
    #expect(workspace.run("baseline prune --baseline %/base.json %/flows").output.hasSuffix("1 taken out, 1 left\n"))
    #expect(workspace.run("lint --baseline %/base.json %/flows").status == 0)
  }

  @Test func aFindingIsAddedToTheSideFile() throws {
    let workspace = try Workspace()
    try workspace.write("# ours\n- {rule: expr-syntax, flow: Elsewhere, reason: kept}", to: "plumb.ignore.yaml")
    try workspace.write(headerFlow(name: "\"Order: ‘status’ #1\""), to: "flows/a.yaml")
    let json = try JSONDocument(parsing: Array(workspace.run("lint --format json %/flows").output.utf8))
    let fingerprint = try #require(json.root["findings"]?[0]?["fingerprint"]?.string)
    let added = workspace.run(
      "lint --add-ignore from-attributes@\(fingerprint.prefix(10)) --reason 'set on: purpose' %/flows")
    #expect(added.status == 0, "\(added.errors)")
    let text = try #require(workspace.text("plumb.ignore.yaml"))
    #expect(text.hasPrefix("# ours\n- {rule: expr-syntax, flow: Elsewhere, reason: kept}\n- rule: from-attributes\n"))
    let after = workspace.run("lint --verbose %/flows")
    #expect(after.status == 0 && after.output.hasSuffix("1 suppressed\n"))
    #expect(after.errors.contains("(ignore-file): set on: purpose"))
    #expect(workspace.run("lint --no-ignores %/flows").status == 1)
    let unknown = workspace.run("lint --add-ignore from-attributes@00000000 --reason why %/flows")
    #expect(unknown.status == 2 && unknown.errors.contains("no finding of ‘from-attributes’"))
  }

  @Test func anEntryOfNoUseIsFound() throws {
    let workspace = try Workspace()
    try workspace.write("- {rule: expr-syntax, flow: Order status, reason: old}", to: "plumb.ignore.yaml")
    try workspace.write(headerFlow(), to: "z.yaml")
    let run = workspace.run("lint --format compact %/z.yaml")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].contains("plumb.ignore.yaml:1:3: warning: nothing is found"))
  }

  @Test func theConfigurationOfAProjectCounts() throws {
    let workspace = try Workspace()
    try workspace.write(
      """
      rules: { from-attributes: warning }
      max-warnings: 1
      """, to: "base.yaml")
    try workspace.write(
      """
      extends: base.yaml
      overrides:
        - paths: ["legacy/"]
          rules: { from-attributes: off }
      """, to: "plumb.yaml")
    try workspace.write(headerFlow(), to: "flows/a.yaml")
    try workspace.write(headerFlow(), to: "legacy/deep/b.yaml")
    let one = workspace.run("lint --format compact %")
    #expect(one.status == 0 && one.output.split(separator: "\n").count == 1 && one.output.contains("warning:"))
    #expect(workspace.run("lint --max-warnings 0 %").status == 1)
    #expect(workspace.run("lint --fail-on info --max-warnings 5 %").status == 0)
    let shown = workspace.run("config show %")
    #expect(shown.output.contains("  from-attributes: warning\n") && shown.output.contains("for legacy/:\n"))
  }

  @Test(arguments: [
    (
      "preset: strikt",
      "1:9: expected a preset, one of ‘default’, ‘strict’, ‘pedantic’, found ‘strikt’; did you mean ‘strict’?"
    ),
    (
      "rules: { form-attributes: off }",
      "1:10: expected a rule, found ‘form-attributes’; did you mean ‘from-attributes’?"
    ),
    ("rules: { parse-error: off }", "1:10: the rule ‘parse-error’ cannot be switched off"),
    ("rules: { expr-syntax: on }", "1:23: expected a severity, one of ‘off’, ‘info’, ‘warning’, ‘error’, found ‘on’"),
    ("overrides: [ { rules: {} } ]", "1:14: expected ‘paths’ in the override"),
    ("extends: plumb.yaml", "1:10: ‘plumb.yaml’ builds upon this file"),
    ("max-warnings: -1", "1:15: expected a number from 0, found ‘-1’"),
    ("ovverrides: []", "1:1: the configuration has no key ‘ovverrides’; did you mean ‘overrides’?"),
  ])
  func whatIsWrongInAConfigurationIsSaid(text: String, message: String) throws {
    let workspace = try Workspace()
    try workspace.write(text, to: "plumb.yaml")
    try workspace.write(headerFlow(), to: "a.yaml")
    let run = workspace.run("lint %/a.yaml")
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.contains("plumb.yaml:\(message)"), "\(run.errors)")
  }

  @Test func aConfigurationIsWrittenOnce() throws {
    let workspace = try Workspace()
    #expect(workspace.run("config init %").status == 0)
    #expect(workspace.run("config show %").status == 0)
    #expect(workspace.run("config init %").status == 2)
  }

  @Test func theSameBytesForAnyNumberOfJobs() throws {
    let workspace = try Workspace()
    for number in 0..<40 {
      let name = number % 7 == 0 ? "Order \(number)\n  broken: [" : "Order \(number)"
      try workspace.write(headerFlow(name: name, attribute: "a\(number)"), to: "\(number % 5)/\(number).yaml")
    }
    try workspace.write("\u{0}", to: "x.bin")
    let first = workspace.run("lint --format sarif --jobs 1 %")
    #expect(first.status == 1 && first.output.contains("a39"))
    for run in 0..<20 {
      let other = workspace.run("lint --format sarif --jobs \(run % 2 == 0 ? 2 : 1) %")
      #expect(other.output == first.output && other.errors == first.errors && other.status == first.status)
    }
  }

  @Test func whatOtherFilesSayIsToldForAnyNumberOfJobs() throws {
    let workspace = try Workspace()
    for (name, access) in [("a", "get"), ("m", "set"), ("z", "get")] {
      let key = access == "set" ? "Tier" : "tier"
      let rest = access == "set" ? "value: { lit: gold }" : "variable: Flow.tier"
      try workspace.write(
        """
        inboundCall:
          name: \(name)
          startUpRef: "/inboundCall/tasks/task[Main_10]"
          variables:
            - stringVariable: { name: Flow.tier }
          tasks:
            - task:
                name: Main
                refId: Main_10
                actions:
                  - \(access)ParticipantData: { name: D, attributes: [ { attribute: { name: { lit: \(key) }, \(rest) } } ] }
                  - disconnect: { name: Done }
        """, to: "\(name).yaml")
    }
    let first = workspace.run("lint --select attribute-case-variant --format compact --jobs 1 %")
    let lines = first.output.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].contains("a.yaml:") && lines[1].contains("z.yaml:"))
    #expect(lines.allSatisfy { $0.contains("m.yaml sets: ") })
    #expect(workspace.run("lint --select attribute-case-variant --format compact --jobs 2 %").output == first.output)
    let alone = workspace.run("lint --select attribute-case-variant --format compact %/a.yaml")
    #expect(alone.status == 0 && alone.output.isEmpty)
  }

  @Test func theLastLineSaysHowToStart() throws {
    let workspace = try Workspace()
    for number in 0..<21 {
      try workspace.write(headerFlow(name: "Order \(number)", attribute: "a"), to: "\(number).yaml")
    }
    let rule = "from-attributes"
    let few = workspace.run("lint --select \(rule) %/1.yaml").output.split(separator: "\n").last
    #expect(few == "1 error in 1 flow (1 expression): \(rule) 1")
    let many = workspace.run("lint --select \(rule) %").output.split(separator: "\n").last
    let hint = "to start from here, write a baseline: add --baseline plumb-baseline.json --write-baseline"
    #expect(many == "21 errors in 21 flows (21 expressions): \(rule) 21; \(hint)")
  }

  @Test func rulesAreListedAsATable() {
    let run = CommandRun(typed: "rules --format markdown")
    let lines = run.output.split(separator: "\n")
    #expect(run.status == 0 && lines.count == RuleCatalogue.rules.count + 2)
    #expect(lines.contains { $0.hasPrefix("| `from-attributes` | error | default | mixed | ") })
    #expect(CommandRun(typed: "rules from-attributes --format markdown").output.hasPrefix("# from-attributes\n"))
  }

  @Test func timingsNameTheRulesThatRan() throws {
    let run = CommandRun(typed: "lint --timings --ignore expr-syntax samples/flows")
    #expect(run.errors.contains("ms reading") && run.errors.contains("ms from-attributes"))
    #expect(!run.errors.contains("expr-syntax"))
  }

  @Test(arguments: [
    ("--output sarif", "--output wants FORMAT=FILE, found ‘sarif’"),
    ("--output sarf=x", "--output: there is no format ‘sarf’; did you mean ‘sarif’?"),
    ("--jobs 0", "--jobs wants a number from 1"), ("--max-warnings=-1", "--max-warnings wants a number from 0"),
    ("--reason x", "--add-ignore and --reason go together"),
    ("--add-ignore from-attributes --reason x", "--add-ignore wants RULE@FINGERPRINT"),
    ("--write-baseline", "--write-baseline needs --baseline FILE"),
    ("--baseline samples/no-such", "samples/no-such: no such file or folder"),
    ("--preset strikt", "The value 'strikt' is invalid"),
  ])
  func wrongUsageIsSaid(options: String, message: String) {
    let run = CommandRun(typed: "lint \(options) samples/flows")
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  /// What Terraform beside or above a file gives a value is given; what the file of values lacks is an error.
  @Test func substitutionsComeFromFilesAndTerraform() throws {
    let workspace = try Workspace()
    let flow = "inboundCall:\n  name: '{{site}} {{queue}} {{tier}}'\n  description: '{{sites}}'\n"
    try workspace.write(flow, to: "live/flows/a.yaml")
    try workspace.write(flow, to: "live/flows/b.yaml")
    try workspace.write(
      "resource \"genesyscloud_flow\" \"a\" {\n  filepath = \"${path.module}/flows/a.yaml\"\n"
        + "  substitutions = {\n    site = var.site\n    sites = \"x\"\n  }\n}\n", to: "live/main.tf")
    try workspace.write(
      "resource \"genesyscloud_flow\" \"a\" {\n  filepath = \"./a.yaml\"\n  substitutions = { queue = 1 }\n}\n",
      to: "live/flows/more.tf")
    func names(_ run: CommandRun) -> [String] {
      run.output.split(separator: "\n").filter { $0.contains("the substitution ‘") }.map { line in
        String(line.split(separator: "‘")[1].prefix { $0 != "’" })
      }
    }
    let strict = "lint --preset strict --format compact --fail-on never"
    #expect(names(workspace.run("\(strict) %/live/flows/a.yaml")) == ["tier"])
    #expect(names(workspace.run("\(strict) %/live/flows/b.yaml")) == ["site", "queue", "tier", "sites"])
    try workspace.write("queue: Orders\nsite: north\n", to: "values.yaml")
    let lacking = workspace.run("lint --format compact --substitutions %/values.yaml %/live/flows/b.yaml")
    #expect(lacking.status == 1 && names(lacking) == ["tier", "sites"])
    #expect(lacking.output.contains("error") && lacking.output.contains("did you mean ‘site’?"))
    #expect(workspace.run("lint %/live/flows/b.yaml").status == 0)
  }

  /// A named file in which no flow is found was not looked at.
  @Test func aFileWithoutAFlowEndsWithThree() throws {
    let workspace = try Workspace()
    try workspace.write("inboundCall:\n", to: "empty.yaml")
    try workspace.write("<ENTRY><NAME>x</NAME></ENTRY>", to: "entry.xml")
    for file in ["empty.yaml", "entry.xml"] {
      let run = workspace.run("lint %/\(file)")
      #expect(run.status == 3 && run.errors.contains("expected a flow export"), "\(run.errors)")
    }
    #expect(workspace.run("lint %").status == 0)
  }
}
