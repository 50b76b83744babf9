import Conversations
import JSON
import PlumbCLI
import SourceText
import SystemPackage
import Terminal
import Workspace

/// How far an export of conversations is: a line for each step in `journal.jsonl`, beside the files with the conversations.
///
/// The line of a page is written after the conversations of that page are on the disk, and says how long their file is
/// then. So what stands behind that length in a file is of a page that was not finished: it is taken away, and the page is
/// fetched again. A line that was cut off means nothing.
struct ConversationExportJournal {
  /// What an export is about; a folder holds one.
  struct Request: Hashable {
    let interval: Interval
    /// The attributes that a conversation must have, all of them.
    let attributes: [String]

    fileprivate var json: JSONValue {
      [
        "version": 1, "from": .string(interval.from.iso8601), "to": .string(interval.to.iso8601),
        "attributes": .strings(attributes),
      ]
    }
  }

  /// A job of analytics, and how far its results have been fetched.
  struct Job: Hashable {
    let id: String
    let interval: Interval
    /// Where the next page begins; nil before the first one.
    var cursor: String?
    /// How many pages of it are there.
    var pages = 0
  }

  /// A value that may have been cut.
  struct Cut: Hashable {
    let conversation: String
    let participant: String
    let key: String
  }

  /// What a page adds.
  struct Page {
    /// How many conversations it had, and how many of them were kept.
    var read = 0
    var kept = 0
    var cuts: [Cut] = []
    /// Where the next page begins; nil after the last one.
    var cursor: String?
  }

  private static let name = "journal.jsonl"
  /// From which size on a new file is begun.
  private static let fileSize = 32 << 20

  private let folder: FilePath
  private let file: FileDescriptor
  /// The file that conversations go to, counted from 1, and its size.
  private var number = 1
  private var size = 0
  /// Up to when everything is there.
  private(set) var completeUntil: Timestamp
  /// The job that is under way.
  private(set) var job: Job?
  /// How many conversations are there.
  private(set) var kept = 0
  /// How many values of each attribute may have been cut.
  private(set) var cuts: [String: Int] = [:]

