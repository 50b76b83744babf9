import Documents
import Expressions
import Flows
import SourceText

/// Writes what Genesys' own editor has in place of a path to an attribute: a declared variable, the action Get
/// Participant Data before the use, and the variable in the expression.
///
/// Only block YAML can be given new lines; elsewhere there is no fix.
struct GetParticipantDataFix: Sendable {
  private let flow: Flow
  private let site: ExpressionSite
  private let action: ActionID
  private let range: ByteRange
  private let key: String
  private let variable: Variable

  /// What is to be written for a path; nil where it names no single attribute of the customer, or where it is known
  /// that nothing can be written.
  init?(for reference: AccessPath, of expression: FlowExpression, _ budget: StepBudget) {
    let site = expression.site
    guard site.node.tree.format == .yaml, case .unknown = site.compilation, let action = site.action,
      let key = Self.key(of: reference),
      let variable = Variable(for: key, before: action, in: expression.flow, budget)
    else { return nil }
    flow = expression.flow.flow
    self.site = site
    self.action = action
    range = reference.range
    self.key = key
    self.variable = variable
  }

  /// The fix; nil where it cannot be written.
  var fix: Fix? {
    guard let edits = site.node.edits(replacing: [Node.Replacement(range, with: variable.name)]),
      let place = itemLine(at: flow[action].path)
    else { return nil }
    var all = edits
    if !variable.isRead {
      guard let action = Self.action(key, variable.name) else { return nil }
      all.append(Edit(ByteRange(at: place.offset), with: flow.document.text(ofLines: action, indent: place.indent)))
    }
    if !variable.isDeclared {
      guard let declaration = declaration(of: variable.name) else { return nil }
      all.append(declaration)
    }
    return Fix("read the attribute with Get Participant Data", isSafe: false, edits: all)
  }

  /// The attribute that a path reads from the customer.
  private static func key(of reference: AccessPath) -> String? {
    let start: [String]
    switch reference.root.lowercased() {
    case "conversation": start = ["participants", "customer", "attributes"]
    case "participant": start = ["attributes"]
    default: return nil
    }
    guard reference.hasSteps(start) else { return nil }
    let steps = reference.steps.dropFirst(start.count)
    if steps.count == 1, case .key(let key, _)? = steps.first { return key.isEmpty ? nil : key }
    let words = steps.map { step -> String? in
      if case .member(let name, _) = step { name } else { nil }
    }
    guard !words.isEmpty, !words.contains(nil) else { return nil }
    return words.compactMap { $0 }.joined(separator: ".")
  }

  // MARK: The variable

  /// The variable that the attribute is read into: one that the flow has for it already, else a new one.
  private struct Variable {
    let name: String
    let isDeclared: Bool
    /// Whether one of the reading actions directly before the action in its list reads the attribute into it.
    let isRead: Bool

    init?(for key: String, before action: ActionID, in flow: LintedFlow, _ budget: StepBudget) {
      let word = String(String.UnicodeScalarView(key.unicodeScalars.map { Self.isOfName($0) ? $0 : "_" }))
      let name = "Flow." + (word.unicodeScalars.first.map { ("0"..."9").contains($0) } ?? true ? "a" + word : word)
      let variable = VariableName(name)
      let declared = flow.variables[variable]
      let readers = flow.attributeReaders[LintedFlow.AttributeRead(key: key, variable: variable)]
      if let declared, declared.type != .string || readers == nil { return nil }
      self.name = declared?.name ?? name
      isDeclared = declared != nil
      isRead = flow.flow.earlier(than: action).lazy
        .prefix { flow.flow[$0].readsOwnParticipant && budget.spend() }
        .contains { readers?.contains($0) == true }
    }

    private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": true
      default: false
      }
    }
  }

  // MARK: Lines

  private static func action(_ key: String, _ variable: String) -> [String]? {
    // In quotes, no name is taken for a Boolean or a number.
    guard let name = Node.escaped(key, in: .doubleQuoted) else { return nil }
    return [
      "- getParticipantData:", "    name: \"Read \(name)\"", "    attributes:", "      - attribute:",
      "          name:", "            lit: \"\(name)\"", "          variable: \(variable)",
    ]
  }

  private func declaration(of variable: String) -> Edit? {
    let text = [
      "- stringVariable:", "    name: \(variable)", "    initialValue:", "      noValue: true",
    ]
    if let list = flow.node["variables"], list.kind == .sequence, let first = list.items.first {
      guard let place = flow.document.line(of: first, after: "- ") else { return nil }
      return Edit(ByteRange(at: place.offset), with: flow.document.text(ofLines: text, indent: place.indent))
    }
    // After the name, where Archy has them.
    let entries = flow.node.entries
    guard flow.node["variables"] == nil, let name = entries.firstIndex(where: { $0.key.text == "name" }),
      entries.indices.contains(name + 1), let place = flow.document.line(of: entries[name + 1].key)
    else { return nil }
    return Edit(
      ByteRange(at: place.offset),
      with: flow.document.text(ofLines: ["variables:"] + text.map { "  " + $0 }, indent: place.indent))
  }

  /// Where the list item that holds a node begins, by the path to the node.
  private func itemLine(at path: [PathElement]) -> (offset: Int, indent: Int)? {
    guard let last = path.lastIndex(where: \.isIndex) else { return nil }
    var node: Node? = flow.document.root
    for element in path[...last] {
      switch element {
      case .key(let key): node = node?[key]
      case .index(let index): node = node?.item(at: index)
      }
    }
    return node.flatMap { flow.document.line(of: $0, after: "- ") }
  }
}

extension PathElement {
  fileprivate var isIndex: Bool { if case .index = self { true } else { false } }
}
