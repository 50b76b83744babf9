import Documents
import Expressions
import Flows
import JSON
import Simulation
import SourceText
import Testing

/// What flows do when they are run.
struct RunTests {
  @Test(arguments: RunCase.all)
  func goesItsWay(_ example: RunCase) throws {
    let record = try run(example.flow, mocks: example.mocks)
    #expect(trace(record) == example.trace, "\(example.name)")
  }

  /// Each type of action either runs or says what it needs, as the table says, in exports of both shapes.
  @Test(arguments: ActionType.all.filter { !$0.isMenuChoice }, [true, false])
  func runsOrSaysWhatItNeeds(_ type: ActionType, isArchy: Bool) throws {
    let record = try run(isArchy ? archy(type) : configuration(type), mocks: "")
    #expect(record.end.kind != .error && record.end.kind != .limit, "\(record.end)")
    switch type.course {
    case .jumps, .callsTask, .returnsToMenu, .repeatsMenu, .nextPass, .leavesLoop:
      #expect(record.end.kind == .undecided)
      return
    default: break
    }
    switch type.withoutMock {
    case .succeeds:
      let isAsking = type.need == .input
      #expect(record.end.kind == (isAsking ? .mockNeeded : .transfer))
    case .goesOn: #expect([.disconnect, .exit, .waits].contains(record.end.kind))
    case .flow, .inventory, .stops:
      #expect(record.end.kind == (type.name == "waitForInput" ? .waits : .mockNeeded))
      #expect(record.end.needs != nil)
      if record.end.kind == .mockNeeded { #expect(record.end.lines.first == "mocks:") }
    }
  }

  private func archy(_ type: ActionType) -> String {
    let inputs = ["findName", "findId", "lookupValue", "conversationId"].map { "              \($0): { lit: X }\n" }
      .joined()
    return """
      inboundCall:
        name: F
        startUpRef: "/inboundCall/tasks/task[T_1]"
        tasks:
          - task:
              name: T
              refId: T_1
              actions:
                - \(type.name):
                    name: It
      \(inputs)
                    loopCount: { lit: 1 }
                    findIds: { lit: [ { lit: X } ] }
                    dataTable: { Stores: { foundOutputs: { city: { noValue: true } } } }
      """
  }

  private func configuration(_ type: ActionType) -> String {
    func value(_ text: String, _ code: String) -> String {
      #"{"text":"\#(text)","type":"\#(code)","config":{"lit":{"text":"\#(text)","type":"\#(code)"}},"uiMetaData":{"mode":1},"version":2}"#
    }
    let inputs = ["findName", "findId", "lookupKeyValue", "conversationId"].map { #""\#($0)":\#(value("X", "str")),"# }
      .joined()
    return #"""
      {"name":"F","type":"inboundcall","initialSequence":"t","variables":[],"manifest":{},"flowSequenceItemList":[
        {"__type":"Task","id":"t","name":"T","startAction":"a","actionList":[
          {"__type":"\#(type.configurationName)","id":"a","name":"It","trackingId":7,\#(inputs)
           "loopCount":\#(value("1", "int")),"datatableName":"Stores","datatableId":"d","findIds":\#(value("X", "str"))}]}]}
      """#
  }

  @Test func endsWhereItNeverEnds() throws {
    // A task that calls itself, and two that go to one another, come to the limit of actions.
    for body in [
      "callTask: { name: Again, targetTaskRef: \"/inboundCall/tasks/task[T_1]\" }",
      "jumpToTask: { name: Again, targetTaskRef: \"/inboundCall/tasks/task[T_1]\" }",
    ] {
      let record = try run(call(["- \(body)"]), mocks: "")
      #expect(record.end.kind == .limit)
      #expect(record.steps.count == 10_000)
    }
    let loop = """
      - loop:
          name: L
          loopCount: { lit: 2000000000 }
          outputs:
            loop:
              actions:
                - loopNext: { name: N }
      """
    #expect(try run(call([loop]), mocks: "").end.kind == .limit)
  }

  /// What Genesys knows and a run does not stops it; the flow's error handling is not asked.
  @Test(arguments: [
    ("'FindQueue({{queue}})'", "the text that is put in for ‘{{queue}}’"),
    ("Frobnicate(Flow.s)", "what the function ‘Frobnicate’ does: "),
  ])
  func stopsWhereOnlyGenesysKnows(expression: String, needs: String) throws {
    let record = try run(
      call(["- transferToAcd: { name: T, targetQueue: { exp: \(expression) } }"]), mocks: "")
    #expect(record.end.kind == .undecided)
    #expect(record.end.needs?.hasPrefix(needs) == true, "\(record.end.needs ?? "")")
  }

  /// What is not known of an object is told with the lines that give it.
  @Test func asksForMembersOfObjects() throws {
    let flow = call([
      #"- decision: { name: D, condition: { exp: 'FindQueue("Sales").id == "1"' } }"#
    ])
    let record = try run(flow, mocks: "")
    #expect(record.end.kind == .undecided)
    #expect(record.end.needs == "the ‘id’ of ‘Sales’")
    #expect(record.end.lines == ["mocks:", "  objects:", "    queues: { \"Sales\": { id: \"…\" } }"])
    #expect(try run(flow, mocks: #"objects: { queues: { Sales: { id: "1" } } }"#).steps.last?.way == "yes")
  }

  /// An intent that the bot cannot recognise is a mistake of the file.
  @Test func toldOfUnknownIntents() throws {
    let record = try run(RunCase.bot, mocks: "inputs: [ { intent: Ordr } ]")
    #expect(record.end.wrongAnswer == ["mocks", "inputs"])
    #expect(record.end.needs == "an intent of ‘Start › What’, found ‘Ordr’; did you mean ‘Order’?")
  }

  /// What an action hands on is recorded whatever stands for its effect.
  @Test func recordsWhatMockedActionsHandOn() throws {
    let record = try run(
      #"""
      workflow:
        name: W
        variables:
          - stringVariable: { name: Flow.id, initialValue: { lit: c-1 } }
        states:
          - state:
              name: Start
              actions:
                - setConversationData:
                    name: Note
                    conversationId: { exp: Flow.id }
                    attributes:
                      - attribute: { name: { lit: note }, value: { exp: 'Append("id ", Flow.id)' } }
                - callData:
                    name: Get
                    category:
                      Own: { dataAction: { Get_Order: { inputs: { id: { exp: Flow.id }, bad: { exp: ToInt("x") } } } } }
                - endWorkflow: { name: End }
      """#, mocks: "actions: { Note: success, Get: success }")
    #expect(record.end.kind == .exit)
    #expect(
      record.expectations["calls"] == [
        ["Set Conversation Data": ["conversationId": "c-1", "note": "id c-1"]], ["Get_Order": ["id": "c-1"]],
      ])
  }

  @Test func toldWhatIsWrongWithMocks() throws {
    let (_, problems) = Answers.read(
      try root(of: "mocks: { data-action: {}, tables: { X: [ { a: 1 } ] }, schedules: { S: opn } }"))
    #expect(
      problems.map(\.message) == [
        "‘mocks’ has no key ‘data-action’; did you mean ‘data-actions’?", "expected ‘key’ in the row",
        "expected one of ‘open’, ‘closed’, ‘holiday’, ‘emergency’, ‘active’, ‘inactive’, found ‘opn’; did you mean ‘open’?",
      ])
  }
}

/// A flow of calls with one task of actions, a line or some lines each.
func call(
  _ actions: [String], variables: String = "", handling: String = "disconnect: { none: true }", tasks: String = ""
) -> String {
  func indented(_ text: String, _ depth: Int) -> String {
    text.split(separator: "\n").map { String(repeating: " ", count: depth) + $0 }.joined(separator: "\n")
  }
  return """
    inboundCall:
      name: F
      startUpRef: "/inboundCall/tasks/task[T_1]"
      settingsErrorHandling:
        preHandlingAudio: { tts: Sorry }
        errorHandling:
          \(handling)
      variables:
        - stringVariable: { name: Flow.s, initialValue: { noValue: true } }
    \(indented(variables, 4))
      tasks:
        - task:
            name: T
            refId: T_1
            actions:
    \(actions.map { indented($0, 10) }.joined(separator: "\n"))
    \(indented(tasks, 4))
    """
}

func run(_ text: String, mocks: String) throws -> RunRecord {
  let flow = try #require(try FlowFile.read(name: "flow", contents: Array(text.utf8)).flows.first)
  var scenario = Scenario()
  if !mocks.isEmpty {
    let (answers, problems) = Answers.read(try root(of: mocks))
    #expect(problems.isEmpty, "\(problems.map(\.message))")
    scenario.answers = answers
  }
  return FlowProgram(flow).run(scenario)
}

func root(of text: String) throws -> Node {
  let file = try SourceFile(name: "mocks.yaml", contents: Array(text.utf8))
  return try #require(try DocumentReader.read(file: file, as: .yaml).documents.first?.root)
}

/// What a run did, a line a step and an effect.
func trace(_ record: RunRecord) -> [String] {
  var lines: [String] = []
  for step in record.steps {
    let flow = record.flow(of: step)
    let name = step.action.map { flow[$0].type } ?? "menu \(flow[step.container].name ?? "")"
    lines.append(name + (step.way.map { "→\($0)" } ?? ""))
    for effect in step.effects {
      switch effect.kind {
      case .variable: lines.append("\(effect.name)=\(effect.value?.text ?? "NOT_SET")")
      case .says: lines.append("says \(effect.value?.text ?? "UNKNOWN")")
      case .transfers: lines.append("transfers \(effect.name)")
      case .error: lines.append("fails")
      case .attribute, .calls, .asks, .ends: break
      }
    }
  }
  let end = record.end
  lines.append(
    "end \(end.kind.rawValue)" + (end.target.map { " to \($0.name)" } ?? "")
      + (end.error == nil ? "" : " with an error"))
  return lines
}
