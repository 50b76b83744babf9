import Documents
import Expressions
import Flows
import JSON
import Linting
import Simulation
import SourceText
import Workspace

extension Session {
  /// What can stand at a place: in an expression, at the name of an attribute, where a container is named, and as a key of
  /// a file of settings. Everywhere else another server may know more.
  func completion(_ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    guard let (state, offset) = try place(parameters) else { return .null }
    let completion = Completion(state: state, session: self)
    guard let items = completion.items(at: offset) else { return .null }
    return ["isIncomplete": false, "items": .array(items)]
  }
}

/// Works out what can stand at a place of a document.
struct Completion {
  /// The kinds of items, by the numbers that LSP has for them.
  private enum Kind: Int {
    case function = 3
    case variable = 6
    case property = 10
    case keyword = 14
    case reference = 18
    case constant = 21
  }

  /// How many items come with their documentation at most.
  private static let documentedCount = 60

  let state: Session.DocumentState
  let session: Session

  func items(at offset: Int) -> [JSONValue]? {
    if let keys = settingsKeys(at: offset) { return keys }
    for index in state.snapshot.flows.indices {
      let view = state.snapshot.view(index)
      if let items = attributes(at: offset, view) ?? containers(at: offset, view) { return items }
      if let place = view.site(at: offset), place.site.language == .architect {
        return self.items(in: place, at: offset, view)
      }
    }
    return unfinished(at: offset)
  }

  // MARK: Expressions

  private func items(in place: FlowView.SitePlace, at offset: Int, _ view: FlowView) -> [JSONValue] {
    let text = place.site.text
    var head = String(decoding: Array(text.utf8.prefix(place.offset)), as: UTF8.self)
    // The cursor may stand behind blanks that are no part of the text.
    let gap = max(0, offset - Int(place.site.node.contentRange.end))
    head += String(repeating: " ", count: gap)
    guard let found = candidates(for: head, view.symbols[place.site.container], isValue: place.site.kind == .expression)
    else { return [] }
    let start = gap > 0 ? offset : Int(place.site.node.source(of: ByteRange(found.start, place.offset)).start)
    return items(found.candidates, replacing: ByteRange(start, offset))
  }

  /// What can stand in an expression the rest of which makes the file unreadable, such as an open quote.
  private func unfinished(at offset: Int) -> [JSONValue]? {
    let source = state.snapshot.source
    let start = Int(source.lines.starts[source.lines.line(at: offset)])
    let line = String(decoding: source.bytes[start..<offset], as: UTF8.self)
    guard let key = line.range(ofFirst: "exp:"), let last = state.document.lastGood else { return nil }
    var head = line[key.upperBound...].drop { $0 == " " }
    if let quote = head.first, quote == "'" || quote == "\"" { head = head.dropFirst() }
    guard let found = candidates(for: String(head), last.view(0).symbols[nil], isValue: true) else { return [] }
    return items(found.candidates, replacing: ByteRange(offset - (head.utf8.count - found.start), offset))
  }

  private struct Candidate {
    let label: String
    let kind: Kind
    var detail = ""
    var text: String?
    var documentation: String?
    var isSnippet = false
  }

  /// What can follow a text, and at which of its bytes that begins.
  private func candidates(
    for head: String, _ symbols: SymbolTable, isValue: Bool
  ) -> (candidates: [Candidate], start: Int)? {
    let characters = Array(head)
    let place = CompletionPlace(characters)
    func byte(_ count: Int) -> Int { String(characters[..<count]).utf8.count }
    let variables = variables(symbols)
    switch place.kind {
    case .text, .key: return nil
    case .word(let word):
      var found = variables.filter { $0.label.beginsLike(word) }
      if isValue {
        found += functions().filter { $0.label.beginsLike(word) }
        found += ["true", "false", "NOT_SET"].filter { $0.beginsLike(word) }.map {
          Candidate(label: $0, kind: .keyword)
        }
      }
      return (found, byte(place.start))
    case .member(let base, let part):
      let whole = base + "." + part
      let named = variables.filter { $0.label.beginsLike(whole) }
      if !named.isEmpty { return (named, byte(place.start - base.count - 1)) }
      let type = TypeChecker(functions: session.scope(of: state.document).functions, symbols: symbols)
        .check(SyntaxTree(parsing: base)).type
      let members = type.propertyNames.filter { $0.beginsLike(part) }
      return (members.map { Candidate(label: $0, kind: .property, detail: type.displayName) }, byte(place.start))
    }
  }

  private func variables(_ symbols: SymbolTable) -> [Candidate] {
    symbols.names.map { name in
      Candidate(label: name, kind: .variable, detail: symbols.type(of: name)?.displayName ?? "")
    }
      + BuiltInVariable.all.map {
        Candidate(label: $0.name, kind: .constant, detail: "\($0.type.displayName), \($0.confidence.rawValue)")
      }
  }

