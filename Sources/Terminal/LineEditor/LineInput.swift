/// Reads lines: with editing from a terminal, else as they come.
package struct LineInput {
  /// The most bytes of a line.
  private static let sizeLimit = 1 << 20

  private let console: Console
  private let prompt: String
  private let keys: KeyReader
  private var editor: LineEditor
  /// Whether somebody writes the lines.
  package let isInteractive: Bool

  /// Reads the lines of a console.
  ///
  /// - Parameter history: earlier lines, oldest first.
  package init(_ console: Console, prompt: String, history: [String]) {
    self.console = console
    self.prompt = prompt
    isInteractive = console.inputIsTerminal && console.outputIsTerminal
    editor = LineEditor(history: history)
    keys = KeyReader { console.read(1).first }
  }

  /// Takes a line into the history.
  package mutating func remember(_ line: String) { editor.remember(line) }

  /// The next line without its end; nil after the last.
  package mutating func next(complete: (String) -> LineEditor.Completion) -> String? {
    guard isInteractive else { return plainLine() }
    return edited(complete)
  }

  /// A line, byte by byte, so that what writes to a pipe gets its answers at once.
  package func plainLine() -> String? {
    var bytes: [UInt8] = []
    while let byte = console.read(1).first {
      if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
      if bytes.count < Self.sizeLimit { bytes.append(byte) }
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private mutating func edited(_ complete: (String) -> LineEditor.Completion) -> String? {
    editor.begin()
    // The terminal may be resized at any time; the next key draws anew.
    return RawTerminal.whileRaw {
      draw()
      while true {
        guard let key = keys.key() else {
          show("\r\n")
          return nil
        }
        switch editor.handle(key, complete: complete) {
        case .edited: break
        case .line(let line):
          show("\r\n")
          return line
        case .end:
          show("\r\n")
          return nil
        case .cancelled:
          show("^C\r\n")
          editor.begin()
        case .clearScreen: show(LineScreen.clear)
        case .list(let candidates):
          show("\r\n" + LineScreen.table(candidates, columns: RawTerminal.columns))
        }
        draw()
      }
    }
  }

  private func draw() { show(LineScreen.row(prompt: prompt, editor.buffer, columns: RawTerminal.columns)) }

  private func show(_ text: String) {
    console.print(text)
    console.flush()
  }
}
