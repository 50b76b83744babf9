import Documents
public import Expressions
public import Flows
import SourceText

/// A flow made ready to be run any number of times, by several threads at once: its expressions planned, its lists, menus
/// and settings looked up.
public final class FlowProgram: Sendable {
  typealias Vertex = ControlFlow.Vertex

  /// The flow.
  public let flow: Flow
  /// What runs after what.
  let graph: ControlFlow
  /// How files of mocks and tests name the actions, by their places.
  let addresses: [String]
  let properties: FlowProperties
  /// The expressions and references by site; nil for variables that are filled.
  private let plans: [Plan?]
  /// The declared variables of the flow, and those of each container.
  let declarations: [ContainerID?: [FlowVariable]]
  /// The declared types.
  private let types: [VariableKey: ExpressionType]
  /// The menus, in order.
  let menus: [ContainerID]
  /// What can be said for each of their choices, in small letters, and whether that counts in all menus.
  let spokenTerms: [ActionID: (terms: Set<String>, areGlobal: Bool)]
  /// Where the flow begins; nil where the export does not say so.
  let start: ContainerID?
  /// What the flow does where something fails.
  let errorHandling: FlowProperties.Handling?

  /// Prepares a flow.
  public init(_ flow: Flow, functions: FunctionCatalogue = .standard) {
    self.flow = flow
    graph = ControlFlow(flow)
    addresses = Self.addresses(in: flow)
    let properties = FlowProperties(flow)
    self.properties = properties
    plans = flow.sites.map { site in
      switch site.kind {
      case .expression, .reference: Plan(site.tree, functions: functions)
      case .target, .binding: nil
      }
    }
    declarations = Dictionary(grouping: flow.variables) { variable in
      VariableName(variable.name).isFlowWide ? nil : variable.container
    }
    var types: [VariableKey: ExpressionType] = [:]
    for variable in flow.variables {
      types[VariableKey(VariableName(variable.name), in: variable.container)] = variable.type
    }
    self.types = types
    let menus = flow.containers.indices.map { ContainerID(index: $0) }.filter { flow[$0].isMenu }
    self.menus = menus
    var spokenTerms: [ActionID: (terms: Set<String>, areGlobal: Bool)] = [:]
    for choice in menus.flatMap({ flow[$0].actions }) {
      let (terms, areGlobal) = properties.spokenTerms(of: choice)
      spokenTerms[choice] = (Set((terms + [flow[choice].name].compactMap(\.self)).map { $0.lowercased() }), areGlobal)
    }
    self.spokenTerms = spokenTerms
    let first = graph.successors(of: .start).lazy.filter { $0.reason == .next }.compactMap(\.target.container).first
    start = graph.hasStart || flow.containers.count == 1 ? first : nil
    errorHandling = properties.handling(of: .error)
  }

  /// The plan of a site; nil for a variable that is filled.
  func plan(_ site: SiteID) -> Plan? { plans[site.index] }

  /// The type of a variable as it is seen from a container; `any` where it is not declared.
  func type(of name: String, in container: ContainerID?) -> ExpressionType {
    types[VariableKey(VariableName(name), in: container)] ?? .any
  }

  /// Whether the flow declares a variable, in any container.
  func declares(_ name: String) -> Bool {
    let name = VariableName(name)
    return flow.variables.contains { VariableName($0.name) == name }
  }

  /// What runs after an action, where no way of it holds actions.
  func follow(_ id: ActionID) -> Vertex { graph.follow(of: id) }

  /// The container that an action calls, jumps to or opens.
  func target(of id: ActionID) -> ContainerID? {
    let edges = graph.successors(of: .action(id)).lazy.filter { [.call, .jump, .maybe].contains($0.reason) }
    return edges.compactMap(\.target.container).first
  }

  /// Where a container begins.
  func first(of id: ContainerID) -> Vertex {
    graph.successors(of: .entry(id)).first { $0.reason == .next }?.target ?? .end(id)
  }

  /// The point that a way of an action leads to, by the place of the way among those that hold actions.
  func target(ofBranch branch: Int, of id: ActionID) -> Vertex {
    flow[id].branches[branch].actions.first.map { .action($0) } ?? follow(id)
  }
}

extension FlowProgram {
  /// The value of a property of an action, by its key in the table of action types.
  func property(_ key: String, of id: ActionID) -> FlowValue { properties.value(key, of: id) }

  /// The text of a property that is written out; nil where it is none.
  func word(_ key: String, of id: ActionID) -> String? {
    switch property(key, of: id) {
    case .literal(let node): node.text ?? node["name"]?.text
    default: nil
    }
  }

  /// The properties that an action says or writes to a person as it begins, in order.
  func spokenKeys(of id: ActionID) -> [String] { doer(of: id)?.spokenKeys ?? [] }

  /// The variables that an action fills on a way; all of them where no way is named.
  func filled(by id: ActionID, on way: String?) -> [SiteID] {
    let effects = flow[id].effects
    let outputs = effects.outputs.filter { output in
      switch output.kind {
      case .dataActionSuccess: way == nil || way == "success"
      case .dataActionFailure: way == nil || way == "failure"
      case .other: way.map { output.ways.isEmpty || output.ways.contains($0) } ?? true
      }
    }
    // What is read of a conversation is there where that came about.
    let isRead = way == nil || way == flow[id].definition?.ways.first?.name
    return outputs.map(\.target) + (isRead ? effects.reads.compactMap(\.target) : [])
  }

  /// The variable of the slot that an action asks for.
  func slot(of id: ActionID) -> String? { word("slot.name", of: id).map { "Slot.\($0)" } }

  /// The type that does what a choice of a menu does.
  func doer(of id: ActionID) -> ActionType? {
    guard let type = flow[id].definition else { return nil }
    guard type.isMenuChoice else { return type }
    let name = type.name.dropFirst("menu".count)
    return ActionType.named(name.prefix(1).lowercased() + name.dropFirst()) ?? type
  }

  /// The name of the data action or the flow that an action calls, by which answers are found.
  func calledName(of id: ActionID) -> String {
    flow[id].effects.calls.first?.name ?? objectName(of: id) ?? flow[id].name ?? ""
  }

  /// The name of an object that an action names outside of its expressions, by the kind of object: that of a data table, a
  /// schedule, a decision table.
  func objectName(of id: ActionID) -> String? {
    if let name = properties.objectName(of: id) { return name }
    let keys = (flow[id].definition?.objects ?? []).lazy.map(\.key).filter { !$0.hasSuffix(".*") }
    return keys.compactMap { self.word($0, of: id) }.first
  }
}

extension ActionType {
  /// The properties that are said or written to a person as the action begins.
  var spokenKeys: [String] {
    reads.filter { input in
      switch input.type {
      case "aud", "com":
        !["no", "reprompt", "failure", "confirmation", "voice", "answer"].contains { input.key.hasPrefix($0) }
      case "str": ["messageBody", "body", "question", "inviteBody"].contains(input.key)
      default: input.key == "prompt"
      }
    }.map(\.key)
  }

  /// The code of the type of what a look-up finds.
  var foundType: String? { fills.first { $0.key == "findResult" }?.type }
}

extension ControlFlow.Vertex {
  /// The container that is entered there; nil for other points.
  fileprivate var container: ContainerID? { if case .entry(let id) = self { id } else { nil } }
}
