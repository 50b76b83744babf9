import SourceText

/// How two names that are not the same may yet mean the same.
enum NameLikeness: Int, Comparable, Sendable {
  /// They differ in nothing that is seen: composed and decomposed characters.
  case composition
  /// They differ in letter case.
  case letterCase
  /// They differ in blanks at an end, letter case aside.
  case outerBlanks
  /// They differ in forms of the same characters, such as full width letters or no-break spaces.
  case characterForms
  /// They differ in letters that look alike, or in characters that are not seen at all.
  case lookAlikes
  /// They differ in blanks, `_`, `-` and `.`.
  case separators
  /// They differ in at most two letters.
  case spelling

  /// Finds the closest likeness of two different names; nil where there is none.
  init?(_ asked: String, _ found: String) {
    guard !asked.utf8.elementsEqual(found.utf8) else { return nil }
    if asked == found {
      self = .composition
      return
    }
    let lower = (asked.lowercased(), found.lowercased())
    if lower.0 == lower.1 {
      self = .letterCase
      return
    }
    if trimmed(lower.0) == trimmed(lower.1), !trimmed(lower.0).isEmpty {
      self = .outerBlanks
      return
    }
    var plain = lower
    if !(asked.utf8.allSatisfy { $0 < 0x80 } && found.utf8.allSatisfy { $0 < 0x80 }) {
      plain = (inPlainForm(asked), inPlainForm(found))
      if plain.0 == plain.1, !plain.0.isEmpty {
        self = .characterForms
        return
      }
      plain = (asItLooks(asked), asItLooks(found))
      if plain.0 == plain.1, !plain.0.isEmpty {
        self = .lookAlikes
        return
      }
    }
    let bare = (withoutSeparators(plain.0), withoutSeparators(plain.1))
    if bare.0 == bare.1, !bare.0.isEmpty {
      self = .separators
      return
    }
    guard areNear(bare.0, bare.1) else { return nil }
    self = .spelling
  }

  /// How sure it is that the same is meant.
  var certainty: Certainty {
    switch self {
    case .composition, .letterCase, .outerBlanks, .characterForms: .certain
    case .lookAlikes, .separators: .likely
    case .spelling: .possible
    }
  }

  /// In what the names differ, for a message.
  var difference: String {
    switch self {
    case .composition: "composed and decomposed characters"
    case .letterCase: "letter case"
    case .outerBlanks: "blanks at an end"
    case .characterForms: "forms of the same characters"
    case .lookAlikes: "characters that look alike or are not seen"
    case .separators: "separators"
    case .spelling: "spelling"
    }
  }

  /// Orders by closeness.
  static func < (left: NameLikeness, right: NameLikeness) -> Bool { left.rawValue < right.rawValue }
}

/// A text without the blanks at its ends; no-break spaces count as blanks.
func trimmed(_ text: String) -> Substring.UnicodeScalarView.SubSequence {
  let scalars = text[...].unicodeScalars
  guard let start = scalars.firstIndex(where: { !isSpace($0) }),
    let end = scalars.lastIndex(where: { !isSpace($0) })
  else { return scalars[scalars.endIndex...] }
  return scalars[start...end]
}

/// Whether a text consists of blanks, or of nothing.
func isBlank(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy(isSpace)
}

/// Whether a scalar is white space; of ASCII told without the tables.
private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCII ? scalar == " " || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
}

private func == (
  left: Substring.UnicodeScalarView.SubSequence, right: Substring.UnicodeScalarView.SubSequence
) -> Bool {
  left.elementsEqual(right)
}

/// A name without compatibility forms, blanks at its ends and letter case.
private func inPlainForm(_ text: String) -> String {
  String(trimmed(CompatibilityForm.folded(text))).lowercased()
}

/// A name as it looks to a reader of Latin letters; what is not seen is left out.
private func asItLooks(_ text: String) -> String {
  var result = ""
  for scalar in CompatibilityForm.folded(text).unicodeScalars {
    if let latin = LookAlikes.latin(scalar) {
      result.unicodeScalars.append(latin)
    } else if scalar.isASCII || !scalar.properties.isDefaultIgnorableCodePoint {
      result.unicodeScalars.append(scalar)
    }
  }
  return String(trimmed(result)).lowercased()
}

private func withoutSeparators(_ text: String) -> String {
  var result = ""
  result.unicodeScalars.append(
    contentsOf: text.unicodeScalars.filter { $0 != "_" && $0 != "-" && $0 != "." && !isSpace($0) })
  return result
}

/// How many letters a name must have for another to be a misspelling of it.
let shortestMisspelling = 5

/// Whether two folded names are at most two letters apart. Names that differ in digits alone are a series, no mistake.
private func areNear(_ left: String, _ right: String) -> Bool {
  guard min(left.unicodeScalars.count, right.unicodeScalars.count) >= shortestMisspelling else { return false }
  guard left.filter({ !$0.isNumber }) != right.filter({ !$0.isNumber }) else { return false }
  return !nearestNames(to: left, among: [right]).isEmpty
}
