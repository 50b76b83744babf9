import PlumbCLI
import SourceText

/// A line of fields that are separated by tabs, as commands print lists for people and for `cut`.
enum TableLine {
  /// The line with its end. Tabs and line ends inside a field are escaped, and so is what a terminal would obey.
  static func text(_ fields: [String]) -> String {
    fields.map { TerminalText.escaped(String(decoding: TableField.field($0), as: UTF8.self)) }.joined(separator: "\t")
      + "\n"
  }
}
