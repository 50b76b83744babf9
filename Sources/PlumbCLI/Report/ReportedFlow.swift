import Documents
import Flows
import SourceText

/// What a report shows of one flow: names, ways and places, but no value of an attribute and no secret.
struct ReportedFlow: Sendable {
  /// Makes what is shown of the flows of a file; a mask hides its secrets, nil where it has none.
  typealias Maker = @Sendable (FlowFile, SecretMask?) -> [ReportedFlow]

  /// A task, menu, state…
  struct Container: Sendable {
    let kind: String
    let name: String?
  }

  /// An action, with what it takes to know it by its name.
  struct Action: Sendable {
    let type: String
    let name: String?
    let container: Int
    let line: Int?
  }

  let file: String
  let formatName: String
  let name: String?
  let type: String
  let containers: [Container]
  let actions: [Action]
  let outline: [FlowOutline.Line]
  /// The graph; nil where nothing runs after anything, as in a data action.
  var picture: FlowPicture?
  /// The places in ``picture`` of the first container and the first action.
  let firstBoxes: (container: Int, action: Int)
  let uses: [ReportedUse]
  /// What tests took, where that is known.
  let coverage: ReportedCoverage?
  /// The containers and actions by where they stand in the document.
  private let places: [[PathElement]: ControlFlow.Arrow.End]
  /// The flow itself, where it is to be compared.
  let flow: Flow?

  /// The flow's name, or what stands for it.
  var title: String { name ?? "(\(type) without a name)" }

  /// - Parameter mask: hides the secrets of its file; nil where it has none.
  init(_ flow: Flow, file: String, mask: SecretMask?, coverage: DrawnCoverage?, isKept: Bool) {
    func shown(_ text: String) -> String { mask?.masked(text) ?? text }
    let drawing = FlowDrawing(flow, file: file, coverage: coverage)
    self.file = file
    formatName = flow.formatName
    name = flow.name.map(shown)
    type = shown(flow.type)
    containers = flow.containers.map { Container(kind: shown($0.kind), name: $0.name.map(shown)) }
    let hasPlaces = flow.document.hasPlaces
    actions = flow.actions.map { action in
      Action(
        type: shown(action.type), name: action.name.map(shown), container: action.container.index,
        line: hasPlaces ? flow.document.file.place(at: Int(action.node.range.start)).line : nil)
    }
    outline = Self.outline(of: flow).map { line in
      var line = line
      line.word = shown(line.word)
      line.name = line.name.map(shown)
      line.notes = line.notes.map(shown)
      return line
    }
    var picture = drawing.picture
    if mask != nil {
      picture.title = shown(picture.title)
      for index in picture.boxes.indices {
        picture.boxes[index].type = shown(picture.boxes[index].type)
        picture.boxes[index].name = picture.boxes[index].name.map(shown)
      }
      for index in picture.lines.indices { picture.lines[index].label = picture.lines[index].label.map(shown) }
    }
    self.picture = picture.lines.isEmpty ? nil : picture
    firstBoxes = (
      drawing.place(of: .container(ContainerID(index: 0))), drawing.place(of: .action(ActionID(index: 0)))
    )
    uses = ReportedUse.all(of: flow, over: drawing.graph, shown)
    self.coverage = coverage.map {
      ReportedCoverage(actions: $0.actions, ways: $0.ways, notTaken: $0.notTaken.map(shown))
    }
    var places: [[PathElement]: ControlFlow.Arrow.End] = [:]
    for (index, container) in flow.containers.enumerated() {
      places[container.path] = .container(ContainerID(index: index))
    }
    for (index, action) in flow.actions.enumerated() { places[action.path] = .action(ActionID(index: index)) }
    self.places = places
    self.flow = isKept ? flow : nil
  }

  /// The lines of the outline, with those actions at the end that nothing leads to, so that every action stands in it.
  private static func outline(of flow: Flow) -> [FlowOutline.Line] {
    var lines = FlowOutline.lines(of: flow)
    var isListed = Array(repeating: false, count: flow.actions.count)
    for line in lines { if case .action(let id) = line.kind { isListed[id.index] = true } }
    let rest = flow.actions.indices.filter { !isListed[$0] }
    if !rest.isEmpty { lines.append(FlowOutline.Line(kind: .branch, depth: 1, word: "nothing leads to")) }
    lines += rest.map { FlowOutline.line(of: ActionID(index: $0), in: flow, depth: 2) }
    return lines
  }

  /// Which container or action a finding is about; nil for the flow as a whole.
  func subject(of location: FlowLocation) -> ControlFlow.Arrow.End? {
    if location.nameDepth > 0, let end = places[Array(location.path.prefix(location.nameDepth))] { return end }
    if let type = location.actionType {
      let own = actions.firstIndex { $0.type == type && $0.name == location.actionName }
      if let own { return .action(ActionID(index: own)) }
    }
    guard let kind = location.containerKind else { return nil }
    return containers.firstIndex { $0.kind == kind && $0.name == location.containerName }
      .map { .container(ContainerID(index: $0)) }
  }

  /// Container and action as a person would say it.
  func words(for end: ControlFlow.Arrow.End?) -> String {
    func named(_ kind: String, _ name: String?) -> String { name.map { "\(kind) ‘\($0)’" } ?? kind }
    switch end {
    case .start, nil: return ""
    case .container(let id): return named(containers[id.index].kind, containers[id.index].name)
    case .action(let id):
      let action = actions[id.index]
      let holder = containers[action.container]
      return "\(named(holder.kind, holder.name)) › \(named(action.type, action.name))"
    }
  }
}

/// What tests took of a flow.
struct ReportedCoverage: Sendable {
  let actions: DrawnCoverage.Share
  let ways: DrawnCoverage.Share
  /// The ways that no test took, by their addresses.
  let notTaken: [String]
}
