import Conversations
public import JSON
import SourceText

/// The export of a data action, as far as it takes attributes from a conversation.
public struct DataActionExport: Sendable {
  /// The file that it was read from, as given.
  public let file: String
  /// The data action's name.
  public let name: String
  private let outputs: [Output]

  fileprivate struct Output {
    let name: String
    let path: String
    /// The value where the path finds nothing; nil where none is given.
    let fallback: String?
  }

  /// Takes a document for a data action; nil where it is none.
  public init?(_ root: JSONNode, file: String) {
    guard let map = root["config"]?["response"]?["translationMap"], map.kind == .object else { return nil }
    let fallbacks = root["config"]?["response"]?["translationMapDefaults"]
    self.file = file
    name = root["name"]?.string ?? file
    outputs = map.members.compactMap { key, value in
      guard let name = key.string, let path = value.string else { return nil }
      return Output(name: name, path: path, fallback: fallbacks?[name]?.string)
    }
  }

  /// What may go wrong when it takes a key from a conversation.
  func causes(for key: String, status: AttributeDiagnosis.Status, customers: Int) -> [Cause] {
    var causes: [Cause] = []
    for output in outputs where output.path.contains("attributes") {
      let isKey = output.reads(key)
      let isMap = output.readsWholeMap
      guard isKey || isMap else { continue }
      func add(_ certainty: Certainty, _ message: String, fix: String) {
        causes.append(
          Cause(
            "RC-26", certainty, "the data action ‘\(shortened(name))’ takes ‘\(shortened(output.name))’ \(message)",
            action: name, fix: fix))
      }
      if isKey, key.contains("."), !output.path.contains("['\(key)']"), !output.path.contains("[\"\(key)\"]") {
        add(
          .likely, "with a path in which the dots of the key part it",
          fix: "write the key in brackets: ['\(key)']")
      }
      if output.takesSeveral {
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

extension DataActionExport.Output {
  /// Whether the path names the key, in brackets or after a dot.
  fileprivate func reads(_ key: String) -> Bool {
    for end in ["['\(key)']", "[\"\(key)\"]", ".\(key)"] where path.contains("attributes" + end) { return true }
    return false
  }

  /// Whether the path ends with the map of all attributes.
  fileprivate var readsWholeMap: Bool {
    ["attributes", "attributes']", "attributes\"]", "attributes[0]", "attributes[*]"].contains { path.hasSuffix($0) }
  }

  /// Whether the path picks participants by a filter or takes all of them.
  fileprivate var takesSeveral: Bool {
    path.contains("participants") && (path.contains("[?(") || path.contains("[*]") || path.contains("[0]"))
  }
}