  /// Opens the journal of a folder, or begins one.
  ///
  /// - Throws: where another export is there, or works there now.
  init(folder: FilePath, for request: Request) throws(CommandFailure) {
    self.folder = folder
    completeUntil = request.interval.from
    let path = folder.entry(Self.name)
    var known: [UInt8] = []
    do {
      file = try FileDescriptor.open(
        path, .readWrite, options: [.append, .create, .closeOnExec, .noFollow],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
      known = try InputFile.contents(of: path, limit: 1 << 30)
    } catch {
      throw CommandFailure(.input, "\(path.string): \((error as? InputProblem)?.message ?? "\(error)".lowercased())")
    }
    guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else {
      throw CommandFailure(.usage, "\(folder.string): another export works in this folder")
    }
    var found: JSONValue?
    for line in known.split(separator: 0x0A) {
      guard let entry = JSONValue(parsing: Array(line)), let member = entry.members.first else { continue }
      if member.key == "export" { found = found ?? member.value } else { take(member.key, member.value) }
    }
    guard let found else {
      if !known.allSatisfy({ $0 <= 0x20 }) {
        throw CommandFailure(.usage, "\(path.string) is no journal of an export")
      }
      try write("export", request.json)
      return
    }
    guard found == request.json else {
      let times = "\(found["from"]?.text ?? "?") to \(found["to"]?.text ?? "?")"
      let keys = found.items("attributes").compactMap(\.text)
      throw CommandFailure(
        .usage,
        "\(folder.string) holds another export: \(times)\(keys.isEmpty ? "" : " with \(keys.joined(separator: ", "))"); "
          + "take another folder")
    }
    try cutOff()
  }

  /// Closes the file.
  func close() { try? file.close() }

  private mutating func take(_ kind: String, _ value: JSONValue) {
    switch kind {
    case "job":
      guard let id = value["id"]?.text, let from = value["from"]?.text.flatMap({ Timestamp(parsing: $0) }),
        let to = value["to"]?.text.flatMap({ Timestamp(parsing: $0) })
      else { return }
      job = Job(id: id, interval: Interval(from: from, to: to))
    case "page":
      number = value["file"]?.integer ?? number
      size = value["size"]?.integer ?? size
      kept += value["kept"]?.integer ?? 0
      for cut in value.items("cut") { cuts[cut["key"]?.text ?? "", default: 0] += 1 }
      job?.cursor = value["cursor"]?.text
      job?.pages += 1
    case "complete":
      if let until = value["until"]?.text.flatMap({ Timestamp(parsing: $0) }) { completeUntil = until }
      job = nil
    case "lost": job = nil
    default: break
    }
  }

  private func write(_ kind: String, _ value: JSONValue) throws(CommandFailure) {
    do {
      // The line end comes first, so that a line that was cut off does not spoil this one.
      let row = JSONValue.object([JSONMember(key: kind, value: value)])
      try file.writeAll([0x0A] + row.bytes + [0x0A])
      try FileSystem.synchronize(file)
    } catch {
      throw CommandFailure(.input, "\(folder.entry(Self.name).string): \("\(error)".lowercased())")
    }
  }

  // MARK: Files

  private func path(_ number: Int) -> FilePath {
    let digits = String(number)
    return folder.entry(
      "conversations-" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits + ".ndjson")
  }

  /// Takes away what pages have left that were not finished.
  private func cutOff() throws(CommandFailure) {
    FileSystem.remove(path(number + 1))
    let path = path(number)
    guard InputFile.exists(path) else {
      if size == 0 { return }
      throw CommandFailure(.input, "\(path.string) is missing; the journal says that it is there")
    }
    do {
      let file = try FileDescriptor.open(path, .writeOnly, options: [.closeOnExec, .noFollow])
      let length = try file.closeAfter {
        let length = try file.seek(offset: 0, from: .end)
        if length > Int64(size) { try file.resize(to: Int64(size)) }
        return length
      }
      if length >= Int64(size) { return }
    } catch {
      throw CommandFailure(.input, "\(path.string): \("\(error)".lowercased())")
    }
    throw CommandFailure(.input, "\(path.string) is shorter than the journal says; export into another folder")
  }

  /// Hands out the ids of all conversations that are there.
  func eachID(_ body: (String) -> Void) throws(CommandFailure) {
    for number in stride(from: 1, through: number, by: 1) where InputFile.exists(path(number)) {
      do throws(InputProblem) {
        let file = try InputFile.open(path(number))
        defer { try? file.close() }
        var problem: InputProblem?
        var reader = JSONLineReader(limit: Limits().fileSize) { (memory: UnsafeMutableRawBufferPointer) in
          do {
            return try file.read(into: memory)
          } catch {
            problem = InputProblem(error)
            return 0
          }
        }
        while let line = reader.next() {
          guard let root = (try? JSONDocument(parsing: line.bytes, range: line.range))?.root else { continue }
          if let id = root["conversationId"]?.string { body(id) }
        }
        if let problem { throw problem }
      } catch {
        throw CommandFailure(.input, "\(path(number).string): \(error.message)")
      }
    }
  }

  // MARK: Steps

  /// Notes that a job has been begun.
  mutating func begin(_ job: Job) throws(CommandFailure) {
    try write(
      "job",
      [
        "id": .string(job.id), "from": .string(job.interval.from.iso8601), "to": .string(job.interval.to.iso8601),
      ])
    self.job = job
  }

  /// Notes that a job has been lost: another one has to do its work.
  mutating func lose(reason: String) throws(CommandFailure) {
    try write("lost", ["reason": .string(reason)])
    job = nil
  }

  /// Adds the conversations of a page, each a line, and notes that they are there.
  mutating func add(_ lines: [UInt8], _ page: Page) throws(CommandFailure) {
    if size >= Self.fileSize {
      number += 1
      size = 0
    }
    let path = path(number)
    if !lines.isEmpty {
      do {
        let file = try FileDescriptor.open(
          path, .writeOnly, options: [.append, .create, .closeOnExec, .noFollow],
          permissions: [.ownerReadWrite, .groupRead, .otherRead])
        _ = try file.closeAfter {
          try file.writeAll(lines)
          try FileSystem.synchronize(file)
        }
      } catch {
        throw CommandFailure(.input, "\(path.string): \("\(error)".lowercased())")
      }
    }
    size += lines.count
    let cuts: [JSONValue] = page.cuts.map { cut in
      [
        "cause": "RC-09", "conversationId": .string(cut.conversation), "participantId": .string(cut.participant),
        "key": .string(cut.key),
      ]
    }
    try write(
      "page",
      [
        "file": .integer(number), "size": .integer(size), "read": .integer(page.read), "kept": .integer(page.kept),
        "cursor": .nullable(page.cursor), "cut": cuts.isEmpty ? nil : .array(cuts),
      ])
    kept += page.kept
    for cut in page.cuts { self.cuts[cut.key, default: 0] += 1 }
    job?.cursor = page.cursor
    job?.pages += 1
  }

  /// Notes that everything up to a moment is there.
  mutating func complete(until moment: Timestamp) throws(CommandFailure) {
    try write("complete", ["until": .string(moment.iso8601)])
    completeUntil = moment
    job = nil
  }

  /// Notes what could not be had.
  func miss(_ interval: Interval, reason: String) throws(CommandFailure) {
    try write(
      "missing",
      [
        "from": .string(interval.from.iso8601), "to": .string(interval.to.iso8601), "reason": .string(reason),
      ])
  }
}
