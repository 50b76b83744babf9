package import SourceText

/// How two names that are not the same may yet mean the same, closest first.
package enum NameLikeness: Int, Comparable, Sendable {
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
    // Names of ASCII, which most are, have one form only.
    let count = asked.utf8.allSatisfy { $0 < 0x80 } && found.utf8.allSatisfy { $0 < 0x80 } ? 3 : Self.foldings.count
    for (likeness, folded) in Self.foldings.prefix(count) {
      let name = folded(asked)
      guard name == folded(found), likeness < .outerBlanks || !name.isEmpty else { continue }
      self = likeness
      return
    }
    let bare = (withoutSeparators(asked), withoutSeparators(found))
    if bare.0 == bare.1, !bare.0.isEmpty {
      self = .separators
    } else if Self.areNear(bare.0, bare.1) {
      self = .spelling
    } else {
      return nil
    }
  }

  /// What two names of each likeness have in common; strings compare by canonical equivalence.
  private static let foldings: [(NameLikeness, @Sendable (String) -> String)] = [
    (.composition, { $0 }), (.letterCase, { $0.lowercased() }), (.outerBlanks, { $0.trimmed.lowercased() }),
    (.characterForms, { CompatibilityForm.folded($0).trimmed.lowercased() }), (.lookAlikes, asItLooks),
  ]

  /// Whether two names are at most two letters apart. Names that differ in digits alone are a series, no mistake.
  private static func areNear(_ left: String, _ right: String) -> Bool {
    min(left.unicodeScalars.count, right.unicodeScalars.count) >= NameSieve.shortestMisspelling
      && !nearestNames(to: left, among: [right]).isEmpty
      && left.filter { !$0.isNumber } != right.filter { !$0.isNumber }
  }

  /// How sure it is that the same is meant.
  package var certainty: Certainty {
    switch self {
    case .composition, .letterCase, .outerBlanks, .characterForms: .certain
    case .lookAlikes, .separators: .likely
    case .spelling: .possible
    }
  }

  /// In what the names differ, for a message.
  package var difference: String {
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
  package static func < (left: NameLikeness, right: NameLikeness) -> Bool { left.rawValue < right.rawValue }
}

/// A name in which letter case, blanks and forms of the same characters do not count.
package func foldedName(_ name: String) -> String {
  CompatibilityForm.folded(name).filter { !$0.isWhitespace }.lowercased()
}

/// A name as it looks to a reader of Latin letters; what is not seen is left out.
private func asItLooks(_ name: String) -> String {
  if name.utf8.allSatisfy({ $0 < 0x80 }) { return name.trimmed.lowercased() }
  let text = CompatibilityForm.folded(name).replacingScalars { scalar in
    if let latin = LookAlikes.latin(scalar) { return String(latin) }
    return scalar.isASCII || !scalar.properties.isDefaultIgnorableCodePoint ? nil : ""
  }
  return text.trimmed.lowercased()
}

private func withoutSeparators(_ name: String) -> String {
  var text = asItLooks(name)
  text.unicodeScalars.removeAll { $0 == "_" || $0 == "-" || $0 == "." || $0.isSpace }
  return text
}
