import Documents
import Expressions
import Flows
import SourceText

struct YAMLTypeTrap: FlowRule {
  static let metadata = RuleMetadata(
    id: "yaml-type-trap", severity: .warning,
    summary: "A text without quotes is a number or a date for YAML.",
    rationale: """
      In a place that wants a text, `0123` arrives as 123 or as 83 (octal), `1.10` as 1.1, `1e5` as 100000, `0x1F` as 31, \
      `1_000` as 1000, `12:30` as 750, `2024-01-01` as a time, `null` as nothing, and a long number loses its last digits. \
      Extensions, codes, versions and account numbers are texts: put them in quotes. For an input of a data action, the \
      type of which is not in the flow, zeros in front, long numbers and dates are told.

      The fix is unsafe where people write such texts and mean the number (`1_000`, `1e5`).
      """,
    bad: [bad],
    good: [bad.replacing("«0123»", with: "\"0123\"")],
    fixSafety: .mixed)

  private static let bad = RuleExample.actions(
    """
    - updateData:
        name: Extension
        statements:
          - string:
              variable: Flow.extension
              value:
                lit: «0123»
    """, declaring: ["Flow.extension": "string"])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard flow.flow.document.format == .yaml else { return }
    lazy var texts = literals(of: flow)
    lazy var inputs = Set(
      flow.flow.actions.lazy.flatMap(\.effects.calls).flatMap(\.inputs).compactMap { $0.value.literal })
    for visit in DocumentWalk(flow.flow.node) {
      guard visit.node.style == .plain, let first = visit.node.firstByte, Loss.begins(with: first),
        let text = visit.node.text, let loss = Loss(of: text)
      else { continue }
      let isText = isTextPlace(visit) || texts.contains(visit.node)
      guard isText || loss.isOfAnyType && inputs.contains(visit.node) else { continue }
      let edit = Edit(visit.node.contentRange, with: "\"\(text)\"")
      context.report(
        certainty: isText ? .certain : .likely,
        "expected a text, found ‘\(text)’, which YAML reads as \(loss.reading); put it in quotes", at: visit.node,
        in: flow, fix: Fix("put the text in quotes", isSafe: loss.isMeantAsText, edits: [edit]))
    }
  }

  /// The literals that are given to variables of type String, as attributes, or to people.
  private func literals(of flow: LintedFlow) -> Set<Node> {
    let strings = flow.flow.variables.filter { $0.type == .string }
    let names = Set(strings.map { VariableName($0.name) })
    var values = strings.map(\.initialValue)
    for effects in flow.flow.actions.lazy.map(\.effects) {
      values += effects.assignments.filter { names.contains(VariableName(flow.flow[$0.target].text)) }.map(\.value)
      values += effects.writes.flatMap { [$0.name, $0.value] } + effects.reads.map(\.name)
    }
    var nodes = Set(values.compactMap(\.literal))
    for part in flow.spokenTexts.lazy.flatMap(\.parts) {
      if case .literal(let node) = part.place { nodes.insert(node) }
    }
    return nodes
  }

  /// Whether a text is wanted: a name.
  private func isTextPlace(_ visit: DocumentWalk.Visit) -> Bool {
    guard let key = visit.key else { return false }
    return ["name", "refId", "description"].contains(where: key.isText)
  }
}

/// What YAML makes of a plain text where that loses something.
private struct Loss {
  let reading: String
  /// Whether nobody writes the text and means what YAML makes of it.
  var isMeantAsText = true
  /// Whether it is a text also where no type is known.
  var isOfAnyType = false

  /// Whether a text that begins with a byte may lose anything.
  static func begins(with byte: UInt8) -> Bool { isDigit(byte) || "nN~".utf8.contains(byte) }

  init?(of text: String) {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, bytes.count < 100 else { return nil }
    if ["null", "Null", "NULL", "~"].contains(text) {
      reading = "no value"
      return
    }
    guard Self.isDigit(first) else { return nil }
    if bytes.allSatisfy(Self.isDigit) {
      isOfAnyType = true
      if first == 0x30, bytes.count > 1 {
        reading = "a number without its zeros, or as an octal one"
      } else if bytes.count > 15 {
        reading = "a number that loses its last digits"
      } else {
        return nil
      }
      return
    }
    if bytes.allSatisfy({ Self.isDigit($0) || $0 == UInt8(ascii: "_") }), bytes.last != UInt8(ascii: "_") {
      (reading, isMeantAsText) = ("a number without the ‘_’", false)
      return
    }
    let days = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    if days.map(\.count) == [4, 2, 2], days.allSatisfy({ $0.allSatisfy(Self.isDigit) }) {
      (reading, isOfAnyType) = ("a date", true)
      return
    }
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    if parts.count > 1, parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy(Self.isDigit) }),
      parts.dropFirst().allSatisfy({ $0.count == 1 || $0.first.map { $0 < UInt8(ascii: "6") } ?? false })
    {
      reading = "a number to the base of 60"
      return
    }
    if first == 0x30, bytes.count > 2, bytes[1] == UInt8(ascii: "x"), bytes.dropFirst(2).allSatisfy(Self.isHexadecimal)
    {
      reading = "a hexadecimal number"
      return
    }
    guard let loss = Self.decimalLoss(bytes) else { return nil }
    (reading, isMeantAsText) = loss
  }

  /// What is lost of a decimal number: zeros at its end, or the form with an exponent.
  private static func decimalLoss(_ bytes: [UInt8]) -> (reading: String, isMeantAsText: Bool)? {
    let halves = bytes.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
    let number = (halves.first ?? []).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard halves.count <= 2, (1...2).contains(number.count), number.allSatisfy({ $0.allSatisfy(isDigit) }) else {
      return nil
    }
    if halves.count == 2 {
      let exponent = halves[1].drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
      guard !exponent.isEmpty, exponent.allSatisfy(isDigit) else { return nil }
      return ("a number with an exponent", false)
    }
    return number.count == 2 && number[1].last == 0x30 ? ("a number without its last zeros", true) : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x66).contains(byte | 0x20)
  }
}

extension FlowValue {
  fileprivate var literal: Node? { if case .literal(let node) = self { node } else { nil } }
}
