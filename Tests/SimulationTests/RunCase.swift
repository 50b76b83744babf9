import Testing

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
