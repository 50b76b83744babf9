public import SourceText

/// The difference of two texts, line by line, in the form that `patch` reads.
public struct UnifiedDiff: Sendable {
  /// How many equal lines stand around a change.
  static let contextCount = 3
  /// How many changed lines are compared for their likeness; beyond it one block replaces the other.
  private static let maximumDistance = 1_000

  private let old: [ArraySlice<UInt8>]
  private let new: [ArraySlice<UInt8>]
  private let changes: [Change]

  /// Lines that are replaced by others.
  private struct Change: Sendable {
    let old: Range<Int>
    let new: Range<Int>
  }

  /// Compares two texts.
  ///
  /// - Parameter shown: what is shown of them, line by line; nil for the texts themselves.
  public init(from old: [UInt8], to new: [UInt8], shownAs shown: (old: [UInt8], new: [UInt8])? = nil) {
    changes = Self.changes(Self.lines(of: old), Self.lines(of: new))
    self.old = Self.lines(of: shown?.old ?? old)
    self.new = Self.lines(of: shown?.new ?? new)
  }

  /// The diff as text; empty where the texts are equal. Control characters other than the tab are escaped.
  public func text(named name: String, style: TextStyle = .plain) -> String {
    guard !changes.isEmpty else { return "" }
    let name = TerminalText.escaped(name)
    var text = style.bold("--- \(name)") + "\n" + style.bold("+++ \(name)") + "\n"
    for hunk in hunks { text += self.text(of: hunk, style: style) }
    return text
  }

  // MARK: Output

  /// Changes that stand so near to one another that their context meets.
  private var hunks: [ArraySlice<Change>] {
    var hunks: [ArraySlice<Change>] = []
    var start = 0
    for index in changes.indices.dropFirst()
    where changes[index].old.lowerBound - changes[index - 1].old.upperBound > 2 * Self.contextCount {
      hunks.append(changes[start..<index])
      start = index
    }
    hunks.append(changes[start...])
    return hunks
  }

  private func text(of hunk: ArraySlice<Change>, style: TextStyle) -> String {
    guard let first = hunk.first, let last = hunk.last else { return "" }
    let before = min(Self.contextCount, first.old.lowerBound)
    let after = min(Self.contextCount, old.count - last.old.upperBound)
    let oldLines = first.old.lowerBound - before..<last.old.upperBound + after
    let newLines = first.new.lowerBound - before..<last.new.upperBound + after
    var text = style.marker("@@ -\(place(oldLines)) +\(place(newLines)) @@") + "\n"
    var position = oldLines.lowerBound
    for change in hunk {
      for index in position..<change.old.lowerBound { text += line(old[index], " ") { $0 } }
      for index in change.old { text += line(old[index], "-", style.removed) }
      for index in change.new { text += line(new[index], "+", style.added) }
      position = change.old.upperBound
    }
    for index in position..<oldLines.upperBound { text += line(old[index], " ") { $0 } }
    return text
  }

  /// The first line and the number of lines of one side; an empty side names the line before it.
  private func place(_ lines: Range<Int>) -> String {
    let start = lines.isEmpty ? lines.lowerBound : lines.lowerBound + 1
    return lines.count == 1 ? "\(start)" : "\(start),\(lines.count)"
  }

  private func line(_ bytes: ArraySlice<UInt8>, _ mark: String, _ paint: (String) -> String) -> String {
    var bytes = bytes
    var end = "\n"
    if bytes.last == UInt8(ascii: "\n") {
      bytes = bytes.dropLast()
      if bytes.last == UInt8(ascii: "\r") {
        bytes = bytes.dropLast()
        end = "\r\n"
      }
    } else {
      end = "\n\\ No newline at end of file\n"
    }
    let content = String(decoding: bytes, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
    return paint(mark + content.map { TerminalText.escaped($0) }.joined(separator: "\t")) + end
  }

  // MARK: Comparison

  /// The lines of a text with their ends.
  private static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for index in text.indices where text[index] == UInt8(ascii: "\n") {
      lines.append(text[start...index])
      start = index + 1
    }
    if start < text.count { lines.append(text[start...]) }
    return lines
  }

  /// The changes that lead from one text to the other; what is equal at both ends is taken off first.
  private static func changes(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Change] {
    let prefix = zip(old, new).prefix { $0 == $1 }.count
    let rest = min(old.count, new.count) - prefix
    let suffix = zip(old.reversed(), new.reversed()).prefix(rest).prefix { $0 == $1 }.count
    let oldMiddle = old[prefix..<old.count - suffix]
    let newMiddle = new[prefix..<new.count - suffix]
    if oldMiddle.isEmpty && newMiddle.isEmpty { return [] }
    // Fixes put lines in the place of others and move none, so that about as many differ as stand on one side alone.
    var counts: [ArraySlice<UInt8>: Int] = [:]
    for line in oldMiddle { counts[line, default: 0] += 1 }
    for line in newMiddle { counts[line, default: 0] -= 1 }
    if counts.values.reduce(0, { $0 + abs($1) }) > maximumDistance {
      return [Change(old: oldMiddle.indices, new: newMiddle.indices)]
    }
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for edit in newMiddle.difference(from: oldMiddle) {
      switch edit {
      case .remove(let offset, _, _): removed.insert(offset + prefix)
      case .insert(let offset, _, _): added.insert(offset + prefix)
      }
    }
    var changes: [Change] = []
    var (x, y) = (prefix, prefix)
    while x < oldMiddle.endIndex || y < newMiddle.endIndex {
      let start = (x, y)
      while removed.contains(x) { x += 1 }
      while added.contains(y) { y += 1 }
      if start == (x, y) {
        (x, y) = (x + 1, y + 1)
      } else {
        changes.append(Change(old: start.0..<x, new: start.1..<y))
      }
    }
    return changes
  }
}
