import Attributes
import Conversations
import GenesysCloud
import JSON
import PlumbCLI
import SourceText
import Terminal
import Workspace

/// Fetches the conversations of a time into a folder, by jobs of analytics: each once, and on from where it was ended.
struct ConversationExporter {
  /// How many conversations are asked for at a time: what a run that is ended loses is a page at most.
  static let pageSize = 50
  /// The longest wait between two questions how far a job is.
  private static let longestPause = Duration.seconds(10)

  let client: CloudClient
  let request: ConversationExportJournal.Request
  let console: Console
  private var journal: ConversationExportJournal
  /// What is there already, by a digest of the ids: a million of them in some 30 MB.
  private var known: Set<Digest> = []

  private struct Digest: Hashable {
    let value: UInt128

    init(_ id: String) {
      value = SHA256.hash(of: Array(id.utf8)).prefix(16).reduce(0) { $0 << 8 | UInt128($1) }
    }
  }

  init(
    _ request: ConversationExportJournal.Request, journal: ConversationExportJournal, by client: CloudClient,
    on console: Console
  ) throws(CommandFailure) {
    self.request = request
    self.journal = journal
    self.client = client
    self.console = console
    var known: Set<Digest> = []
    try journal.eachID { known.insert(Digest($0)) }
    self.known = known
  }

  /// How many conversations are there.
  var kept: Int { journal.kept }

  /// How many values of each attribute may have been cut.
  var cuts: [(key: String, count: Int)] {
    journal.cuts.map { (key: $0.key, count: $0.value) }.sorted { $0.key < $1.key }
  }

  /// Fetches what is missing.
  ///
  /// - Returns: what is not to be had yet; nil where everything is there.
  mutating func run() async throws -> Interval? {
    var lost = 0
    var isAtEnd = false
    while journal.completeUntil < request.interval.to || journal.job != nil {
      let job: ConversationExportJournal.Job
      if let open = journal.job {
        job = open
      } else {
        // The end of the data moves on while it is read, a little: that is for a later run.
        guard !isAtEnd, let interval = try await availableInterval() else {
          let missing = Interval(from: journal.completeUntil, to: request.interval.to)
          try journal.miss(missing, reason: "not in the data that jobs read yet")
          return missing
        }
        let query = AnalyticsQuery(from: interval.from.iso8601, to: interval.to.iso8601)
        job = ConversationExportJournal.Job(id: try await client.createConversationJob(query), interval: interval)
        try journal.begin(job)
        isAtEnd = interval.to < request.interval.to
        client.noteProgress()
      }
      do {
        if job.pages == 0 { try await wait(for: job) }
        try await fetch(job)
        lost = 0
      } catch let error as LostJob {
        lost += 1
        try journal.lose(reason: error.reason)
        guard lost < 2 else {
          let missing = Interval(from: journal.completeUntil, to: request.interval.to)
          try journal.miss(missing, reason: error.reason)
          throw CommandFailure(
            .cloud,
            "\(error.reason); \(journal.kept) conversations are there, others of \(missing.from.iso8601) to "
              + "\(missing.to.iso8601) are missing; run again to go on")
        }
        console.progress("")
        console.say("note: \(error.reason); a new job is begun, and what is there is not kept twice")
      }
    }
    return nil
  }

  /// A job whose results are no longer to be had.
  private struct LostJob: Error {
    let reason: String
  }

  /// What is to be fetched next: from where everything is there to where the data of jobs is complete; nil where there is
  /// nothing between.
  private func availableInterval() async throws -> Interval? {
    var interval = Interval(from: journal.completeUntil, to: request.interval.to)
    if let until = try await client.conversationJobAvailability().flatMap({ Timestamp(parsing: $0) }) {
      interval.to = min(interval.to, until)
    }
    return interval.from < interval.to ? interval : nil
  }

