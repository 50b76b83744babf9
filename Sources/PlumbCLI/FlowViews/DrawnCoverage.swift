import Flows
import JSON
import Simulation
import SourceText
import SystemPackage
import Terminal
import Workspace

/// What `plumb test --coverage-output json=FILE` wrote of a flow, for its picture.
struct DrawnCoverage {
  /// Whether tests ran something.
  enum Mark: CaseIterable {
    case ran, missed, dead

    /// How it is called where pictures have classes.
    var name: String {
      switch self {
      case .ran: "ran"
      case .missed: "missed"
      case .dead: "dead"
      }
    }

    /// The colours of a box, and of what surrounds it.
    var colors: (fill: String, line: String) {
      switch self {
      case .ran: ("#d1f4dc", "#1a7f37")
      case .missed: ("#ffdcd7", "#cf222e")
      case .dead: ("#e7e9ec", "#8c959f")
      }
    }
  }

  private let counts: [String: JSONNode]
  private let dead: Set<String>
  /// How coverage names the actions, by their numbers.
  private let addresses: [String]
  /// How many of the actions, and of the ways, that can be reached were taken.
  let actions: Share
  let ways: Share
  /// The ways that no test took, by their addresses.
  let notTaken: [String]

  /// A number of a number.
  struct Share: Sendable {
    var taken = 0
    var all = 0

    /// Adds another one.
    static func + (left: Share, right: Share) -> Share {
      Share(taken: left.taken + right.taken, all: left.all + right.all)
    }

    /// `3 of 4`
    var text: String { "\(taken) of \(all)" }
    /// The whole percents.
    var percent: Int { all == 0 ? 100 : taken * 100 / all }
  }

  /// The coverage of a flow out of a document; nil where that has none of its name.
  init?(of flow: Flow, file: String, in document: Document) {
    guard let found = document.flow(named: flow.name, file: file) else { return nil }
    counts = Dictionary(
      Self.items("runs", of: found).map { ($0["address"]?.string ?? "", $0) }
    ) { first, _ in first }
    dead = Set(
      Self.items("dead", of: found).filter { $0["way"]?.string == nil }.compactMap { $0["address"]?.string })
    addresses = FlowProgram.addresses(in: flow)
    func share(_ key: String) -> Share {
      Share(taken: Self.count(found[key]?["taken"]), all: Self.count(found[key]?["reachable"]))
    }
    (actions, ways) = (share("actions"), share("ways"))
    notTaken = Self.items("notTaken", of: found).map { way in
      let place = [way["container"]?.string, way["action"]?.string].compactMap(\.self).joined(separator: " › ")
      return "\(place)/\(way["way"]?.string ?? "")"
    }
  }

  /// The coverage of all flows, as it was written.
  struct Document: Sendable {
    /// The flows by their names.
    private let flows: [String?: [JSONNode]]

    /// Takes a document of ‘plumb test --coverage-output json=FILE’; nil where it is none.
    init?(_ root: JSONNode) {
      guard root["flows"]?.kind == .array else { return nil }
      flows = Dictionary(grouping: DrawnCoverage.items("flows", of: root)) { $0["flow"]?.string }
    }

    /// Of several flows with one name the one of that file.
    fileprivate func flow(named name: String?, file: String) -> JSONNode? {
      let own = flows[name] ?? []
      return own.first { $0["file"]?.string == file } ?? own.first
    }
  }

  /// Reads a document.
  static func document(_ file: String, in context: InputContext) throws -> Document {
    guard let document = Document(try JSONFile.document(file, option: "--coverage", in: context).root) else {
      throw UsageProblem(
        "--coverage \(TerminalText.escaped(file)): expected what 'plumb test --coverage-output json=FILE' writes")
    }
    return document
  }

  /// Whether an action ran; nil where the coverage does not know it.
  func mark(of action: ActionID) -> Mark? {
    let address = addresses[action.index]
    if let found = counts[address] { return Self.count(found["count"]) > 0 ? .ran : .missed }
    return dead.contains(address) ? .dead : nil
  }

  /// Whether a way from one action to another was taken; nil where the coverage does not know.
  func mark(of arrow: ControlFlow.Arrow) -> Mark? {
    guard case .action(let source) = arrow.source, let own = mark(of: source) else { return nil }
    guard own == .ran else { return own }
    if let label = arrow.label, let taken = counts[addresses[source.index]]?["ways"]?[label] {
      return Self.count(taken) > 0 ? .ran : .missed
    }
    guard case .action(let target) = arrow.target else { return nil }
    return mark(of: target)
  }

  fileprivate static func items(_ key: String, of node: JSONNode) -> [JSONNode] {
    node[key].map { Array($0.items) } ?? []
  }

  private static func count(_ node: JSONNode?) -> Int { node?.numberText.flatMap { Int($0) } ?? 0 }
}
