import SourceText

/// Writes changes of one scalar's text back into the file.
struct ScalarEditor {
  private let file: SourceFile
  private let record: DocumentTree.Record
  private let text: [UInt8]
  private let map: SourceMap
  private let isScattered: Bool
  /// The bytes that are decoded again to prove an edit: the scalar with its quotes, tags or indicator.
  private let region: ByteRange

  init?(_ node: Node) {
    let record = node.record
    guard let text = node.text, record.form == .stored || record.form == .jsonEscaped, record.style != .jsonOther,
      node.tree.format != .i3
    else { return nil }
    // A value that is only left out has no place to write in: nothing after a key, an element of one tag.
    if record.content.isEmpty {
      let next = Int(record.content.start)
      let isEmptyTag = next < node.tree.file.bytes.count && node.tree.file.bytes[next] == UInt8(ascii: "/")
      guard record.style != .plain, record.style != .xmlText || !isEmptyTag else { return nil }
    }
    let decoded = record.first == DocumentTree.Record.verbatim ? nil : node.tree.decoded[Int(record.first)]
    guard decoded?.isCoarse != true else { return nil }
    file = node.tree.file
    self.record = record
    self.text = Array(text.utf8)
    map = node.map
    isScattered = decoded?.isScattered ?? false
    switch record.style {
    case .literal, .folded:
      let start = node.tree.file.bytes.withUnsafeBufferPointer { YAMLProperties.end($0, record.range) }
      region = ByteRange(start, Int(record.content.end))
    case .xmlCDATA: region = record.range
    default: region = record.content
    }
  }

  /// The edits for replacements in order.
  func edits(_ replacements: [Node.Replacement]) -> [Edit]? {
    guard let expected = replaced(text, replacements.map { ($0.range, Array($0.text.utf8)) }) else { return nil }
    // Blanks between tags are no text.
    guard record.style != .xmlText || expected.isEmpty || !expected.allSatisfy(isSpace) else { return nil }
    if let edits = inPlace(replacements, expected) { return edits }
    return whole(String(decoding: expected, as: UTF8.self)).map { [$0] }
  }

  /// Bytes with some ranges replaced; nil when they overlap or lie outside.
  private func replaced(_ bytes: [UInt8], _ changes: [(range: ByteRange, bytes: [UInt8])], from origin: Int = 0)
    -> [UInt8]?
  {
    var result: [UInt8] = []
    var position = 0
    for change in changes {
      let (start, end) = (Int(change.range.start) - origin, Int(change.range.end) - origin)
      guard start >= position, end <= bytes.count else { return nil }
      result.append(contentsOf: bytes[position..<start])
      result.append(contentsOf: change.bytes)
      position = end
    }
    result.append(contentsOf: bytes[position...])
    return result
  }

  // MARK: In place

  private func inPlace(_ replacements: [Node.Replacement], _ expected: [UInt8]) -> [Edit]? {
    var edits: [Edit] = []
    for replacement in replacements {
      let source = map.source(of: replacement.range)
      guard let written = escaped(replacement.text, at: source) else { return nil }
      edits.append(Edit(source, with: written))
    }
    if isScattered {
      // The whole cannot be decoded at once; no edit may reach from one part to another.
      return edits.allSatisfy { !file.bytes[$0.range.indices].contains(UInt8(ascii: "<")) } ? edits : nil
    }
    let raw = Array(file.bytes[region.indices])
    let changes = edits.map { ($0.range, Array($0.replacement.utf8)) }
    guard let changed = replaced(raw, changes, from: Int(region.start)), decoded(changed) == expected else {
      return nil
    }
    if record.style == .literal || record.style == .folded {
      // The line break at the end keeps the next line apart; a tab cannot follow the first indentation.
      guard raw.last.map(isBreak) == changed.last.map(isBreak),
        expected.first(where: { !isBreak($0) }) != UInt8(ascii: "\t")
      else { return nil }
    }
    return edits
  }

  private func escaped(_ text: String, at source: ByteRange) -> String? {
    switch record.style {
    case .literal:
      guard YAMLWriting.isPrintable(text), let indentation = blockIndentation else { return nil }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.joined(separator: lineEnd + String(repeating: " ", count: indentation))
    case .xmlText:
      let sections = XMLMarkup.sections(of: file, in: record.content)
      if sections.contains(where: { $0.contains(source) }) { return Node.escaped(text, in: .xmlCDATA) }
      // What begins in a section and ends outside would take one of its marks away.
      guard !sections.contains(where: { $0.start < source.end && source.start < $0.end }) else { return nil }
      return Node.escaped(text, in: .xmlText)
    case .xmlAttribute:
      return XMLWriting.attribute(text, quote: quote)
    default:
      return Node.escaped(text, in: record.style)
    }
  }

  private var quote: Character {
    file.bytes[Int(record.range.start)] == UInt8(ascii: "'") ? "'" : "\""
  }

