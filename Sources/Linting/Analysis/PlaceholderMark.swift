import SourceText

/// Marks by which authors say that something is to be put in.
enum PlaceholderMark {
  /// The first mark in a text, as it is written; nil where there is none.
  ///
  /// - Parameter isName: whether the text is the name of an object, so that any word in angle brackets is a mark.
  static func first(in text: String, isName: Bool) -> String? {
    // Long texts are data, such as a pasted answer.
    guard text.utf8.count < 10_000, mayHoldOne(text) else { return nil }
    return shouted(in: text) ?? bracketed(text, isName: isName) ?? known(in: text)
  }

  /// Whether there are two capitals in a row, a bracket or an `ips` in a text: a look at each byte, which most texts end at.
  private static func mayHoldOne(_ text: String) -> Bool {
    var last: UInt8 = 0
    var beforeLast: UInt8 = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "[") { return true }
      // Letters beyond ASCII may be capitals.
      let isCapital = byte &- UInt8(ascii: "A") < 26 || byte >= 0x80
      if isCapital, last &- UInt8(ascii: "A") < 26 || last >= 0x80 { return true }
      if byte | 0x20 == UInt8(ascii: "s"), last | 0x20 == UInt8(ascii: "p"), beforeLast | 0x20 == UInt8(ascii: "i") {
        return true
      }
      (beforeLast, last) = (last, byte)
    }
    return false
  }

  /// `YOUR_QUEUE_ID`, `REPLACE WITH YOUR API KEY`, `INSERT URL HERE`, `CHANGEME`.
  private static func shouted(in text: String) -> String? {
    guard requests.contains(where: text.holds) else { return nil }
    var runs: [Substring] = []
    var start: String.Index?
    var end = text.startIndex
    // Words in capitals that one blank, hyphen or underscore parts.
    for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber) }) {
      let isCapital = word.allSatisfy { $0.isUppercase || $0.isNumber }
      let isNext = start != nil && " _-".contains(text[end]) && text.index(after: end) == word.startIndex
      if let first = start, !(isCapital && isNext) {
        runs.append(text[first..<end])
        start = nil
      }
      if isCapital {
        start = start ?? word.startIndex
        end = word.endIndex
      }
    }
    if let start { runs.append(text[start..<end]) }
    return runs.first(where: isMark).map(String.init)
  }

  /// Whether words in capitals tell what is to be put in; people shout, too: `PLEASE ENTER YOUR PIN`.
  private static func isMark(_ run: Substring) -> Bool {
    let words = run.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    guard let first = words.first, let last = words.last, words.count <= 8 else { return false }
    if ["CHANGEME", "REPLACEME"].contains(run) { return true }
    if words.count > 1, ["CHANGE", "REPLACE"].contains(first), ["ME", "THIS", "WITH"].contains(words[1]) {
      return true
    }
    guard words.count > 1, ["YOUR", "INSERT", "ENTER"].contains(first) else { return false }
    if first != "YOUR" { return last == "HERE" }
    return run.contains("_") || things.contains(last)
  }

  /// What words in capitals begin with that tell it.
  private static let requests = ["CHANGE", "REPLACE", "YOUR", "INSERT", "ENTER"]

  private static let things: Set<String> = [
    "ID", "KEY", "URL", "TOKEN", "SECRET", "USERNAME", "HERE", "DOMAIN", "GUID", "UUID",
  ]

  /// `<your queue>`, `[insert the name]`; of a name any `<word>`.
  private static func bracketed(_ text: String, isName: Bool) -> String? {
    for (open, close) in [(UInt8(ascii: "<"), UInt8(ascii: ">")), (UInt8(ascii: "["), UInt8(ascii: "]"))] {
      guard let start = text.utf8.firstIndex(of: open), let end = text.utf8[start...].firstIndex(of: close) else {
        continue
      }
      let inner = text[text.utf8.index(after: start)..<end]
      let isAll = start == text.startIndex && text.utf8.index(after: end) == text.endIndex
      let words = inner.lowercased().split { !$0.isLetter }
      guard let first = words.first, inner.count < 80, !inner.contains("\"") else { continue }
      let isFilling = words.count > 1 && fillers.contains(String(first))
      let isEmpty = words.count == 1 && ["empty", "todo", "tbd", "placeholder"].contains(String(first))
      if isFilling || isEmpty && isAll || isName && isAll && open == UInt8(ascii: "<") {
        return String(text[start...end])
      }
    }
    return nil
  }

  private static let fillers: Set<String> = ["your", "insert", "enter", "replace", "put"]

  /// `TODO`, `lorem ipsum`.
  private static func known(in text: String) -> String? {
    let trimmed = text.drop(while: \.isWhitespace)
    for mark in ["TODO", "TBD", "FIXME"] where trimmed.hasPrefix(mark) {
      let rest = trimmed.dropFirst(mark.count)
      if rest.allSatisfy({ $0.isWhitespace || $0 == "." }) || rest.first == ":" { return mark }
    }
    return text.lowercased().holds("lorem ipsum") ? "lorem ipsum" : nil
  }
}
