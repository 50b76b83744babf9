import Conversations
import JSON

/// A conversation that a customer begins by a message: the customer, the flow that greets, the queue.
struct MessageDraft: Sendable {
  /// `webmessaging` or `open`.
  var messenger: String
  /// The customer's address.
  var sender: String
  var name: String?
  /// The address that was written to.
  var recipient: String
  var attributes: [JSONMember]
  /// The flow that takes it.
  var flow: StoredFlow?
  var queueID: String?

  /// The document of the conversation.
  func document(now: Timestamp, ids: inout Identifiers) -> JSONValue {
    let customerID = ids.uuid()
    let legID = ids.uuid()
    var customer = participant(customerID, "customer", type: "External", legID: legID, peer: nil, now: now, &ids)
    customer["attributes"] = .object(attributes)
    if let name { customer["name"] = .string(name) }
    var workflow = participant(ids.uuid(), "workflow", type: "Workflow", legID: ids.uuid(), peer: legID, now: now, &ids)
    if let flow {
      workflow["name"] = .string(flow.name)
      var leg = workflow["messages"]?.items.first ?? [:]
      leg["flow"] = flow.analyticsSummary
      workflow["messages"] = [leg]
    }
    var acd = participant(ids.uuid(), "acd", type: "ACD", legID: ids.uuid(), peer: legID, now: now, &ids)
    if let queueID { acd["queueId"] = .string(queueID) }
    let division = identifier(named: "division Home")
    var entities: [JSONValue] = []
    if let flow { entities.append(["id": .string(flow.id), "selfUri": "/api/v2/flows/\(flow.id)"]) }
    if let queueID { entities.append(["id": .string(queueID), "selfUri": "/api/v2/routing/queues/\(queueID)"]) }
    return [
      "id": .string(ids.uuid()), "startTime": .string(now.iso8601), "participants": [customer, workflow, acd],
      "recordingState": "none",
      "divisions": [
        [
          "division": ["id": .string(division), "selfUri": "/api/v2/authorization/divisions/\(division)"],
          "entities": .array(entities),
        ]
      ],
    ]
  }

  private func participant(
    _ id: String, _ purpose: String, type: String, legID: String, peer: String?, now: Timestamp,
    _ ids: inout Identifiers
  ) -> JSONValue {
    var leg: JSONValue = [
      "id": .string(legID), "state": "connected", "initialState": "connected", "direction": "inbound", "held": false,
      "provider": "PureCloud Messaging", "type": .string(messenger), "connectedTime": .string(now.iso8601),
      "toAddress": ["addressNormalized": .string(recipient)], "fromAddress": ["addressNormalized": .string(sender)],
      "messages": [],
    ]
    if let peer { leg["peerId"] = .string(peer) }
    return [
      "id": .string(id), "startTime": .string(now.iso8601), "connectedTime": .string(now.iso8601),
      "purpose": .string(purpose), "participantType": .string(type), "calls": [], "callbacks": [], "chats": [],
      "emails": [], "messages": [leg], "attributes": [:],
    ]
  }
}

extension SandboxState {
  /// Takes a message of a customer: into the conversation that goes on between the two, else into a new one.
  ///
  /// - Returns: the ids of conversation and message.
  mutating func receive(
    _ draft: MessageDraft, text: String, conversation known: String?, now: Timestamp
  ) -> (conversation: String, message: String) {
    let messageID = ids.uuid()
    let conversationID: String
    if let known, let conversation = conversations[known], conversation.isLive,
      let customer = conversation.participant(purpose: "customer")?["id"]?.text
    {
      conversationID = known
      if !draft.attributes.isEmpty {
        write(draft.attributes, conversation: known, participant: customer, now: now)
      }
    } else {
      var draft = draft
      draft.flow = flows.all.first { $0.type == "INBOUNDSHORTMESSAGE" }
      let queues = Listings.kinds.first.map { listings[$0] } ?? []
      draft.queueID = queues.first?["id"]?.text
      let attributes = draft.attributes
      // Written like any other attributes, so that they too appear late.
      draft.attributes = []
      let conversation = StoredConversation(draft.document(now: now, ids: &ids), ids: &ids)
      conversations.add(conversation)
      conversationID = conversation.id
      if !attributes.isEmpty, let customer = conversation.participant(purpose: "customer")?["id"]?.text {
        write(attributes, conversation: conversationID, participant: customer, now: now)
      }
    }
    conversations.add(
      ConversationStore.StoredMessage(
        conversationID: conversationID, text: text, messenger: draft.messenger, time: now),
      id: messageID)
    return (conversationID, messageID)
  }
}
