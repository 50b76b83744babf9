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
    let start = JSONValue.string(now.iso8601)
    let customerID = ids.uuid()
    let legID = ids.uuid()
    func leg(_ id: String, peer: String?, flow: StoredFlow? = nil) -> JSONValue {
      ConversationParts.leg(
        id, "messages", start: start, peer: peer, flow: flow, type: messenger,
        to: ["addressNormalized": .string(recipient)], from: ["addressNormalized": .string(sender)])
    }
    let participants = [
      ConversationParts.participant(
        customerID, "customer", "External", name: name, start: start, "messages", leg(legID, peer: nil),
        .object(attributes)),
      ConversationParts.participant(
        ids.uuid(), "workflow", "Workflow", name: flow?.name, start: start, "messages",
        leg(ids.uuid(), peer: legID, flow: flow)),
      ConversationParts.participant(
        ids.uuid(), "acd", "ACD", queue: queueID, start: start, "messages", leg(ids.uuid(), peer: legID)),
    ]
    return [
      "id": .string(ids.uuid()), "startTime": start, "participants": .array(participants), "recordingState": "none",
      "divisions": ConversationParts.divisions(flow: flow, queue: queueID),
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
      if !draft.attributes.isEmpty { write(draft.attributes, conversation: known, participant: customer, now: now) }
    } else {
      var draft = draft
      draft.flow = flows.all.first { $0.type == "INBOUNDSHORTMESSAGE" }
      draft.queueID = Listings.kinds.first.flatMap { listings[$0].first }?["id"]?.text
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
    conversations.messages[messageID] = ConversationStore.StoredMessage(
      conversationID: conversationID, text: text, messenger: draft.messenger, time: now)
    return (conversationID, messageID)
  }
}
