import Flows
import Linting
import TestSupport
import Testing

/// What is compared with an inventory, and how.
struct UnresolvedDependencyTests {
  static let inventory = """
    {"queues": [{"id": "Q1", "name": "Orders"}], "skills": [], "dataTables": [{"id": "T1", "name": "Hours"}],
     "dataActions": [{"id": "A1", "name": "Get order"}],
     "users": [{"id": "U1", "name": "Ada Example", "email": "ada@example.com"}]}
    """

  static let expressions: [(expression: String, missing: String?)] = [
    (#"IsSet(FindQueue("Orders"))"#, nil), (#"IsSet(FindQueue("orders"))"#, nil),
    (#"IsSet(FindQueue("Ordrs"))"#, "the inventory has no queue with the name ‘Ordrs’; did you mean ‘Orders’?"),
    (#"IsSet(FindQueueById("q1"))"#, nil),
    (#"IsSet(FindQueueById("q2"))"#, "the inventory has no queue with the id ‘q2’"),
    (#"IsSet(FindUser("Ada@example.com"))"#, nil),
    (#"IsSet(FindUser("bob@example.com"))"#, "the inventory has no user with the name ‘bob@example.com’"),
    (#"IsSet(FindSkill("Voice"))"#, "the inventory has no skill with the name ‘Voice’"),
    // Of groups nothing is known, and the others are put together when the flow runs, or when it is published.
    (#"IsSet(FindGroup("Sales"))"#, nil), (#"IsSet(FindQueue(Flow.text))"#, nil),
    (#"IsSet(FindQueue("{{queue}}"))"#, nil),
  ]

  @Test(arguments: expressions)
  func inExpressions(_ expression: String, _ missing: String?) {
    let found = lint(flow(condition: expression), only: "unresolved-dependency", inventory: Self.inventory)
    #expect(found.map(\.message) == [missing].compactMap { $0 })
    #expect(lint(flow(condition: expression)).allSatisfy { $0.rule != "unresolved-dependency" })
  }

  @Test func inActions() {
    let actions = """
                - dataTableLookup:
                    name: Opening hours
                    dataTable:
                      Hour:
                        foundOutputs:
                          day:
                            var: Flow.text
                - transferToAcd:
                    name: To the agents
                    targetQueue:
                      lit:
                        name: Orders
                    acdSkills:
                      - acdSkill:
                          lit:
                            name: Voice
      """
    let text = flow(condition: "true", actions: callData(success: "Flow.text") + "\n" + actions)
    let found = lint(text, only: "unresolved-dependency", inventory: Self.inventory)
    #expect(
      found.map(\.message) == [
        "the inventory has no data action with the name ‘Get Conversation’",
        "the inventory has no data table with the name ‘Hour’; did you mean ‘Hours’?",
        "the inventory has no skill with the name ‘Voice’",
      ])
    #expect(found.map(\.location.actionType) == ["callData", "dataTableLookup", "transferToAcd"])
  }

  /// A configuration holds the id beside the name, which may be an old one.
  @Test(arguments: [("Q1", true), ("Q9", false)])
  func inConfigurations(id: String, isThere: Bool) {
    let text = """
      {"name": "Order status", "type": "inboundcall", "nextTrackingNumber": 12, "initialSequence": "s1",
       "variables": [], "manifest": {}, "flowSequenceItemList": [{"id": "s1", "name": "Start", "__type": "TaskSequence",
        "startAction": "a1", "actionList": [{"id": "a1", "name": "To the agents", "trackingId": 11,
         "__type": "TransferPureMatchAction", "queues": [{"type": "que", "text": "Old name", "version": 2,
          "config": {"lit": {"pos": 1, "text": "Old name", "type": "que", "val": "\(id)"}}, "uiMetaData": {"mode": 1}}]}]}]}
      """
    let found = lint(text, only: "unresolved-dependency", inventory: Self.inventory)
    #expect(found.isEmpty == isThere)
    #expect(found.allSatisfy { $0.message == "the inventory has no queue with the name ‘Old name’" })
  }
}
