import Conversations
import Expressions
import Flows
import JSON

/// The flows that ran in a conversation, as far as it tells.
struct FlowRuns {
  /// One flow that ran.
  struct Run: Hashable {
    var id: String?
    var name: String?
    var version: String?
  }

  /// The flows in the order of the document.
  let runs: [Run]

  /// Looks for the flows of a conversation: `divisions[].entities` of the conversation itself, `sessions[].flow` of
  /// analytics. Names come from the inventory where the conversation has the id alone.
  init(_ conversation: Conversation?, inventory: Inventory? = nil) {
    var runs: [Run] = []
    for division in conversation?.node["divisions"].map({ Array($0.items) }) ?? [] {
      for entity in division["entities"].map({ Array($0.items) }) ?? [] {
        guard let uri = entity["selfUri"]?.string, let place = uri.split(separator: "/").firstIndex(of: "flows") else {
          continue
        }
        let words = uri.split(separator: "/")[place...].dropFirst()
        guard let id = words.first.map({ String($0).lowercased() }) else { continue }
        runs.append(Run(id: id, name: inventory?.flowName(id: id), version: nil))
      }
    }
    for participant in conversation?.participants ?? [] {
      for leg in participant.legs {
        guard let flow = leg.node["flow"], flow.kind == .object else { continue }
        let version = flow["flowVersion"]
        let run = Run(
          id: flow["flowId"]?.string?.lowercased(), name: flow["flowName"]?.string,
          version: version?.string ?? version?.numberText)
        if run.id != nil || run.name != nil { runs.append(run) }
      }
    }
    self.runs = runs
  }

  /// Whether a flow ran; nil where the conversation does not tell which flows ran, or the file does not tell which flow
  /// it holds.
  func contains(_ flow: DiagnosedFlow) -> Bool? {
    if run(of: flow) != nil { return true }
    guard !runs.isEmpty else { return nil }
    let canCompare = flow.id != nil && runs.allSatisfy { $0.id != nil } || runs.allSatisfy { $0.name != nil }
    return canCompare ? false : nil
  }

  /// The run of a flow.
  func run(of flow: DiagnosedFlow) -> Run? {
    runs.first { run in
      if let id = run.id, let own = flow.id { return id == own }
      return run.name != nil && run.name == flow.flow.name
    }
  }
}
