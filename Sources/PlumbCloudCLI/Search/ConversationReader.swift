import GenesysCloud
import JSON

/// Reads whole conversations, several at a time, and hands them on in their order.
struct ConversationReader {
  /// How many are on their way at a time.
  static let width = 8

  let client: CloudClient
  private var waiting: [(id: String, task: Task<Result<JSONDocument, CloudError>, Never>)] = []

  init(by client: CloudClient) {
    self.client = client
  }

  /// Asks for a conversation; hands on those that are first in line once there are enough under way.
  mutating func ask(
    _ id: String, _ body: (String, Result<JSONDocument, CloudError>) throws -> Void
  ) async throws {
    let client = client
    waiting.append(
      (
        id,
        Task {
          do throws(CloudError) { return .success(try await client.conversation(id)) } catch { return .failure(error) }
        }
      ))
    while waiting.count >= Self.width { try await handOn(body) }
  }

  /// Hands on the rest.
  mutating func finish(_ body: (String, Result<JSONDocument, CloudError>) throws -> Void) async throws {
    while !waiting.isEmpty { try await handOn(body) }
  }

  /// Gives up those that are under way.
  mutating func cancel() {
    for one in waiting { one.task.cancel() }
    waiting = []
  }

  private mutating func handOn(_ body: (String, Result<JSONDocument, CloudError>) throws -> Void) async throws {
    let (id, task) = waiting.removeFirst()
    let result = await task.value
    switch result {
    case .success: client.noteProgress()
    case .failure(let error):
      switch error.kind {
      case .notFound, .forbidden, .badRequest, .server, .connection, .notGenesys, .tooLarge, .usage: break
      case .unauthorized, .timeout, .rateLimited, .cancelled:
        // The others would only say the same.
        cancel()
        throw error
      }
    }
    try body(id, result)
  }
}
