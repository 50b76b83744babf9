import Linting
import SourceText
import TestSupport
import Testing

/// Data that belongs into a secure flow, written to participant data.
struct PIIInAttributeTests {
  private func flow(_ value: String, name: String = "note", before: String = "", type: String = "inboundCall") -> String
  {
    """
    \(type):
      name: Orders
      startUpRef: "/\(type)/tasks/task[Main_10]"
      tasks:
        - task:
            name: Main
            refId: Main_10
            actions:
    \(before.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
              - setParticipantData:
                  name: Note
                  attributes:
                    - attribute:
                        name:
                          lit: \(name)
                        value:
                          \(value)
    """
  }

  private func found(_ text: String) -> [String] { lint(text, only: "pii-in-attribute").map(\.message) }

  private static func holds(_ name: String, _ kind: String) -> String {
    "‘\(name)’ seems to hold \(kind), and goes into participant data, which agents, scripts and exports show"
  }

  @Test(arguments: [
    ("Flow.cardNumber", "a card number"), ("Flow.CreditCardNo", "a card number"),
    ("Task.card_number2", "a card number"),
    ("Flow.creditcardnumber", "a card number"), ("Flow.CVV", "a card's security code"),
    ("Flow.cvv2", "a card's security code"),
    ("Flow.customer.ssn", "a social security number"), ("Flow.SSN_Number", "a social security number"),
    ("Slot.dateOfBirth", "a date of birth"), ("Flow.DOB", "a date of birth"), ("Flow.PIN", "a PIN"),
    ("Flow.newPassword", "a password"), ("Flow.IBAN", "a bank account"), ("Flow.passportNo", "a passport number"),
  ])
  func namesThatTell(name: String, kind: String) {
    #expect(found(flow("exp: \(name)")) == [Self.holds(name, kind)])
    #expect(found(flow("exp: \(name)", type: "secureCall")) == [])
  }

  @Test(arguments: [
    "Flow.phoneNumber", "Flow.email", "Flow.firstName", "Flow.orderNumber", "Flow.accountNumber", "Flow.creditCard",
    "Flow.cardType", "Flow.isPinValid", "Flow.pinVerified", "Flow.maskedCardNumber", "Flow.cardNumberLast4",
    "Flow.loyaltyCardNumber", "Flow.pinCode", "Flow.spin", "Flow.shipping", "Flow.passwordReset",
  ])
  func namesThatTellNothing(name: String) {
    #expect(found(flow("exp: \(name)")) == [])
  }

  @Test(arguments: [
    (#"Append("card ", Flow.cardNumber)"#, true), ("ToString(Flow.cardNumber)", true),
    (#""no " + Flow.cardNumber"#, true),
    ("If(Flow.isKnown, Flow.cardNumber, \"\")", true), ("Upper(Trim(Flow.cardNumber))", true),
    ("Right(Flow.cardNumber, 4)", false), ("Substring(Flow.cardNumber, 12, 4)", false),
    ("ToString(IsSet(Flow.cardNumber))", false), ("ToString(Length(Flow.cardNumber))", false),
    ("If(Flow.cardNumber == \"1\", \"yes\", \"no\")", false),
  ])
  func whatBecomesOfTheValue(value: String, isFound: Bool) {
    #expect(found(flow("exp: '\(value)'")) == (isFound ? [Self.holds("Flow.cardNumber", "a card number")] : []))
  }

  @Test func aMemberOfJSON() {
    #expect(
      found(flow(#"exp: ToString(GetJsonObjectProperty(Flow.customer, "ssn"))"#)) == [
        Self.holds("ssn", "a social security number")
      ])
  }

  @Test func outputsAndAssignmentsAreFollowed() {
    let before = """
              - callData:
                  name: Get customer
                  category:
                    CRM:
                      dataAction:
                        Get Customer:
                          successOutputs:
                            customer.dateOfBirth:
                              var: Flow.x
              - updateData:
                  name: Copy
                  statements:
                    - string:
                        variable: Flow.y
                        value:
                          exp: Flow.x
      """
    #expect(found(flow("exp: Flow.y", before: before)) == [Self.holds("Flow.y", "a date of birth")])
    #expect(found(flow("exp: Flow.z", before: before)) == [])
  }

  @Test(arguments: [
    ("PIN", "exp: Flow.input", true), ("PIN", "lit: asked", false), ("pinOk", "exp: Flow.input", false),
  ])
  func theNameOfTheAttribute(name: String, value: String, isFound: Bool) {
    let message = "the attribute is named like a PIN, and participant data is shown to agents, scripts and in exports"
    #expect(found(flow(value, name: name)) == (isFound ? [message] : []))
  }

  @Test func ofAConfiguration() {
    func value(_ text: String, mode: Int, root: String) -> String {
      #"{"config": {"\#(root)": {}}, "text": "\#(text)", "type": "str", "uiMetaData": {"mode": \#(mode)}}"#
    }
    func configuration(_ written: String) -> String {
      """
      {"name": "Orders", "type": "inboundcall", "initialSequence": "t1", "flowSequenceItemList": [{
        "__type": "Task", "id": "t1", "name": "Main", "startAction": "a1", "actionList": [
        {"__type": "DataAction", "id": "a1", "name": "Get", "nextAction": "a2", "category": {"name": "CRM"},
         "actionName": "Get Customer", "inputs": [],
         "outputs": [{"name": "ssn", "value": \(value("Flow.x", mode: 2, root: "ref"))}], "paths": []},
        {"__type": "SetAttributesAction", "id": "a2", "name": "Note", "variables": [{
          "variable": \(value("note", mode: 1, root: "lit")), "expression": \(written)}]}]}]}
      """
    }
    #expect(
      found(configuration(value("Flow.x", mode: 0, root: "ref"))) == [Self.holds("Flow.x", "a social security number")])
    #expect(found(configuration(value("Flow.PIN", mode: 1, root: "ref"))) == [Self.holds("Flow.PIN", "a PIN")])
    #expect(found(configuration(value("Flow.other", mode: 1, root: "ref"))) == [])
  }
}
