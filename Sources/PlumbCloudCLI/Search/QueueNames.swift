import GenesysCloud
import JSON
import PlumbCLI
import SourceText
import Terminal

/// The queues of the organization, by name and id.
struct QueueNames {
  private var names: [String: String] = [:]

  /// Reads the names; none where that is not allowed.
  init(by client: CloudClient) async throws {
    do throws(CloudError) {
      for try await queue in client.listing("routing", "queues", permissions: ["routing:queue:view"]) {
        if let id = queue["id"]?.string { names[id] = queue["name"]?.string ?? id }
      }
    } catch {
      guard case .forbidden = error.kind else { throw error }
    }
  }

  /// The name of a queue; its id where the name is not known.
  func name(_ id: String) -> String { names[id] ?? id }

  /// The id of the queue that is meant by a name or an id.
  ///
  /// - Throws: where there is none, with the nearest name.
  func id(of word: String) throws(CommandFailure) -> String {
    if names[word] != nil { return word }
    let exact = names.filter { $0.value == word }.keys.sorted()
    let alike = exact.isEmpty ? names.filter { $0.value.lowercased() == word.lowercased() }.keys.sorted() : exact
    if let id = alike.first { return id }
    // Without the permission to see queues an id is taken as it is.
    if names.isEmpty, isIdentifier(word) { return word }
    let hint = suggestion(nearestNames(to: word, among: names.values))
    throw CommandFailure(.no, "there is no queue ‘\(word)’, or a division hides it\(hint)")
  }
}
