import SourceText

/// What a terminal is told to show of a line.
enum LineScreen {
  static let clear = "\u{1B}[H\u{1B}[2J"

  /// Draws the line in one row of the screen, scrolled so that the cursor can be seen.
  static func row(prompt: String, _ buffer: LineBuffer, columns: Int) -> String {
    let room = max(4, columns - DisplayWidth.columns(of: prompt) - 1)
    let widths = buffer.characters.map { width(of: $0) }
    var first = 0
    var before = widths[..<buffer.cursor].reduce(0, +)
    while before > room, first < buffer.cursor {
      before -= widths[first]
      first += 1
    }
    var last = buffer.cursor
    var used = before
    while last < buffer.characters.count, used + widths[last] <= room {
      used += widths[last]
      last += 1
    }
    let shown = TerminalText.escaped(String(buffer.characters[first..<last]))
    let column = DisplayWidth.columns(of: prompt) + before
    return "\r\(prompt)\(shown)\u{1B}[K\r" + (column > 0 ? "\u{1B}[\(column)C" : "")
  }

  /// Texts side by side in columns, as many as fit, with a note where there are too many.
  static func table(_ texts: [String], columns: Int) -> String {
    let limit = 200
    let shown = texts.prefix(limit).map { TerminalText.escaped($0) }
    let width = min(columns, (shown.map { DisplayWidth.columns(of: $0) }.max() ?? 0) + 2)
    let perRow = max(1, columns / max(1, width))
    var table = ""
    for (place, text) in shown.enumerated() {
      let isLast = place % perRow == perRow - 1 || place == shown.count - 1
      let padding = String(repeating: " ", count: max(1, width - DisplayWidth.columns(of: text)))
      table += isLast ? text + "\n" : text + padding
    }
    return texts.count > limit ? table + "… and \(texts.count - limit) more\n" : table
  }

  private static func width(of character: Character) -> Int {
    DisplayWidth.columns(of: TerminalText.escaped(String(character)))
  }
}
