/// Colours of text output, or none.
public struct TextStyle: Sendable {
  private let isColoured: Bool

  /// Text without colours.
  public static let plain = TextStyle(isColoured: false)
  /// Text with ANSI colours.
  public static let coloured = TextStyle(isColoured: true)

  /// The name of a severity in its colour.
  public func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: paint(severity.rawValue, "1;31")
    case .warning: paint(severity.rawValue, "1;33")
    case .info: paint(severity.rawValue, "1;36")
    }
  }

  /// Text that is to stand out.
  public func bold(_ text: String) -> String { paint(text, "1") }

  /// Text that is to stand back.
  public func dim(_ text: String) -> String { paint(text, "2") }

  /// The caret under a place.
  public func marker(_ text: String) -> String { paint(text, "1;32") }

  /// A line that a change takes away.
  public func removed(_ text: String) -> String { paint(text, "31") }

  /// A line that a change adds.
  public func added(_ text: String) -> String { paint(text, "32") }

  private func paint(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
