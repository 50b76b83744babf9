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

/// A flow, what the world answers, and what it then does.
struct RunCase: Sendable, CustomTestStringConvertible {
  let name: String
  let flow: String
  let mocks: String
  let trace: [String]

  init(_ name: String, _ flow: String, _ mocks: String, _ trace: [String]) {
    (self.name, self.flow, self.mocks, self.trace) = (name, flow, mocks, trace)
  }

  init(_ name: String, _ flow: String, _ trace: [String]) { self.init(name, flow, "", trace) }

  var testDescription: String { name }

  static let menu = """
    inboundCall:
      name: F
      startUpRef: "/inboundCall/menus/menu[M_1]"
      menus:
        - menu:
            name: Main
            refId: M_1
            defaultChildMenuRef: "/inboundCall/menus/menu[M_1]/choices/menuTask[Silence_3]"
            audio: { tts: Choose }
            settingsMenu: { repeatCount: { lit: 1 } }
            choices:
              - menuTask:
                  name: Silence
                  refId: Silence_3
                  task:
                    actions:
                      - disconnect: { name: Silent }
              - menuTask:
                  name: More
                  dtmf: digit_1
                  speechRecTerms: { en-us: { terms: [ more please ] } }
                  task:
                    actions:
                      - jumpToMenu: { name: Sub, targetMenuRef: "/inboundCall/menus/menu[S_2]" }
              - menuTransferToAcd:
                  name: Agent
                  dtmf: digit_0
                  globalDtmf: true
                  targetQueue: { lit: { name: Support } }
                  preTransferAudio: { tts: Wait }
                  failureTransferAudio: { tts: Not now }
        - menu:
            name: Sub
            refId: S_2
            choices:
              - menuPreviousMenu: { name: Back, dtmf: "digit_*" }
              - menuDisconnect: { name: Bye, dtmf: digit_9 }
    """

  static let bot = """
    botFlow:
      name: B
      startUpRef: "/botFlow/bots/bot[B_1]"
      variables:
        - integerVariable: { name: Slot.count, initialValue: { noValue: true } }
      settingsUserInput: { noInputsMax: { lit: 2 }, noMatchesMax: { lit: 3 }, noMatchApology: { exp: MakeCommunication("Pardon") } }
      settingsNaturalLanguageUnderstanding:
        nluDomainVersion:
          intents:
            - name: Order
              utterances:
                - segments: [ { text: "I want " }, { text: "4", entity: { name: count } }, { text: " of them" } ]
      settingsErrorHandling:
        errorHandling: { exit: { none: true } }
        recognitionFailureEventHandover: { exp: MakeCommunication("Sorry") }
        recognitionFailureEventHandling: { exit: { none: true } }
      bots:
        - bot:
            name: Start
            refId: B_1
            actions:
              - askForIntent:
                  name: What
                  question: { exp: MakeCommunication("What?") }
                  noInput: { exp: MakeCommunication("Say it") }
                  outputs:
                    intents:
                      - intent: { name: Order, enabled: true, actions: [ { communicate: { name: Good } } ] }
                      - intent: { name: Cancel, enabled: false }
                    maxNoInputs: { enabled: false }
              - askForSlot:
                  name: How many
                  slot: { name: count }
                  customValidation: { exp: Slot.count < 10 }
                  outputs:
                    maxNoMatches: { enabled: false }
              - askForBoolean:
                  name: Sure
                  outputs: { "no": { actions: [ { disconnect: { name: Bye } } ] } }
              - exitBotFlow: { name: Done }
    """

