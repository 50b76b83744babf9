import Conversations
import GenesysCloud
import JSON
import PlumbCLI
import SourceText
import Terminal
import Workspace

/// The copies of attributes that the search of Genesys Cloud has, for conversations that began in a time.
struct AttributeSearch {
  /// How far back it goes.
  static let retention = Duration.seconds(30 * 86_400)
  /// The longest time that is asked for at once; the search allows a day, and is said to fail beyond some hours.
  static let window = Duration.seconds(4 * 3600)

  let client: CloudClient

  /// Hands out the rows of a time, page after page; a row may come twice.
  func each(in interval: Interval, _ body: (JSONNode) async throws -> Void) async throws {
    var cursor: String?
    repeat {
      let page = try await client.participantAttributes(
        from: interval.from.iso8601, to: interval.to.iso8601, cursor: cursor)
      client.noteProgress()
      for row in page.rows { try await body(row) }
      cursor = page.cursor
    } while cursor != nil
  }

  /// The pieces of a time, newest first.
  static func pieces(of interval: Interval) -> [Interval] {
    var pieces: [Interval] = []
    var end = interval.to
    while end > interval.from {
      let start = max(interval.from, end + (.zero - window))
      pieces.append(Interval(from: start, to: end))
      end = start
    }
    return pieces
  }

  /// Whether some participant of a conversation, or of a row, has each of these attributes.
  static func holds(_ wanted: [Assignment], in node: JSONNode) -> Bool {
    let participants = (node["participantData"] ?? node["participants"]).map { Array($0.items) } ?? []
    return wanted.allSatisfy { one in
      participants.contains { participant in
        guard let value = (participant["participantAttributes"] ?? participant["attributes"])?[one.key] else {
          return false
        }
        return one.value.map { value.isExactly($0) } ?? true
      }
    }
  }
}
