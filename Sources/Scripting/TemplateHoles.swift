import SourceText

/// Finds what templates fill in: references of Velocity, and the `{{…}}` of agent scripts.
public enum TemplateHoles {
  /// The references of a Velocity template, such as `$input.id` and `${input.body.id}`; comments hold none.
  public static func velocityReferences(in text: String) -> [MemberChain] {
    var reader = VelocityReader(text: Array(text.utf8))
    return reader.read()
  }

  /// The chains of members inside the `{{…}}` of a text.
  public static func bracedChains(in text: String) -> [MemberChain] {
    let bytes = Array(text.utf8)
    var chains: [MemberChain] = []
    for hole in bracedHoles(in: bytes) {
      let tokens = ScriptTokens(String(decoding: bytes[hole], as: UTF8.self))
      chains += tokens.chains.map { $0.moved(by: hole.lowerBound) }
    }
    return chains
  }

  /// The insides of the `{{…}}` of a text.
  public static func bracedHoles(in bytes: [UInt8]) -> [Range<Int>] {
    var holes: [Range<Int>] = []
    var position = 0
    while let open = firstOffset(of: Array("{{".utf8), in: bytes, from: position),
      let close = firstOffset(of: Array("}}".utf8), in: bytes, from: open + 2)
    {
      holes.append(open + 2..<close)
      position = close + 2
    }
    return holes
  }
}

extension MemberChain {
  func moved(by distance: Int) -> MemberChain {
    MemberChain(steps: steps, ends: ends.map { $0 + distance }, range: range.shifted(by: distance), use: use)
  }
}

/// Reads the references of a Velocity template.
private struct VelocityReader {
  let text: [UInt8]
  var position = 0
  var chains: [MemberChain] = []

  mutating func read() -> [MemberChain] {
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: "\\"):
        position += 2
      case UInt8(ascii: "#"):
        passComment()
      case UInt8(ascii: "$"):
        readReference()
      default:
        position += 1
      }
    }
    return chains.sorted { $0.range < $1.range }
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < text.count ? text[position + offset] : 0
  }

  /// Passes a comment or a part that is not looked at, or else the one mark.
  private mutating func passComment() {
    switch (byte(1), byte(2)) {
    case (UInt8(ascii: "#"), _):
      while position < text.count, byte() != 0x0A { position += 1 }
    case (UInt8(ascii: "*"), _):
      pass(through: "*#")
    case (UInt8(ascii: "["), UInt8(ascii: "[")):
      pass(through: "]]#")
    default:
      position += 1
    }
  }

  private mutating func pass(through end: String) {
    let place = firstOffset(of: Array(end.utf8), in: text, from: position + 2)
    position = place.map { $0 + end.utf8.count } ?? text.count
  }

  private mutating func readReference() {
    let start = position
    position += 1
    if byte() == UInt8(ascii: "!") { position += 1 }
    let isBraced = byte() == UInt8(ascii: "{")
    if isBraced { position += 1 }
    guard let root = name() else { return }
    var steps = [MemberChain.Step.name(root)]
    var ends = [position]
    var use = MemberChain.Use.read
    steps: while position < text.count {
      switch byte() {
      case UInt8(ascii: "."):
        let before = position
        position += 1
        guard let member = name() else {
          position = before
          break steps
        }
        steps.append(.name(member))
      case UInt8(ascii: "["):
        guard let step = bracket() else { break steps }
        steps.append(step)
      case UInt8(ascii: "("):
        use = .called
        break steps
      default:
        break steps
      }
      ends.append(position)
    }
    // References in the arguments of a call are found as the text goes on.
    let end = ends[ends.count - 1]
    let isClosed = isBraced && byte() == UInt8(ascii: "}")
    chains.append(
      MemberChain(steps: steps, ends: ends, range: ByteRange(start, isClosed ? end + 1 : end), use: use))
  }

  private mutating func name() -> String? {
    let start = position
    while position < text.count {
      let byte = text[position]
      let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
      let isOther = byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-")
      guard isLetter || (isOther && position > start) else { break }
      position += 1
    }
    return position > start ? String(decoding: text[start..<position], as: UTF8.self) : nil
  }

  /// Reads `["key"]` or any other index.
  private mutating func bracket() -> MemberChain.Step? {
    var end = position + 1
    if end < text.count, text[end] == UInt8(ascii: "\"") || text[end] == UInt8(ascii: "'") {
      let quote = text[end]
      let start = end + 1
      end = start
      while end < text.count, text[end] != quote { end += 1 }
      guard end + 1 < text.count, text[end + 1] == UInt8(ascii: "]") else { return nil }
      position = end + 2
      return .name(String(decoding: text[start..<end], as: UTF8.self))
    }
    let limit = min(text.count, end + 1000)
    while end < limit, text[end] != UInt8(ascii: "]"), text[end] != 0x0A { end += 1 }
    guard end < text.count, text[end] == UInt8(ascii: "]"), end > position + 1 else { return nil }
    position = end + 1
    return .element
  }
}
