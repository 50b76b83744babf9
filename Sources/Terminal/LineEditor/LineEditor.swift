/// What keys do to a line: editing, earlier lines, completion. It draws nothing and reads nothing itself.
package struct LineEditor {
  /// Texts that can stand in place of what is written before the cursor.
  package struct Completion: Hashable {
    /// The number of characters before the part that is replaced.
    package var start: Int
    /// The texts, sorted.
    package var candidates: [String]

    /// Texts for a part.
    package init(start: Int, candidates: [String]) {
      self.start = start
      self.candidates = candidates
    }

    /// Nothing to offer.
    package static let none = Completion(start: 0, candidates: [])
  }

  /// What a key has led to.
  enum Outcome: Hashable {
    case edited
    /// The line is finished.
    case line(String)
    /// Nothing more will come.
    case end
    /// The line is given up.
    case cancelled
    case clearScreen
    /// These completions are to be shown.
    case list([String])
  }

  private(set) var buffer = LineBuffer()
  /// The earlier lines, oldest first.
  private(set) var history: [String]
  /// The earlier line that is shown; the number of all for the line that is being written.
  private var place: Int
  /// The line that is being written, while an earlier one is shown.
  private var draft = ""

  init(history: [String]) {
    self.history = history
    place = history.count
  }

  /// Takes a line into the history, unless it is the last one again.
  mutating func remember(_ line: String) {
    if history.last != line { history.append(line) }
  }

  /// Begins a new line.
  mutating func begin() {
    let cut = buffer.cut
    buffer = LineBuffer()
    // What was cut in one line can be put into the next.
    if !cut.isEmpty {
      buffer.insert(String(cut))
      buffer.cut(to: 0)
    }
    place = history.count
    draft = ""
  }

  /// Does what a key is for.
  mutating func handle(_ key: Key, complete: (String) -> Completion) -> Outcome {
    switch key {
    case .scalar(let scalar): buffer.insert(String(Character(scalar)))
    case .enter: return .line(buffer.text)
    case .tab: return self.complete(with: complete(buffer.head))
    case .backspace, .control("h"): buffer.deleteBackwards()
    case .control("d") where buffer.characters.isEmpty: return .end
    case .delete, .control("d"): buffer.deleteForwards()
    case .left, .control("b"): buffer.move(to: buffer.cursor - 1)
    case .right, .control("f"): buffer.move(to: buffer.cursor + 1)
    case .home, .control("a"): buffer.move(to: 0)
    case .end, .control("e"): buffer.move(to: buffer.characters.count)
    case .wordLeft: buffer.move(to: buffer.wordStart)
    case .wordRight: buffer.move(to: buffer.wordEnd)
    case .deleteWordRight: buffer.cut(to: buffer.wordEnd)
    case .up, .control("p"): show(place - 1)
    case .down, .control("n"): show(place + 1)
    case .control("k"): buffer.cut(to: buffer.characters.count)
    case .control("u"): buffer.cut(to: 0)
    case .control("w"): buffer.cut(to: buffer.blankStart)
    case .control("y"): buffer.paste()
    case .control("t"): buffer.transpose()
    case .control("c"): return .cancelled
    case .control("l"): return .clearScreen
    case .control, .unknown: break
    }
    return .edited
  }

  private mutating func show(_ wanted: Int) {
    guard 0...history.count ~= wanted, wanted != place else { return }
    if place == history.count { draft = buffer.text }
    place = wanted
    buffer.replace(with: wanted == history.count ? draft : history[wanted])
  }

  /// Writes what all candidates begin with; where that is nothing new, they are to be shown.
  private mutating func complete(with completion: Completion) -> Outcome {
    guard let first = completion.candidates.first else { return .edited }
    var common = Array(first)
    for candidate in completion.candidates.dropFirst() {
      common = Array(zip(common, candidate).prefix { $0 == $1 }.map(\.0))
    }
    let written = buffer.characters[min(completion.start, buffer.cursor)..<buffer.cursor]
    if completion.candidates.count > 1, common.count <= written.count { return .list(completion.candidates) }
    buffer.replaceHead(from: completion.start, with: String(common))
    return .edited
  }
}
