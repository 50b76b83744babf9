import ArgumentParser
import Conversations
import GenesysCloud
import JSON
import PlumbCLI

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

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var time: TimeoutOption

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
    let created = try await connection.withClient(on: console, timeout: time.timeout, tutorial: tutorial) { client in
      if let deployment {
        return try await createAsGuest(deployment, attributes, by: client, on: console)
      } else if let open {
        return try await createByMessage(open, attributes, by: client)
      }
      return try await createAsTutorial(queue ?? "", attributes, by: client)
    }
    console.print(created.json)
    return .done
  }

  private func createAsGuest(
    _ deployment: String, _ attributes: [(key: String, value: String)], by client: CloudClient, on console: Console
  ) async throws -> NewConversation {
    let pairs = attributes.map { ($0.key, $0.value) }
    let bytes = CloudClient.guestAttributeBytes(pairs)
    if bytes > 2048 {
      console.complain(
        "plumb: warning: the attributes take \(bytes) bytes; Web Messaging drops a message with more than 2048")
    }
    let session = try await client.startGuestSession(deployment: deployment, text: text, attributes: pairs)
    if let id = session.conversationID { return try await NewConversation(id, by: client) }
    guard let message = session.messageID else {
      throw CommandFailure(.cloud, "the guest's message was sent, but the server named neither it nor the conversation")
    }
    return try await NewConversation(conversation(ofMessage: message, by: client), by: client)
  }

  private func createByMessage(
    _ integration: String, _ attributes: [(key: String, value: String)], by client: CloudClient
  ) async throws -> NewConversation {
    let id = (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }.joined()
    let body = MessageBodies.inboundOpen(
      integration: integration, messageID: id, time: Timestamp.now.iso8601, text: text, attributes: attributes)
    let reply = try await client.sendInboundOpenMessage(integration: integration, body: body)
    if let conversation = reply.root["conversationId"]?.string {
      return try await NewConversation(conversation, by: client)
    }
    guard let message = reply.root["id"]?.string else {
      throw CommandFailure(.cloud, "the server did not answer as Genesys Cloud: it names no message")
    }
    return try await NewConversation(conversation(ofMessage: message, by: client), by: client)
  }

  private func createAsTutorial(
    _ queue: String, _ attributes: [(key: String, value: String)], by client: CloudClient
  ) async throws -> NewConversation {
    let body = MessageBodies.tutorial(queue: queue, text: text, attributes: attributes)
    let reply = try await client.createConversation(tutorialBody: body)
    guard let id = reply.root["id"]?.string else {
      throw CommandFailure(.cloud, "the server did not answer as the tutorial's: it names no conversation")
    }
    return try await NewConversation(id, by: client)
  }

  /// The conversation of a message, which may be some time in coming.
  private func conversation(ofMessage id: String, by client: CloudClient) async throws -> String {
    let conversation = try await poll(for: 15) { isLast -> String? in
      do throws(CloudError) {
        return try await client.conversation(ofMessage: id)
      } catch {
        // It may not be there yet.
        guard error.kind == .notFound, !isLast else { throw error }
        return nil
      }
    }
    guard let conversation else {
      throw CommandFailure(.cloud, "message \(id) was accepted, but belongs to no conversation after 15 s")
    }
    return conversation
  }
}
