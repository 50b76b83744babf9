public import JSON

/// Follows conversations until they end: by the notifications of their attributes and participants, and by reading them
/// again and again where notifications cannot be had.
///
/// A conversation is read once after subscribing and again after every loss of the connection, so that nothing is missed;
/// of several changes during a gap the last one is told. In between what events tell counts.
public struct ConversationWatch: Sendable {
  /// How many conversations one watch follows at most: all their topics go into one channel.
  public static let limit = CloudClient.topicLimit / topics.count

  /// What has become known of a conversation.
  public struct Change: Sendable {
    /// The conversation's id.
    public let conversation: String
    /// The conversation as it is now, in the shape in which it is read.
    public let document: JSONValue
    /// What has changed: `attributes.KEY`, `participants`, or the name of another member; nothing for the first reading.
    public let changed: [String]
    /// Whether an event told it; else a reading has shown it.
    public let isNotified: Bool
    /// Whether the conversation is over.
    public let hasEnded: Bool
  }

  /// What whoever watches should know beside changes.
  public enum Note: Sendable {
    /// Notifications cannot be had, at the moment or at all; conversations are read again and again in their place.
    case polling(CloudError)
    /// Notifications are there again.
    case notified
    /// A conversation cannot be read, and is given up; the others are followed.
    case lost(conversation: String, CloudError)
  }

  let client: CloudClient
  let conversations: [String]
  let interval: Duration

  /// Creates a watch.
  ///
  /// - Parameters:
  ///   - conversations: ids, at most ``limit``; of several that are the same one counts.
  ///   - interval: the shortest time between two readings of a conversation where there are no notifications.
  public init(_ conversations: [String], by client: CloudClient, interval: Duration = .seconds(1)) {
    self.client = client
    self.conversations = conversations.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    self.interval = interval
  }

  /// The ends of topics: the first one tells of written attributes, the others that the participants have changed.
  private static let topics = [
    "attributes", "customer.start", "customer.end", "acd.start", "acd.end", "user.start", "user.end", "flow.start",
    "flow.end",
  ]

  private static func topic(_ conversation: String, _ end: String) -> String {
    "v2.detail.events.conversation.\(conversation).\(end)"
  }

  /// Follows the conversations until all have ended, or the time is over.
  ///
  /// - Parameters:
  ///   - duration: the time; nil for no limit.
  ///   - report: takes what has changed; false ends the watch.
  ///   - note: takes what else is to be known.
  /// - Throws: where nothing more can be had of Genesys Cloud within the time allowed, counted from when it could be
  ///   reached last; where a conversation cannot be read, and it was the only one.
  public func run(
    for duration: Duration? = nil, report: (Change) -> Bool, note: (Note) -> Void
  ) async throws(CloudError) {
    guard conversations.count <= Self.limit else {
      throw CloudError(.usage, "at most \(Self.limit) conversations can be watched at a time")
    }
    for id in conversations { _ = try checkedIdentifier(id, "conversation's") }
    let (signals, continuation) = AsyncStream.makeStream(
      of: Signal.self, bufferingPolicy: .bufferingOldest(Self.bufferedSignals))
    let clock = client.options.clock
    var session = WatchSession(conversations, interval: interval, now: clock.now())
    var failure: CloudError?
    await withDiscardingTaskGroup { group in
      group.addTask { await self.listen(continuation) }
      func wake(after time: Duration, _ signal: Signal) {
        group.addTask { if (try? await clock.sleep(time)) != nil { continuation.yield(signal) } }
      }
      if let duration { wake(after: duration, .over) }
      continuation.yield(.wake)
      var nextWake: Duration?
      var isWanted = true
      for await signal in signals {
        let now = clock.now()
        if case .over = signal { break }
        if let moment = nextWake, moment <= now { nextWake = nil }
        if session.isListening { client.noteProgress() }
        do throws(CloudError) {
          try session.take(
            signal, now: now, isOver: client.pacer.remaining == .zero, report: { isWanted = report($0) && isWanted },
            note: note)
        } catch {
          failure = error
          break
        }
        if signal.isProgress { client.noteProgress() }
        if session.isEmpty || !isWanted { break }
        // Time in which nothing was due does not count.
        if session.isIdle { client.noteProgress() }
        for (id, epoch) in session.readingsToStart(now: now, gap: client.pollingGap, note: note) {
          group.addTask { continuation.yield(.reading(id, epoch: epoch, await self.read(id))) }
        }
        if let moment = session.nextMoment(now: now), moment < nextWake ?? .seconds(Int64.max / 2) {
          nextWake = moment
          wake(after: max(moment - now, .milliseconds(5)), .wake)
        }
      }
      group.cancelAll()
    }
    if let failure { throw failure }
    guard !Task.isCancelled else { throw .cancelled }
    if let lost = session.lost, conversations.count == 1 { throw lost }
  }

  private func read(_ id: String) async -> Result<JSONValue, CloudError> {
    var isRepeated = false
    while true {
      do throws(CloudError) {
        return .success(JSONValue(try await client.conversation(id).root))
      } catch {
        // One request gives up when two tokens made for it are refused; here they may have been lost to others.
        guard error.kind == .unauthorized, !isRepeated else { return .failure(error) }
        isRepeated = true
      }
    }
  }

