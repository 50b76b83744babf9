import Documents
import Flows
import TestSupport
import Testing

struct ArchyReaderTests {
  private func sample(_ format: String) throws -> Flow {
    let contents = try Repository.bytes("samples/flows/order-tracking.\(format)")
    return try #require(FlowFile.read(name: "order-tracking.\(format)", contents: contents).flows.first)
  }

  @Test(arguments: ["yaml", "xml"])
  func containersActionsAndBranches(format: String) throws {
    let flow = try sample(format)
    #expect(flow.type == "inboundShortMessage")
    #expect(flow.name == "Order tracking")
    #expect(
      outline(of: flow) == [
        "state Greeting",
        "  getParticipantData Read what the web page sent",
        "  decision Order known?",
        "    sendResponse Ask for the number",
        "    callTask Look it up",
        "  disconnect Goodbye",
        "task Look up",
        "  callData Get the order",
        "    switch How late?",
        "      sendResponse On time",
        "      transferToAcd To an agent",
        "      updateData Count a day less",
        "    setParticipantData Leave a mark",
        "  endTask End Task",
      ])
    #expect(flow.containers.map(\.refID) == ["Greeting_10", "Look up_20"])
    let decision = try #require(flow.actions.first { $0.type == "decision" })
    #expect(decision.branches.map(\.name) == ["yes", "no"])
    let choice = try #require(flow.actions.first { $0.type == "switch" })
    #expect(choice.branches.map(\.name) == ["default", "case", "case"])
  }

  @Test(arguments: ["yaml", "xml"])
  func variables(format: String) throws {
    let flow = try sample(format)
    #expect(flow.variables.map(\.name) == ["Flow.orderId", "Flow.tier", "Flow.order", "Flow.daysLate", "State.name"])
    #expect(flow.variables.map(\.typeKey).suffix(3) == ["jsonVariable", "integerVariable", "stringVariable"])
    #expect(flow.variables.map(\.scope) == ["flow", "flow", "flow", "flow", "state"])
    #expect(flow.variables.map(\.container) == [nil, nil, nil, nil, flow.actions.first?.container])
    guard case .expression(let site) = try #require(flow.variables.last).initialValue else {
      Issue.record("expected an expression")
      return
    }
    #expect(flow[site].text == "Message.Message.senderName")
  }

  @Test(arguments: ["yaml", "xml"])
  func effects(format: String) throws {
    let flow = try sample(format)
    #expect(
      flow.actions.flatMap { words($0.effects, in: flow) } == [
        "read literal custom_order_id into Flow.orderId", "read literal tier into Flow.tier",
        "call - › -", "call Order_Service › Get_Order", "  orderId: expression Trim(Flow.orderId)",
        #"dataActionSuccess into Flow.order on ["success"]"#, #"dataActionSuccess into Flow.daysLate on ["success"]"#,
        "Flow.daysLate = expression Flow.daysLate - 1",
        "write literal lookup_failed = expression ToString(true)",
      ])
  }

  /// The same flow in YAML and XML gives the same sites at the same paths.
  @Test(arguments: [
    "flows/order-tracking", "flows/delivery-bot", "lint/from-attributes/bad", "lint/from-attributes/good",
    "lint/expr-syntax/bad",
    "lint/expr-syntax/good",
  ])
  func formatsAgree(sample: String) throws {
    func sites(_ format: String) throws -> [String] {
      let contents = try Repository.bytes("samples/\(sample).\(format)")
      let flow = try #require(FlowFile.read(name: sample, contents: contents).flows.first)
      return flow.sites.map { site in
        let location = flow.location(of: site)
        return "\(joined(site.path)) \(site.kind.rawValue) \(location) \(site.text)"
      }
    }
    let yaml = try sites("yaml")
    #expect(!yaml.isEmpty)
    #expect(try sites("xml") == yaml)
  }

  @Test func sitesAreFoundEverywhere() throws {
    let text = """
      inboundCall:
        name: Everywhere
        startUpRef: "/inboundCall/menus/menu[Main_1]"
        initialGreeting: { en-us: { exp: greeting } }
        settingsActionDefaults:
          callData: { timeout: { exp: setting } }
        unknown: { deep: [ { exp: unknown }, [ { exp: nested } ] ] }
        menus:
          - menu:
              name: Main
              refId: Main_1
              choices:
                - menuTask:
                    name: Pay
                    refId: Pay_2
                    task:
                      actions:
                        - playAudio: { name: Say, audio: { exp: inTask } }
                - menuSubMenu:
                    name: More
                    menu:
                      name: Inner
                      choices:
                        - menuDisconnect: { name: Bye, dtmf: digit_9, speechRecTerms: { exp: inChoice } }
        tasks:
          - task:
              name: T
              actions:
                - loop:
                    name: Three times
                    currentIndex: { var: Flow.i }
                    outputs: { loop: { actions: [ { disconnect: { reason: { exp: inLoop } } } ] } }
                - askForIntent:
                    name: Ask
                    outputs: { intents: [ { intent: { name: { exp: intentName }, actions: [ { x: { exp: inIntent } } ] } } ] }
                - callData:
                    name: Names like keys
                    category: { exp: { dataAction: { actions: { inputs: { exp: { exp: inInput } } } } } }
      """
    let flow = try #require(flows(in: text).first)
    #expect(
      flow.sites.map { "\($0.text) \(flow.location(of: $0))" } == [
        "greeting ", "setting ", "unknown ", "nested ", "inTask task ‘Pay’ › playAudio ‘Say’",
        "inChoice menu ‘Inner’ › menuDisconnect ‘Bye’", "Flow.i task ‘T’ › loop ‘Three times’",
        "inLoop task ‘T’ › disconnect", "intentName task ‘T’ › askForIntent ‘Ask’", "inIntent task ‘T’ › x",
        "inInput task ‘T’ › callData ‘Names like keys’",
      ])
    #expect(
      outline(of: flow) == [
        "menu Main", "  menuTask Pay", "  menuSubMenu More", "task Pay", "  playAudio Say", "menu Inner",
        "  menuDisconnect Bye", "task T", "  loop Three times", "    disconnect -", "  askForIntent Ask", "    x -",
        "  callData Names like keys",
      ])
  }

  @Test func placeholdersStandInNamesKeysAndExpressions() throws {
    let contents = try Repository.bytes("samples/flows/opening-hours.yaml")
    let file = try FlowFile.read(name: "opening-hours.yaml", contents: contents)
    let flow = try #require(file.flows.first)
    #expect(file.diagnostics.isEmpty)
    #expect(flow.name == "{{flow_name}}")
    #expect(
      outline(of: flow) == [
        "menu Main Menu", "  menuTask Opening hours", "  menuSubMenu More", "  menuDisconnect Goodbye",
        "task Opening hours", "  callData Get the hours", "    playAudio Say them", "  jumpToMenu Back",
        "menu More choices", "  menuTransferToAcd To an agent",
      ])
    #expect(flow.actions.flatMap(\.effects.calls).map(\.category) == ["{{integration}}"])
    #expect(flow.sites.map(\.text).contains("\"${site_name}\""))
    #expect(flow.sites.map(\.text).contains("FindQueue({{queue}})"))
    #expect(flow.containers.map(\.parent?.index) == [nil, 0, 0])
  }

  /// What is handed over is known by name, whatever is called, and for a task what it asks for.
  @Test func callsHandOverInputs() throws {
    let flow = try #require(
      flows(
        in: """
          inboundCall:
            name: Calls
            startUpRef: "/inboundCall/tasks/task[Main_10]"
            tasks:
              - task:
                  name: Main
                  refId: Main_10
                  actions:
                    - callTask:
                        name: Greet
                        targetTaskRef: "/inboundCall/tasks/task[Greet_11]"
                        inputs:
                          Task.who: { exp: Call.RemoteName }
                    - callCommonModule:
                        name: Ask
                        commonModule:
                          Language:
                            ver_latestPublished:
                              inputs:
                                Common.ani: { lit: "1" }
                    - callBotFlow:
                        name: Bot
                        botFlow:
                          Orders:
                            ver_latestPublished:
                              inputs: { Slot.zip: { noValue: true } }
              - task:
                  name: Greet
                  refId: Greet_11
                  variables:
                    - stringVariable: { name: Task.who, isInput: true }
                    - stringVariable: { name: Task.other }
          """
      ).first)
    #expect(
      flow.actions.flatMap { words($0.effects, in: flow) } == [
        "call - › -", "  Task.who: expression Call.RemoteName", "call - › Language", "  Common.ani: literal 1",
        "call - › Orders", "  Slot.zip: unset",
      ])
  }

  /// References are known wherever they stand: in actions, and in the settings of the flow and of its parts.
  @Test func referencesOfSettings() throws {
    let flow = try #require(
      flows(
        in: """
          workflow:
            name: Settings
            startUpRef: "/workflow/states/state[Main_10]"
            settingsErrorHandling:
              errorHandling:
                task: { targetTaskRef: "/workflow/tasks/task[Gone_12]" }
            states:
              - state:
                  name: Main
                  refId: Main_10
                  settingsNoInput: { jump: { targetTaskRef: "/workflow/tasks/task[Help_11]" } }
                  actions:
                    - jumpToTask: { name: J, targetTaskRef: "/workflow/tasks/task[Help_11]" }
            tasks:
              - task: { name: Help, refId: Help_11 }
          """
      ).first)
    #expect(
      flow.references.map { reference in
        let holder = reference.action.map { flow[$0].name } ?? reference.container.map { flow[$0].name } ?? "flow"
        return
          "\(holder ?? "-"): \(reference.target.flatMap { flow[$0].name } ?? "nothing")\(reference.isStart ? " first" : "")"
      } == ["flow: Main first", "flow: nothing", "Main: Help", "J: Help"])
  }

  @Test func aCommonModuleIsOneContainer() throws {
    let text = """
      commonModule:
        name: Shared
        startUpTaskActions:
          - decision: { name: D, condition: { exp: "true" } }
      """
    let flow = try #require(flows(in: text).first)
    #expect(outline(of: flow) == ["startUpTask Shared", "  decision D"])
    #expect(flow.sites.map { joined($0.path) } == ["commonModule/startUpTaskActions/0/decision/condition/exp"])
  }
}
