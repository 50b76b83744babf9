/// The control flow graph of a flow: what runs after what.
///
/// Built once from the table of action types; rules, causes, pictures and runs all read it. Where it is not known
/// whether a way exists there is an edge, so that no way is missing.
public struct ControlFlow: Sendable {
  /// A point of the flow.
  public enum Vertex: Hashable, Sendable {
    /// Where the flow begins.
    case start
    /// Where a container is entered.
    case entry(ContainerID)
    /// Where the list of a container is done, or an action has ended it.
    case end(ContainerID)
    /// Before an action runs.
    case action(ActionID)
    /// Where a task that an action called has come back.
    case after(ActionID)
    /// Where the run is over.
    case exit(Exit)
  }

  /// How a run is over.
  public enum Exit: Int, Hashable, Sendable, CaseIterable {
    /// The flow has ended.
    case ended
    /// The flow has ended, and what started it goes on.
    case left
    /// The interaction went to another flow, queue or person.
    case transferred
    /// The flow goes on where the export does not tell: a menu of its history, a container that is missing.
    case elsewhere
  }

  /// Why one point follows another.
  public enum Reason: Hashable, Sendable {
    /// Nothing is decided.
    case next
    /// The action took the way of a name.
    case way(String)
    /// The action took a way that is not in the file, or a loop is done.
    case otherwise
    /// The action failed.
    case failure
    /// It is a choice of a menu; what the caller presses or says.
    case choice(String?)
    /// A task is called.
    case call
    /// A task that the action called comes back.
    case comesBack(ActionID)
    /// A container is gone to for good.
    case jump
    /// A list is begun again.
    case back
    /// A setting of the flow or of a container leads there: errors, events, intents.
    case event
    /// A link of a diagram.
    case link(String?)
    /// An action of an unknown type names the container.
    case maybe
  }

  /// One point following another.
  public struct Edge: Hashable, Sendable {
    /// Where it leads to.
    public let target: Vertex
    /// Why.
    public let reason: Reason

    /// Whether a task comes back.
    var isReturn: Bool { if case .comesBack = reason { true } else { false } }
  }

  /// Whether the export says where the flow begins; else it may begin in any container.
  public internal(set) var hasStart = false
  private let containerCount: Int
  private let actionCount: Int
  /// All points in the order of their numbers.
  private let vertices: [Vertex]
  private var edges: [[Edge]]
  /// What follows each action, by their numbers.
  private var follows: [Int32]
  private var sources: [[Source]]

  /// What leads to a point: the number of another one, and the place among its edges.
  private struct Source: Sendable {
    let vertex: Int32
    let edge: Int32
  }

  init(containers: Int, actions: Int) {
    containerCount = containers
    actionCount = actions
    let containers = (0..<containers).map { ContainerID(index: $0) }
    let actions = (0..<actions).map { ActionID(index: $0) }
    vertices =
      [.start] + containers.map { .entry($0) } + containers.map { .end($0) } + actions.map { .action($0) }
      + actions.map { .after($0) } + Exit.allCases.map { .exit($0) }
    edges = Array(repeating: [], count: vertices.count)
    sources = Array(repeating: [], count: vertices.count)
    follows = Array(repeating: -1, count: actionCount)
  }

  /// What follows a point, in the order in which Architect shows it.
  public func successors(of vertex: Vertex) -> [Edge] { edges[number(of: vertex)] }

  /// What leads to a point; several times where it does so for several reasons.
  public func predecessors(of vertex: Vertex) -> [Vertex] {
    sources[number(of: vertex)].map { self.vertex(Int($0.vertex)) }
  }

  /// The edges that lead to a point, with what each comes from.
  public func edges(leadingTo vertex: Vertex) -> [(source: Vertex, edge: Edge)] {
    sources[number(of: vertex)].map { (self.vertex(Int($0.vertex)), edges[Int($0.vertex)][Int($0.edge)]) }
  }