  private func wait(for job: ConversationExportJournal.Job) async throws {
    var pause = Duration.milliseconds(500)
    var last: ConversationJob.State?
    while true {
      let found: ConversationJob
      do throws(CloudError) {
        found = try await client.conversationJob(job.id)
      } catch {
        guard error.kind == .notFound else { throw error }
        throw LostJob(reason: "the job \(job.id) is no longer there")
      }
      if found.state != last { client.noteProgress() }
      last = found.state
      switch found.state {
      case .fulfilled: return
      case .expired: throw LostJob(reason: "the results of the job \(job.id) are no longer there")
      case .failed, .cancelled:
        let message = found.message.map { ": \($0)" } ?? ""
        let reason = "Genesys Cloud ended the job \(job.id) as \(found.state.rawValue)\(message)"
        throw LostJob(reason: reason)
      case .queued, .pending:
        console.progress("the job is \(found.state.rawValue.lowercased())")
        try await Task.sleep(for: pause)
        pause = min(pause * 2, Self.longestPause)
      }
    }
  }

  private mutating func fetch(_ job: ConversationExportJournal.Job) async throws {
    var isFirst = job.pages == 0
    var available = job.interval.to
    // A job of which the last page is there has nothing more.
    while isFirst || journal.job?.cursor != nil {
      let found: AnalyticsPage
      do throws(CloudError) {
        found = try await client.results(ofJob: job.id, pageSize: Self.pageSize, cursor: journal.job?.cursor)
      } catch {
        guard error.kind == .notFound || error.kind == .badRequest else { throw error }
        throw LostJob(reason: "the results of the job \(job.id) are no longer there")
      }
      isFirst = false
      if let until = found.availableUntil.flatMap({ Timestamp(parsing: $0) }) { available = min(available, until) }
      try keep(found, until: available)
      client.noteProgress()
      console.progress("\(journal.kept) conversations")
    }
    console.progress("")
    guard available > job.interval.from else {
      throw CommandFailure(.cloud, "the data that jobs read ends before \(job.interval.from.iso8601)")
    }
    try journal.complete(until: available)
  }

  private mutating func keep(_ found: AnalyticsPage, until available: Timestamp) throws(CommandFailure) {
    var page = ConversationExportJournal.Page(read: found.rows.count, cursor: found.cursor)
    var lines: [UInt8] = []
    var fresh: [Digest] = []
    for row in found.rows {
      guard let id = row["conversationId"]?.string else { continue }
      // What goes on where the data ends is fetched with what follows, when it is complete.
      if available < request.interval.to {
        let end = row["conversationEnd"]?.string.flatMap { Timestamp(parsing: $0) }
        guard let end, end <= available else { continue }
      }
      guard AttributeSearch.holds(request.attributes.map { Assignment(key: $0) }, in: row) else { continue }
      let digest = Digest(id)
      guard !known.contains(digest) else { continue }
      known.insert(digest)
      fresh.append(digest)
      lines += Array(row.sourceText.utf8).onOneLine + [0x0A]
      page.kept += 1
      page.cuts += Self.cuts(in: row, of: id)
    }
    do throws(CommandFailure) {
      try journal.add(lines, page)
    } catch {
      known.subtract(fresh)
      throw error
    }
  }

  /// The values of a conversation that have the length to which analytics cuts.
  private static func cuts(in row: JSONNode, of id: String) -> [ConversationExportJournal.Cut] {
    var cuts: [ConversationExportJournal.Cut] = []
    for participant in row["participants"].map({ Array($0.items) }) ?? [] {
      guard let attributes = participant["attributes"] else { continue }
      for (key, value) in attributes.members {
        let name = key.string ?? ""
        let length = max(AttributeSize.length(of: value.attributeText), AttributeSize.length(of: name))
        guard length >= AttributeSize.analytics else { continue }
        cuts.append(
          ConversationExportJournal.Cut(
            conversation: id, participant: participant["participantId"]?.string ?? "", key: name))
      }
    }
    return cuts
  }
}
