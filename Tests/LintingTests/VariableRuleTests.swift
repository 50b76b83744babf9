import Linting
import SourceText
import TestSupport
import Testing

/// Variables that nobody writes, nobody reads, or that are taken for one another.
struct VariableRuleTests {
  /// A flow with variables, each written as `type name rest`, and the actions of its one state.
  private func flow(_ variables: [String], _ actions: String, own: [String] = []) -> String {
    func list(_ variables: [String], _ indent: String) -> String {
      if variables.isEmpty { return "" }
      let items = variables.map { variable in
        let words = variable.split(separator: " ", maxSplits: 2)
        let rest = words.count > 2 ? ", \(words[2])" : ""
        return "\(indent)  - \(words[0])Variable: { name: \(words[1])\(rest) }\n"
      }
      return "\(indent)variables:\n\(items.joined())"
    }
    let lines = actions.split(separator: "\n", omittingEmptySubsequences: false).map { "          \($0)" }
    return """
      workflow:
        name: Orders
        startUpRef: "/workflow/states/state[Start_10]"
      \(list(variables, "  "))
        states:
          - state:
              name: Start
              refId: Start_10
      \(list(own, "        "))
              actions:
      \(lines.joined(separator: "\n"))
      """
  }

  private func found(_ rule: String, _ text: String) -> [String] {
    lint(text, only: rule).map { "\($0.severity.rawValue): \($0.message)" }
  }

  private static let decision = """
    - decision:
        name: Gold
        condition:
          exp: Flow.tier == "gold"

    """

  private static func set(_ variable: String, _ value: String) -> String {
    """
    - updateData:
        name: Set
        statements:
          - string:
              variable: \(variable)
              value: { \(value) }

    """
  }

  private static func call(_ outputs: String) -> String {
    """
    - callData:
        name: Get
        category:
          CRM:
            dataAction:
              Get tier:
                inputs:
                  id: { exp: Flow.id }
                successOutputs:
                  tier: { \(outputs) }

    """
  }

  // MARK: Never written