  // MARK: Listening

  /// How many signals may wait. Events are held back long before that, so that there is room for all others.
  private static let bufferedSignals = 10_000

  /// Connects, subscribes and hands events on; again and again, until it is in vain or cancelled.
  private func listen(_ signals: AsyncStream<Signal>.Continuation) async {
    let clock = client.options.clock
    let topics = conversations.flatMap { id in Self.topics.map { Self.topic(id, $0) } }
    var channel: NotificationChannel?
    var failures = 0
    var created = clock.now()
    var taken = 0
    while !Task.isCancelled {
      let start = clock.now()
      var isFinal = false
      var isOpen = false
      do throws(CloudError) {
        let current: NotificationChannel
        if let channel {
          current = channel
        } else {
          isFinal = true
          current = try await client.createNotificationChannel()
          isFinal = false
          channel = current
          created = clock.now()
        }
        let socket = try await client.connect(to: current)
        isOpen = true
        let end = await hearEvents(of: current, topics, by: socket, signals)
        await socket.close()
        throw end
      } catch {
        if error.kind == .cancelled { return }
        var error = error
        if error.kind == .notFound, channel != nil {
          taken = clock.now() - created > Self.longLife ? 0 : taken + 1
          if taken >= Self.mostTaken {
            isFinal = true
            error.message = "the notification channel is taken away again and again; a client can have 20 at a time"
          }
        }
        // A channel that has gone, or can no longer be connected to, is replaced.
        if !isOpen || error.kind == .notFound || failures > 2 { channel = nil }
        switch error.kind {
        case .forbidden, .badRequest, .usage: isFinal = true
        case .notFound: break
        default: isFinal = false
        }
        signals.yield(.disconnected(error, isFinal: isFinal))
        if isFinal { return }
        failures = clock.now() - start > Self.stable ? 0 : min(failures + 1, 5)
        let pause = Duration.milliseconds(250 << failures)
        guard (try? await clock.sleep(pause / 2 + pause / 2 * clock.random())) != nil else { return }
      }
    }
  }

  /// How often a channel may be taken away, as by others of the same client who open theirs, before it is left to them.
  private static let mostTaken = 3
  /// A channel that has lived so long was not taken away by others.
  private static let longLife = Duration.seconds(600)

  /// A connection that has lasted so long was none of those that end at once.
  private static let stable = Duration.seconds(5)

  /// Subscribes and hands events on until the connection ends; gives why it did.
  private func hearEvents(
    of channel: NotificationChannel, _ topics: [String], by socket: NotificationSocket,
    _ signals: AsyncStream<Signal>.Continuation
  ) async -> CloudError {
    do throws(CloudError) {
      let rejected = try await client.subscribe(channel, to: topics)
      if let topic = rejected.first(where: { $0.hasSuffix(".attributes") }) {
        return CloudError(.forbidden(permissions: []), "the server does not permit the topic ‘\(printable(topic))’")
      }
      signals.yield(.connected)
      while let event = try await socket.next() {
        guard let fact = ConversationFact(event) else { continue }
        if case .enqueued(let room) = signals.yield(.event(fact)), room < Self.bufferedSignals / 2 {
          do { try await client.options.clock.sleep(.milliseconds(100)) } catch { return .cancelled }
        }
      }
      return CloudError(.connection, "the server has closed the socket", isRetryable: true)
    } catch {
      return error
    }
  }
}

/// What happens to a watch.
enum Signal: Sendable {
  /// Events come from now on.
  case connected
  /// Events come no more; finally where it is in vain to try again.
  case disconnected(CloudError, isFinal: Bool)
  case event(ConversationFact)
  /// A reading has come, which was asked for in an epoch.
  case reading(String, epoch: Int, Result<JSONValue, CloudError>)
  /// Something is due.
  case wake
  /// The time is over.
  case over

  /// Whether it shows that Genesys Cloud can be reached.
  var isProgress: Bool {
    switch self {
    case .connected, .event, .reading(_, _, .success): true
    case .disconnected, .reading, .wake, .over: false
    }
  }
}

/// What an event tells of a conversation.
struct ConversationFact: Sendable {
  let conversation: String
  /// Attributes that were written to a participant; nil where the participants have changed otherwise.
  let written: (participant: String, attributes: [JSONMember], time: Int?)?

  /// Reads an event; nil where it tells nothing of a conversation.
  init?(_ event: NotificationEvent) {
    let parts = event.topic.split(separator: ".")
    guard parts.count >= 6, event.topic.hasPrefix("v2.detail.events.conversation.") else { return nil }
    conversation = String(parts[4])
    guard parts[5] == "attributes" else {
      written = nil
      return
    }
    guard let participant = event.body["participantId"]?.string, let attributes = event.body["attributes"],
      attributes.kind == .object
    else { return nil }
    written = (participant, JSONValue(attributes).members, event.body["eventTime"]?.numberText.flatMap { Int($0) })
  }
}
