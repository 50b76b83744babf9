/// The lines of a source file that show where a finding is: the line and a caret under the place.
public struct Snippet {
  /// The most columns of source text that are shown of one line.
  static let window = 100

  private let file: SourceFile
  private let range: ByteRange

  /// Creates the snippet of a range.
  public init(of range: ByteRange, in file: SourceFile) {
    self.file = file
    self.range = range
  }

  /// The two lines, each ended by a line feed. Of a range over several lines the first line is shown.
  public func text(style: TextStyle = .plain) -> String {
    let line = file.lines.line(at: Int(range.start))
    let lineStart = Int(file.lines.starts[line])
    let lineEnd = endOfLine(line)
    let start = min(Int(range.start), lineEnd)
    let end = max(start, min(Int(range.end), lineEnd))

    let before = window(endingAt: start, from: lineStart, columns: Self.window * 2 / 5)
    let marked = window(startingAt: start, to: end, columns: Self.window)
    let room = Self.window - DisplayWidth.columns(of: before.text) - DisplayWidth.columns(of: marked.text)
    let after = marked.isCut ? (text: "", isCut: true) : window(startingAt: end, to: lineEnd, columns: max(0, room))

    let number = String(line + 1)
    let gutter = String(repeating: " ", count: max(5, number.count))
    let padded = String(repeating: " ", count: max(0, 5 - number.count)) + number
    let lead = before.isCut ? "…" + before.text : before.text
    let shown = lead + marked.text + after.text + (after.isCut ? "…" : "")
    let indent = String(repeating: " ", count: DisplayWidth.columns(of: lead))
    let width = max(1, DisplayWidth.columns(of: marked.text))
    let caret = "^" + String(repeating: "~", count: width - 1)
    return "\(style.dim(padded + " |")) \(shown)\n\(style.dim(gutter + " |")) \(indent)\(style.marker(caret))\n"
  }

  private func endOfLine(_ line: Int) -> Int {
    var end = line + 1 < file.lines.starts.count ? Int(file.lines.starts[line + 1]) : file.bytes.count
    while end > Int(file.lines.starts[line]), file.bytes[end - 1] == 0x0A || file.bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }

  /// As much of the text before an offset as fits.
  private func window(endingAt end: Int, from start: Int, columns: Int) -> (text: String, isCut: Bool) {
    var from = start
    if end - start > columns {
      from = end - columns
      while from < end, isContinuation(file.bytes[from]) { from += 1 }
    }
    return (shown(from..<end), from > start)
  }

  /// As much of the text after an offset as fits.
  private func window(startingAt start: Int, to end: Int, columns: Int) -> (text: String, isCut: Bool) {
    var to = end
    if end - start > columns {
      to = start + columns
      while to > start, to < file.bytes.count, isContinuation(file.bytes[to]) { to -= 1 }
    }
    return (shown(start..<to), to < end)
  }

  /// A tab takes one column, so that carets stand right whatever the terminal's tab stops are.
  private func shown(_ range: Range<Int>) -> String {
    let text = String(decoding: file.bytes[range], as: UTF8.self)
    return TerminalText.escaped(text.unicodeScalars.map { $0 == "\t" ? " " : String($0) }.joined())
  }
}
