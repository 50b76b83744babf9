package import JSON
import SourceText

extension Node {
  /// The value as JSON text.
  package var plainJSON: String {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.text
  }

  /// Documents nest no deeper than their limit, which is far below what this takes.
  private func write(to writer: inout JSONWriter) {
    switch kind {
    case .mapping:
      writer.beginObject()
      for (key, value) in entries {
        writer.key(key.text ?? "")
        value.write(to: &writer)
      }
      writer.endObject()
    case .sequence:
      writer.beginArray()
      for item in items { item.write(to: &writer) }
      writer.endArray()
    case .scalar:
      let text = text ?? ""
      let isPlain = style == .plain || style == .jsonOther
      if isPlain, isBlank || style == .jsonOther && text == "null" {
        writer.null()
      } else if isPlain, ["true", "false"].contains(text) {
        writer.boolean(text == "true")
      } else if isPlain, Self.isNumber(text) {
        writer.number(text)
      } else {
        writer.string(text)
      }
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first, first == 0x2D || (0x30...0x39).contains(first) else { return false }
    return (try? JSONDocument(parsing: Array(text.utf8)).root.kind == .number) ?? false
  }
}

extension JSONValue {
  /// The value as a document of its own.
  package var node: Node {
    var writer = JSONWriter()
    writer.value(self)
    let file = try? SourceFile(name: "", contents: writer.take())
    let reading = file.flatMap { try? DocumentReader.read(file: $0, as: .json) }
    return reading?.documents.first?.root ?? JSONValue.object([]).node
  }
}
