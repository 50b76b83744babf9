import Flows
import SourceText

/// A graph as it is drawn: boxes, and lines between them. It holds no more of a flow than what is seen.
struct FlowPicture: Sendable {
  /// What stands for a container or an action.
  struct Box: Sendable {
    /// How a box looks where nothing is known of tests.
    enum Look: Sendable {
      case start, container, action, attribute
      /// What stands in another picture.
      case elsewhere
    }

    var look: Look
    /// The type of the action, or the kind of the container.
    var type = ""
    var name: String?
    /// The number of the container that it is, or that holds it; nil for the start.
    var container: Int?
    var mark: DrawnCoverage.Mark?
    /// The id of what a click leads to.
    var link: String?
    var badge: Badge?
  }

  /// How much was found at a box.
  struct Badge: Sendable {
    /// The worst of it.
    var severity: Severity
    var count: Int
  }

  /// A line between two boxes.
  struct Line: Sendable {
    let source: Int
    let target: Int
    var label: String?
    var mark: DrawnCoverage.Mark?
  }

  var title: String
  var boxes: [Box] = []
  var lines: [Line] = []

  /// Pictures of more boxes than this are no help: such a flow is drawn container by container.
  static let boxLimit = 150
}

extension FlowDrawing {
  /// The graph of the flow as it is drawn: the start, which a flow that says nothing of it has not, then containers, then
  /// actions.
  var picture: FlowPicture {
    let (flow, graph) = (flow, graph)
    var picture = FlowPicture(title: [flow.type, flow.name].compactMap(\.self).joined(separator: " "))
    if graph.hasStart { picture.boxes.append(FlowPicture.Box(look: .start)) }
    for (index, container) in flow.containers.enumerated() {
      picture.boxes.append(
        FlowPicture.Box(look: .container, type: container.kind, name: container.name, container: index))
    }
    for (index, action) in flow.actions.enumerated() {
      picture.boxes.append(
        FlowPicture.Box(
          look: .action, type: action.type, name: action.name, container: action.container.index,
          mark: coverage?.mark(of: ActionID(index: index))))
    }
    picture.lines = graph.arrows.map { arrow in
      FlowPicture.Line(
        source: place(of: arrow.source), target: place(of: arrow.target), label: arrow.label,
        mark: coverage?.mark(of: arrow))
    }
    return picture
  }

  /// The place of a box in the picture.
  func place(of end: ControlFlow.Arrow.End) -> Int {
    let first = graph.hasStart ? 1 : 0
    return switch end {
    case .start: 0
    case .container(let id): first + id.index
    case .action(let id): first + flow.containers.count + id.index
    }
  }

  /// The graph as a picture of its own.
  var svg: String { picture.svg() }
}

// MARK: Parts

extension FlowPicture {
  /// One of several pictures of a flow.
  struct Part: Sendable {
    /// The number of the container that it shows; nil for how the containers lead to one another, or for all.
    let container: Int?
    let picture: FlowPicture
  }

  /// The picture; where it has too many boxes, how its containers lead to one another, and then each of them.
  ///
  /// - Parameter link: the id of the picture of a container.
  func parts(linkedBy link: (Int) -> String) -> [Part] {
    guard boxes.count > Self.boxLimit else { return [Part(container: nil, picture: self)] }
    var parts = [Part(container: nil, picture: ofContainers(linkedBy: link))]
    let own = Dictionary(grouping: boxes.indices.filter { boxes[$0].container != nil }) { boxes[$0].container ?? 0 }
    let leaving = Dictionary(grouping: lines.filter { boxes[$0.source].container != nil }) {
      boxes[$0.source].container ?? 0
    }
    for (container, members) in own.sorted(by: { $0.key < $1.key }) where members.count > 1 {
      var part = FlowPicture(title: "\(title): \(Self.words(for: boxes[members[0]]))")
      var places: [Int: Int] = [:]
      func place(_ box: Int) -> Int {
        if let place = places[box] { return place }
        var drawn = boxes[box]
        if drawn.container != container {
          drawn.look = .elsewhere
          drawn.badge = nil
          drawn.link = drawn.container.map(link)
        }
        places[box] = part.boxes.count
        part.boxes.append(drawn)
        return part.boxes.count - 1
      }
      for box in members { _ = place(box) }
      part.lines = (leaving[container] ?? []).map {
        Line(source: place($0.source), target: place($0.target), label: $0.label, mark: $0.mark)
      }
      parts.append(Part(container: container, picture: part))
    }
    return parts
  }

  private func ofContainers(linkedBy link: (Int) -> String) -> FlowPicture {
    var picture = FlowPicture(title: "\(title): tasks, menus and states")
    var places: [Int?: Int] = [:]
    for box in boxes where box.look == .start || box.look == .container {
      var drawn = box
      drawn.link = box.container.map(link)
      places[box.container] = picture.boxes.count
      picture.boxes.append(drawn)
    }
    var seen: Set<[Int]> = []
    for line in lines {
      guard let source = places[boxes[line.source].container], let target = places[boxes[line.target].container],
        source != target, seen.insert([source, target]).inserted
      else { continue }
      picture.lines.append(Line(source: source, target: target))
    }
    return picture
  }

  private static func words(for box: Box) -> String { [box.type, box.name].compactMap(\.self).joined(separator: " ") }
}
