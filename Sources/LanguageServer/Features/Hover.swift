import Documents
import Expressions
import Flows
import JSON
import Linting
import SourceText
import Workspace

extension Session {
  /// What is known of what stands at a place.
  func hover(_ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    guard let (state, offset) = try place(parameters) else { return .null }
    for index in state.snapshot.flows.indices {
      let view = state.snapshot.view(index)
      guard Int(view.flow.node.range.start) <= offset || state.snapshot.flows.count == 1 else { continue }
      if let found = HoverText(state: state, view: view, session: self).text(at: offset) {
        return [
          "contents": [
            "kind": client.takesMarkdown ? "markdown" : "plaintext",
            "value": .string(client.takesMarkdown ? found.markdown : found.markdown.withoutMarks),
          ],
          "range": state.snapshot.span(of: found.range).json,
        ]
      }
    }
    return .null
  }
}

/// What an editor shows of a place in a flow.
struct HoverText {
  let state: Session.DocumentState
  let view: FlowView
  let session: Session

  private var flow: Flow { view.flow }
  private var snapshot: Snapshot { state.snapshot }
  private var values: FlowValues? { FlowValues(flow, at: state.document, in: session) }

  func text(at offset: Int) -> (markdown: String, range: ByteRange)? {
    if let place = view.site(at: offset), let found = text(of: place) { return found }
    if let (id, range) = view.variable(at: offset) { return (variable(id).markdown, range) }
    if let found = attribute(at: offset) { return found }
    return action(at: offset)
  }

  // MARK: Expressions

  private func text(of place: FlowView.SitePlace) -> (markdown: String, range: ByteRange)? {
    guard place.site.language == .architect else { return nil }
    func source(_ range: ByteRange) -> ByteRange { place.site.node.source(of: range) }
    if let (id, range) = view.variable(at: Int(source(ByteRange(at: place.offset)).start)) {
      var page = variable(id)
      if place.site.kind == .expression { page.lines += values(of: place, only: nil) }
      return (page.markdown, range)
    }
    guard place.site.kind == .expression else { return nil }
    let tree = place.tree
    let functions = session.scope(of: state.document).functions
    if let call = tree.ids.first(where: { tree[$0].kind == .call && tree[$0].nameRange.holds(place.offset) }),
      let function = functions[tree.name(of: call)]
    {
      return (FunctionText.markdown(of: function), source(tree[call].nameRange))
    }
    let typed = view.typed(place, functions: functions)
    // The smallest part round the place; the whole expression where that has none.
    let node = tree.ids.filter { tree[$0].range.holds(place.offset) && tree[$0].kind != .missing }
      .min { tree[$0].range.count < tree[$1].range.count }
    var page = Page()
    var range = ByteRange(0, place.site.text.utf8.count)
    if let node {
      var top = node
      // A name and the members behind it are one reference.
      while let outer = tree.ids.first(where: { tree[$0].kind == .member && tree.operands(of: $0).first == top }) {
        top = outer
      }
      range = tree[top].range
      let type = typed.nodes.last { $0.origin == top }?.type ?? .any
      let text = tree.text(range)
      page.code(text.oneLine + (type == .any ? "" : ": \(type.displayName)"))
      if let builtIn = BuiltInVariable.all.first(where: { $0.name.lowercased() == text.lowercased() }) {
        page.lines.append("Provided by Genesys (\(builtIn.confidence.rawValue)).")
      }
      page.lines += values(of: place, only: range)
    }
    page.lines += values(of: place, only: nil)
    return page.isEmpty ? nil : (page.markdown, source(range))
  }

  /// The value of an expression, or of a part of it, on the pinned conversation.
  private func values(of place: FlowView.SitePlace, only part: ByteRange?) -> [String] {
    let text = part.map { place.tree.text($0) } ?? place.site.text
    if let part, part.count == place.site.text.utf8.count { return [] }
    guard let value = values?.value(of: text) else { return [] }
    return ["`\(text.oneLine.clippedForTitle)` \(value.text) · \(value.file)"]
  }

