import Flows
import GenesysCloud

/// The name of an exported flow's file: `<name>.<id>.<extension>`, which any file system takes.
enum ExportFileName {
  /// The most bytes of a name.
  static let limit = 200

  /// Builds a name; what a path, a shell or another system could misread becomes `_`.
  static func make(name: String, id: String, extension suffix: String) -> String {
    let end = "." + safe(id) + "." + suffix
    let room = max(limit - end.utf8.count, 1)
    var start = ""
    for character in safe(name) {
      guard start.utf8.count + String(character).utf8.count <= room else { break }
      start.append(character)
    }
    return trimmed(start) + end
  }

  private static func safe(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar in
      isVisible(scalar) && !#"/\:*?"<>|"#.unicodeScalars.contains(scalar) ? scalar : "_"
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// Without what would hide the file, end it for some systems, or be an option.
  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let first = text.first, first == "." || first == " " || first == "-" { text.removeFirst() }
    while let last = text.last, last == "." || last == " " { text.removeLast() }
    if text.isEmpty { return "flow" }
    let isDevice = devices.contains(text.uppercased().prefix { $0 != "." }.description)
    return isDevice ? "_" + text : String(text)
  }

  /// Names that are devices in Windows, whatever follows after a dot.
  private static let devices: Set<String> = Set(
    ["CON", "PRN", "AUX", "NUL"] + (1...9).flatMap { ["COM\($0)", "LPT\($0)"] })
}

/// What is exported of a flow.
enum ExportKind: String, CaseIterable {
  case yaml, architect, json

  /// The file name extension for a flow of a type, such as `INBOUNDCALL`.
  func fileExtension(flowType: String) -> String {
    switch self {
    case .yaml: "yaml"
    case .json: "json"
    case .architect: FlowType.editorExtension(ofType: flowType)
    }
  }
}
