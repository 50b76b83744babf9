import Comparison
import Expressions
import SourceText

extension DifferenceReport {
  /// The report as one page that needs nothing beside itself, no script and no style to be understood.
  var html: String {
    HTMLPage(
      title: "Differences of flows",
      styles: HTMLPage.plainStyles + """
        td { overflow-wrap: anywhere }
        ins { background: #2da44e33 } del { background: #cf222e33 }

        """,
      body: "<h1>Differences of flows</h1>\n"
        + sections(level: 2, hidesValues: false) { HTMLPage.escaped(title($0)) }
    ).text
  }

  /// What is different, flow by flow.
  ///
  /// - Parameters:
  ///   - level: that of the headings.
  ///   - hidesValues: whether values and literals are shown by their length and first character alone.
  ///   - shown: how a flow is named.
  func sections(level: Int, hidesValues: Bool, _ shown: (Entry) -> String) -> String {
    var body = "<p>\(isDifferent ? headline : "no difference")</p>\n"
    let consequences = allConsequences
    if !consequences.isEmpty {
      body += "<h\(level)>Consequences</h\(level)>\n<ul>\n"
      for consequence in consequences {
        body += "<li>\(HTMLPage.escaped(consequence.address)): \(HTMLPage.escaped(consequence.message))</li>\n"
      }
      body += "</ul>\n"
    }
    for entry in entries where entry.status == .changed {
      body += "<h\(level)>\(shown(entry))</h\(level)>\n<p>\(summary(of: entry))</p>\n"
      body += "<table>\n<caption>Changes of \(HTMLPage.escaped(title(entry)))</caption>\n<thead><tr>"
      body += ["kind", "what", "where", "change"].map { "<th scope=\"col\">\($0)</th>" }.joined()
      body += "</tr></thead>\n<tbody>\n"
      for change in entry.changes {
        let place = [change.address, change.key].compactMap { $0 }.map(HTMLPage.escaped).joined(separator: " · ")
        let told = Self.words(for: hidesValues ? change.withoutValues : change)
        body += "<tr><td>\(change.kind.rawValue)</td><td>\(change.what.rawValue)</td>"
        body += "<td>\(place)</td><td>\(told)</td></tr>\n"
      }
      body += "</tbody>\n</table>\n"
    }
    for status in [Status.added, .removed] {
      let own = entries.filter { $0.status == status }
      guard !own.isEmpty else { continue }
      body += "<h\(level)>Flows that were \(status.rawValue)</h\(level)>\n<ul>\n"
      body += own.map { "<li>\(shown($0))</li>\n" }.joined() + "</ul>\n"
    }
    return body
  }

  private static func words(for change: FlowChange) -> String {
    let (old, new) = (change.old.map(HTMLPage.escaped) ?? "", change.new.map(HTMLPage.escaped) ?? "")
    return switch change.kind {
    case .added: "<ins>\(new)</ins>"
    case .removed: "<del>\(old)</del>"
    case .changed where !change.differences.isEmpty:
      marked(
        change, HTMLPage.escaped, old: { "<del>\(HTMLPage.escaped($0))</del>" },
        new: { "<ins>\(HTMLPage.escaped($0))</ins>" })
    case .changed, .moved, .renamed: "<del>\(old)</del> → <ins>\(new)</ins>"
    }
  }
}

extension FlowChange {
  /// The change with its values and literals by their length and first character alone; names stay.
  fileprivate var withoutValues: FlowChange {
    var change = self
    switch what {
    case .action, .container, .way, .name: return self
    case .expression, .variable:
      change.old = old.map(Self.withoutLiterals)
      change.new = new.map(Self.withoutLiterals)
    case .setting, .attribute:
      change.old = old.map(SourceText.masked)
      change.new = new.map(SourceText.masked)
    }
    // They count in the texts as they were.
    change.differences = []
    return change
  }

  /// An expression in which each text is masked, and what is nothing but a value.
  private static func withoutLiterals(_ text: String) -> String {
    var result = ""
    var place = 0
    let bytes = Array(text.utf8)
    let tokens = SyntaxTree(parsing: bytes).tokens
    // The last one is the end.
    if tokens.count == 2, [.integer, .decimal].contains(tokens[0].kind) { return SourceText.masked(text) }
    for token in tokens where token.kind == .string {
      result += String(decoding: bytes[place..<Int(token.range.start)], as: UTF8.self)
      let literal = String(decoding: bytes[Int(token.range.start)..<Int(token.range.end)], as: UTF8.self)
      result += "\"\(SourceText.masked(String(literal.dropFirst().dropLast())))\""
      place = Int(token.range.end)
    }
    return result + String(decoding: bytes[place...], as: UTF8.self)
  }
}
