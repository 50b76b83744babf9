import SourceText

/// Normalization form KC, for comparing names: full width letters, ligatures, no-break spaces and the like become what
/// they stand for.
///
/// Strings compare by canonical equivalence, so that only the compatibility forms have to be replaced here.
enum CompatibilityForm {
  /// The text with every compatibility form replaced.
  static func folded(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 }
      ? text : text.replacingScalars { form(of: $0).map { String(String.UnicodeScalarView($0)) } }
  }

  /// What a scalar is taken for; nil where it stands for itself.
  private static func form(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    guard !scalar.isASCII else { return nil }
    let place = runs.partitioningIndex { $0.last >= scalar.value }
    guard runs.indices.contains(place), runs[place].first <= scalar.value else { return nil }
    let run = runs[place]
    guard run.first != run.last, let start = run.target.first else { return run.target }
    return Unicode.Scalar(start.value + (scalar.value - run.first)).map { [$0] }
  }

  /// Neighbouring scalars; of more than one, the target goes up with them.
  private struct Run {
    let first: UInt32
    let last: UInt32
    let target: [Unicode.Scalar]
  }

  private static let runs: [Run] = compatibilityTable.split { $0 == " " || $0 == "\n" }.compactMap { word in
    let parts = word.split(separator: ">")
    let bounds = (parts.first ?? "").split(separator: "-").compactMap { UInt32($0, radix: 16) }
    guard parts.count == 2, let first = bounds.first, let last = bounds.last else { return nil }
    let target = parts[1].split(separator: "+").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
    return Run(first: first, last: last, target: target)
  }
}
