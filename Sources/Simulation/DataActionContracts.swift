import Documents
import Expressions
public import Flows
import JSON
import SourceText

/// How the outputs of a data action that a file answers for are held against its contract.
public enum ContractCheck: String, Sendable, CaseIterable {
  /// Each has to be one of the contract's, and of its type.
  case strict
  /// Those that the contract has are to be of its type; others may be there.
  case present
  /// They are not looked at.
  case none

  static let names = allCases.map(\.rawValue)
}

/// The contracts of the data actions that are at hand, by their names.
public struct DataActionContracts: Sendable {
  /// Nil where exports of one name differ.
  private var contracts: [String: CallContract?] = [:]

  /// The key of what is held against contracts, below `mocks`.
  public static let key = FlowTestMocksKey.dataActions.rawValue

  /// Creates contracts of no data actions.
  public init() {}

  /// Takes the contract of an export; of what is no data action there is none.
  public mutating func add(_ flow: Flow) {
    guard flow.isDataAction, let name = flow.nameForCalls, let contract = flow.callContract else { return }
    if let known = contracts[name], known != contract {
      contracts[name] = .some(nil)
    } else {
      contracts[name] = contract
    }
  }

  /// Takes those of others too.
  public mutating func formUnion(_ other: DataActionContracts) {
    contracts.merge(other.contracts) { $0 == $1 ? $0 : nil }
  }

  /// Reports outputs that do not fit, each at its place.
  ///
  /// - Parameter name: the data action, alone or after its category and a slash.
  func check(_ outputs: Node, of name: String, _ check: ContractCheck, _ section: inout SettingsSection) {
    let own = name.firstIndex(of: "/").map { String(name[name.index(after: $0)...]) }
    guard check != .none, outputs.kind == .mapping,
      let contract = contracts[name] ?? own.flatMap({ contracts[$0] }) ?? nil
    else { return }
    let known = Dictionary(contract.outputs.map { ($0.name, $0) }) { first, _ in first }
    for entry in section.entries(of: outputs, "the outputs") {
      self.check(entry.value, named: entry.name, entry.key, in: known, title: name, check, &section)
    }
  }

  private func check(
    _ value: Node, named place: Node, _ name: String, in known: [String: CallContract.Parameter], title: String,
    _ check: ContractCheck, _ section: inout SettingsSection
  ) {
    let (parameter, isKnown) = CallContract.find(name, in: known)
    guard isKnown else {
      if check == .strict {
        let near = suggestion(nearestNames(to: name, among: known.values.map(\.name)).map(\.oneLine))
        section.report("the data action ‘\(title.clipped)’ gives no output ‘\(name.clipped)’\(near)", at: place)
      }
      return
    }
    guard let parameter, !value.isBlank else { return }
    if value.kind == .mapping, !parameter.isOpen, parameter.type == .any {
      for (key, member) in value.entries {
        self.check(
          member, named: key, "\(name).\(key.text ?? "")", in: known, title: title, check, &section)
      }
    } else if !value.plainValue.isOne(of: parameter.type) {
      section.report(
        "the data action ‘\(title.clipped)’ gives ‘\(name.clipped)’ as \(parameter.type.displayName), "
          + "found \(value.described)", at: value)
    }
  }
}

extension Value {
  /// Whether a value that is written out is of a type as it stands.
  fileprivate func isOne(of wanted: ExpressionType) -> Bool {
    switch wanted {
    case .any, .object, .json: true
    case .decimal: type == .decimal || type == .integer
    case .collection(let element):
      asJSON.map { json in json.kind == .array && json.items.allSatisfy { Value($0).isOne(of: element) } } ?? false
    default: type == wanted
    }
  }
}