  // MARK: Variables and attributes

  private func variable(_ id: VariableID) -> Page {
    let variable = flow.variables[id.index]
    var page = Page()
    page.code("\(variable.name): \(variable.type.displayName)")
    let roles = [variable.isInput ? "input" : nil, variable.isOutput ? "output" : nil].compactMap { $0 }
    if !roles.isEmpty { page.lines.append("It is an \(roles.joined(separator: " and an ")) of the flow.") }
    let uses = view.uses[id]
    page.list("Given a value", uses.filter(\.isWrite).map { described(flow[$0.site]) })
    page.list("Read", uses.filter { !$0.isWrite }.map { described(flow[$0.site]) })
    return page
  }

  private func described(_ site: ExpressionSite) -> String {
    let location = flow.location(of: site).description
    let line = snapshot.source.place(at: Int(site.node.range.start)).line
    return "line \(line)" + (location.isEmpty ? "" : ": \(location)")
  }

  private func attribute(at offset: Int) -> (markdown: String, range: ByteRange)? {
    guard let use = view.attributeUses.first(where: { $0.range.holds(offset) }), let key = use.name else { return nil }
    var page = Page()
    page.code("attribute \(key.oneLine)")
    let mentions = session.mentions(of: key, near: state.document)
    page.list("Set", mentions.filter(\.isWrite).map(\.place))
    page.list("Read", mentions.filter { !$0.isWrite }.map(\.place))
    if let value = values?.attribute(key) { page.lines.append("\(value.text) · \(value.file)") }
    return (page.markdown, use.range)
  }

  // MARK: Actions

  private func action(at offset: Int) -> (markdown: String, range: ByteRange)? {
    let bytes = snapshot.source.bytes
    func isWord(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || (0x30...0x39).contains(byte) }
    var (start, end) = (min(offset, bytes.count), min(offset, bytes.count))
    while start > 0, isWord(bytes[start - 1]) { start -= 1 }
    while end < bytes.count, isWord(bytes[end]) { end += 1 }
    let word = String(decoding: bytes[start..<end], as: UTF8.self)
    // The type of an action is the key before its body.
    if let type = ActionType.named(word),
      flow.actions.contains(where: { $0.type == word && (end...end + 200).contains(Int($0.node.range.start)) })
        || flow.actions.contains(where: {
          $0.type == word && Int($0.node.range.start) <= start && start - Int($0.node.range.start) < 8
        })
    {
      return (ActionText.markdown(of: type), ByteRange(start, end))
    }
    let named = flow.actions.last { $0.place.kind == .scalar && $0.place.range.holds(offset) }
    return named.flatMap { action in action.definition.map { (ActionText.markdown(of: $0), action.place.range) } }
  }
}

extension Session {
  /// The uses of an attribute in the folder of a document, or in the document alone.
  func mentions(of key: String, near document: OpenDocument) -> [ProjectFolder.AttributeMention] {
    allMentions(near: document).flatMap { file in
      file.mentions.filter { $0.key.utf8.elementsEqual(key.utf8) }
    }
  }

  /// The uses of all attributes, by file in order of the paths.
  func allMentions(near document: OpenDocument) -> [(uri: String, mentions: [ProjectFolder.AttributeMention])] {
    if let folder = folder(of: document), let path = document.path, folder.files[path] != nil {
      return folder.files.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
        .map { (uri(of: $0.key), $0.value.attributes) }
    }
    guard let snapshot = document.snapshot, case .success(let file) = snapshot.content else { return [] }
    return [(document.uri, ProjectFolder.File(file, span: snapshot.span).attributes)]
  }
}

extension ByteRange {
  /// Whether an offset lies in the range, its end included, as a cursor does that stands behind a word.
  func holds(_ offset: Int) -> Bool { Int(start) <= offset && offset <= Int(end) }
}
