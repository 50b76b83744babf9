import Documents
public import Expressions
public import Flows
import SourceText

/// A flow made ready to be run any number of times: its graph, its expressions planned, its variables with their types.
public final class FlowProgram: Sendable {
  /// The flow.
  public let flow: Flow
  let graph: ControlFlow
  /// The expressions and references by site; nil for variables that are filled.
  private let plans: [Plan?]
  /// The declared variables of the flow, and those of each container.
  let declarations: [ContainerID?: [FlowVariable]]
  /// The declared types.
  private let types: [VariableKey: ExpressionType]
  /// The objects that actions name, by action.
  private let objects: [ActionID: [ObjectName]]

  /// Prepares a flow.
  public init(_ flow: Flow, functions: FunctionCatalogue = .standard) {
    self.flow = flow
    graph = ControlFlow(flow)
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
    var objects: [ActionID: [ObjectName]] = [:]
    let ranges = flow.actions.indices.sorted { flow.actions[$0].node.range < flow.actions[$1].node.range }
    for object in flow.objectNames {
      // Of the actions round it the innermost begins last.
      let place = object.node.range
      let holder = ranges.last { index in
        let range = flow.actions[index].node.range
        return range.start <= place.start && place.end <= range.end
      }
      if let holder { objects[ActionID(index: holder), default: []].append(object) }
    }
    self.objects = objects
  }

  /// The plan of a site; nil for a variable that is filled.
  func plan(_ site: SiteID) -> Plan? { plans[site.index] }

  /// The type of a variable as it is seen from a container; `any` where it is not declared.
  func type(of name: String, in container: ContainerID?) -> ExpressionType {
    types[VariableKey(VariableName(name), in: container)] ?? .any
  }

  /// The first object that an action names.
  func object(of action: ActionID) -> ObjectName? { objects[action]?.first }

  /// What runs after an action, where no way of it holds actions.
  func follow(_ vertex: ControlFlow.Vertex) -> ControlFlow.Vertex? {
    graph.successors(of: vertex).first { edge in
      switch edge.reason {
      case .next, .otherwise, .failure: edge.target != .exit(.transferred)
      default: false
      }
    }?.target
  }

  /// The point that a way of an action leads to, by the place of the way among those that hold actions.
  func target(ofBranch branch: Int, from vertex: ControlFlow.Vertex, of action: ActionID) -> ControlFlow.Vertex? {
    let first = flow[action].branches[branch].actions.first
    return first.map { .action($0) } ?? follow(vertex)
  }
}

extension FlowProgram {
  /// The value of a property of an action, by its key in the table of action types.
  func property(_ key: String, of id: ActionID) -> FlowValue? { flow[id].inputs[key] }

  /// What an action says or writes to a person, in order.
  func spoken(by id: ActionID) -> [FlowValue] {
    guard let reads = flow[id].definition?.reads else { return [] }
    let keys = reads.filter { ["aud", "com"].contains($0.type) && !Self.isAnswer($0.key) }.map(\.key)
    return keys.compactMap { flow[id].inputs[$0] }.filter { value in
      switch value {
      case .absent, .unset: false
      default: true
      }
    }
  }

  /// Whether a property is only said where nothing, or the wrong thing, was answered.
  private static func isAnswer(_ key: String) -> Bool {
    key.hasPrefix("no") || key.hasPrefix("reprompt") || key.hasPrefix("failure")
  }

  /// The variable of the slot that an action asks for.
  func slot(of id: ActionID) -> String? {
    guard case .literal(let node)? = flow[id].inputs["slot.name"], let name = node.text else { return nil }
    return "Slot.\(name)"
  }
}
