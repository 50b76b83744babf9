import Conversations
import Documents
public import Flows
import Scripting
import SourceText

/// The export of a data action, as far as it takes attributes from a conversation.
public struct DataActionExport: Sendable {
  /// The file that it was read from, as given.
  public let file: String
  /// The data action's name.
  public let name: String
  /// Whether its request is the one that writes attributes of a participant.
  let writesAttributes: Bool
  private let outputs: [Output]

  /// A value that it takes out of what it is answered.
  private struct Output {
    let name: String
    /// Where in the answer it stands.
    let path: MemberChain
    /// The value where the path finds nothing; nil where none is given.
    let fallback: String?
  }

  /// Takes a flow for a data action; nil where it is none.
  public init?(_ flow: Flow, file: String) {
    guard flow.isDataAction else { return nil }
    let fallbacks = flow.node["config"]?["response"]?["translationMapDefaults"]
    self.file = file
    name = flow.name ?? file
    writesAttributes = flow.attributeUses.contains(where: \.isWrite)
    outputs = flow.sites.compactMap { site in
      guard site.language == .jsonpath, case .key(let name)? = site.path.last,
        let path = site.language.chains(in: site.text).first
      else { return nil }
      return Output(name: name, path: path, fallback: fallbacks?[name]?.text)
    }
  }

  /// What may go wrong when it takes a key from a conversation.
  func causes(for key: String, status: AttributeDiagnosis.Status, customers: Int) -> [Cause] {
    var causes: [Cause] = []
    for output in outputs {
      guard let names = output.path.attributeNames else { continue }
      let isKey = names.joined(separator: ".") == key
      guard isKey || names.isEmpty else { continue }
      func add(_ certainty: Certainty, _ message: String, fix: String) {
        causes.append(
          Cause(
            "RC-26", certainty, "the data action ‘\(shortened(name))’ takes ‘\(shortened(output.name))’ \(message)",
            action: name, fix: fix))
      }
      if names.count > 1 {
        add(
          .likely, "with a path in which the dots of the key part it",
          fix: "write the key in brackets: ['\(key)']")
      }
      if output.path.takesSeveralParticipants {
        add(
          status == .present || customers < 2 ? .possible : .likely,
          "from all participants of a purpose, of which a flow sees the first",
          fix: "take the participant by its id, or look at all of them")
      }
      if output.fallback.map({ $0 == "" || $0 == "\"\"" || $0 == "''" }) ?? false {
        add(
          status == .present ? .possible : .likely, "and gives an empty text where there is none: nobody notices",
          fix: "drop the default, or give one that tells that nothing was found")
      }
    }
    return causes
  }
}

extension MemberChain {
  /// The names that follow `attributes`, none where the whole map is taken; nil where it reads no attribute.
  fileprivate var attributeNames: [String]? {
    guard let place = firstIndex(of: ["attributes"]) else { return nil }
    return (place + 1..<steps.count).compactMap { name($0) }
  }

  /// Whether it picks participants by an index or a filter, or takes all of them.
  fileprivate var takesSeveralParticipants: Bool {
    guard let place = firstIndex(of: ["participants"]), place + 1 < steps.count else { return false }
    return steps[place + 1] == .element
  }
}
