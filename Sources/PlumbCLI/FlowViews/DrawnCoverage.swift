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
  private let program: FlowProgram

  /// The coverage of a flow out of a document; nil where that has none of its name.
  init?(of flow: Flow, file: String, in document: JSONNode) {
    let own = Self.items("flows", of: document).filter { $0["flow"]?.string == flow.name }
    // Of several with one name the one of that file.
    guard let found = own.first(where: { $0["file"]?.string == file }) ?? own.first else { return nil }
    counts = Dictionary(
      Self.items("runs", of: found).map { ($0["address"]?.string ?? "", $0) }
    ) { first, _ in first }
    dead = Set(
      Self.items("dead", of: found).filter { $0["way"]?.string == nil }.compactMap { $0["address"]?.string })
    program = FlowProgram(flow)
  }

  /// Reads a document.
  static func document(_ file: String, in context: InputContext) throws -> JSONNode {
    let root = try JSONFile.document(file, option: "--coverage", in: context).root
    guard root["flows"]?.kind == .array else {
      throw UsageProblem(
        "--coverage \(TerminalText.escaped(file)): expected what 'plumb test --coverage-output json=FILE' writes")
    }
    return root
  }

  /// Whether an action ran; nil where the coverage does not know it.
  func mark(of action: ActionID) -> Mark? {
    let address = program.address(of: action)
    if let found = counts[address] { return count(found["count"]) > 0 ? .ran : .missed }
    return dead.contains(address) ? .dead : nil
  }

  /// Whether a way from one action to another was taken; nil where the coverage does not know.
  func mark(of arrow: ControlFlow.Arrow) -> Mark? {
    guard case .action(let source) = arrow.source, let own = mark(of: source) else { return nil }
    guard own == .ran else { return own }
    if let label = arrow.label, let taken = counts[program.address(of: source)]?["ways"]?[label] {
      return count(taken) > 0 ? .ran : .missed
    }
    guard case .action(let target) = arrow.target else { return nil }
    return mark(of: target)
  }

  private static func items(_ key: String, of node: JSONNode) -> [JSONNode] { node[key].map { Array($0.items) } ?? [] }

  private func count(_ node: JSONNode?) -> Int { node?.numberText.flatMap { Int($0) } ?? 0 }
}
