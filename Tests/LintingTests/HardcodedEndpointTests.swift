import Linting
import SourceText
import TestSupport
import Testing

/// Addresses that are written into a flow.
struct HardcodedEndpointTests {
  private func input(_ value: String) -> String {
    """
    inboundCall:
      name: Orders
      startUpRef: "/inboundCall/tasks/task[Main_10]"
      tasks:
        - task:
            name: Main
            refId: Main_10
            actions:
              - callData:
                  name: Send
                  category:
                    CRM:
                      dataAction:
                        Send:
                          inputs:
                            to:
                              \(value)
    """
  }

  private func found(_ text: String) -> [String] {
    lint(text, only: "hardcoded-endpoint").map { "\($0.severity.rawValue) \($0.message)" }
  }

  private static func told(_ what: String) -> [String] {
    ["info \(what) is written into the flow, so that a test organisation uses the same one"]
  }

  @Test(arguments: [
    ("https://crm.example.com/orders?id=", told("the address of ‘crm.example.com’")),
    ("api.mypurecloud.de", told("a host of one region of Genesys Cloud, ‘api.mypurecloud.de’,")),
    ("https://api.euw2.pure.cloud/api/v2", told("a host of one region of Genesys Cloud, ‘api.euw2.pure.cloud’,")),
    ("https://help.mypurecloud.com/articles", told("the address of ‘help.mypurecloud.com’")),
    ("sales@example.com", told("an e-mail address at ‘example.com’")),
    ("mailto:sales@example.com", told("an e-mail address at ‘example.com’")),
    ("+13175550116", told("a telephone number")), ("tel:+13175550116", told("a telephone number")),
    ("http://json-schema.org/draft-04/schema#", []), ("https://{{host}}/orders", []), ("https://", []),
    ("13175550116", []), ("Orders", []), ("a@b", []), ("order.status", []), ("+1317", []),
    ("12:30@noon", []), ("{\"url\": \"https://crm.example.com\"}", []),
  ])
  func literals(text: String, expected: [String]) {
    #expect(found(input("lit: '\(text)'")) == expected)
    let escaped = text.replacing("\"", with: "\\\"")
    #expect(found(input("exp: 'Append(\"\(escaped)\", Flow.x)'")) == expected)
  }

  @Test func aTextThatIsShownIsNone() {
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
                    name: Link
                    messageBody:
                      exp: Append("https://www.example.com/orders/", Flow.id)
                - sendResponse:
                    name: Number
                    messageBody:
                      lit: "+13175550116"
      """
    #expect(found(text) == [])
  }

  @Test func anAddressIsToldOnce() {
    let value = #"Append("sales@example.com", If(Flow.x, "sales@example.com", "help@example.com"))"#
    #expect(found(input("exp: '\(value)'")).count == 2)
  }

  @Test func otherRulesTellOfSome() {
    func rules(_ value: String) -> [String] {
      lint(input(value)).map(\.rule).filter {
        ["address-without-scheme", "placeholder-text", "hardcoded-endpoint", "secret-in-expression"].contains($0)
      }
    }
    #expect(rules(#"exp: 'If(Call.Ani == "+13175550116", "a", "b")'"#) == ["address-without-scheme"])
    #expect(rules(#"exp: 'If(Call.Ani == "tel:+13175550116", "a", "b")'"#) == ["hardcoded-endpoint"])
    #expect(rules("lit: https://crm.example.com/YOUR_ORG_ID") == ["placeholder-text"])
    #expect(rules("lit: https://anna:wiSe0wl4@crm.example.com/") == ["secret-in-expression"])
  }

  @Test func ofAConfiguration() {
    let text = """
      {"name": "Orders", "type": "inboundcall", "initialSequence": "t1", "flowSequenceItemList": [{
        "__type": "Task", "id": "t1", "name": "Main", "startAction": "a1", "actionList": [
        {"__type": "DataAction", "id": "a1", "name": "Send", "category": {"name": "CRM"}, "actionName": "Send",
         "inputs": [{"name": "to", "value": {"config": {"lit": {}}, "text": "+13175550116", "type": "str",
           "uiMetaData": {"mode": 1}}}], "paths": []}]}]}
      """
    #expect(found(text) == Self.told("a telephone number"))
  }
}
