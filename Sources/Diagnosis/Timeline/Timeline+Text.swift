import Conversations
import SourceText

extension Timeline {
  /// The columns of a lane.
  private static let width = 60

  /// The lanes as text, then what the marks are.
  public var text: String {
    let names = lanes.map { TerminalText.escaped($0.name) }
    let column = max(names.map { DisplayWidth.columns(of: $0) }.max() ?? 0, 8)
    var text = padded("", to: column) + "  " + start.clockTime
    text += String(repeating: " ", count: Self.width - 16) + end.clockTime + "\n"
    for (lane, name) in zip(lanes, names) {
      text += padded(name, to: column) + "  " + line(of: lane) + "\n"
    }
    for (lane, name) in zip(lanes, names) {
      for mark in lane.marks {
        text += "  \(mark.time.clockTime)  \(mark.kind.sign) \(TerminalText.escaped(mark.words)), \(name)\n"
      }
    }
    return text
  }

  private func line(of lane: Lane) -> String {
    var cells = [Character](repeating: " ", count: Self.width)
    let first = cell(of: lane.start)
    let last = max(cell(of: lane.end), first)
    for index in first...last { cells[index] = "─" }
    cells[first] = "├"
    cells[last] = lane.isLive ? "─" : "┤"
    if first == last { cells[first] = "┤" }
    for mark in lane.marks { cells[cell(of: mark.time)] = Character(mark.kind.sign) }
    while cells.last == " " { cells.removeLast() }
    return String(cells)
  }

  private func cell(of time: Timestamp) -> Int {
    min(Int(place(of: time) * Double(Self.width - 1) + 0.5), Self.width - 1)
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(width - DisplayWidth.columns(of: text), 0))
  }
}