  static let all: [RunCase] = [
    RunCase(
      "statements see one another",
      call(
        [
          "- updateData: { name: U, statements: [ { integer: { variable: Flow.n, value: { exp: Flow.n + 1 } } }, { integer: { variable: Flow.n, value: { exp: Flow.n * 5 } } } ] }",
          "- decision: { name: D, condition: { exp: Flow.n == 10 }, outputs: { \"yes\": { actions: [ { disconnect: { name: Ten } } ] } } }",
        ], variables: "- integerVariable: { name: Flow.n, initialValue: { lit: 1 } }"),
      ["updateData", "Flow.n=2", "Flow.n=10", "decision→yes", "disconnect", "end disconnect"]),
    RunCase(
      "a switch takes the first case that holds, also by value",
      call([
        "- switch: { name: S, evaluate: { firstMatch: { string: { value: { exp: \"\\\"b\\\"\" }, default: { actions: [] }, cases: [ { case: { value: { lit: a }, actions: [] } }, { case: { value: { lit: b }, actions: [ { playAudio: { name: P, audio: { tts: Bee } } } ] } } ] } } } }"
      ]), ["switch→case 2", "playAudio", "says Bee", "end disconnect"]),
    RunCase(
      "NOT_SET takes the way no",
      call(
        [
          "- decision: { name: D, condition: { exp: Flow.b }, outputs: { \"no\": { actions: [ { disconnect: { name: X } } ] } } }"
        ],
        variables: "- booleanVariable: { name: Flow.b, initialValue: { noValue: true } }"),
      ["decision→no", "disconnect", "end disconnect"]),
    RunCase(
      "a loop counts and can be left",
      call(
        [
          "- loop: { name: L, currentIndex: { var: Flow.i }, loopCount: { lit: 5 }, outputs: { loop: { actions: [ { decision: { name: D, condition: { exp: Flow.i == 1 }, outputs: { \"yes\": { actions: [ { loopExit: { name: E } } ] } } } } ] } } }",
          "- disconnect: { name: Bye }",
        ], variables: "- integerVariable: { name: Flow.i, initialValue: { noValue: true } }"),
      [
        "loop→loop", "Flow.i=0", "decision→no", "loop→loop", "Flow.i=1", "decision→yes", "loopExit", "disconnect",
        "end disconnect",
      ]),
    RunCase(
      "an error goes to the task that handles it",
      call(
        ["- updateData: { name: U, statements: [ { integer: { variable: Flow.n, value: { exp: 1 / 0 } } } ] }"],
        variables: "- integerVariable: { name: Flow.n, initialValue: { lit: 1 } }",
        handling: "jumpToTask: { targetTaskRef: \"/inboundCall/tasks/task[H_2]\" }",
        tasks:
          "- task: { name: H, refId: H_2, actions: [ { transferToAcd: { name: A, targetQueue: { lit: { name: Help } } } } ] }"
      ),
      [
        "updateData", "fails", "says Sorry", "transferToAcd→success", "transfers Help",
        "end transfer to Help with an error",
      ]),
    RunCase(
      "an error that nothing handles ends the run",
      call([
        "- updateData: { name: U, statements: [ { string: { variable: Flow.s, value: { exp: 'Left(NOT_SET, 1)' } } } ] }"
      ]),
      ["updateData", "fails", "says Sorry", "end error with an error"]),
    RunCase(
      "a task gives back its outputs and names the way",
      call(
        [
          "- callTask: { name: C, targetTaskRef: \"/inboundCall/tasks/task[H_2]\", inputs: { Task.in: { lit: 4 } }, outputs: { Task.out: { var: Flow.n }, default: { actions: [] } }, outputPaths: [ { outputPath: { name: Again, actions: [ { disconnect: { name: Again } } ] } } ] }"
        ], variables: "- integerVariable: { name: Flow.n, initialValue: { lit: 1 } }",
        tasks:
          "- task: { name: H, refId: H_2, variables: [ { integerVariable: { name: Task.in, isInput: true } }, { integerVariable: { name: Task.out, isOutput: true } } ], actions: [ { updateData: { name: U, statements: [ { integer: { variable: Task.out, value: { exp: Task.in * 2 } } } ] } }, { endTask: { name: E, outputPath: { name: Again } } } ] }"
      ),
      [
        "callTask", "Task.in=4", "updateData", "Task.out=8", "endTask", "callTask→Again", "Flow.n=8", "disconnect",
        "end disconnect",
      ]),
    RunCase(
      "a menu is played again, then takes its default choice", menu, "inputs: [ no-input, 7 ]",
      [
        "menu Main→no-input", "says Choose", "menu Main→no-match", "says Choose", "menuTask", "disconnect",
        "end disconnect",
      ]),
    RunCase(
      "words, keys of other menus and the menu before count", menu, "inputs: [ { says: More Please }, \"*\", 1, 0 ]",
      [
        "menu Main→1", "says Choose", "menuTask", "jumpToMenu", "menu Sub→*", "menuPreviousMenu", "menu Main→1",
        "says Choose", "menuTask",
        "jumpToMenu", "menu Sub→0", "menuTransferToAcd", "says Wait", "transfers Support", "end transfer to Support",
      ]),
    RunCase(
      "a refused transfer of a choice plays the menu again", menu,
      "{ inputs: [ 0, 0 ], transfers: { Agent: [ failure, success ] } }",
      [
        "menu Main→0", "says Choose", "menuTransferToAcd→failure", "says Wait", "says Not now", "menu Main→0",
        "says Choose", "menuTransferToAcd", "says Wait", "transfers Support", "end transfer to Support",
      ]),
    RunCase(
      "a bot fills slots and asks again for what does not fit", bot,
      "inputs: [ { intent: Order }, many, 12, 3, \"yes\" ]",
      [
        "askForIntent→Order", "says say “What?”", "communicate", "askForSlot", "says say “Pardon”",
        "says say “Pardon”", "Slot.count=3", "askForBoolean→yes", "exitBotFlow", "end exit",
      ]),
    RunCase(
      "a slot that came with the intent is not asked for", bot,
      "inputs: [ { intent: Order, slots: { count: 2 } }, \"no\" ]",
      [
        "askForIntent→Order", "says say “What?”", "Slot.count=2", "communicate", "askForSlot",
        "askForBoolean→no", "disconnect",
        "end disconnect",
      ]),
    RunCase(
      "a way that is off is the failure to recognise anything", bot, "inputs: [ no-input, no-input ]",
      ["askForIntent→recognition failure", "says say “What?”", "says say “Say it”", "says say “Sorry”", "end exit"]),
    RunCase(
      "digits are counted",
      call([
        "- collectInput: { name: C, inputData: { var: Flow.s }, digits: { exact: { lit: 2 } }, outputs: { failure: { actions: [ { disconnect: { name: X } } ] } } }",
        "- collectInput: { name: C2, inputData: { var: Flow.s }, digits: { range: { min: { lit: 2 }, max: { lit: 4 } } } }",
      ]),
      "inputs: [ 123, 45# ]",
      ["collectInput→success", "Flow.s=12", "collectInput→failure", "end disconnect"]),
    RunCase(
      "objects have their names, and what is told of them",
      call(
        [
          "- findQueue: { name: F, findName: { lit: Support }, findResult: { var: Flow.q }, outputs: { notFound: { actions: [ { disconnect: { name: None } } ] } } }",
          "- transferToAcd: { name: T, targetQueue: { exp: Flow.q }, outputs: { failure: { actions: [ { disconnect: { name: X } } ] } } }",
        ], variables: "- queueVariable: { name: Flow.q, initialValue: { noValue: true } }"),
      "{ objects: { queues: { Support: { id: q1 } } }, transfers: { T: failure } }",
      ["findQueue→found", "Flow.q=Support", "transferToAcd→failure", "disconnect", "end disconnect"]),
    RunCase(
      "a configuration greets, and waits for a time that is written out", configurationThatWaits,
      ["wait", "says say “Welcome”", "waited=PT1M30.5S", "disconnect", "end disconnect"]),
    RunCase(
      "an expression that is none is seen by no error handling",
      call(
        ["- updateData: { name: U, statements: [ { string: { variable: Flow.s, value: { exp: Append( } } } ] }"],
        handling: "jumpToTask: { targetTaskRef: \"/inboundCall/tasks/task[H_2]\" }",
        tasks: "- task: { name: H, refId: H_2, actions: [ { disconnect: { name: D } } ] }"),
      ["updateData", "fails", "end error with an error"]),
    RunCase(
      "what answers are of is kept",
      call(
        [
          "- callData: { name: C, category: { A: { dataAction: { B: { successOutputs: { j: { var: Flow.j } } } } } } }",
          "- decision: { name: D, condition: { exp: 'GetJsonObjectProperty(Flow.j, \"on\") == true' } }",
        ], variables: "- jsonVariable: { name: Flow.j, initialValue: { noValue: true } }"),
      "data-actions: { B: { success: { j: { on: true, off: \"true\", n: 1.50 } } } }",
      [
        "callData→success", #"Flow.j={"on":true,"off":"true","n":1.50}"#, "decision→yes", "end disconnect",
      ]),
    RunCase(
      "objects that the flow names outright are there, whatever is told of others",
      call(["- transferToAcd: { name: T, targetQueue: { lit: { name: Sales } } }"]),
      "objects: { queues: { Support: { id: q1 } } }",
      ["transferToAcd→success", "transfers Sales", "end transfer to Sales"]),
    RunCase(
      "what a mocked way fills and nobody gives is not known",
      call(
        [
          "- getExternalContact: { name: G, externalId: { lit: x }, contact: { var: Flow.c }, outputs: { found: { actions: [] } } }",
          "- decision: { name: D, condition: { exp: IsSet(Flow.c) } }",
        ], variables: "- jsonVariable: { name: Flow.c, initialValue: { noValue: true } }"),
      "actions: { G: { way: found } }", ["getExternalContact→found", "Flow.c=NOT_SET", "decision", "end undecided"]),
    RunCase(
      "a task that ends without a way comes back by the default",
      call(
        [
          "- callTask: { name: C, targetTaskRef: \"/inboundCall/tasks/task[H_2]\", outputs: { default: { actions: [ { disconnect: { name: Default } } ] } } }"
        ], tasks: "- task: { name: H, refId: H_2, actions: [ { playAudio: { name: P, audio: { tts: Hm } } } ] }"),
      ["callTask", "playAudio", "says Hm", "callTask→default", "disconnect", "end disconnect"]),
    RunCase(
      "dates, times and milliseconds are literals",
      call(
        [
          "- updateData: { name: U, statements: [ { dateTime: { variable: Flow.at, value: { lit: { year: 2026, month: 8, day: 2, hour: 7, minute: 0, second: 5 } } } }, { duration: { variable: Flow.for, value: { lit: { ms: 1500 } } } } ] }"
        ],
        variables: """
          - dateTimeVariable: { name: Flow.at, initialValue: { noValue: true } }
          - durationVariable: { name: Flow.for, initialValue: { noValue: true } }
          """),
      ["updateData", "Flow.at=2026-08-02T07:00:05.000Z", "Flow.for=PT1.5S", "end disconnect"]),
    RunCase(
      "what is said is said in the language that is spoken",
      call([
        "- setLanguage: { name: L, languageValue: { lit: es-us } }",
        "- playAudio: { name: P, audio: { tts: Hello, alternateSequences: { es-us: { tts: Hola } } } }",
        "- playAudio: { name: Q, audio: { alternateSequences: { de-de: { tts: Hallo } } } }",
      ]), ["setLanguage", "Call.Language=es-us", "playAudio", "says Hola", "playAudio", "end disconnect"]),
    RunCase(
      "a transfer says what comes before it, and a voicemail greets once it is taken",
      call([
        "- transferToVoicemail: { name: T, preTransferAudio: { tts: Wait }, failureTransferAudio: { tts: Sorry }, destination: { queue: { targetQueue: { lit: { name: Box } }, voicemailGreeting: { tts: Speak } } } }",
        "- transferToVoicemail: { name: U, preTransferAudio: { tts: Again }, destination: { queue: { targetQueue: { lit: { name: Box } }, voicemailGreeting: { tts: Speak } } } }",
      ]), "transfers: { T: failure }",
      [
        "transferToVoicemail→failure", "says Wait", "says Sorry", "transferToVoicemail→success", "says Again",
        "says Speak", "transfers Box", "end transfer to Box",
      ]),
    RunCase(
      "keys end with the key that the flow names, and what is left goes to what asks next",
      call([
        "- collectInput: { name: A, inputData: { var: Flow.s }, digits: { range: { terminatingDtmf: digit_9, min: { lit: 1 }, max: { lit: 4 } } } }",
        "- collectInput: { name: B, inputData: { var: Flow.s }, digits: { exact: { lit: 1 } } }",
        "- collectInput: { name: C, inputData: { var: Flow.s }, includeTerminatingDtmfInResultData: { lit: true }, digits: { range: { min: { lit: 1 }, max: { lit: 4 } } } }",
        "- collectInput: { name: D, inputData: { var: Flow.s }, digits: { range: { terminatingDtmf: digit_9, min: { lit: 1 }, max: { lit: 4 } } } }",
      ]), "inputs: [ \"19\", \"245#\", \"9\" ]",
      [
        "collectInput→success", "Flow.s=1", "collectInput→success", "Flow.s=2", "collectInput→success", "Flow.s=45#",
        "collectInput→failure", "end disconnect",
      ]),
    RunCase(
      "a bot apologises, and goes by its event for failed recognition where its action has no way for it", bot,
      "inputs: [ { intent: Order }, 3, no-match, no-match, no-match ]",
      [
        "askForIntent→Order", "says say “What?”", "communicate", "askForSlot", "Slot.count=3",
        "askForBoolean→recognition failure", "says say “Pardon”", "says say “Pardon”", "says say “Sorry”", "end exit",
      ]),
    RunCase(
      "an example that a customer says word for word fills its slots", bot, "inputs: [ I want 4 of them, \"yes\" ]",
      [
        "askForIntent→Order", "says say “What?”", "Slot.count=4", "communicate", "askForSlot",
        "askForBoolean→yes", "exitBotFlow", "end exit",
      ]),
    RunCase(
      "an intent that is off is not understood", bot, "inputs: [ { intent: Cancel } ]",
      ["askForIntent→recognition failure", "says say “What?”", "says say “Sorry”", "end exit"]),
    RunCase(
      "a value that has to be confirmed is asked for again where it is not",
      bot.replacing(
        "slot: { name: count }", with: "slot: { name: count }\n              confirmationMode: { lit: always }"),
      "inputs: [ { intent: Order }, 3, { says: \"no\" }, 4, \"yes\", \"yes\" ]",
      [
        "askForIntent→Order", "says say “What?”", "communicate", "askForSlot", "says say “Pardon”",
        "Slot.count=4", "askForBoolean→yes", "exitBotFlow", "end exit",
      ]),
    RunCase(
      "a choice and a way out of a task without actions are taken", configurationOfEmptyWays, "inputs: [ Bye ]",
      ["callTask", "digitalMenu→Bye", "Flow.last=Bye", "endTask", "callTask→Again", "disconnect", "end disconnect"]),
  ]