  /// The line end that the lines of the file have.
  private var lineEnd: String {
    let line = file.lines.line(at: Int(record.range.start))
    guard line + 1 < file.lines.starts.count else { return "\n" }
    let next = Int(file.lines.starts[line + 1])
    if file.bytes[next - 1] == UInt8(ascii: "\r") { return "\r" }
    return next >= 2 && file.bytes[next - 2] == UInt8(ascii: "\r") ? "\r\n" : "\n"
  }

  /// The column in which the text of a block scalar begins.
  private var blockIndentation: Int? {
    guard let first = map.segments.first(where: { $0.isVerbatim && $0.decodedCount > 0 }) else { return nil }
    let start = Int(first.source.start)
    return start - Int(file.lines.starts[file.lines.line(at: start)])
  }

  /// What the scalar's bytes would be read as.
  private func decoded(_ raw: [UInt8]) -> [UInt8]? {
    let isYAML = [.plain, .singleQuoted, .doubleQuoted, .literal, .folded].contains(record.style)
    let bytes = isYAML ? TemplateMask(raw).visible : raw
    let range = ByteRange(0, bytes.count)
    if record.style == .jsonString { return Array(JSONStringText.decode(bytes, range).text.utf8) }
    return bytes.withUnsafeBufferPointer { bytes in
      switch record.style {
      case .plain:
        let text = TextDecoder.yamlFlow(bytes, range, .plain).text
        let isPlain = YAMLWriting.isPlain(String(decoding: text, as: UTF8.self), inFlow: record.isInFlow)
        return isPlain ? text : nil
      case .singleQuoted, .doubleQuoted:
        return TextDecoder.yamlFlow(bytes, range, record.style).text
      case .literal, .folded:
        let header = YAMLBlockHeader(bytes, at: 0)
        let body = ByteRange(header.bodyStart, bytes.count)
        let indentation =
          header.indentation == nil ? header.detectedIndentation(bytes, end: bytes.count) : blockIndentation ?? 1
        guard indentation == blockIndentation ?? indentation else { return nil }
        return TextDecoder.yamlBlock(bytes, body: body, indentation: indentation, header: header).text
      case .xmlText, .xmlCDATA:
        return TextDecoder.xmlContent(bytes, range).text
      case .xmlAttribute:
        return TextDecoder.xmlAttribute(bytes, range).text
      case .jsonString, .jsonOther, .none:
        return nil
      }
    }
  }

  // MARK: As a whole

  private func whole(_ text: String) -> Edit? {
    guard !isScattered else { return nil }
    let written: String?
    var range = region
    switch record.style {
    case .plain, .singleQuoted, .doubleQuoted, .literal, .folded:
      // A directive in the scalar would be lost.
      guard !TemplateMask(Array(file.bytes[region.indices])).placeholders.contains(where: { $0.kind == .directive })
      else { return nil }
      written = YAMLWriting.quoted(text, preferringDouble: record.style == .doubleQuoted)
      if record.style == .singleQuoted || record.style == .doubleQuoted {
        range = ByteRange(Int(region.start) - 1, Int(region.end) + 1)
      } else {
        // An indicator that begins its line may stand further left than a quoted value can.
        let line = Int(file.lines.starts[file.lines.line(at: Int(region.start))])
        let isBlock = record.style != .plain
        if isBlock, file.bytes[line..<Int(region.start)].allSatisfy(isBlank) { return nil }
        // The line break after a block stays where it is.
        var end = Int(region.end)
        while end > Int(region.start), isBreak(file.bytes[end - 1]) { end -= 1 }
        range = ByteRange(Int(region.start), end)
      }
    case .xmlText:
      written = XMLWriting.content(text)
    case .xmlCDATA:
      written = XMLWriting.section(text).map { "<![CDATA[\($0)]]>" }
    case .xmlAttribute:
      written = XMLWriting.attribute(text, quote: quote)
    case .jsonString:
      written = JSONStringText.escaped(text)
    case .jsonOther, .none:
      written = nil
    }
    return written.map { Edit(range, with: $0) }
  }
}

extension XMLMarkup {
  /// The insides of the CDATA sections in a range between two tags.
  fileprivate static func sections(of file: SourceFile, in range: ByteRange) -> [ByteRange] {
    file.bytes.withUnsafeBufferPointer { bytes in
      let end = Int(range.end)
      var position = Int(range.start)
      var sections: [ByteRange] = []
      while position < end {
        if starts(bytes, at: position, end: end, "<![CDATA[") {
          let start = position + sectionStart.count
          let stop = find(bytes, from: start, end: end, "]]>") ?? end
          sections.append(ByteRange(start, stop))
          position = stop + 3
        } else if starts(bytes, at: position, end: end, "<!--") {
          position = (find(bytes, from: position + 4, end: end, "-->") ?? end) + 3
        } else {
          position += 1
        }
      }
      return sections
    }
  }
}
