/// The patterns of one `.gitignore` file, as gitignore(5) describes them.
struct IgnoreRules {
  private struct Pattern {
    let text: [UInt8]
    let isNegated: Bool
    let onlyFolders: Bool
    /// Whether the pattern is held against the whole path below the file's folder, not against the last name.
    let isAnchored: Bool
  }

  private let patterns: [Pattern]

  /// Reads the text of a `.gitignore` file.
  init(_ text: [UInt8]) {
    patterns = text.split(separator: UInt8(ascii: "\n")).compactMap { Self.pattern($0) }
  }

  /// Whether a path is ignored, or is taken back; nil when no pattern speaks of it.
  ///
  /// - Parameter path: the path below the folder of the file, without a leading `/`.
  func verdict(on path: ArraySlice<UInt8>, isFolder: Bool) -> Bool? {
    let slash = path.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { path[($0 + 1)...] } ?? path
    for pattern in patterns.reversed() where isFolder || !pattern.onlyFolders {
      if Glob.matches(pattern.text[...], pattern.isAnchored ? path : name) { return !pattern.isNegated }
    }
    return nil
  }

  private static func pattern(_ line: ArraySlice<UInt8>) -> Pattern? {
    var line = line
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    while line.last == UInt8(ascii: " "), line.dropLast().last != UInt8(ascii: "\\") { line.removeLast() }
    guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
    let isNegated = first == UInt8(ascii: "!")
    if isNegated { line.removeFirst() }
    let onlyFolders = line.last == UInt8(ascii: "/")
    if onlyFolders { line.removeLast() }
    let isAnchored = line.contains(UInt8(ascii: "/"))
    if line.first == UInt8(ascii: "/") { line.removeFirst() }
    guard !line.isEmpty else { return nil }
    return Pattern(text: Array(line), isNegated: isNegated, onlyFolders: onlyFolders, isAnchored: isAnchored)
  }
}

/// Matching of shell patterns: `*`, `?`, `[…]`, `\`, and `**` across folders.
enum Glob {
  /// Whether a pattern matches the whole of a path.
  static func matches(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
    // Two stacks of retreat, as in the usual linear matcher: the last `*` and the last `**`.
    var p = pattern.startIndex
    var s = path.startIndex
    var star: (p: Int, s: Int)?
    var doubleStar: (p: Int, s: Int)?
    while s < path.endIndex || p < pattern.endIndex {
      if p < pattern.endIndex {
        if pattern[p] == UInt8(ascii: "*") {
          if p + 1 < pattern.endIndex, pattern[p + 1] == UInt8(ascii: "*") {
            p += 2
            if p < pattern.endIndex, pattern[p] == UInt8(ascii: "/") { p += 1 }
            doubleStar = (p, s)
            star = nil
          } else {
            p += 1
            star = (p, s)
          }
          continue
        }
        if s < path.endIndex, let next = matchOne(pattern, p, path[s]) {
          p = next
          s += 1
          continue
        }
      }
      if let (starP, starS) = star, starS < path.endIndex, path[starS] != UInt8(ascii: "/") {
        star = (starP, starS + 1)
        p = starP
        s = starS + 1
      } else if let (starP, starS) = doubleStar, starS < path.endIndex {
        var next = starS
        while next < path.endIndex, path[next] != UInt8(ascii: "/") { next += 1 }
        next = starP == pattern.endIndex ? path.endIndex : min(next + 1, path.endIndex)
        doubleStar = (starP, next)
        star = nil
        p = starP
        s = next
      } else {
        return false
      }
    }
    return true
  }

  /// The place in the pattern after the one character it matches, or nil.
  private static func matchOne(_ pattern: ArraySlice<UInt8>, _ start: Int, _ byte: UInt8) -> Int? {
    switch pattern[start] {
    case UInt8(ascii: "?"):
      return byte == UInt8(ascii: "/") ? nil : start + 1
    case UInt8(ascii: "\\") where start + 1 < pattern.endIndex:
      return pattern[start + 1] == byte ? start + 2 : nil
    case UInt8(ascii: "["):
      return matchClass(pattern, start, byte)
    default:
      return pattern[start] == byte ? start + 1 : nil
    }
  }

  private static func matchClass(_ pattern: ArraySlice<UInt8>, _ start: Int, _ byte: UInt8) -> Int? {
    var p = start + 1
    let isNegated = p < pattern.endIndex && (pattern[p] == UInt8(ascii: "!") || pattern[p] == UInt8(ascii: "^"))
    if isNegated { p += 1 }
    var isHit = false
    var isFirst = true
    while p < pattern.endIndex, isFirst || pattern[p] != UInt8(ascii: "]") {
      isFirst = false
      let low = pattern[p]
      var high = low
      if p + 2 < pattern.endIndex, pattern[p + 1] == UInt8(ascii: "-"), pattern[p + 2] != UInt8(ascii: "]") {
        high = pattern[p + 2]
        p += 2
      }
      if low <= byte && byte <= high { isHit = true }
      p += 1
    }
    guard p < pattern.endIndex else { return byte == UInt8(ascii: "[") ? start + 1 : nil }
    return isHit != isNegated && byte != UInt8(ascii: "/") ? p + 1 : nil
  }
}
