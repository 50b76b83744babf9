import CLibYAML
import SourceText

/// Reads YAML by the events of libyaml; the only file that sees the library.
struct YAMLReader {
  private let file: SourceFile
  private let limits: DocumentLimits
  private let mask: TemplateMask

  init(file: SourceFile, limits: DocumentLimits) {
    self.file = file
    self.limits = limits
    mask = TemplateMask(file.bytes)
  }

  /// Reads all documents of the file, up to the first error.
  func read() throws(DocumentError) -> DocumentReading {
    let reading = try read(mask)
    guard !reading.diagnostics.isEmpty, !mask.placeholders.isEmpty else { return reading }
    // Where the holes are what breaks the text, they were none.
    let plain = try read(TemplateMask(unchanged: file.bytes))
    return plain.diagnostics.isEmpty ? plain : reading
  }

  private func read(_ mask: TemplateMask) throws(DocumentError) -> DocumentReading {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) != 0 else {
      throw .overLimit("there is not enough memory for reading", offset: nil)
    }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    return try mask.masked.withUnsafeBufferPointer { (masked) throws(DocumentError) in
      try mask.visible.withUnsafeBufferPointer { (visible) throws(DocumentError) in
        yaml_parser_set_input_string(parser, masked.baseAddress, masked.count)
        var assembler = YAMLAssembler(file: file, limits: limits, mask: mask, masked: masked, visible: visible)
        while try step(parser, &assembler) {}
        return DocumentReading(
          file: file, format: .yaml, documents: assembler.documents, diagnostics: assembler.diagnostics)
      }
    }
  }

  /// Reads one event; gives false after the last.
  private func step(
    _ parser: UnsafeMutablePointer<yaml_parser_t>, _ assembler: inout YAMLAssembler
  ) throws(DocumentError) -> Bool {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) != 0 else {
      assembler.fail(failure(of: parser, assembler))
      return false
    }
    defer { yaml_event_delete(&event) }
    let start = event.start_mark.index
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let value = UnsafeBufferPointer(start: UnsafePointer(scalar.value), count: scalar.length)
      let place = assembler.range(start, event.end_mark.index)
      let hasProperties = scalar.anchor != nil || scalar.tag != nil
      assembler.scalar(value, Self.style(scalar.style), place, anchor: Self.name(scalar.anchor), hasProperties)
    case YAML_MAPPING_START_EVENT:
      let mapping = event.data.mapping_start
      let isFlow = mapping.style == YAML_FLOW_MAPPING_STYLE
      try assembler.begin(.mapping, at: start, isFlow: isFlow, anchor: Self.name(mapping.anchor))
    case YAML_SEQUENCE_START_EVENT:
      let sequence = event.data.sequence_start
      let isFlow = sequence.style == YAML_FLOW_SEQUENCE_STYLE
      try assembler.begin(.sequence, at: start, isFlow: isFlow, anchor: Self.name(sequence.anchor))
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
      assembler.end(start, event.end_mark.index)
    case YAML_ALIAS_EVENT:
      try assembler.alias(Self.name(event.data.alias.anchor) ?? "", assembler.range(start, event.end_mark.index))
    case YAML_DOCUMENT_END_EVENT:
      assembler.endDocument()
    case YAML_STREAM_END_EVENT:
      return false
    default:
      break
    }
    return true
  }

  private static func style(_ style: yaml_scalar_style_t) -> Node.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  private static func name(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    text.map { String(cString: $0) }
  }

  /// What the library says is wrong, at its place.
  private func failure(
    of parser: UnsafeMutablePointer<yaml_parser_t>, _ assembler: YAMLAssembler
  ) -> Diagnostic {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "the text cannot be read"
    let context = parser.pointee.context.map { String(cString: $0) }
    if parser.pointee.error == YAML_READER_ERROR {
      let offset = min(Int(parser.pointee.problem_offset), file.bytes.count)
      return Diagnostic(.parseError, .error, "not valid YAML: \(problem)", at: file.scalarRange(at: offset))
    }
    let offset = assembler.offset(of: parser.pointee.problem_mark.index)
    let message =
      (problem.hasPrefix("did not find expected") ? advice(onQuoteBefore: offset) : nil)
      ?? Self.message(problem, context, before: offset < file.bytes.count ? file.bytes[offset] : nil)
    return Diagnostic(.parseError, .error, "not valid YAML: \(message)", at: file.scalarRange(at: offset))
  }

  /// How to write a value that a quote in it has ended; nil where no quote stands before an offset in its line.
  private func advice(onQuoteBefore offset: Int) -> String? {
    switch file.bytes[..<offset].last(where: { !isBlank($0) }) {
    case UInt8(ascii: "\""):
      "a quote in the value ends it: write \\\" for a quote inside double quotes, or put the whole between single quotes"
    case UInt8(ascii: "'"):
      "a quote in the value ends it: write '' for a quote inside single quotes, or put the whole between double quotes"
    default: nil
    }
  }

  private static func message(_ problem: String, _ context: String?, before byte: UInt8?) -> String {
    switch (problem, byte) {
    case ("found character that cannot start any token", UInt8(ascii: "\t")),
      ("found a tab character that violates indentation", _),
      ("found a tab character where an indentation space is expected", _):
      "a tab where blanks must indent the line"
    case ("found character that cannot start any token", UInt8(ascii: "%")?),
      ("found character that cannot start any token", UInt8(ascii: "@")?),
      ("found character that cannot start any token", UInt8(ascii: "`")?):
      "a value cannot begin with ‘\(byte.map { String(Unicode.Scalar($0)) } ?? "")’; put it in quotes"
    case ("mapping values are not allowed in this context", _):
      "a colon with a blank after it where no key can be; a value with ‘: ’ in it must be in quotes"
    case ("did not find expected key", _):
      "expected a key in the column of the keys before"
    case ("could not find expected ':'", _):
      "expected ‘:’ after a key"
    case ("found unknown escape character", _):
      "‘\\’ begins an escape inside double quotes; write ‘\\\\’ for it, or put the whole between single quotes"
    case ("found unexpected end of stream", _):
      "the text ends in a quoted value"
    case ("did not find expected '-' indicator", _):
      "expected ‘-’ in the column of the items before"
    default:
      if let context { "\(problem) \(context)" } else { problem }
    }
  }
}
