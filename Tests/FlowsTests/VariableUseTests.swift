import Documents
import Flows
import SourceText
import Testing

/// Where variables get values and are read, and which assignments are for nothing.
struct VariableUseTests {
  private static let yaml = """
    inboundCall:
      name: Orders
      startUpRef: "/inboundCall/menus/menu[Main_10]"
      variables:
        - stringVariable: { name: Flow.tier }
        - stringVariable: { name: Flow.number }
        - integerVariable: { name: Flow.pass }
      menus:
        - menu:
            name: Main
            refId: Main_10
            variables:
              - stringVariable: { name: Task.tier }
            choices:
              - menuTask:
                  name: Ask
                  dtmf: digit_1
                  task:
                    refId: Ask_11
                    actions:
                      - loop:
                          name: Twice
                          currentIndex: { var: Flow.pass }
                          loopCount: { lit: 2 }
                          outputs:
                            loop:
                              actions:
                                - collectInput:
                                    name: Number
                                    inputData: { var: FLOW.Number }
                      - updateData:
                          name: Keep
                          statements:
                            - string:
                                variable: Task.tier
                                value:
                                  exp: "Append(Flow . Number, \\"é\\", flow.tier)"
                      - getParticipantData:
                          name: Tier
                          attributes:
                            - attribute:
                                name: { lit: tier }
                                variable: Flow.tier
      tasks:
        - task:
            name: Other
            refId: Other_12
            variables:
              - stringVariable: { name: Task.tier }
            actions:
              - decision:
                  name: Gold
                  condition:
                    exp: Task.tier == "gold"
    """

  private func uses(_ text: String) throws -> [String] {
    let file = try FlowFile.read(name: "flow", contents: Array(text.utf8))
    let flow = try #require(file.flows.first)
    let uses = VariableUses(of: flow)
    var found: [String] = []
    for (index, variable) in flow.variables.enumerated() {
      let place = variable.container.map { " of \(flow[$0].kind)" } ?? ""
      for use in uses[VariableID(index: index)] {
        let name = file.source.text(flow[use.site].node.source(of: use.range))
        let kind =
          switch use.source {
          case nil: "read"
          case .assignment: "assigned"
          case .output(_, let ways): "filled on \(ways.sorted().joined(separator: ","))"
          case .attribute: "attribute"
          case .loopIndex: "index"
          case .other: "other"
          }
        found.append("\(variable.name)\(place): \(kind) \(name)")
      }
    }
    return found
  }

