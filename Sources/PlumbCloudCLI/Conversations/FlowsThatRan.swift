import Conversations
import GenesysCloud
import JSON
import PlumbCLI
import Terminal

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
    unique(
      items(of: root["participants"]).flatMap { items(of: $0["sessions"]) }.map { session in
        (session["flow"]?["flowId"]?.string, session["flow"]?["flowVersion"]?.string)
      })
  }

  private static func flows(in conversation: Conversation) -> [Flow] {
    unique(
      items(of: conversation.node["divisions"]).flatMap { items(of: $0["entities"]) }.map { entity in
        let parts = (entity["selfUri"]?.string ?? "").split(separator: "/")
        return (parts.dropLast().last == "flows" ? parts.last.map(String.init) : nil, nil)
      })
  }

  private static func items(of node: JSONNode?) -> [JSONNode] { node.map { Array($0.items) } ?? [] }

  /// Each flow once, in order; what is no id, or no version, is left out.
  private static func unique(_ pairs: [(id: String?, version: String?)]) -> [Flow] {
    var flows: [Flow] = []
    for case (let id?, let version) in pairs where isIdentifier(id) {
      let flow = Flow(id: id, version: version.flatMap { isIdentifier($0) ? $0 : nil })
      if !flows.contains(flow) { flows.append(flow) }
    }
    return flows
  }
}

extension CloudClient {
  /// Fetches a conversation and understands it.
  func fetchConversation(_ id: String) async throws -> Conversation {
    let document = try await conversation(id)
    guard let conversation = try? ConversationInput(document.root).conversations.first else {
      throw CommandFailure(.cloud, "the server did not answer as Genesys Cloud: its answer is no conversation")
    }
    return conversation
  }
}
