import SourceText

/// Makes nodes of elements that have ended.
extension XMLAssembler {
  mutating func close(contentEnd: Int, end: Int) {
    guard let element = open.popLast() else { return }
    var entry = XMLEntry(
      name: element.name, nameRange: element.nameRange, range: ByteRange(element.start, end), value: 0)
    let shape = form == .dictionary ? dictionaryShape(element, &entry) : .byContent
    let hasAttributes = attributes.count > element.firstAttribute
    if shape == .sequence {
      entry.value = builder.detached(
        .sequence, range: entry.range, children: ended[element.firstEntry...].map(\.value))
    } else if shape == .scalar || (shape == .byContent && !element.hasElements && !hasAttributes) {
      entry.value = scalar(element, contentEnd: contentEnd)
    } else {
      entry.value = mapping(element, entry.range)
    }
    ended.removeLast(ended.count - element.firstEntry)
    pieces.removeLast(pieces.count - element.firstPiece)
    attributes.removeLast(attributes.count - element.firstAttribute)
    if open.isEmpty { root = entry } else { ended.append(entry) }
  }

  private mutating func scalar(_ element: Element, contentEnd: Int) -> UInt32 {
    let content = ByteRange(element.contentStart, contentEnd)
    guard pieces.count > element.firstPiece else {
      // Blanks alone: with a line break they are the layout of an element without content.
      if XMLMarkup.starts(bytes, at: Int(content.start), end: contentEnd, "<![CDATA["),
        let section = soleSection(content)
      {
        return builder.add(.xmlCDATA, range: content, content: section)
      }
      let blanks = bytes[content.indices]
      let isLayout = blanks.contains(where: isBreak) || !blanks.allSatisfy(isSpace)
      let place = isLayout ? ByteRange(at: Int(content.start)) : content
      return builder.add(.xmlText, range: content, content: place)
    }
    return text(pieces[element.firstPiece...], range: content)
  }

  /// The text of one or more pieces, without outer blanks where there are several.
  private mutating func text(_ pieces: ArraySlice<Piece>, range: ByteRange) -> UInt32 {
    if pieces.count == 1, let piece = pieces.first {
      let style: Node.Style = piece.section == nil ? .xmlText : .xmlCDATA
      let content = piece.section ?? piece.range
      return builder.add(style, range: range, content: content, decoded: piece.decoded)
    }
    var text = ""
    var map = SourceMap(origin: pieces.first.map { Int($0.range.start) } ?? Int(range.start))
    var isCoarse = false
    for piece in pieces {
      text += piece.decoded?.text ?? file.text(piece.section ?? piece.range)
      isCoarse = isCoarse || piece.decoded?.isCoarse == true
      guard let segments = piece.decoded?.map.segments else {
        map.appendVerbatim(piece.section ?? piece.range)
        continue
      }
      for segment in segments { map.append(segment.source, decodedTo: Int(segment.decodedCount)) }
    }
    let content = map.segments.first.map { $0.source.union(map.segments.last?.source ?? $0.source) } ?? range
    return builder.add(
      .xmlText, range: range.union(content), content: content,
      decoded: DecodedText(text: text, map: map, isCoarse: isCoarse, isScattered: true))
  }

  private mutating func mapping(_ element: Element, _ range: ByteRange) -> UInt32 {
    var children: [UInt32] = []
    for attribute in attributes[element.firstAttribute...] {
      children.append(builder.add(.xmlAttribute, range: attribute.name, content: attribute.name, form: .attributeName))
      children.append(attributeNode(attribute))
    }
    grouping.group(ended[element.firstEntry...])
    for group in grouping.groups {
      let first = ended[group.first]
      children.append(keyNode(of: first))
      guard group.count > 1 else {
        children.append(first.value)
        continue
      }
      var items: [UInt32] = []
      items.reserveCapacity(group.count)
      var position = group.first
      for _ in 0..<group.count {
        items.append(ended[position].value)
        position = grouping.next(after: position)
      }
      children.append(
        builder.detached(.sequence, range: first.range.union(ended[group.last].range), children: items))
    }
    if pieces.count > element.firstPiece {
      let own = pieces[element.firstPiece...]
      let place = ByteRange(at: own.first.map { Int($0.range.start) } ?? element.contentStart)
      children.append(builder.add(.xmlText, range: place, content: place, form: .textKey))
      children.append(text(own, range: own.first?.range ?? place))
    }
    return builder.detached(.mapping, range: range, children: children)
  }

  mutating func attributeNode(_ attribute: XMLAttribute) -> UInt32 {
    let quoted = ByteRange(Int(attribute.value.start) - 1, Int(attribute.value.end) + 1)
    let decoded = attribute.needsDecoding ? TextDecoder.xmlAttribute(bytes, attribute.value).decoded : nil
    return builder.add(.xmlAttribute, range: quoted, content: attribute.value, decoded: decoded)
  }

  mutating func keyNode(of entry: XMLEntry) -> UInt32 {
    entry.key ?? builder.add(.xmlText, range: entry.nameRange, content: entry.nameRange, form: .elementName)
  }
}
