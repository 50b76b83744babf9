import ArgumentParser
import Conversations
import GenesysCloud
import JSON
import PlumbCLI
import SourceText
import Terminal
import Workspace

/// `plumb cloud conversation list`
struct ConversationListCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists conversations, newest first: those that go on, of a queue, with an attribute.",
    discussion: """
      Prints one id a line; as jsonl {"id":…,"start":…,"end":null,"media":"message","queue":"Support"}; with --full whole \
      conversations, one a line, for 'plumb eval --ndjson -' and 'plumb why --ndjson -'.

      Without --attribute the conversations are those that went on at some time of the interval, by analytics (permission \
      analytics:conversationDetail:view). With it they are those that began in it and are found by the search for \
      participants' attributes (conversation:participant:attributesview): it goes back 30 days, and does not find \
      conversations with 20 KB of attributes and more. --full reads each conversation (conversation:communication:view).

      Examples:
        plumb cloud conversation list --live --queue Support
        plumb cloud conversation list --since 2h --attribute tier=gold --format jsonl
        plumb cloud conversation list --live --full | plumb eval participant.attributes.tier --ndjson -
        plumb cloud conversation list --since 24h --full | plumb why --key tier --ndjson --histogram -

      Exit codes: 0 done, 1 there is no such queue, 4 a conversation could not be read, or Genesys Cloud not be reached.
      """)
  static let helpWords = "conversation list"

  /// How rows are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, jsonl
  }

  @Flag(help: "Only conversations without an end.")
  var live = false

  @OptionGroup var time: TimeOptions

  @Option(help: ArgumentHelp("Only conversations that were in this queue, given by name or id.", valueName: "queue"))
  var queue: String?

  @Option(help: ArgumentHelp("Only this medium: voice, message, chat, email, callback.", valueName: "media"))
  var media: String?

  @Option(
    name: .customLong("attribute"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Only conversations in which a participant has this; several times for all.", valueName: "key[=value]"))
  var attributes: [String] = []

  @Option(help: ArgumentHelp("At most so many.", valueName: "number"))
  var limit: Int?

  @Flag(help: "Print whole conversations, one a line.")
  var full = false

  @Option(help: "How to print.")
  var format: Format = .text

  @OptionGroup var connection: LongConnection

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit wants a number from 1 on") }
    if attributes.contains(where: { Assignment($0).key.isEmpty }) {
      throw ValidationError("--attribute wants KEY or KEY=VALUE")
    }
    if let media, media.isEmpty { throw ValidationError("--media wants a medium such as message") }
  }

  func run(on console: Console) async throws -> ExitStatus {
    let interval = try time.interval(now: .now)
    return try await connection.withClient(on: console) { client in
      let wantsNames = queue != nil || format == .jsonl && !full
      let queues = wantsNames ? try await QueueNames(by: client) : nil
      let queueID = try queue.flatMap { word in try queues?.id(of: word) }
      var printer = Printer(client: client, console: console, command: self, queues: queues)
      do {
        if attributes.isEmpty {
          var finder = ConversationFinder(client: client, interval: interval)
          finder.isLive = live
          finder.queue = queueID
          finder.media = media?.lowercased()
          try await finder.each { details in
            guard let row = ConversationRow(details: details) else { return true }
            return try await printer.take(row)
          }
        } else {
          try await search(interval, queue: queueID, by: client, &printer)
        }
        try await printer.finish()
      } catch {
        printer.cancel()
        throw error
      }
      return printer.status
    }
  }

  /// Goes through the search for attributes, newest first.
  private func search(
    _ interval: Interval, queue: String?, by client: CloudClient, _ printer: inout Printer
  ) async throws {
    let wanted = attributes.map { Assignment($0) }
    var interval = interval
    let earliest = Timestamp.now + (.zero - AttributeSearch.retention)
    if interval.from < earliest {
      printer.console.say("note: the search for attributes goes back 30 days only, to \(earliest.iso8601)")
      interval.from = earliest
    }
    var found: Set<String> = []
    for piece in AttributeSearch.pieces(of: interval) {
      var rows: [ConversationRow] = []
      var cut: [ConversationRow] = []
      try await AttributeSearch(client: client).each(in: piece) { node in
        guard let row = ConversationRow(search: node), !found.contains(row.id), !live || row.end == nil else { return }
        let isCut = node["truncatedData"]?.boolean == true
        guard isCut || AttributeSearch.holds(wanted, in: node) else { return }
        found.insert(row.id)
        if isCut { cut.append(row) } else { rows.append(row) }
      }
      // What was cut tells nothing of what is missing: the conversation itself does.
      for row in cut {
        do throws(CloudError) {
          let document = try await client.conversation(row.id)
          client.noteProgress()
          if AttributeSearch.holds(wanted, in: document.root) { rows.append(row) }
        } catch {
          guard error.kind == .notFound else { throw error }
          printer.refuse(row.id, error)
        }
      }
      if queue != nil || media != nil || format == .jsonl && !full {
        rows = try await described(rows, by: client).filter { row in
          (queue == nil || row.queues.contains(queue ?? "")) && (media == nil || row.row.media == media?.lowercased())
        }.map(\.row)
      }
      rows.sort { ($1.start ?? "", $1.id) < ($0.start ?? "", $0.id) }
      for row in rows { guard try await printer.take(row) else { return } }
    }
  }

  /// Rows with their media and queues, which the search does not know.
  private func described(
    _ rows: [ConversationRow], by client: CloudClient
  ) async throws -> [(row: ConversationRow, queues: Set<String>)] {
    var described: [(row: ConversationRow, queues: Set<String>)] = []
    var rest = rows[...]
    while !rest.isEmpty {
      let batch = rest.prefix(CloudClient.analyticsPageSize)
      rest = rest.dropFirst(batch.count)
      let details = try await client.conversationDetails(of: batch.map(\.id))
      client.noteProgress()
      var known: [String: JSONNode] = [:]
      for one in details { if let id = one["conversationId"]?.string { known[id] = one } }
      for row in batch {
        var row = row
        let node = known[row.id]
        let more = node.flatMap { ConversationRow(details: $0) }
        row.media = more?.media
        row.queue = more?.queue
        described.append((row, node.map(ConversationRow.queues(ofDetails:)) ?? []))
      }
    }
    return described
  }

  /// Prints what was found.
  private struct Printer {
    let client: CloudClient
    let console: Console
    let command: ConversationListCommand
    let queues: QueueNames?
    private var reader: ConversationReader
    private var count = 0
    private(set) var status = ExitStatus.done

    init(client: CloudClient, console: Console, command: ConversationListCommand, queues: QueueNames?) {
      self.client = client
      self.console = console
      self.command = command
      self.queues = queues
      reader = ConversationReader(by: client)
    }

    /// Takes a conversation; false where no more is wanted.
    mutating func take(_ row: ConversationRow) async throws -> Bool {
      if console.hasLostReader { return false }
      if command.full {
        var refused: [(String, CloudError)] = []
        let console = console
        try await reader.ask(row.id) { Self.print($1, of: $0, on: console, &refused) }
        for (id, error) in refused { refuse(id, error) }
      } else if command.format == .text {
        console.print(TerminalText.escaped(row.id) + "\n")
        console.flush()
      } else {
        console.print([
          "id": .string(row.id), "start": .nullable(row.start), "end": .nullable(row.end),
          "media": .nullable(row.media), "queue": .nullable(row.queue.map { queues?.name($0) ?? $0 }),
        ])
        console.flush()
      }
      count += 1
      return count < command.limit ?? .max
    }

    /// Prints the rest.
    mutating func finish() async throws {
      var refused: [(String, CloudError)] = []
      let console = console
      try await reader.finish { Self.print($1, of: $0, on: console, &refused) }
      for (id, error) in refused { refuse(id, error) }
    }

    /// Gives up what is under way.
    mutating func cancel() { reader.cancel() }

    /// Says that a conversation cannot be read.
    mutating func refuse(_ id: String, _ error: CloudError) {
      console.complain(about: error, what: id)
      status.raise(to: .cloud)
    }

    private static func print(
      _ result: Result<JSONDocument, CloudError>, of id: String, on console: Console,
      _ refused: inout [(String, CloudError)]
    ) {
      switch result {
      case .success(let document):
        console.print(document.bytes.onOneLine + [0x0A])
        console.flush()
      case .failure(let error): refused.append((id, error))
      }
    }
  }
}

extension ConversationRow {
  /// The ids of all queues that details name.
  static func queues(ofDetails details: JSONNode) -> Set<String> {
    func items(_ node: JSONNode, _ key: String) -> [JSONNode] { node[key].map { Array($0.items) } ?? [] }
    return Set(
      items(details, "participants").flatMap { items($0, "sessions") }.flatMap { items($0, "segments") }
        .compactMap { $0["queueId"]?.string })
  }
}

extension [UInt8] {
  /// A JSON text on one line: line ends stand between values only, where a blank does as well.
  var onOneLine: [UInt8] { map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 } }
}
