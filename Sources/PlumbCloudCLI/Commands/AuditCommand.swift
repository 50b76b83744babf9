import ArgumentParser
import Conversations
import Diagnosis
import GenesysCloud
import JSON
import PlumbCLI
import SourceText
import Terminal
import Workspace

/// `plumb cloud audit KEY…`
struct AuditCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Tells how many conversations have attributes, and why the others do not.",
    discussion: """
      Every conversation that went on at some time of the interval counts, also one without any attribute. 'present' is \
      what 'plumb why' calls so; every other one counts under its first cause, with up to three ids to look at.

      Conversations that have ended come from analytics and the search for attributes, many at a time; those that go on, \
      those that the search does not know or has cut, are read one by one, as the limit of requests bears. Needs the \
      permissions analytics:conversationDetail:view, conversation:participant:attributesview and \
      conversation:communication:view.

      Examples:
        plumb cloud audit custom_order_id user_tier
        plumb cloud audit custom_order_id --live --queue Support
        plumb cloud audit custom_order_id --since 7d --format markdown

      Exit codes: 0 every conversation has every key, 1 one is missing, 4 some conversations could not be read.
      """)

  /// How the counts are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, markdown
  }

  @Argument(help: ArgumentHelp("The attributes.", valueName: "key"))
  var keys: [String]

  @Flag(help: "Only conversations without an end.")
  var live = false

  @OptionGroup var time: TimeOptions

  @Option(help: ArgumentHelp("Only conversations that were in this queue, given by name or id.", valueName: "queue"))
  var queue: String?

  @Option(help: "How to print.")
  var format: Format = .text

  @OptionGroup var connection: LongConnection

  func validate() throws {
    if keys.contains("") { throw ValidationError("a key has a name") }
  }

  func run(on console: Console) async throws -> ExitStatus {
    let interval = try time.interval(now: .now)
    return try await connection.withClient(on: console) { client in
      var finder = ConversationFinder(client: client, interval: interval)
      finder.isLive = live
      if let queue { finder.queue = try await QueueNames(by: client).id(of: queue) }
      var audit = AttributeAudit(keys.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }, by: client, console)
      try await audit.go(through: finder)
      switch format {
      case .text: console.print(audit.counts.text)
      case .markdown: console.print(audit.counts.markdown)
      case .json: console.print(audit.counts.json)
      }
      var status = audit.counts.isComplete ? ExitStatus.done : .no
      if audit.hasFailed { status.raise(to: .cloud) }
      return status
    }
  }
}

/// Goes through conversations and counts.
private struct AttributeAudit {
  private(set) var counts: AuditCounts
  private(set) var hasFailed = false

  private let client: CloudClient
  private let console: Console
  private var reader: ConversationReader
  /// The rows of the search for the part of the interval that is gone through, by conversation.
  private var rows: [String: JSONNode] = [:]

  init(_ keys: [String], by client: CloudClient, _ console: Console) {
    counts = AuditCounts(keys)
    self.client = client
    self.console = console
    reader = ConversationReader(by: client)
  }

  mutating func go(through finder: ConversationFinder) async throws {
    let start = ContinuousClock.now
    do {
      let earliest = Timestamp.now + (.zero - AttributeSearch.retention)
      var part: Interval?
      try await finder.each { details in
        guard let row = ConversationRow(details: details) else { return true }
        let begin = row.start.flatMap { Timestamp(parsing: $0) }
        if row.end != nil, let begin, begin >= earliest {
          if !(part.map { $0.from <= begin && begin <= $0.to } ?? false) {
            // The newest come first, so what follows has begun before.
            let piece = Interval(from: begin + (.zero - AttributeSearch.window), to: begin + .seconds(1))
            part = piece
            try await search(piece)
          }
          if let found = rows[row.id], found["truncatedData"]?.boolean != true,
            let conversation = Self.joined(details, found)
          {
            counts.add(conversation, id: row.id)
            return true
          }
        }
        try await read(row.id)
        if ContinuousClock.now - start > .seconds(1) { console.progress("\(counts.conversations) conversations") }
        return true
      }
      try await finish()
      console.progress("")
    } catch {
      reader.cancel()
      console.progress("")
      throw error
    }
  }

  /// Takes the rows of a time in the place of those before.
  private mutating func search(_ piece: Interval) async throws {
    var found: [String: JSONNode] = [:]
    try await AttributeSearch(client: client).each(in: piece) { row in
      if let id = row["conversationId"]?.string { found[id] = row }
    }
    rows = found
  }

  private mutating func read(_ id: String) async throws {
    var problems: [(String, CloudError)] = []
    var counts = counts
    try await reader.ask(id) { Self.take($1, of: $0, into: &counts, &problems) }
    self.counts = counts
    tell(problems)
  }

  private mutating func finish() async throws {
    var problems: [(String, CloudError)] = []
    var counts = counts
    try await reader.finish { Self.take($1, of: $0, into: &counts, &problems) }
    self.counts = counts
    tell(problems)
  }

