import Conversations
import JSON

/// A message of a customer, who begins a conversation by it: the customer, the flow that greets, the queue.
struct MessageDraft: Sendable {
  /// `webmessaging` or `open`.
  var messenger: String
  /// The customer's address.
  var sender: String
  var name: String?
  /// The address that was written to.
  var recipient: String
  var attributes: [JSONMember]

  /// The document of the conversation; attributes are written like any others, so that they too appear late.
  fileprivate func document(flow: StoredFlow?, queue: String?, now: Timestamp, ids: inout Identifiers) -> JSONValue {
    let start = JSONValue.string(now.iso8601)
    let customerLeg = ids.uuid()
    func participant(
      _ purpose: String, _ type: String, name: String?, queue: String? = nil, leg: String, peer: String?,
      flow: StoredFlow? = nil, _ ids: inout Identifiers
    ) -> JSONValue {
      ConversationParts.participant(
        ids.uuid(), purpose, type, name: name, queue: queue, start: start, "messages",
        ConversationParts.leg(
          leg, "messages", start: start, peer: peer, flow: flow, type: messenger,
          to: ["addressNormalized": .string(recipient)], from: ["addressNormalized": .string(sender)]))
    }
    return [
      "id": .string(ids.uuid()), "startTime": start,
      "participants": [
        participant("customer", "External", name: name, leg: customerLeg, peer: nil, &ids),
        participant("workflow", "Workflow", name: flow?.name, leg: ids.uuid(), peer: customerLeg, flow: flow, &ids),
        participant("acd", "ACD", name: nil, queue: queue, leg: ids.uuid(), peer: customerLeg, &ids),
      ],
      "recordingState": "none", "divisions": ConversationParts.divisions(flow: flow, queue: queue),
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
    let live = known.flatMap { conversations[$0] }.flatMap { $0.isLive ? $0 : nil }
    let taken = live ?? begin(draft, now: now)
    if !draft.attributes.isEmpty, let customer = taken.participant(purpose: "customer")?["id"]?.text {
      write(draft.attributes, conversation: taken.id, participant: customer, now: now)
    }
    conversations.messages[messageID] = ConversationStore.StoredMessage(
      conversationID: taken.id, text: text, messenger: draft.messenger, time: now)
    return (taken.id, messageID)
  }

  private mutating func begin(_ draft: MessageDraft, now: Timestamp) -> StoredConversation {
    let document = draft.document(
      flow: flows.all.first { $0.type == "INBOUNDSHORTMESSAGE" },
      queue: Listings.kinds.first.flatMap { listings[$0].first }?["id"]?.text, now: now, ids: &ids)
    let conversation = StoredConversation(document, ids: &ids)
    conversations.add(conversation)
    return conversation
  }
}
