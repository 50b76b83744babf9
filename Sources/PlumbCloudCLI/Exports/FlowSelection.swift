import GenesysCloud
import PlumbCLI
import SourceText

/// Which flows of the organization are meant.
struct FlowSelection {
  /// The flows, each once, in the order of the listing.
  let flows: [FlowSummary]
  /// The words that mean none, with what to say of each.
  let unknown: [String]

  /// Picks the flows that words name, by id or name; all of them where there are no words.
  init(_ words: [String], among all: [FlowSummary]) {
    guard !words.isEmpty else {
      flows = all
      unknown = []
      return
    }
    var wanted: Set<String> = []
    var unknown: [String] = []
    for word in words {
      var found = all.filter { $0.id == word || $0.name == word }
      if found.isEmpty { found = all.filter { $0.name.lowercased() == word.lowercased() } }
      if found.isEmpty {
        let hint = suggestion(nearestNames(to: word, among: all.map(\.name)))
        unknown.append("there is no flow ‘\(word)’, or a division hides it\(hint)")
      }
      wanted.formUnion(found.map(\.id))
    }
    flows = all.filter { wanted.contains($0.id) }
    self.unknown = unknown
  }
}

extension CloudClient {
  /// The flows of a listing, each once.
  func allFlows(type: String? = nil, name: String? = nil, division: String? = nil) async throws -> [FlowSummary] {
    var flows: [FlowSummary] = []
    var ids: Set<String> = []
    // A listing that changes while it is read shows a flow twice.
    for try await flow in self.flows(type: type, name: name, division: division) where ids.insert(flow.id).inserted {
      flows.append(flow)
    }
    return flows
  }
}
