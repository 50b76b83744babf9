import Linting
import SourceText
import Testing

/// What flows of a type cannot have.
struct FlowStructureTests {
  private func found(_ text: String) -> [String] {
    lint(text, only: "flow-structure").map { "\($0.severity.rawValue): \($0.message)" }
  }

  private func flow(_ type: String, _ kind: String, _ action: String = "disconnect: { name: Bye }") -> String {
    """
    \(type):
      name: Orders
      startUpRef: "/\(type)/\(kind)s/\(kind)[S_1]"
      \(kind)s:
        - \(kind):
            name: S
            refId: S_1
            actions:
              - \(action)
    """
  }

  private static let containerCases: [(String, String, String?)] = [
    ("inboundShortMessage", "state", nil), ("inboundShortMessage", "task", nil), ("inboundCall", "task", nil),
    ("digitalBot", "bot", nil), ("botFlow", "task", nil), ("workflow", "state", nil), ("brandNew", "menu", nil),
    ("inboundShortMessage", "menu", "which has states and tasks, cannot have a menu"),
    ("inboundCall", "state", "which has menus and tasks, cannot have a state"),
    ("inboundCall", "bot", "which has menus and tasks, cannot have a bot"),
    ("botFlow", "state", "which has bots and tasks, cannot have a state"),
    ("workflow", "menu", "which has states and tasks, cannot have a menu"),
  ]

  @Test(arguments: containerCases)
  func containers(type: String, kind: String, expected: String?) {
    #expect(found(flow(type, kind)) == (expected.map { ["error: a flow of type ‘\(type)’, \($0)"] } ?? []))
  }

  private static let actionCases: [(String, String, String, String?)] = [
    (
      "digitalBot", "bot", "askForIntent: { name: A }",
      "error: ‘askForIntent’ cannot be used in flows of type ‘digitalBot’"
    ),
    ("botFlow", "bot", "askForIntent: { name: A }", nil), ("botFlow", "bot", "changeState: { name: A }", nil),
    (
      "inboundShortMessage", "state", "jumpToTask: { name: A }",
      "error: ‘jumpToTask’ cannot be used in flows of type ‘inboundShortMessage’"
    ),
    (
      "workflow", "state", "jumpToMenu: { name: A }",
      "error: ‘jumpToMenu’ cannot be used in flows of type ‘workflow’, which have no menus"
    ),
    (
      "inboundCall", "task", "changeState: { name: A }",
      "error: ‘changeState’ cannot be used in flows of type ‘inboundCall’, which have no states"
    ),
    (
      "inboundShortMessage", "state", "playAudio: { name: A }",
      "warning: ‘playAudio’ needs a call: nothing is heard or spoken in flows of type ‘inboundShortMessage’"
    ),
    (
      "inboundCall", "task", "sendResponse: { name: A }",
      "warning: ‘sendResponse’ writes to a customer: flows of type ‘inboundCall’ have only calls"
    ),
    ("inboundCall", "task", "callBridge: { name: A }", "warning: ‘callBridge’ is no longer supported by Genesys"),
    ("inboundCall", "task", "playAudio: { name: A }", nil), ("workflow", "state", "hearAudio: { name: A }", nil),
  ]

  @Test(arguments: actionCases)
  func actions(type: String, kind: String, action: String, expected: String?) {
    #expect(found(flow(type, kind, action)) == (expected.map { [$0] } ?? []))
  }

  private static let functionCases: [(String, String, String, String?)] = [
    (
      "digitalBot", "bot", "ToAudioTTS",
      "error: ‘ToAudioTTS’ cannot be used in flows of type ‘digitalBot’: text to speech is not supported"
    ),
    (
      "inboundShortMessage", "state", "toaudiotts",
      "warning: ‘ToAudioTTS’ cannot be used in flows of type ‘inboundShortMessage’: nothing is heard or spoken in them"
    ),
    ("botFlow", "bot", "ToAudioTTS", nil), ("digitalBot", "bot", "ToCommunication", nil),
  ]

  @Test(arguments: functionCases)
  func functions(type: String, kind: String, function: String, expected: String?) {
    let text = flow(
      type, kind,
      "updateData: { name: A, statements: [ { string: { variable: Flow.a, value: { exp: '\(function)(\"Hello\")' } } } ] }"
    )
    #expect(found(text) == (expected.map { [$0] } ?? []))
  }

  @Test func settingsOfOtherTypes() {
    #expect(
      found(flow("workflow", "state") + "\n  settingsMenu: { repeatCount: { lit: 3 } }") == [
        "warning: ‘settingsMenu’ has no meaning in a flow of type ‘workflow’, only in ‘inboundCall’, ‘outboundCall’, "
          + "‘secureCall’ and ‘voicemail’"
      ])
    #expect(found(flow("inboundCall", "task") + "\n  settingsMenu: { repeatCount: { lit: 3 } }") == [])
  }

  @Test func keysThatNoFlowHas() {
    let typo = flow("workflow", "state") + "\n  divisions: Home"
    let message = "expected a key of a flow, found ‘divisions’; did you mean ‘division’?"
    #expect(found(typo) == ["warning: \(message)"])
    #expect(lint(typo).contains { $0.message == message })
    let unknown = flow("workflow", "state") + "\n  kind: Home"
    #expect(found(unknown) == ["info: expected a key of a flow, found ‘kind’, which is not known"])
    #expect(lint(unknown).allSatisfy { $0.rule != "flow-structure" })
    #expect(found(flow("workflow", "state") + "\n  x-note: Home") == [])
  }

  @Test func typesThatWereWithdrawn() {
    #expect(
      found(flow("inboundChat", "state")) == [
        "info: Genesys has withdrawn web chat; web messaging needs an inbound message flow, made anew"
      ])
  }

  @Test func configurationsAndXML() {
    let configuration = """
      {"name": "Orders", "type": "inboundshortmessage", "initialSequence": "s1", "flowSequenceItemList": [
        {"__type": "State", "id": "s1", "name": "Start", "startAction": "a1", "actionList": [
          {"__type": "TransferTaskAction", "id": "a1", "name": "Go"}]},
        {"__type": "Menu", "id": "m1", "name": "Main Menu", "menuChoiceList": []}
      ]}
      """
    #expect(
      found(configuration) == [
        "error: ‘jumpToTask’ cannot be used in flows of type ‘inboundShortMessage’",
        "error: a flow of type ‘inboundShortMessage’, which has states and tasks, cannot have a menu",
      ])
    let xml = """
      <workflow><name>Orders</name><menus><menu><name>M</name></menu></menus><settingsMenu/>
      <states><state><name>S</name></state></states></workflow>
      """
    #expect(found(xml).count == 2)
  }
}