  /// A menu of a bot with a choice that has no actions, in a task with a way out that has none.
  static let configurationOfEmptyWays = #"""
    {"name":"F","type":"digitalbot","initialSequence":"s","manifest":{},
     "variables":[{"__type":"StringVariable","id":"v","name":"Flow.last"}],
     "flowSequenceItemList":[
       {"__type":"BotState","id":"s","name":"S","startAction":"c","actionList":[
         {"__type":"CallTaskAction","id":"c","name":"C","trackingId":1,"taskReference":"t","taskName":"T","nextAction":"e",
          "paths":[{"label":"Default","outputId":"__DEFAULT__","nextActionId":"x"},{"label":"Again","outputId":"p-1"}]},
         {"__type":"ExitBotFlowAction","id":"x","name":"X","trackingId":2},
         {"__type":"DisconnectAction","id":"e","name":"D","trackingId":3}]},
       {"__type":"Task","id":"t","name":"T","startAction":"m","paths":[{"label":"Again","outputId":"p-1"}],"actionList":[
         {"__type":"DigitalMenuAction","id":"m","name":"M","trackingId":4,"nextAction":"b",
          "selection":{"text":"Flow.last","type":"str","config":{"ref":{"text":"Flow.last","type":"str","val":"v"}},"uiMetaData":{"mode":2},"version":2},
          "paths":[{"label":"Bye","outputId":"q-1"},{"label":"Max No Inputs","outputId":"__MAX_NO_INPUTS__","outOfService":true}]},
         {"__type":"EndTaskAction","id":"b","name":"E","trackingId":5,"pathReference":"p-1","pathName":"Again"}]}]}
    """#

  static let configurationThatWaits = #"""
    {"name":"F","type":"inboundcall","initialSequence":"t","variables":[],"manifest":{},
     "initialPrompts":{"cases":[],"defaultAudio":{"text":"ToAudioTTS(\"Welcome\")","type":"aud","uiMetaData":{"mode":0},"version":2,
       "config":{"ToAudioTTS":{"pos":1,"text":"ToAudioTTS(\"Welcome\")","operands":[{"lit":{"pos":12,"text":"Welcome","type":"str"}}],"type":"aud"}}}},
     "flowSequenceItemList":[{"__type":"Task","id":"t","name":"T","startAction":"a","actionList":[
       {"__type":"WaitAction","id":"a","name":"W","trackingId":7,"nextAction":"b",
        "duration":{"text":"P0D0H1M30S500F","type":"dur","config":{"lit":{"text":"P0D0H1M30S500F","type":"dur"}},"uiMetaData":{"mode":1},"version":2}},
       {"__type":"DisconnectAction","id":"b","name":"D","trackingId":8}]}]}
    """#
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
