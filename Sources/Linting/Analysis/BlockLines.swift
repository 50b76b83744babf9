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
    let end = file.bytes.prefix(10_000).contains(0x0D) ? "\r\n" : "\n"
    return lines.map { String(repeating: " ", count: indent) + $0 + end }.joined()
  }
}
