import Conversations
import JSON

/// Channels, what they have subscribed to, and the sockets behind them.
struct NotificationHub: Sendable {
  /// How many topics a channel may have.
  static let mostTopics = 1000
  /// How many channels a client may have.
  static let mostChannels = 20

  private var channels: [String: Channel] = [:]

  private struct Channel: Sendable {
    var clientID: String
    var expires: Timestamp
    var topics: Set<String> = []
    var socket: AsyncStream<String>.Continuation?
  }

  /// Makes a channel that lives for a day; of those beyond the limit the oldest ends.
  mutating func open(id: String, clientID: String, expires: Timestamp) {
    let own = channels.filter { $0.value.clientID == clientID }.sorted { $0.value.expires < $1.value.expires }
    for old in own.dropLast(Self.mostChannels - 1) {
      old.value.socket?.finish()
      channels[old.key] = nil
    }
    channels[id] = Channel(clientID: clientID, expires: expires)
  }

  /// The channels of a client.
  func channels(of clientID: String) -> [(id: String, expires: Timestamp)] {
    channels.filter { $0.value.clientID == clientID }.map { ($0.key, $0.value.expires) }.sorted { $0.id < $1.id }
  }

  /// Whether a client has a channel.
  func has(_ id: String, of clientID: String) -> Bool { channels[id]?.clientID == clientID }

  /// The topics of a channel.
  func topics(of id: String) -> [String] { channels[id]?.topics.sorted() ?? [] }

  /// Subscribes to topics beside the others, or in their place.
  mutating func subscribe(_ topics: [String], channel id: String, replacing: Bool) {
    let others = replacing ? [] : channels[id]?.topics ?? []
    channels[id]?.topics = others.union(topics)
  }

  /// Puts a socket behind a channel; one that was there is ended. False where there is no such channel.
  mutating func connect(channel id: String, _ socket: AsyncStream<String>.Continuation, now: Timestamp) -> Bool {
    guard let channel = channels[id], now < channel.expires else { return false }
    channel.socket?.finish()
    channels[id]?.socket = socket
    return true
  }

  /// Ends all sockets.
  mutating func close() {
    for channel in channels.values { channel.socket?.finish() }
    channels = [:]
  }

  // MARK: Publishing

  /// Tells what happened to a participant of a conversation.
  ///
  /// - Parameter what: the end of the topic, such as `attributes` or `customer.end`.
  mutating func publish(
    _ what: String, conversation: String, participant: String, attributes: JSONValue? = nil, now: Timestamp,
    ids: inout Identifiers, faults: inout FaultPlan
  ) {
    publish(
      "v2.detail.events.conversation.\(conversation).\(what)",
      [
        "eventTime": .number(String(now.milliseconds)), "conversationId": .string(conversation),
        "participantId": .string(participant), "attributes": attributes,
      ], ids: &ids, faults: &faults)
  }

  /// Tells users of a conversation that is theirs.
  mutating func publishConversation(_ view: JSONValue, ids: inout Identifiers, faults: inout FaultPlan) {
    for participant in view.items("participants") {
      guard let user = participant["userId"]?.text else { continue }
      var body = view
      body["startTime"] = nil
      publish("v2.users.\(user).conversations", body, ids: &ids, faults: &faults)
    }
  }

  private mutating func publish(
    _ topic: String, _ body: JSONValue, ids: inout Identifiers, faults: inout FaultPlan
  ) {
    let listeners = channels.filter { $0.value.socket != nil && $0.value.topics.contains(topic) }.keys.sorted()
    guard !listeners.isEmpty else { return }
    let event: JSONValue = [
      "topicName": .string(topic), "version": "2", "eventBody": body,
      "metadata": ["CorrelationId": .string(ids.uuid())],
    ]
    let text = String(decoding: event.bytes, as: UTF8.self)
    for id in listeners {
      if faults.next(.event) == .cut {
        channels[id]?.socket?.finish()
        channels[id]?.socket = nil
      } else {
        channels[id]?.socket?.yield(text)
      }
    }
  }

  /// What a socket hears from time to time.
  static let heartbeat = #"{"topicName":"channel.metadata","eventBody":{"message":"WebSocket Heartbeat"}}"#

  /// What a socket hears when it asks whether the other side is there.
  static let pong = #"{"topicName":"channel.metadata","eventBody":{"message":"pong"}}"#

  /// Whether a frame asks that.
  static func isPing(_ text: String) -> Bool {
    JSONValue(parsing: Array(text.utf8))?["message"]?.text == "ping"
  }
}
