import Documents
import Flows
import JSON
import SourceText
import SystemPackage

/// Where what stands at a place is made, and where it is used.
extension Session {
  /// A thing of a flow with its places.
  struct Subject {
    enum Thing {
      case variable(VariableID)
      case container(ContainerID)
    }

    let thing: Thing
    let view: FlowView
    /// Where it was asked about.
    let range: ByteRange
    let declaration: ByteRange
    /// Its uses, those that give it a value marked.
    let uses: [(range: ByteRange, isWrite: Bool)]
  }

  func subject(_ parameters: JSONValue) throws(RequestFailure) -> (state: DocumentState, subject: Subject)? {
    guard let (state, offset) = try place(parameters) else { return nil }
    for index in state.snapshot.flows.indices {
      let view = state.snapshot.view(index)
      let flow = view.flow
      if let (id, range) = view.variable(at: offset) {
        let uses = view.uses[id].map { (flow[$0.site].node.source(of: $0.range), $0.isWrite) }
        let subject = Subject(
          thing: .variable(id), view: view, range: range, declaration: flow.variables[id.index].place.contentRange,
          uses: uses)
        return (state, subject)
      }
      if let (id, range) = view.namedContainer(at: offset) {
        let uses = flow.references.filter { $0.target == id }.map { ($0.node.contentRange, false) }
        let place = flow[id].place
        let subject = Subject(
          thing: .container(id), view: view, range: range,
          declaration: place.kind == .scalar ? place.contentRange : ByteRange(at: Int(place.range.start)), uses: uses)
        return (state, subject)
      }
    }
    return nil
  }

  private func location(_ range: ByteRange, _ state: DocumentState) -> JSONValue {
    ["uri": .string(state.document.uri), "range": state.snapshot.span(of: range).json]
  }

  func definition(_ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    if let (state, subject) = try subject(parameters) { return [location(subject.declaration, state)] }
    return .array(try attributePlaces(parameters) { $0.isWrite })
  }

  func references(_ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    guard let (state, subject) = try subject(parameters) else {
      return .array(try attributePlaces(parameters) { _ in true })
    }
    let withDeclaration = parameters["context"]?["includeDeclaration"] == true
    let ranges = (withDeclaration ? [subject.declaration] : []) + subject.uses.map(\.range)
    return .array(ranges.map { location($0, state) })
  }

  /// The uses of the attribute that is named at a place, in all files of the folder.
  private func attributePlaces(
    _ parameters: JSONValue, _ isWanted: (ProjectFolder.AttributeMention) -> Bool
  ) throws(RequestFailure) -> [JSONValue] {
    guard let (state, offset) = try place(parameters) else { return [] }
    for index in state.snapshot.flows.indices {
      let uses = state.snapshot.view(index).attributeUses
      guard let key = uses.first(where: { $0.range.holds(offset) })?.name else { continue }
      return allMentions(near: state.document).flatMap { uri, mentions in
        mentions.filter { $0.key.utf8.elementsEqual(key.utf8) && isWanted($0) }.map {
          ["uri": .string(uri), "range": $0.span.json] as JSONValue
        }
      }
    }
    return []
  }

  func documentHighlight(_ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    guard let (state, subject) = try subject(parameters) else { return .null }
    let places = [(range: subject.declaration, isWrite: true)] + subject.uses
    return .array(
      places.map { ["range": state.snapshot.span(of: $0.range).json, "kind": $0.isWrite ? 3 : 2] })
  }

  // MARK: Renaming

  func prepareRename(_ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    guard let (state, subject) = try subject(parameters), subject.view.flow.isArchy else { return .null }
    // What names a container elsewhere is its id, not its name.
    if case .container = subject.thing, subject.range != subject.declaration { return .null }
    return ["range": state.snapshot.span(of: subject.range).json, "placeholder": .string(subject.name)]
  }

  func rename(_ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    guard let (state, subject) = try subject(parameters) else {
      throw RequestFailure(.requestFailed, "there is no variable and no container here")
    }
    guard let name = parameters["newName"]?.text else {
      throw RequestFailure(.invalidParameters, "expected ‘newName’")
    }
    guard subject.view.flow.isArchy else {
      throw RequestFailure(.requestFailed, "names are changed only in what is written as Archy does")
    }
    let edits: [Edit]?
    switch subject.thing {
    case .variable(let id): edits = try renaming(id, to: name, in: subject.view)
    case .container(let id):
      let node = subject.view.flow[id].node["name"]
      edits = node.flatMap {
        $0.edits(replacing: [Node.Replacement(ByteRange(0, ($0.text ?? "").utf8.count), with: name)])
      }
    }
    guard let edits, !name.isEmpty else { throw RequestFailure(.requestFailed, "‘\(name)’ cannot be written there") }
    return edit(edits.sorted { $0.range < $1.range }, state.document, state.snapshot)
  }

  private func renaming(_ id: VariableID, to name: String, in view: FlowView) throws(RequestFailure) -> [Edit]? {
    let flow = view.flow
    let variable = flow.variables[id.index]
    let scope = String(variable.name.prefix { $0 != "." })
    let member = name.lowercased().hasPrefix(scope.lowercased() + ".") ? String(name.dropFirst(scope.count + 1)) : name
    guard let first = member.first, first.isLetter || first == "_",
      member.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
    else {
      throw RequestFailure(.requestFailed, "expected a letter, then letters, digits and ‘_’; found ‘\(member)’")
    }
    let whole = "\(scope).\(member)"
    let key = VariableName(whole)
    let isTaken = flow.variables.indices.contains { index in
      index != id.index && VariableName(flow.variables[index].name) == key
    }
    guard !isTaken else { throw RequestFailure(.requestFailed, "there is a variable ‘\(whole)’ already") }
    guard variable.place.kind == .scalar, let text = variable.place.text,
      let declared = variable.place.edits(
        replacing: [Node.Replacement(ByteRange(0, text.utf8.count), with: whole)]),
      let used = flow.edits(renaming: view.uses[id], to: whole)
    else { return nil }
    return declared + used
  }
}

extension Session.Subject {
  /// The name as it is written.
  fileprivate var name: String {
    switch thing {
    case .variable(let id): view.flow.variables[id.index].name
    case .container(let id): view.flow[id].name ?? ""
    }
  }
}
