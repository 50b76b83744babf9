import CByteMasks
import SourceText

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Checks a JSON text and finds single members in it, without building anything of the rest.
///
/// A first pass finds where the tokens begin, 64 bytes at a time; a second one holds these against the grammar and looks at
/// keys on the way. What it takes is valid JSON beyond doubt. What it does not take may be valid all the same: everything
/// rare is left to ``JSONDocument``, which also says what is wrong.
package struct JSONSkimmer: ~Copyable {
  /// The number of a token; 0 is the root, and as that of a member's value says that there is none.
  package typealias Token = Int32

  /// How deep what is passed over may nest.
  private static let depthLimit = 64

  private var tokens: UnsafeMutablePointer<UInt32>
  private var capacity: Int
  private var text: UnsafePointer<UInt8>
  private var end = 0
  /// Whether there is any escape in the text.
  package private(set) var hasEscapes = false

  /// Creates a skimmer with little memory.
  package init() {
    capacity = 1 << 12
    tokens = .allocate(capacity: capacity)
    text = UnsafePointer(UnsafeMutableRawPointer(tokens).assumingMemoryBound(to: UInt8.self))
  }

  deinit { tokens.deallocate() }

  // MARK: First pass

  /// Takes a text; false where it is not for this skimmer. The text must stay where it is as long as it is asked about.
  ///
  /// - Parameters:
  ///   - memory: holds the text; at least ``JSONLineBlock/padding`` bytes stand behind it, the first of them a line end.
  ///   - range: the bytes of the text.
  package mutating func take(_ memory: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
    text = memory
    end = range.upperBound
    hasEscapes = false
    if capacity < range.count + 16 {
      tokens.deallocate()
      capacity = range.count + 16
      tokens = .allocate(capacity: capacity)
    }
    // Copies, as what is written through one pointer might be behind another one for all that the compiler knows.
    let (tokens, end) = (self.tokens, range.upperBound)
    var count = 0
    // What the blocks so far say of the next one: whether its first byte is escaped, whether it begins in a string, whether
    // a word goes on, how many of its bytes belong to a character that has begun.
    var isEscaped: UInt64 = 0
    var inString: UInt64 = 0
    var inWord: UInt64 = 0
    var begun = 0
    var backslashes: UInt64 = 0
    var place = range.lowerBound
    while place < end {
      let masks = plumb_byte_masks(memory + place)
      let valid: UInt64 = end - place < 64 ? (1 << UInt64(end - place)) &- 1 : ~0
      if masks.hasControl != 0, hasControl(from: place, to: min(end, place + 64)) { return false }
      var quotes = masks.quotes & valid
      if masks.backslashes & valid | isEscaped != 0 {
        let escaped = Self.escaped(masks.backslashes & valid, &isEscaped) & valid
        guard areKnown(escapes: escaped, at: place) else { return false }
        quotes &= ~escaped
        backslashes |= masks.backslashes
      }
      let high = masks.high & valid
      if high != 0 {
        guard areCharacters(high, at: place, &begun) else { return false }
      } else if begun > 0 {
        return false
      }
      let strings = Self.prefixes(quotes) ^ inString
      inString = UInt64(bitPattern: Int64(bitPattern: strings) >> 63)
      let words = ~(masks.structure | masks.blanks | quotes | strings) & valid
      let firsts = words & ~(words << 1 | inWord)
      inWord = words >> 63
      var starts = (masks.structure & ~strings | quotes & strings | firsts) & valid
      while starts != 0 {
        tokens[count] = UInt32(truncatingIfNeeded: place &+ starts.trailingZeroBitCount)
        count &+= 1
        starts &= starts &- 1
      }
      place &+= 64
    }
    guard inString == 0, begun == 0, count > 0 else { return false }
    // What looks beyond the last token finds the line end, which is none.
    for place in count..<count + 4 { tokens[place] = UInt32(truncatingIfNeeded: end) }
    hasEscapes = backslashes != 0
    return true
  }

  /// For each bit whether there is an odd number of bits up to it.
  @inline(__always)
  private static func prefixes(_ bits: UInt64) -> UInt64 {
    var bits = bits
    bits ^= bits << 1
    bits ^= bits << 2
    bits ^= bits << 4
    bits ^= bits << 8
    bits ^= bits << 16
    bits ^= bits << 32
    return bits
  }

  /// The bytes that stand behind a backslash which is not itself escaped.
  ///
  /// - Parameter carry: whether the first byte is one of them; afterwards, whether the next block's is.
  private static func escaped(_ backslashes: UInt64, _ carry: inout UInt64) -> UInt64 {
    guard backslashes != 0 else {
      defer { carry = 0 }
      return carry
    }
    let even: UInt64 = 0x5555_5555_5555_5555
    let backslashes = backslashes & ~carry
    let following = backslashes << 1 | carry
    let odd = backslashes & ~even & ~following
    let (sequences, overflow) = odd.addingReportingOverflow(backslashes)
    carry = overflow ? 1 : 0
    return (even ^ (sequences << 1)) & following
  }

  private func hasControl(from start: Int, to end: Int) -> Bool {
    for place in start..<end where text[place] < 0x20 { return true }
    return false
  }

  private func areKnown(escapes: UInt64, at start: Int) -> Bool {
    var bits = escapes
    while bits != 0 {
      let place = start + bits.trailingZeroBitCount
      bits &= bits &- 1
      switch text[place] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
        UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
        continue
      case UInt8(ascii: "u"):
        for digit in 1...4 where place + digit >= end || hexadecimalValue(text[place + digit]) == nil { return false }
      default: return false
      }
    }
    return true
  }

  /// Whether the bytes of a block that are not ASCII are whole characters in UTF-8.
  ///
  /// - Parameter begun: how many bytes at the beginning belong to a character of the block before; afterwards likewise.
  private func areCharacters(_ high: UInt64, at start: Int, _ begun: inout Int) -> Bool {
    var bits = high
    if begun > 0 {
      let mask: UInt64 = (1 << UInt64(begun)) &- 1
      bits &= ~mask
    }
    begun = 0
    while bits != 0 {
      let offset = bits.trailingZeroBitCount
      let count = lengthOfCharacter(at: start + offset)
      guard count > 1 else { return false }
      if offset + count > 64 {
        begun = offset + count - 64
        return true
      }
      bits &= ~(((1 << UInt64(count)) &- 1) << UInt64(offset))
    }
    return true
  }

  /// How many bytes a character that is not ASCII has; 0 where there is none (Unicode 3.9, table 3-7).
  private func lengthOfCharacter(at place: Int) -> Int {
    func isTail(_ offset: Int, _ low: UInt8 = 0x80, _ high: UInt8 = 0xBF) -> Bool {
      place + offset < end && text[place + offset] >= low && text[place + offset] <= high
    }
    switch text[place] {
    case 0xC2...0xDF: return isTail(1) ? 2 : 0
    case 0xE0: return isTail(1, 0xA0) && isTail(2) ? 3 : 0
    case 0xED: return isTail(1, 0x80, 0x9F) && isTail(2) ? 3 : 0
    case 0xE1...0xEF: return isTail(1) && isTail(2) ? 3 : 0
    case 0xF0: return isTail(1, 0x90) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF1...0xF3: return isTail(1) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF4: return isTail(1, 0x80, 0x8F) && isTail(2) && isTail(3) ? 4 : 0
    default: return 0
    }
  }

  // MARK: Second pass

  @inline(__always)
  private func byte(_ token: Int) -> UInt8 { text[Int(tokens[token])] }

  /// The first byte of a token.
  package func first(_ token: Token) -> UInt8 { byte(Int(token)) }

  /// Whether nothing follows a token but the end of the text.
  package func isEnd(_ token: Token) -> Bool { Int(tokens[Int(token)]) == end }

  /// Passes over a value.
  ///
  /// - Returns: the token behind it; nil where there is no value, or one that is not for this skimmer.
  private func passed(_ first: Int) -> Int? {
    var token = first
    // A bit an open array or object, of which the lowest is the innermost: 1 for an object.
    var objects: UInt64 = 0
    var depth = 0
    value: while true {
      switch byte(token) {
      case UInt8(ascii: "\""): token &+= 1
      case UInt8(ascii: "{"):
        token &+= 1
        if byte(token) == UInt8(ascii: "}") {
          token &+= 1
          break
        }
        guard depth < Self.depthLimit, byte(token) == UInt8(ascii: "\""), byte(token &+ 1) == UInt8(ascii: ":") else {
          return nil
        }
        objects = objects << 1 | 1
        depth &+= 1
        token &+= 2
        continue value
      case UInt8(ascii: "["):
        token &+= 1
        if byte(token) == UInt8(ascii: "]") {
          token &+= 1
          break
        }
        guard depth < Self.depthLimit else { return nil }
        objects <<= 1
        depth &+= 1
        continue value
      default:
        guard isWord(at: Int(tokens[token])) else { return nil }
        token &+= 1
      }
      while depth > 0 {
        let next = byte(token)
        token &+= 1
        if next == UInt8(ascii: ",") {
          guard objects & 1 != 0 else { continue value }
          guard byte(token) == UInt8(ascii: "\""), byte(token &+ 1) == UInt8(ascii: ":") else { return nil }
          token &+= 2
          continue value
        }
        guard next == (objects & 1 != 0 ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return nil }
        objects >>= 1
        depth &-= 1
      }
      return token
    }
  }

  /// Whether a number, `true`, `false` or `null` stands at a place, and nothing that would make it another word.
  private func isWord(at place: Int) -> Bool {
    switch text[place] {
    case UInt8(ascii: "t"): isWord("true", at: place)
    case UInt8(ascii: "f"): isWord("false", at: place)
    case UInt8(ascii: "n"): isWord("null", at: place)
    default: isNumber(at: place)
    }
  }

  private func isWord(_ word: StaticString, at place: Int) -> Bool {
    let count = word.utf8CodeUnitCount
    return memcmp(text + place, word.utf8Start, count) == 0 && isEndOfWord(place + count)
  }

  private func isEndOfWord(_ place: Int) -> Bool {
    switch text[place] {
    case 0x20, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): true
    default: place == end
    }
  }

  private func isNumber(at start: Int) -> Bool {
    var place = start
    if text[place] == UInt8(ascii: "-") { place &+= 1 }
    if text[place] == UInt8(ascii: "0") {
      place &+= 1
    } else {
      guard hasDigits(&place) else { return false }
    }
    if text[place] == UInt8(ascii: ".") {
      place &+= 1
      guard hasDigits(&place) else { return false }
    }
    if text[place] | 0x20 == UInt8(ascii: "e") {
      place &+= 1
      if text[place] == UInt8(ascii: "+") || text[place] == UInt8(ascii: "-") { place &+= 1 }
      guard hasDigits(&place) else { return false }
    }
    return isEndOfWord(place)
  }

  /// Moves over digits; false where there is none.
  private func hasDigits(_ place: inout Int) -> Bool {
    let start = place
    while text[place] &- UInt8(ascii: "0") < 10 { place &+= 1 }
    return place > start
  }

  /// Goes through the members of an object and finds those with certain keys.
  ///
  /// - Parameters:
  ///   - token: the object.
  ///   - keys: the keys that are looked for.
  ///   - values: for each of them the token of the value; must be 0 before.
  /// - Returns: the token behind the object; nil where it is no object, is not for this skimmer, holds one of the keys twice
  ///   or one that must not be there.
  package func members(
    of token: Token, _ keys: SkimmedKeys, _ values: UnsafeMutablePointer<Token>
  ) -> Token? {
    var token = Int(token)
    guard byte(token) == UInt8(ascii: "{") else { return nil }
    token &+= 1
    if byte(token) == UInt8(ascii: "}") { return Token(token + 1) }
    while true {
      guard byte(token) == UInt8(ascii: "\""), byte(token &+ 1) == UInt8(ascii: ":") else { return nil }
      let key = Int(tokens[token]) &+ 1
      if hasEscapes, memchr(text + key, 0x5C, Int(tokens[token &+ 1]) - key) != nil { return nil }
      token &+= 2
      if let place = keys.place(of: text + key, end - key) {
        guard values[place] == 0, place >= keys.forbiddenCount else { return nil }
        values[place] = Token(token)
      }
      guard let next = passed(token) else { return nil }
      token = next
      let byte = byte(token)
      token &+= 1
      if byte == UInt8(ascii: ",") { continue }
      return byte == UInt8(ascii: "}") ? Token(token) : nil
    }
  }

  /// Goes through an array of objects; the body gives the token behind each, or nil to end.
  ///
  /// - Returns: whether this is an array of objects, and all of it was gone through.
  package func eachObject(of token: Token, _ body: (Token) -> Token?) -> Bool {
    var token = Int(token)
    guard byte(token) == UInt8(ascii: "[") else { return false }
    token &+= 1
    if byte(token) == UInt8(ascii: "]") { return true }
    while true {
      guard let next = body(Token(token)) else { return false }
      token = Int(next) + 1
      switch byte(Int(next)) {
      case UInt8(ascii: ","): continue
      case UInt8(ascii: "]"): return true
      default: return false
      }
    }
  }

  /// The bytes between the quotes of a string.
  package func content(of token: Token) -> UnsafeBufferPointer<UInt8> {
    let start = Int(tokens[Int(token)]) + 1
    var close = Int(tokens[Int(token) + 1]) - 1
    while text[close] != UInt8(ascii: "\"") { close -= 1 }
    return UnsafeBufferPointer(start: text + start, count: close - start)
  }
}
