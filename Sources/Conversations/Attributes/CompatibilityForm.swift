/// Normalization form KC, for comparing names: full width letters, ligatures, no-break spaces and the like become what
/// they stand for.
///
/// Strings compare by canonical equivalence, so that only the compatibility forms have to be replaced here.
enum CompatibilityForm {
  /// The text with every compatibility form replaced.
  static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if let form = form(of: scalar) {
        result.unicodeScalars.append(contentsOf: form)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// What a scalar is taken for; nil where it stands for itself.
  private static func form(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    guard !scalar.isASCII else { return nil }
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].last < scalar.value { low = middle + 1 } else { high = middle }
    }
    guard runs.indices.contains(low), runs[low].first <= scalar.value else { return nil }
    let run = runs[low]
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
