public import SourceText

/// The difference of two texts, line by line, in the form that `patch` reads.
public struct UnifiedDiff: Sendable {
  /// How many equal lines stand around a change.
  static let contextCount = 3
  /// How many changed lines are compared for their likeness; beyond it one block replaces the other.
  static let maximumDistance = 1_000

  private let old: [ArraySlice<UInt8>]
  private let new: [ArraySlice<UInt8>]
  private let changes: [Change]

  /// Lines that are replaced by others.
  struct Change: Hashable, Sendable {
    var old: Range<Int>
    var new: Range<Int>
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

  /// The smallest changes that lead from one text to the other, by Myers' algorithm; what is equal at both ends is taken
  /// off first.
  static func changes(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Change] {
    var prefix = 0
    while prefix < old.count, prefix < new.count, old[prefix] == new[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < old.count - prefix, suffix < new.count - prefix,
      old[old.count - 1 - suffix] == new[new.count - 1 - suffix]
    {
      suffix += 1
    }
    let oldMiddle = Array(old[prefix..<old.count - suffix])
    let newMiddle = Array(new[prefix..<new.count - suffix])
    if oldMiddle.isEmpty && newMiddle.isEmpty { return [] }
    let whole = [Change(old: 0..<oldMiddle.count, new: 0..<newMiddle.count)]
    return (middleChanges(oldMiddle, newMiddle) ?? whole).map {
      Change(
        old: $0.old.lowerBound + prefix..<$0.old.upperBound + prefix,
        new: $0.new.lowerBound + prefix..<$0.new.upperBound + prefix)
    }
  }

  private static func middleChanges(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Change]? {
    let limit = min(old.count + new.count, maximumDistance)
    var reach = [Int](repeating: 0, count: 2 * limit + 3)
    let middle = limit + 1
    var history: [[Int]] = []
    for distance in 0...limit {
      history.append(Array(reach[middle - distance - 1...middle + distance + 1]))
      for diagonal in stride(from: -distance, through: distance, by: 2) {
        var x = step(reach, middle, diagonal, distance)
        while x < old.count, x - diagonal < new.count, old[x] == new[x - diagonal] { x += 1 }
        reach[middle + diagonal] = x
        if x >= old.count, x - diagonal >= new.count { return path(history, old.count, new.count) }
      }
    }
    return nil
  }

  /// How far along the old text a diagonal begins: one line taken away, or one added, after the farther neighbour.
  private static func step(_ reach: [Int], _ middle: Int, _ diagonal: Int, _ distance: Int) -> Int {
    let fromAbove = reach[middle + diagonal + 1]
    let fromLeft = reach[middle + diagonal - 1]
    if diagonal == -distance || (diagonal != distance && fromLeft < fromAbove) { return fromAbove }
    return fromLeft + 1
  }

  /// The changes on the way that the rounds of the search tell, walked back from its end.
  private static func path(_ history: [[Int]], _ oldCount: Int, _ newCount: Int) -> [Change] {
    var changes: [Change] = []
    var (x, y) = (oldCount, newCount)
    for distance in history.indices.dropFirst().reversed() {
      let reach = history[distance]
      let middle = distance + 1
      let diagonal = x - y
      let isAddition =
        diagonal == -distance
        || (diagonal != distance && reach[middle + diagonal - 1] < reach[middle + diagonal + 1])
      let startX = isAddition ? reach[middle + diagonal + 1] : reach[middle + diagonal - 1]
      let startY = startX - (isAddition ? diagonal + 1 : diagonal - 1)
      let change =
        isAddition
        ? Change(old: startX..<startX, new: startY..<startY + 1)
        : Change(old: startX..<startX + 1, new: startY..<startY)
      if let last = changes.last, last.old.lowerBound == change.old.upperBound,
        last.new.lowerBound == change.new.upperBound
      {
        changes[changes.count - 1] = Change(
          old: change.old.lowerBound..<last.old.upperBound, new: change.new.lowerBound..<last.new.upperBound)
      } else {
        changes.append(change)
      }
      (x, y) = (startX, startY)
    }
    return changes.reversed()
  }
}
