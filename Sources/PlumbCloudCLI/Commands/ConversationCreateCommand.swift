import ArgumentParser
import Conversations
import GenesysCloud
import JSON
import PlumbCLI
import Terminal
import Workspace

/// `plumb cloud conversation create`
struct ConversationCreateCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Begins a conversation that has attributes.",
    discussion: """
      Genesys Cloud has no request that creates a conversation with attributes, so it begins as a customer's would:

        --deployment ID     a guest of Web Messaging, over a WebSocket; the attributes go with the first message
        --open INTEGRATION  an inbound message of an open messaging integration
        --tutorial          POST /conversations with the tutorial's body, for stand-ins only

      Prints {"conversationId":"…","participantId":"…"}.

      Examples:
        plumb cloud conversation create --deployment DEPLOYMENT --attribute tier=gold
        plumb cloud conversation create --open INTEGRATION --text 'Where is my order?'
        plumb cloud conversation create --tutorial --queue support --attribute tier=gold
      """)
  static let helpWords = "conversation create"

  @Option(help: ArgumentHelp("Begin as a guest of this Web Messaging deployment.", valueName: "id"))
  var deployment: String?

  @Option(help: ArgumentHelp("Begin with an inbound message of this open messaging integration.", valueName: "id"))
  var open: String?

  @Flag(help: "Begin as the tutorial does, at a stand-in.")
  var tutorial = false

  @Option(help: ArgumentHelp("With --tutorial: the queue.", valueName: "id"))
  var queue: String?

  @Option(
    name: .customLong("attribute"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("An attribute; may be given several times.", valueName: "key=value"))
  var attributes: [String] = []

  @Option(help: ArgumentHelp("The text of the first message.", valueName: "text"))
  var text = "Hello"

  @OptionGroup var connection: TimedConnection

  func validate() throws {
    let ways = (deployment != nil ? 1 : 0) + (open != nil ? 1 : 0) + (tutorial ? 1 : 0)
    if ways != 1 {
      throw ValidationError(
        "say how the conversation begins, in one way: --deployment ID (a guest of Web Messaging), --open INTEGRATION "
          + "(an inbound open message), or --tutorial --queue ID (POST /conversations, stand-ins only)")
    }
    if tutorial, queue == nil { throw ValidationError("--tutorial needs --queue") }
    if !tutorial, queue != nil { throw ValidationError("--queue goes with --tutorial") }
    _ = try Assignment.pairs(attributes)
  }

  func run(on console: Console) async throws -> ExitStatus {
    let attributes = try Assignment.pairs(attributes)
    let map = JSONValue.object(attributes.map { JSONMember(key: $0.key, value: .string($0.value)) })
    let created: JSONValue = try await connection.withClient(on: console, tutorial: tutorial) { client in
      let id =
        if let deployment {
          try await createAsGuest(deployment, attributes.map { ($0.key, $0.value) }, by: client, on: console)
        } else if let open {
          try await createByMessage(open, map, by: client)
        } else {
          try await createAsTutorial(queue ?? "", map, by: client)
        }
      return [
        "conversationId": .string(id), "participantId": .nullable(try await customer(in: id, by: client)),
      ]
    }
    console.print(created)
    return .done
  }

  private func createAsGuest(
    _ deployment: String, _ attributes: [(String, String)], by client: CloudClient, on console: Console
  ) async throws -> String {
    let bytes = CloudClient.guestAttributeBytes(attributes)
    let limit = CloudClient.guestAttributeLimit
    if bytes > limit {
      console.say("warning: the attributes take \(bytes) bytes; Web Messaging drops a message with more than \(limit)")
    }
    let session = try await client.startGuestSession(deployment: deployment, text: text, attributes: attributes)
    guard let message = session.messageID else {
      throw CommandFailure(.cloud, "the guest's message was sent, but the server named neither it nor the conversation")
    }
    return try await conversation(ofMessage: message, by: client)
  }

  /// The attributes stand beside the channel, as guests send them.
  private func createByMessage(
    _ integration: String, _ attributes: JSONValue, by client: CloudClient
  ) async throws -> String {
    let id = (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }.joined()
    let body: JSONValue = [
      "channel": [
        "platform": "Open", "type": "Private", "messageId": .string(id), "to": ["id": .string(integration)],
        "from": ["id": "plumb-\(id)", "idType": "Opaque", "nickname": "Plumb"],
        "time": .string(Timestamp.now.iso8601),
        "metadata": attributes.members.isEmpty ? nil : ["customAttributes": attributes],
      ],
      "type": "Text", "text": .string(text), "direction": "Inbound",
    ]
    let reply = try await client.sendInboundOpenMessage(integration: integration, body: body.bytes)
    if let conversation = reply.root["conversationId"]?.string { return conversation }
    guard let message = reply.root["id"]?.string else {
      throw CommandFailure(.cloud, "the server did not answer as Genesys Cloud: it names no message")
    }
    return try await conversation(ofMessage: message, by: client)
  }

  /// The attributes stand where flows look: on the customer.
  private func createAsTutorial(
    _ queue: String, _ attributes: JSONValue, by client: CloudClient
  ) async throws -> String {
    let body: JSONValue = [
      "type": "message", "to": [["id": .string(queue), "type": "queue"]],
      "from": ["id": "plumb-guest", "type": "user", "name": "Plumb"],
      "participants": [
        ["id": "plumb-guest", "type": "user", "role": "customer", "state": "connected", "attributes": attributes]
      ],
    ]
    let reply = try await client.createConversation(tutorialBody: body.bytes)
    guard let id = reply.root["id"]?.string else {
      throw CommandFailure(.cloud, "the server did not answer as the tutorial's: it names no conversation")
    }
    return id
  }

  private func conversation(ofMessage id: String, by client: CloudClient) async throws -> String {
    guard let conversation = try await client.conversation(ofMessage: id) else {
      throw CommandFailure(.cloud, "message \(id) was accepted, but belongs to no conversation after 15 s")
    }
    return conversation
  }

  /// Waits until a new conversation can be read, with its customer; without one until then is as good as it gets.
  private func customer(in id: String, by client: CloudClient) async throws -> String? {
    try await poll(for: 10) { isLast -> Participant? in
      do {
        let conversation = try await client.fetchConversation(id)
        return (conversation.choose("customer") ?? (isLast ? conversation.choose("external") : nil))?.participant
      } catch let error as CloudError where error.kind == .notFound && !isLast {
        // It is not there yet.
        return nil
      }
    }?.id
  }
}