  private static func take(
    _ result: Result<JSONDocument, CloudError>, of id: String, into counts: inout AuditCounts,
    _ problems: inout [(String, CloudError)]
  ) {
    switch result {
    case .failure(let error): problems.append((id, error))
    case .success(let document):
      if let conversation = try? ConversationInput(document.root).conversations.first {
        counts.add(conversation, id: id)
      } else {
        problems.append((id, CloudError(.notGenesys, "the answer is no conversation")))
      }
    }
  }

  private mutating func tell(_ problems: [(String, CloudError)]) {
    for (id, error) in problems {
      hasFailed = true
      console.progress("")
      console.complain(about: error, what: id)
    }
  }

  /// The details of a conversation with the attributes that a row of the search has: what a job of analytics would give.
  private static func joined(_ details: JSONNode, _ row: JSONNode) -> Conversation? {
    var value = JSONValue(details)
    var known: [String: JSONValue] = [:]
    for data in row["participantData"].map({ Array($0.items) }) ?? [] {
      guard let id = data["participantId"]?.string, let attributes = data["participantAttributes"] else { return nil }
      known[id] = JSONValue(attributes)
    }
    value.changeItems("participants") { participant in
      guard let id = participant["participantId"]?.text else { return }
      participant["attributes"] = known.removeValue(forKey: id) ?? [:]
    }
    // Somebody with attributes whom the details do not know: the conversation itself has to tell.
    guard known.isEmpty, let document = try? JSONDocument(parsing: value.bytes) else { return nil }
    return try? ConversationInput(document.root).conversations.first
  }
}

/// How many conversations have each key, and the first causes of the others.
struct AuditCounts {
  /// How many ids are kept for each cause.
  static let examples = 3

  private struct Cause {
    var count = 0
    var examples: [String] = []
  }

  private struct Row {
    let key: String
    var present = 0
    var causes: [String: Cause] = [:]
  }

  private(set) var conversations = 0
  private var rows: [Row]

  init(_ keys: [String]) {
    rows = keys.map { Row(key: $0) }
  }

  /// Whether every conversation has every key.
  var isComplete: Bool { rows.allSatisfy { $0.present == conversations } }

  /// Counts what a conversation has.
  mutating func add(_ conversation: Conversation, id: String) {
    conversations += 1
    for index in rows.indices {
      let explanation = Explanation(conversation.diagnose(rows[index].key), in: conversation)
      guard explanation.status != .present else {
        rows[index].present += 1
        continue
      }
      let cause = explanation.causes.first?.id ?? explanation.status.rawValue
      rows[index].causes[cause, default: Cause()].count += 1
      if rows[index].causes[cause]?.examples.count ?? 0 < Self.examples {
        rows[index].causes[cause]?.examples.append(id)
      }
    }
  }

  /// The causes of a row, the most frequent first.
  private static func causes(of row: Row) -> [(id: String, cause: Cause)] {
    row.causes.map { (id: $0.key, cause: $0.value) }.sorted { ($1.cause.count, $0.id) < ($0.cause.count, $1.id) }
  }

  private var total: String { "\(conversations) conversation\(conversations == 1 ? "" : "s")" }

  /// The counts for people.
  var text: String {
    var text = total + "\n"
    for row in rows {
      text += "\(TerminalText.escaped(row.key))\n" + Self.line(row.present, "present")
      for (id, cause) in Self.causes(of: row) {
        text += Self.line(cause.count, "\(id)  \(TerminalText.escaped(cause.examples.joined(separator: " ")))")
      }
    }
    return text
  }

  private static func line(_ count: Int, _ name: String) -> String {
    let digits = String(count)
    return "  " + String(repeating: " ", count: max(8 - digits.count, 0)) + digits + "  \(name)\n"
  }

  /// The counts as a table for a ticket.
  var markdown: String {
    var text = "\(total)\n\n| key | present | cause | conversations | examples |\n|---|---|---|---|---|\n"
    for row in rows {
      let head = "| \(MarkdownText.escaped(row.key)) | \(row.present) "
      if row.causes.isEmpty { text += head + "| | | |\n" }
      for (id, cause) in Self.causes(of: row) {
        text += head + "| \(id) | \(cause.count) | \(MarkdownText.escaped(cause.examples.joined(separator: ", "))) |\n"
      }
    }
    return text
  }

  /// The counts as a document.
  var json: JSONValue {
    [
      "version": 1, "conversations": .integer(conversations),
      "keys": .array(
        rows.map { row in
          [
            "key": .string(row.key), "present": .integer(row.present),
            "causes": .array(
              Self.causes(of: row).map { id, cause in
                ["id": .string(id), "count": .integer(cause.count), "examples": .strings(cause.examples)]
              }),
          ]
        }),
    ]
  }
}
