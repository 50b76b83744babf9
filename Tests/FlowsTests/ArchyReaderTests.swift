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
    var seen: [String] = []
    for action in flow.actions {
      for effect in action.effects {
        switch effect {
        case .assigns(let target, .expression(let value)): seen.append("\(flow[target].text) = \(flow[value].text)")
        case .callsDataAction(let call): seen.append("call \(call.category) › \(call.name)")
        case .binds(let target, let output, _): seen.append("\(output) into \(flow[target].text)")
        case .readsAttribute(.literal(let name), let target):
          seen.append("\(name.text ?? "") into \(target.map { flow[$0].text } ?? "")")
        case .writesAttribute(.literal(let name), .expression(let value)):
          seen.append("write \(name.text ?? "") = \(flow[value].text)")
        default: seen.append("other")
        }
      }
    }
    #expect(
      seen == [
        "custom_order_id into Flow.orderId", "tier into Flow.tier", "call Order_Service › Get_Order",
        "dataActionSuccess into Flow.order", "dataActionSuccess into Flow.daysLate",
        "Flow.daysLate = Flow.daysLate - 1",
        "write lookup_failed = ToString(true)",
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
    let call = flow.actions.flatMap(\.effects).compactMap { effect -> DataActionCall? in
      if case .callsDataAction(let call) = effect { call } else { nil }
    }
    #expect(call.map(\.category) == ["{{integration}}"])
    #expect(flow.sites.map(\.text).contains("\"${site_name}\""))
    #expect(flow.sites.map(\.text).contains("FindQueue({{queue}})"))
    #expect(flow.containers.map(\.parent?.index) == [nil, 0, 0])
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