  /// What runs after an action once all that stands in the way that it took is done: the next of its list, or what follows
  /// the list. Whether it comes to that the edges tell.
  public func follow(of action: ActionID) -> Vertex {
    let number = follows[action.index]
    return number < 0 ? .exit(.elsewhere) : vertex(Int(number))
  }

  mutating func note(_ follow: Vertex, of action: ActionID) {
    follows[action.index] = Int32(truncatingIfNeeded: number(of: follow))
  }

  mutating func add(_ from: Vertex, _ target: Vertex, _ reason: Reason) {
    let vertex = number(of: from)
    sources[number(of: target)].append(
      Source(vertex: Int32(truncatingIfNeeded: vertex), edge: Int32(truncatingIfNeeded: edges[vertex].count)))
    edges[vertex].append(Edge(target: target, reason: reason))
  }

  // MARK: Numbers, for analyses that keep what they know in arrays

  /// How many points there are.
  public var vertexCount: Int { vertices.count }

  /// The number of a point.
  public func number(of vertex: Vertex) -> Int {
    switch vertex {
    case .start: 0
    case .entry(let id): 1 + id.index
    case .end(let id): 1 + containerCount + id.index
    case .action(let id): 1 + 2 * containerCount + id.index
    case .after(let id): 1 + 2 * containerCount + actionCount + id.index
    case .exit(let exit): 1 + 2 * (containerCount + actionCount) + exit.rawValue
    }
  }

  /// The number of the point to which one of the edges of a point leads, or backward, of that which it comes from; nil beyond
  /// the last of them.
  func follower(_ place: Int, of number: Int, _ direction: DataflowDirection) -> Int? {
    switch direction {
    case .forward: place < edges[number].count ? self.number(of: edges[number][place].target) : nil
    case .backward: place < sources[number].count ? Int(sources[number][place].vertex) : nil
    }
  }

  /// The point with a number.
  public func vertex(_ number: Int) -> Vertex { vertices[number] }
}

extension ControlFlow {
  /// A line of a picture, between containers and actions.
  public struct Arrow: Hashable, Sendable {
    /// What stands at one end of a line.
    public enum End: Hashable, Sendable {
      /// Where the flow begins.
      case start
      case container(ContainerID)
      case action(ActionID)
    }

    /// Where it comes from.
    public let source: End
    /// Where it leads to.
    public let target: End
    /// The name of the way; nil where there is only one.
    public let label: String?
  }

  /// The edges between containers and actions, each once, in the order of what they come from.
  public var arrows: [Arrow] {
    var arrows: [Arrow] = []
    var seen: Set<Arrow> = []
    func add(_ source: Arrow.End, _ vertex: Vertex) {
      for edge in successors(of: vertex) {
        guard let label = edge.reason.label else { continue }
        let target: Arrow.End
        switch edge.target {
        case .entry(let id): target = .container(id)
        case .action(let id): target = .action(id)
        case .start, .end, .after, .exit: continue
        }
        let arrow = Arrow(source: source, target: target, label: label)
        if seen.insert(arrow).inserted { arrows.append(arrow) }
      }
    }
    if hasStart { add(.start, .start) }
    for id in (0..<containerCount).map({ ContainerID(index: $0) }) { add(.container(id), .entry(id)) }
    for id in (0..<actionCount).map({ ActionID(index: $0) }) {
      add(.action(id), .after(id))
      add(.action(id), .action(id))
    }
    return arrows
  }
}

extension ControlFlow.Reason {
  /// What a picture writes beside the line; nil where it shows none.
  fileprivate var label: String?? {
    switch self {
    case .next, .jump, .back, .maybe: .some(nil)
    case .way(let name): name
    case .otherwise: "otherwise"
    case .failure: "failure"
    case .call: "calls"
    case .choice(let label), .link(let label): .some(label)
    case .comesBack, .event: nil
    }
  }
}
