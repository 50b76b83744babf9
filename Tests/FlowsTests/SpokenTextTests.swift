import Expressions
import Flows
import SourceText
import Testing

/// What people hear or read of a flow, in each format.
struct SpokenTextTests {
  private func words(_ text: SpokenText, in flow: Flow) -> String {
    let parts = text.parts.map { part in
      switch part.place {
      case .literal: "[\(part.text)]"
      case .part(let site, let range): flow[site].tree.text(range)
      }
    }
    let holder = text.action.map { flow[$0].name ?? "-" } ?? text.container.map { flow[$0].name ?? "-" } ?? "flow"
    return "\(holder) \(text.property): \(parts.joined(separator: " "))\(text.isWhole ? "" : " …")"
  }

  private func spoken(_ text: String) throws -> [String] {
    let flow = try #require(try flows(in: text).first)
    return flow.spokenTexts.map { words($0, in: flow) }
  }

  @Test func archy() throws {
    let text = """
      inboundCall:
        name: Orders
        startUpRef: "/inboundCall/menus/menu[Main_10]"
        initialGreeting:
          tts: Welcome
        menus:
          - menu:
              name: Main
              refId: Main_10
              audio:
                en-us:
                  tts: Press 1
                de-de:
                  exp: ToAudioTTS("Drücken Sie die 1")
              choices:
                - menuTask:
                    name: Sales
                    dtmf: digit_1
                    task:
                      name: Sales
                      refId: Sales_11
                      actions:
                        - playAudio:
                            name: Wait
                            audio:
                              exp: 'If(Flow.isLate, ToAudioTTS("Late"), Append(ToAudioTTS(Flow.text), ToAudioNumber(7)))'
                        - updateData:
                            name: Note
                            statements:
                              - string:
                                  variable: Flow.text
                                  value:
                                    lit: not said
                              - audio:
                                  variable: Flow.audio
                                  value:
                                    exp: ToAudioTTS("kept for later")
                        - playAudio:
                            name: Hole
                            audio:
                              tts: "Hello {{name}}"
      """
    #expect(
      try spoken(text) == [
        "flow initialGreeting: [Welcome]", "Main audio: [Press 1]", #"Main audio: "Drücken Sie die 1""#,
        #"Wait audio: "Late" …"#, #"Note statements: "kept for later""#, "Hole audio: [Hello {{name}}] …",
      ])
  }

  @Test func messages() throws {
    let text = """
      inboundShortMessage:
        name: Orders
        startUpRef: "/inboundShortMessage/states/state[Start_10]"
        states:
          - state:
              name: Start
              refId: Start_10
              actions:
                - sendResponse:
                    name: Literal
                    messageBody:
                      lit: Hi
                - sendResponse:
                    name: Built
                    messageBody:
                      exp: Trim(Append("Hi ", Flow.name, "!"))
                - callData:
                    name: Send
                    category:
                      CRM:
                        dataAction:
                          Send:
                            inputs:
                              messageBody:
                                lit: not shown
                              body:
                                exp: '"nor this"'
      """
    #expect(try spoken(text) == ["Literal messageBody: [Hi]", #"Built messageBody: "Hi " "!" …"#])
  }

  @Test func configuration() throws {
    func value(_ text: String, _ type: String, mode: Int?, root: String) -> String {
      let mode = mode.map { #""mode": \#($0)"# } ?? #""sequenceItems": [], "customExpressionMode": false"#
      return #"{"config": {"\#(root)": {}}, "text": "\#(text)", "type": "\#(type)", "uiMetaData": {\#(mode)}}"#
    }
    let menu = value(
      #"AudioPlaybackOptions(ToAudioTTS(\"Press 1\"), true)"#, "aud", mode: nil, root: "AudioPlaybackOptions")
    let body = value("Bye", "str", mode: 1, root: "lit")
    let built = value(#"Append(\"Bye \", Flow.name)"#, "str", mode: 0, root: "Append")
    let text = """
      {"name": "Orders", "type": "inboundcall", "initialSequence": "m1", "flowSequenceItemList": [
        {"__type": "Menu", "id": "m1", "name": "Main", "prompts": {"defaultAudio": \(menu), "cases": []},
         "menuChoiceList": [{"name": "Sales", "digit": 1, "action": {"__type": "TaskAction", "id": "a0", "name": "Sales"}}]},
        {"__type": "Task", "id": "t1", "name": "Sales", "startAction": "a1", "actionList": [
          {"__type": "SendResponseAction", "id": "a1", "name": "Literal", "nextAction": "a2", "messageBody": \(body)},
          {"__type": "SendResponseAction", "id": "a2", "name": "Built", "messageBody": \(built)}]}
      ]}
      """
    #expect(
      try spoken(text) == [
        #"Main prompts: "Press 1""#, "Literal messageBody: [Bye]", #"Built messageBody: "Bye " …"#,
      ])
    #expect(try flows(in: text).first?.actions.first?.menuKey?.name == "1")
  }

  @Test(arguments: [
    ("digit_9", "9"), ("digit_*", "*"), ("digit_#", "#"), ("3", "3"), ("digit_star", "*"), ("none", nil),
  ])
  func menuKeys(written: String, key: String?) throws {
    let text = """
      inboundCall:
        name: Orders
        startUpRef: "/inboundCall/menus/menu[Main_10]"
        menus:
          - menu:
              name: Main
              refId: Main_10
              choices:
                - menuDisconnect:
                    name: Bye
                    dtmf: "\(written)"
                    globalDtmf: true
      """
    let found = try #require(try flows(in: text).first).actions.first?.menuKey
    #expect(found?.name == key && found?.isGlobal == (key == nil ? nil : true))
  }
}
