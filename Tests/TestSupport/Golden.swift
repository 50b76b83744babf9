import FoundationEssentials

/// Texts kept in files beside the tests, rewritten with `ACCEPT=1 swift test`.
public enum Golden {
  /// Whether goldens are to be rewritten instead of compared.
  public static let isAccepting = ProcessInfo.processInfo.environment["ACCEPT"] == "1"

  /// Compares a text with a golden file; gives nil when they agree, else the first line that differs.
  ///
  /// - Parameter path: the golden file, from the repository's root.
  public static func difference(of actual: String, from path: String) throws -> String? {
    let url = Repository.root.appendingPathComponent(path)
    if isAccepting {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: url)
      return nil
    }
    guard let data = try? Data(contentsOf: url) else {
      return "\(path) is missing; `ACCEPT=1 swift test` writes it"
    }
    let expected = String(decoding: data, as: UTF8.self)
    guard expected != actual else { return nil }
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    for line in 0..<max(old.count, new.count) {
      let before = line < old.count ? String(old[line]) : "(end)"
      let after = line < new.count ? String(new[line]) : "(end)"
      if before != after {
        return "\(path):\(line + 1)\n  expected: \(before)\n  actual:   \(after)"
      }
    }
    return nil
  }
}
