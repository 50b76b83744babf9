import Flows
import SourceText

/// Variables among which one with nearly the same name is looked for, at a cost that does not grow with their number.
struct NearVariables {
  /// The variables by the hashes of what is left of their names where one letter is taken out.
  private var byForm: [Int: [FlowVariable]] = [:]
  /// The first of each name without its scope, of the whole flow and of containers.
  private var flowWide: [Substring: FlowVariable] = [:]
  private var own: [Substring: FlowVariable] = [:]

  /// How many variables may share a form; beyond it they are a series, in which each is near all others.
  private static let mostOfForm = 20
  /// How long a name must be for another to be a slip of it.
  private static let shortestName = 5

  init(_ variables: some Sequence<FlowVariable>) {
    for variable in variables {
      for form in Self.forms(of: variable) where byForm[form, default: []].count < Self.mostOfForm {
        byForm[form, default: []].append(variable)
      }
      let name = VariableName(variable.name)
      if name.isFlowWide {
        flowWide[name.member] = flowWide[name.member] ?? variable
      } else {
        own[name.member] = own[name.member] ?? variable
      }
    }
  }

  /// A variable that has the same name in another scope: one of the two belongs to the whole flow; nil where there is
  /// none.
  func namesake(of variable: FlowVariable) -> FlowVariable? {
    let name = VariableName(variable.name)
    return name.isFlowWide ? own[name.member] : flowWide[name.member]
  }

  /// A variable of the same scope and type, the name of which is so near that one of them is likely a slip: it differs
  /// in one letter, in separators or in being a plural; nil where there is none.
  func twin(of variable: FlowVariable) -> FlowVariable? {
    for form in Self.forms(of: variable) {
      for other in byForm[form] ?? [] where Self.areTwins(variable, other) { return other }
    }
    return nil
  }

  private static func areTwins(_ left: FlowVariable, _ right: FlowVariable) -> Bool {
    guard left.scope == right.scope, left.type == right.type, left.container == right.container else { return false }
    let (one, other) = (plain(left), plain(right))
    if one == other { return VariableName(left.name) != VariableName(right.name) }
    // Names that differ in digits alone are a series.
    return one.filter { !$0.isNumber } != other.filter { !$0.isNumber }
      && !nearestNames(to: one, among: [other], maximumDistance: 1).isEmpty
  }

  /// The name without scope, letter case, separators and the ending of a plural.
  private static func plain(_ variable: FlowVariable) -> String {
    let member = VariableName(variable.name).member
    var name: String
    if member.utf8.allSatisfy({ $0 < 0x80 }) {
      // Blanks, tabs and line breaks are all of those below it.
      let marks = [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: ".")]
      name = String(decoding: member.utf8.filter { $0 > 0x20 && !marks.contains($0) }, as: UTF8.self)
    } else {
      name = String(member)
      name.removeAll { $0 == "_" || $0 == "-" || $0 == "." || $0.isWhitespace }
    }
    for (ending, single) in [("ies", "y"), ("s", "")] where name.hasSuffix(ending) && !name.hasSuffix("ss") {
      return name.dropLast(ending.count) + single
    }
    return name
  }

  /// The hashes of a name and of what is left of it without one of its letters; that of several names are the same at
  /// worst, which are compared then.
  private static func forms(of variable: FlowVariable) -> [Int] {
    let letters = plain(variable).unicodeScalars.map { Int($0.value) }
    guard (shortestName...100).contains(letters.count) else { return [] }
    // Each letter counts by a power of this, the more the earlier it stands.
    let base = 0x1_0000_01b3
    var start = 0
    let starts = letters.map { letter in
      defer { start = start &* base &+ letter }
      return start
    }
    var forms = [start]
    var (end, power) = (0, 1)
    for (place, letter) in letters.enumerated().reversed() {
      // One of two same letters in a row is left out once.
      if place == 0 || letter != letters[place - 1] { forms.append(starts[place] &* power &+ end) }
      end = end &+ letter &* power
      power = power &* base
    }
    return forms
  }
}