  private func functions() -> [Candidate] {
    session.scope(of: state.document).functions.functions.map { function in
      let takesNothing = function.overloads.allSatisfy { $0.parameters.isEmpty }
      let inner = takesNothing ? "()" : session.client.takesSnippets ? "($0)" : "("
      return Candidate(
        label: function.name, kind: .function, detail: function.overloads.first?.signature(of: function.name) ?? "",
        text: function.name + inner, documentation: FunctionText.markdown(of: function),
        isSnippet: session.client.takesSnippets && !takesNothing)
    }
  }

  private func items(_ candidates: [Candidate], replacing range: ByteRange) -> [JSONValue] {
    let span = state.snapshot.span(of: range).json
    var seen: Set<String> = []
    let candidates = candidates.filter { seen.insert($0.label).inserted }
    // What is known of all functions together is more than anybody reads, and slow to send.
    let isDocumented = candidates.count <= Self.documentedCount
    return candidates.map { candidate in
      [
        "label": .string(candidate.label), "kind": .integer(candidate.kind.rawValue),
        "detail": candidate.detail.isEmpty ? nil : .string(candidate.detail),
        "documentation": (isDocumented ? candidate.documentation : nil).map {
          session.client.takesMarkdown
            ? ["kind": "markdown", "value": .string($0)] : .string($0.withoutMarks)
        },
        "insertTextFormat": candidate.isSnippet ? 2 : nil,
        "textEdit": ["range": span, "newText": .string(candidate.text ?? candidate.label)],
      ]
    }
  }

  // MARK: Names

  /// The keys of attributes, where the name of one is written.
  private func attributes(at offset: Int, _ view: FlowView) -> [JSONValue]? {
    for use in view.attributeUses {
      guard case .literal(let node) = use.nameValue, node.kind == .scalar, node.contentRange.holds(offset) else {
        continue
      }
      let keys = Set(session.allMentions(near: state.document).flatMap { $0.mentions.map(\.key) }).sorted()
      let candidates = keys.compactMap { key in
        Node.escaped(key, in: node.style).map { Candidate(label: key, kind: .property, detail: "attribute", text: $0) }
      }
      return items(candidates, replacing: node.contentRange)
    }
    return nil
  }

  /// The containers of the flow, where one is named.
  private func containers(at offset: Int, _ view: FlowView) -> [JSONValue]? {
    let flow = view.flow
    guard let reference = flow.references.first(where: { $0.node.contentRange.holds(offset) }), flow.isArchy else {
      return nil
    }
    let candidates = flow.containers.compactMap { container -> Candidate? in
      guard let id = container.refID,
        let text = Node.escaped(
          "/\(flow.type)/\(container.kind)s/\(container.kind)[\(id)]", in: reference.node.style)
      else { return nil }
      return Candidate(label: container.name ?? id, kind: .reference, detail: container.kind, text: text)
    }
    return items(candidates, replacing: reference.node.contentRange)
  }

  // MARK: Settings

  /// The keys of `plumb.yaml` and of a test file, at the beginning of a line; nil in any other file.
  private func settingsKeys(at offset: Int) -> [JSONValue]? {
    let keys: [(name: String, summary: String)]
    if state.document.isNamed(ConfigurationFile.name) {
      keys = SettingsReader.keys
    } else if state.snapshot.testFileRoot != nil {
      keys = FlowTestFile.keys.map { ($0, "") }
    } else {
      return nil
    }
    let source = state.snapshot.source
    let start = Int(source.lines.starts[source.lines.line(at: offset)])
    let word = source.bytes[start..<offset]
    guard word.allSatisfy({ $0 == UInt8(ascii: "-") || ($0 | 0x20) &- 0x61 < 26 }) else { return ruleNames(at: offset) }
    let candidates = keys.map { key in
      Candidate(label: key.name, kind: .property, text: key.name + ": ", documentation: key.summary)
    }
    return items(candidates, replacing: ByteRange(start, offset))
  }

  /// The names of rules, where one may stand in `plumb.yaml`.
  private func ruleNames(at offset: Int) -> [JSONValue] {
    let bytes = state.snapshot.source.bytes
    var start = offset
    while start > 0, bytes[start - 1] == UInt8(ascii: "-") || (bytes[start - 1] | 0x20) &- 0x61 < 26 { start -= 1 }
    guard state.document.isNamed(ConfigurationFile.name), start > 0, bytes[start - 1] != UInt8(ascii: ":") else {
      return []
    }
    let candidates = RuleCatalogue.rules.map { Candidate(label: $0.id, kind: .constant, documentation: $0.summary) }
    return items(candidates, replacing: ByteRange(start, offset))
  }
}

extension String {
  /// Whether it begins with another text, in any letter case.
  fileprivate func beginsLike(_ start: String) -> Bool {
    utf8.count >= start.utf8.count && prefix(start.count).lowercased() == start.lowercased()
  }

  fileprivate func range(ofFirst text: String) -> Range<String.Index>? { ranges(of: text).first }
}
