/// Text from input made safe for a terminal.
public enum TerminalText {
  /// The text with control characters, line ends and characters that change the direction of text as `\u{…}`.
  ///
  /// Everything that comes from a file and is printed as text goes through here, except the value that `eval` prints.
  public static func escaped(_ text: some StringProtocol) -> String {
    guard text.unicodeScalars.contains(where: mustBeEscaped) else { return String(text) }
    return String(text).replacingScalars {
      mustBeEscaped($0) ? "\\u{\(String($0.value, radix: 16, uppercase: true))}" : nil
    }
  }

  private static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true  // C0 and C1 controls, DEL
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // marks that turn text round
    case 0x2028, 0x2029, 0xFEFF: true  // line ends and marks that cannot be seen
    default: false
    }
  }
}
