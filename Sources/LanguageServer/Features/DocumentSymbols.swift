import Documents
import Expressions
import Flows
import JSON
import SourceText

extension Session {
  /// The flows of a document with their variables, containers and actions.
  func documentSymbols(_ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    let state = try document(parameters)
    let symbols = state.snapshot.flows.map { flow in Outline(flow, state.snapshot).flowSymbol }
    if client.nestsSymbols { return .array(symbols.map(\.json)) }
    return .array(symbols.flatMap { $0.flat(in: state.document.uri, container: nil) })
  }
}

/// A named part of a document.
struct OutlineSymbol {
  /// The kinds of symbols, by the numbers that LSP has for them.
  enum Kind: Int {
    case module = 2
    case method = 6
    case function = 12
    case variable = 13
    case event = 24
  }

  var name: String
  var detail: String
  var kind: Kind
  var span: TextSpan
  var place: TextSpan
  var children: [OutlineSymbol] = []

  var json: JSONValue {
    [
      "name": .string(name), "detail": .string(detail), "kind": .integer(kind.rawValue), "range": span.json,
      "selectionRange": place.json, "children": .array(children.map(\.json)),
    ]
  }

  func flat(in uri: String, container: String?) -> [JSONValue] {
    let own: JSONValue = [
      "name": .string(name), "kind": .integer(kind.rawValue),
      "location": ["uri": .string(uri), "range": span.json], "containerName": container.map { .string($0) },
    ]
    return [own] + children.flatMap { $0.flat(in: uri, container: name) }
  }
}

/// What a flow is made of, as an editor lists it.
struct Outline {
  private let flow: Flow
  private let snapshot: Snapshot
  private var children: [ActionID: [ActionID]] = [:]
  private var roots: [ContainerID: [ActionID]] = [:]
  private var inner: [ActionID: [ContainerID]] = [:]

  init(_ flow: Flow, _ snapshot: Snapshot) {
    self.flow = flow
    self.snapshot = snapshot
    for index in flow.actions.indices {
      let id = ActionID(index: index)
      if let parent = flow[id].parent {
        children[parent, default: []].append(id)
      } else {
        roots[flow[id].container, default: []].append(id)
      }
    }
    for (index, container) in flow.containers.enumerated() {
      if let choice = container.choice { inner[choice, default: []].append(ContainerID(index: index)) }
    }
  }

  var flowSymbol: OutlineSymbol {
    var symbol = self.symbol(flow.name ?? flow.type, flow.type, .module, flow.node.range, at: flow.node["name"]?.range)
    symbol.children = flow.variables.filter { $0.container == nil }.map(variable)
    symbol.children += flow.containers.indices.filter { flow.containers[$0].choice == nil }
      .map { self.symbol(of: ContainerID(index: $0)) }
    return symbol
  }

  private func symbol(of id: ContainerID) -> OutlineSymbol {
    let container = flow[id]
    var symbol = self.symbol(
      container.name ?? container.kind, container.kind, .function, container.node.range, at: container.place.range)
    symbol.children = flow.variables.filter { $0.container == id }.map(variable) + (roots[id] ?? []).map(action)
    return symbol
  }

  private func action(_ id: ActionID) -> OutlineSymbol {
    let action = flow[id]
    let kind: OutlineSymbol.Kind = action.branches.isEmpty ? .method : .event
    var symbol = self.symbol(action.name ?? action.type, action.type, kind, action.node.range, at: action.place.range)
    symbol.children = (children[id] ?? []).map(self.action) + (inner[id] ?? []).map(self.symbol(of:))
    return symbol
  }

  private func variable(_ variable: FlowVariable) -> OutlineSymbol {
    symbol(variable.name, variable.type.displayName, .variable, variable.node.range, at: variable.place.range)
  }

  private func symbol(
    _ name: String, _ detail: String, _ kind: OutlineSymbol.Kind, _ range: ByteRange, at place: ByteRange?
  ) -> OutlineSymbol {
    // An editor refuses a symbol without a name, and a place outside of its range.
    let place = place.flatMap { range.contains($0) ? $0 : nil } ?? ByteRange(at: Int(range.start))
    return OutlineSymbol(
      name: name.isEmpty ? detail : name, detail: detail, kind: kind, span: snapshot.span(of: range.union(place)),
      place: snapshot.span(of: place))
  }
}