  @Test(arguments: [
    (decision, "error: nothing gives ‘Flow.tier’ a value, and it is read by decision ‘Gold’"),
    (
      set("Flow.id", "exp: Lower(Flow.tier)"),
      "warning: nothing gives ‘Flow.tier’ a value, and it is read by updateData ‘Set’"
    ),
    (
      call("noValue: true") + decision,
      "error: nothing gives ‘Flow.tier’ a value, and it is read by decision ‘Gold’"
    ),
    (
      "- loop:\n    name: Pass\n    loopCount: { exp: ToInt(Flow.tier) }\n" + decision
        + set("Flow.id", "exp: Flow.tier"),
      """
      error: nothing gives ‘Flow.tier’ a value, and it is read by loop ‘Pass’, decision ‘Gold’ and 1 more
      """
    ),
    (
      "- findUserById:\n    name: Find\n    findId: { exp: Flow.tier }\n",
      "error: nothing gives ‘Flow.tier’ a value, and it is read by findUserById ‘Find’"
    ),
  ])
  func nothingGivesIt(actions: String, message: String) {
    #expect(
      found("variable-never-written", flow(["string Flow.tier", "string Flow.id isInput: true"], actions)) == [message])
  }

  @Test(arguments: [
    (["string Flow.tier isInput: true"], decision), (["string Flow.tier initialValue: { exp: '1' }"], decision),
    (["string Flow.tier initialValue: { lit: gold }"], decision),
    (["string Flow.tier"], set("flow.TIER", "lit: gold") + decision),
    (["string Flow.tier"], call("var: Flow.tier") + decision),
    (["string Flow.tier"], "- somethingNew: { name: New, result: { var: Flow.tier } }\n" + decision),
    (["string Flow.tier"], set("\"{{variable}}\"", "lit: gold") + decision),
    (["string Flow.tier"], set("Flow.other", "lit: gold")),
    (["string Flow.tier"], "- endWorkflow: { name: End }\n" + decision),
  ])
  func somethingMayGiveIt(variables: [String], actions: String) {
    #expect(found("variable-never-written", flow(variables, actions)) == [])
  }

  @Test func anInitialValueThatIsNoneIsNone() {
    for value in ["{ noValue: true }", "{ exp: NOT_SET }"] {
      let text = flow(["string Flow.tier initialValue: \(value)"], Self.decision)
      #expect(lint(text, only: "variable-never-written").map(\.severity) == [.error])
    }
  }

  @Test func aNearNameThatIsFilledIsOffered() {
    let text = flow(
      ["string Flow.customer_tier", "string Flow.customerTiers"],
      Self.set("Flow.customerTiers", "lit: gold") + Self.set("Flow.customerTiers", "exp: Flow.customer_tier"))
    #expect(
      found("variable-never-written", text) == [
        """
        warning: nothing gives ‘Flow.customer_tier’ a value, and it is read by updateData ‘Set’; did you mean \
        ‘Flow.customerTiers’, which gets one?
        """
      ])
  }

  @Test func slotsAndForeignFlowsAreLeftOut() {
    let text = flow(["string Slot.tier"], Self.decision.replacing("Flow.tier", with: "Slot.tier"))
    #expect(found("variable-never-written", text) == [])
    #expect(found("variable-unused", text.replacing("Slot.tier ==", with: "1 ==")) == [])
  }

  /// The same flow as a configuration.
  private func configuration(expression: String, isInput: Bool = false, filled: String = "") -> String {
    """
    {"name": "Orders", "type": "inboundcall", "initialSequence": "t1",
     "variables": [{"__type": "StringVariable", "name": "Flow.tier", "isInput": \(isInput), "isOutput": false,
       "initialValue": {"text": "", "type": "str", "uiMetaData": {"mode": 3}}}],
     "flowSequenceItemList": [{"__type": "Task", "id": "t1", "name": "Main", "startAction": "a1", "actionList": [
       {"__type": "DecisionAction", "id": "a1", "name": "Gold", "expression":
         {"text": "\(expression)", "type": "bln", "uiMetaData": {"mode": 0},
          "config": {"==": {"operands": []}}}}\(filled)]}]}
    """
  }

  @Test func configurationsAreReadAlike() {
    let read = #"Flow.tier == \"gold\""#
    #expect(
      found("variable-never-written", configuration(expression: read)) == [
        "error: nothing gives ‘Flow.tier’ a value, and it is read by decision ‘Gold’"
      ])
    #expect(found("variable-never-written", configuration(expression: read, isInput: true)) == [])
    #expect(
      found("variable-unused", configuration(expression: "1 == 1")) == ["info: ‘Flow.tier’ is neither filled nor read"])
    #expect(
      found("variable-unused", configuration(expression: "1 == 1", isInput: true)) == [
        "info: the input ‘Flow.tier’ is never read"
      ])
    let update = """
      , {"__type": "UpdateVariableAction", "id": "a2", "name": "Set", "variables": [{
        "variable": {"text": "Flow.tier", "type": "str", "uiMetaData": {"mode": 2}, "config": {"ref": {}}},
        "expression": {"text": "gold", "type": "str", "uiMetaData": {"mode": 1}, "config": {"lit": {}}}}]}
      """
    #expect(found("variable-never-written", configuration(expression: read, filled: update)) == [])
    #expect(
      found("write-never-read", configuration(expression: "1 == 1", filled: update)) == [
        "info: ‘Flow.tier’ is given a value here, and nothing reads it"
      ])
  }

  // MARK: Unused

  @Test(arguments: [
    ("string Flow.reply", "info: ‘Flow.reply’ is neither filled nor read"),
    ("string Flow.reply isInput: true", "info: the input ‘Flow.reply’ is never read"),
    ("string Flow.tiers", "info: ‘Flow.tiers’ is neither filled nor read"),
    (
      "string Flow.customerId",
      "warning: ‘Flow.customerId’ is not used, but ‘Flow.customer_id’ is; is one meant for the other?"
    ),
    (
      "string Flow.customersId isInput: true",
      "warning: the input ‘Flow.customersId’ is never read, but ‘Flow.customer_id’ is used; is it meant?"
    ),
  ])
  func unused(variable: String, message: String) {
    let used = Self.set("Flow.customer_id", "exp: Flow.customer_id") + Self.decision
    let text = flow([variable, "string Flow.customer_id", "string Flow.tier"], used)
    #expect(found("variable-unused", text) == [message])
  }

  @Test(arguments: [
    "string Flow.out isOutput: true", "string Flow.io isInput: true, isOutput: true", "string Slot.size",
  ])
  func whatOthersUseIsSilent(variable: String) {
    #expect(found("variable-unused", flow([variable], "")) == [])
  }

  /// Names that are near but no slip: of another type, of a series, too short, of another scope.
  @Test(arguments: [
    "stringCollection Flow.customer_ids", "string Flow.customer_id2", "string Task.customerId",
    "string Flow.customerIban",
  ])
  func noTwins(variable: String) {
    let text = flow([variable, "string Flow.customer_id"], Self.set("Flow.customer_id", "exp: Flow.customer_id"))
    #expect(lint(text, only: "variable-unused").map(\.severity) == [.info])
  }

  // MARK: Written and never read

  @Test func whatIsNeverRead() {
    let twice = Self.set("Flow.reply", "lit: a") + Self.set("Flow.reply", "lit: b")
    #expect(
      found("write-never-read", flow(["string Flow.reply"], twice)) == [
        "info: ‘Flow.reply’ is given a value here, and at 1 other place, and nothing reads it"
      ])
    #expect(found("write-never-read", flow(["string Flow.reply isOutput: true"], twice)) == [])
    #expect(
      found("write-never-read", flow(["string Flow.reply"], twice + Self.set("Flow.reply", "exp: Flow.reply"))) == [
        "info: each way from here gives ‘Flow.reply’ another value, or ends, before anything reads this one",
        "info: each way from here gives ‘Flow.reply’ another value, or ends, before anything reads this one",
      ])
    let loop = "- loop:\n    name: Pass\n    loopCount: { lit: 3 }\n    currentIndex: { var: Flow.pass }\n"
    #expect(found("write-never-read", flow(["integer Flow.pass"], loop)) == [])
    // What takes the value away is no value that is lost.
    let reset = Self.set("Flow.reply", "noValue: true") + Self.set("Flow.reply", "exp: NOT_SET")
    #expect(
      found("write-never-read", flow(["string Flow.reply"], reset + Self.set("Flow.id", "exp: Flow.reply"))) == [])
  }

  @Test func outputsOfOneActionAreToldOnceAndInStrictAlone() {
    let names = ["a", "b", "c", "d"]
    let outputs = names.map { "\n              \($0): { var: Flow.\($0) }" }.joined()
    let call = Self.call("noValue: true").replacing("\n              tier: { noValue: true }", with: outputs)
      .replacing(
        "                  tier: { noValue: true }\n",
        with: names.map { "                  \($0): { var: Flow.\($0) }\n" }.joined())
    let text = flow(names.map { "string Flow.\($0)" }, call)
    #expect(
      found("write-never-read", text) == [
        "info: ‘Flow.a’, ‘Flow.b’, ‘Flow.c’ and 1 more are filled here, and nothing reads them"
      ])
    #expect(lint(text).filter { $0.rule == "write-never-read" }.isEmpty)
  }

  // MARK: Shadowed names

  @Test func namesOfTwoScopes() {
    let use = Self.set("State.tier", "exp: Flow.tier") + Self.decision.replacing("Flow", with: "State")
    func text(_ own: String) -> String { flow(["string Flow.tier isInput: true"], use, own: [own]) }
    #expect(
      found("shadowed-name", text("string State.Tier")) == [
        "info: ‘State.Tier’ is another variable than ‘Flow.tier’, which the flow uses too"
      ])
    #expect(found("shadowed-name", text("string State.tiers")) == [])
    // Where one of them is not used, or only filled or read, another rule says so.
    for actions in ["", Self.set("State.tier", "exp: Flow.tier"), Self.decision.replacing("Flow", with: "State")] {
      #expect(found("shadowed-name", flow(["string Flow.tier"], actions, own: ["string State.tier"])) == [])
    }
    #expect(
      found("write-never-read", flow(["string Flow.tier isInput: true"], use, own: ["string State.tier"])) == [])
    let filled = Self.call("var: State.tier") + Self.decision
    let text = flow(["string Flow.tier"], filled, own: ["string State.tier"])
    #expect(
      lint(text).filter { $0.rule == "write-never-read" }.map(\.message) == [
        "‘State.tier’ is given a value here, and nothing reads it; did you mean ‘Flow.tier’, which is used?"
      ])
    #expect(
      found("variable-never-written", text) == [
        """
        error: nothing gives ‘Flow.tier’ a value, and it is read by decision ‘Gold’; did you mean ‘State.tier’, which \
        gets one?
        """
      ])
  }

  // MARK: Fixes

  private func fixed(_ rule: String, _ text: String) -> String? {
    let linter = linter(only: rule)
    let report = linter.lint(Array(text.utf8), named: "flow.yaml")
    return FixApplier(linter: linter, withUnsafeFixes: true).fixed(report).map {
      String(decoding: $0.contents, as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("Flow.teir == \"gold\"", "Flow.tier == \"gold\""), ("\"Flow.tie == \\\"tie\\\"\"", "\"Flow.tier == \\\"tie\\\"\""),
    ("Lower(level) == Flow.tier", "Lower(Flow.level) == Flow.tier"),
    // Two are as near.
    ("Flow.size == 1", nil), ("Flow.quantity == 1", nil), ("quantity == Flow.tier", nil),
    // What is declared with two dots no expression can name.
    ("part == Flow.tier", nil),
  ])
  func misspeltNamesAreMended(condition: String, after: String?) {
    let variables = [
      "string Flow.tier", "string Flow.level", "string Flow.sizeA", "string Flow.sizeB", "string Flow.a.part",
    ]
    let before = flow(variables, Self.decision.replacing(#"Flow.tier == "gold""#, with: condition))
    #expect(lint(before, only: "unknown-variable").count == 1)
    #expect(fixed("unknown-variable", before) == after.map { before.replacing(condition, with: $0) })
  }

  @Test func whatIsNeverWrittenIsReadFromItsTwin() {
    let read = Self.set("Flow.id", "exp: 'Append(Flow.customer_tier, \"é\", Flow . customer_tier)'") + Self.decision
    let text = flow(
      ["string Flow.customer_tier", "string Flow.customerTier", "string Flow.tier isInput: true"],
      read.replacing("Flow.tier", with: "flow.Customer_Tier") + Self.set("Flow.customerTier", "lit: gold"))
    #expect(
      fixed("variable-never-written", text)
        == text.replacing("(Flow.customer_tier", with: "(Flow.customerTier")
        .replacing("Flow . customer_tier", with: "Flow.customerTier")
        .replacing("flow.Customer_Tier", with: "Flow.customerTier"))
    #expect(linter(only: "variable-never-written").lint(Array(text.utf8), named: "flow").findings.count == 1)
    // Only its own state sees such a variable.
    let own = flow(
      ["string Flow.tier"], Self.decision + Self.set("State.tier", "lit: gold"), own: ["string State.tier"])
    #expect(fixed("variable-never-written", own) == own.replacing("exp: Flow.tier", with: "exp: State.tier"))
  }
}
