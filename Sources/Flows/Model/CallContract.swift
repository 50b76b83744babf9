public import Expressions
import SourceText

/// What a flow or a data action takes from what calls it, and what it gives back.
public struct CallContract: Hashable, Sendable {
  /// One input or output.
  public struct Parameter: Hashable, Sendable {
    /// The name as a call has it: `Common.orderId`, `order.id`.
    public let name: String
    /// The type of its values; `any` where it is not known.
    public let type: ExpressionType
    /// Whether a call has to give it a value.
    public let isRequired: Bool
    /// Whether it may have members that are not known, which go by its name and theirs; one without a name is the whole.
    public let isOpen: Bool
  }

  /// What it takes, in order.
  public internal(set) var inputs: [Parameter] = []
  /// What it gives back, in order.
  public internal(set) var outputs: [Parameter] = []
}

extension CallContract {
  /// The parameter of a name; none where it is a member of one that is open.
  public static func find(
    _ name: String, in parameters: [String: Parameter]
  ) -> (parameter: Parameter?, isKnown: Bool) {
    if let parameter = parameters[name] { return (parameter, true) }
    // What has members that are not known goes by its name and theirs.
    var end = name.startIndex
    while true {
      if parameters[String(name[..<end])]?.isOpen == true { return (nil, true) }
      guard end < name.endIndex else { return (nil, false) }
      end = name[end...].dropFirst().firstIndex(of: ".") ?? name.endIndex
    }
  }
}

extension Flow {
  /// What the flow takes from what calls it, and gives back; nil where that is not known.
  public var callContract: CallContract? {
    if isDataAction { return dataActionContract }
    guard !isForeign else { return nil }
    let declared = variables.filter { $0.container == nil || VariableName($0.name).isFlowWide }
    func parameters(_ isOne: (FlowVariable) -> Bool) -> [CallContract.Parameter] {
      declared.filter(isOne).map {
        CallContract.Parameter(name: $0.name, type: $0.type, isRequired: false, isOpen: false)
      }
    }
    return CallContract(inputs: parameters(\.isInput), outputs: parameters(\.isOutput))
  }

  /// The name by which calls know it; nil where it has none, or one that only publishing gives it.
  public var nameForCalls: String? {
    guard let name, !name.isEmpty, !name.holds("{{") else { return nil }
    // Older exports of data actions add the time to the name.
    guard isDataAction, let mark = name.ranges(of: " - Exported ").last else { return name }
    return String(name[..<mark.lowerBound])
  }
}