  @Test func namesAreResolvedFromWhereTheyStand() throws {
    #expect(
      try uses(Self.yaml) == [
        "Flow.tier: read flow.tier", "Flow.tier: attribute Flow.tier", "Flow.number: filled on success FLOW.Number",
        "Flow.number: read Flow . Number", "Flow.pass: index Flow.pass", "Task.tier of menu: assigned Task.tier",
        "Task.tier of task: read Task.tier",
      ])
  }

  @Test func aTextThatIsNoExpressionIsReadByItsWords() throws {
    let text = Self.yaml.replacing(#"Task.tier == "gold""#, with: #"== Flow.tier.x + Task.tier ) Flow.number"#)
    let found = try uses(text)
    #expect(found.contains("Task.tier of task: read Task.tier"))
    #expect(found.filter { $0 == "Flow.tier: read Flow.tier" || $0 == "Flow.number: read Flow.number" }.count == 2)
  }

  /// The variables whose assignments are for nothing, with the values that are lost.
  private func dead(_ actions: String, tasks: String = "") throws -> [String] {
    let lines = actions.split(separator: "\n", omittingEmptySubsequences: false).map { "            \($0)" }
    let text = """
      inboundCall:
        name: Orders
        startUpRef: "/inboundCall/tasks/task[Main_10]"
        variables:
          - stringVariable: { name: Flow.a }
          - stringVariable: { name: Flow.b }
        tasks:
          - task:
              name: Main
              refId: Main_10
              actions:
      \(lines.joined(separator: "\n"))
      \(tasks)
      """
    let flow = try #require(FlowFile.read(name: "flow", contents: Array(text.utf8)).flows.first)
    let uses = VariableUses(of: flow)
    return uses.deadStores(in: flow, over: ControlFlow(flow)).map { store in
      guard case .assignment(.literal(let value))? = store.use.source else { return "?" }
      return value.text ?? ""
    }
  }

  private static func set(_ statements: (String, String)...) -> String {
    var text = "- updateData:\n    name: Set\n    statements:\n"
    for (variable, value) in statements {
      text += "      - string:\n          variable: \(variable)\n          value: { \(value) }\n"
    }
    return text
  }

  private static func read(_ variable: String) -> String {
    "- decision:\n    name: Known\n    condition:\n      exp: IsSet(\(variable))\n"
  }

  private static func indented(_ actions: String) -> String {
    actions.split(separator: "\n").map { "          \($0)\n" }.joined()
  }

  private static func branch(_ yes: String, _ no: String = "") -> String {
    var text = read("Flow.b") + "    outputs:\n      \"yes\":\n        actions:\n" + indented(yes)
    if !no.isEmpty { text += "      \"no\":\n        actions:\n" + indented(no) }
    return text
  }

  private static let end = "- disconnect: { name: Bye }\n"

  @Test(arguments: [
    (set(("Flow.a", "lit: one")) + set(("Flow.a", "lit: two")) + read("Flow.a"), ["one"]),
    (set(("Flow.a", "lit: one"), ("Flow.a", "lit: two")) + read("Flow.a"), ["one"]),
    (set(("Flow.a", "lit: one"), ("Flow.b", "exp: Flow.a"), ("Flow.a", "lit: two")) + read("Flow.a"), []),
    (set(("Flow.a", "lit: one"), ("Flow.a", "exp: Lower(Flow.a)")) + read("Flow.a"), []),
    (set(("Flow.a", "lit: one")) + read("Flow.a"), []),
    // One way reads it.
    (set(("Flow.a", "lit: one")) + branch(set(("Flow.a", "lit: two"))) + read("Flow.a"), []),
    (
      set(("Flow.a", "lit: one")) + branch(set(("Flow.a", "lit: two")), set(("Flow.a", "lit: three"))) + read("Flow.a"),
      ["one"]
    ),
    // The flow ends before it is read.
    (branch(set(("Flow.a", "lit: one")) + end) + read("Flow.a"), ["one"]),
    // An action that is not known may go anywhere.
    (
      set(("Flow.a", "lit: one")) + "- somethingNew: { name: New }\n" + set(("Flow.a", "lit: two")) + read("Flow.a"), []
    ),
  ])
  func assignmentsThatAreForNothing(actions: String, expected: [String]) throws {
    #expect(try dead(actions) == expected)
  }

  @Test func aTaskThatIsCalledReadsToo() throws {
    let task = """
          - task:
              name: Say
              refId: Say_11
              actions:
                - playAudio:
                    name: Say
                    audio: { exp: ToAudioTTS(Flow.a) }
      """
    let call = "- callTask:\n    name: Say\n    targetTaskRef: \"/inboundCall/tasks/task[Say_11]\"\n"
    let first = Self.set(("Flow.a", "lit: one"))
    let second = Self.set(("Flow.a", "lit: two"))
    #expect(try dead(first + call + second + call, tasks: task) == [])
    #expect(try dead(first + second + call, tasks: task) == ["one"])
    // What comes after the call, whoever made it.
    #expect(try dead(first + call + Self.read("Flow.b") + second, tasks: task) == ["two"])
  }

  @Test func aLoopComesBack() throws {
    func loop(_ body: String) -> String {
      "- loop:\n    name: Again\n    loopCount: { lit: 3 }\n    outputs:\n      loop:\n        actions:\n"
        + Self.indented(body)
    }
    #expect(try dead(loop(Self.read("Flow.a") + Self.set(("Flow.a", "lit: one")))) == [])
    #expect(
      try dead(loop(Self.set(("Flow.a", "lit: one"))) + Self.set(("Flow.a", "lit: two")) + Self.read("Flow.a")) == [
        "one"
      ])
  }
}
