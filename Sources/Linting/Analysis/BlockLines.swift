import Documents
import SourceText

/// Lines of YAML in block style, which alone can be given new ones.
extension DocumentTree {
  /// Where the line begins that a node begins on, and how far it is indented, where nothing but blanks and a mark stands
  /// before it there.
  func line(of node: Node, after mark: String = "") -> (offset: Int, indent: Int)? {
    let start = Int(file.lines.starts[file.lines.line(at: Int(node.range.start))])
    let before = file.bytes[start..<Int(node.range.start)]
    let indent = before.prefix { $0 == 0x20 }.count
    guard before.dropFirst(indent).elementsEqual(mark.utf8) else { return nil }
    return (start, indent)
  }

  /// Lines as they stand in the file, with its ends of lines.
  func text(ofLines lines: [String], indent: Int) -> String {
    // The file ends its lines as it does the first one.
    let second = file.lines.starts.dropFirst().first.map { Int($0) } ?? 0
    let end = file.bytes[..<second].suffix(2).contains(0x0D) ? "\r\n" : "\n"
    let blanks = String(repeating: " ", count: indent)
    return lines.map { blanks + $0 + end }.joined()
  }
}
