import Conversations
import GenesysCloud
import JSON

/// The flows that ran in a conversation, as far as Genesys Cloud tells.
struct FlowsThatRan {
  /// One flow; the version is nil where only the conversation names the flow.
  struct Flow: Hashable {
    let id: String
    let version: String?
  }

  let flows: [Flow]
  /// Why the versions are not known; nil where they are.
  let note: String?

  /// Asks analytics, which knows the versions; else takes the flows that the conversation lists.
  init(of id: String, by client: CloudClient) async throws {
    var problem: CloudError?
    do throws(CloudError) {
      let flows = Self.flows(inDetails: try await client.conversationDetails(id).root)
      if !flows.isEmpty {
        self.flows = flows
        note = nil
        return
      }
    } catch {
      // Analytics may not have the conversation yet, or not be allowed: the conversation itself is asked.
      switch error.kind {
      case .notFound, .forbidden, .badRequest: problem = error
      default: throw error
      }
    }
    flows = Self.flows(in: try await client.fetchConversation(id))
    let reason = problem.map { ": \($0.description)" } ?? ""
    note = "analytics tells no versions, so the flows are as saved last\(reason)"
  }

  private static func flows(inDetails root: JSONNode) -> [Flow] {
    var flows: [Flow] = []
    for participant in root["participants"]?.items.map({ $0 }) ?? [] {
      for session in participant["sessions"]?.items.map({ $0 }) ?? [] {
        guard let flow = session["flow"], let id = flow["flowId"]?.string, isIdentifier(id) else { continue }
        let version = flow["flowVersion"]?.string.flatMap { isIdentifier($0) ? $0 : nil }
        let found = Flow(id: id, version: version)
        if !flows.contains(found) { flows.append(found) }
      }
    }
    return flows
  }

  private static func flows(in conversation: Conversation) -> [Flow] {
    var flows: [Flow] = []
    for division in conversation.node["divisions"]?.items.map({ $0 }) ?? [] {
      for entity in division["entities"]?.items.map({ $0 }) ?? [] {
        let parts = (entity["selfUri"]?.string ?? "").split(separator: "/")
        guard parts.count >= 2, parts[parts.count - 2] == "flows", let id = parts.last.map(String.init),
          isIdentifier(id)
        else { continue }
        let found = Flow(id: id, version: nil)
        if !flows.contains(found) { flows.append(found) }
      }
    }
    return flows
  }
}
