// Holds the reader of JSON against Foundation's, and that of NDJSON against a plain one; run.sh compiles and runs it with libFuzzer.

import Foundation
import JSON
import SourceText

/// Reads the bytes with both: both take them or neither does, and both read the same. What is meant to differ stands in
/// `difference`. What is read is written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  checkLines(bytes)
  let own = Result { () throws(JSONError) in try JSONDocument(parsing: bytes) }
  let other = try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
  switch own {
  case .failure(let error):
    expect((0...count).contains(error.offset))
    expect(other == nil || difference(bytes, error) != nil, "only Foundation takes it")
  case .success(let document):
    for node in nodes(of: document.root) { expect(Int(node.range.end) <= count) }
    let value = JSONValue(document.root)
    expect(JSONValue(parsing: value.bytes) == value)
    if let other {
      expect(isSame(document.root, other), "both read something else")
    } else {
      expect(difference(bytes, nil) != nil, "only Foundation does not take it")
    }
  }
  return 0
}

/// The lines of NDJSON are the same in whatever pieces the bytes come.
private func checkLines(_ bytes: [UInt8]) {
  let size = Int(bytes.first ?? 0) % 7 + 1
  var rest = bytes[...]
  var reader = JSONLineReader(limit: 1 << 20) { (count: Int) -> [UInt8] in
    defer { rest = rest.dropFirst(min(count, size)) }
    return Array(rest.prefix(min(count, size)))
  }
  var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
  if lines.last?.isEmpty == true { lines.removeLast() }
  for (number, line) in lines.enumerated() {
    guard let found = reader.next() else { fatalError("a line is lost") }
    var wanted = line.last == 0x0D ? line.dropLast() : line
    if number == 0, wanted.starts(with: [0xEF, 0xBB, 0xBF]) { wanted = wanted.dropFirst(3) }
    expect(found.number == number + 1 && found.bytes[found.range] == wanted, "a line is another one")
  }
  expect(reader.next() == nil, "a line too many")
}

/// Why only one of both takes a text; nil where nothing is known of that.
///
/// - Parameter error: why ours does not; nil where Foundation's does not.
private func difference(_ bytes: [UInt8], _ error: JSONError?) -> String? {
  let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
  guard let error else {
    // RFC 8259, 8.2: an escaped half of a pair may stand alone. Foundation refuses the text, ours reads U+FFFD.
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    if text.contains("\\ud") { return "a surrogate alone" }
    // Numbers beyond Double; ours keeps the digits.
    if bytes.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) || bytes.count > 300 { return "a large number" }
    return nil
  }
  if error.message.contains("after the comma") { return "a comma before a brace, which Foundation passes over" }
  if mark { return "a byte order mark, which files may have and texts of JSON not" }
  // Foundation guesses UTF-16 and UTF-32; with us that is the file's reader, not that of JSON.
  if bytes.contains(0) || bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) { return "UTF-16" }
  return error.isLimit ? "nested deeper than 200" : nil
}

private func nodes(of root: JSONNode) -> [JSONNode] {
  var nodes = [root]
  var place = 0
  while place < nodes.count {
    nodes += Array(nodes[place].items) + nodes[place].members.flatMap { [$0.key, $0.value] }
    place += 1
  }
  return nodes
}

/// Whether both read the same; of numbers the digits that a Double has.
private func isSame(_ node: JSONNode, _ other: Any) -> Bool {
  switch node.kind {
  case .null: return other is NSNull
  case .boolean: return (other as? Bool) == node.boolean
  case .number:
    guard let other = (other as? NSNumber)?.doubleValue, let own = node.numberText.flatMap({ Double($0) }) else {
      return false
    }
    // Foundation is out by the last bit now and then: it reads 8888888888888888E8 by way of decimals.
    return other == own || abs(other - own) <= abs(own) * 1e-14
  case .string: return (other as? String).map { node.isString($0) } ?? false
  case .array:
    guard let others = other as? [Any], others.count == node.items.count else { return false }
    return zip(node.items, others).allSatisfy { isSame($0, $1) }
  case .object:
    guard let others = other as? [String: Any] else { return false }
    // A dictionary takes two spellings of a character, which are two keys here, for one.
    guard Set(node.members.map { $0.key.string ?? "" }).count == node.members.count else { return true }
    return node.members.allSatisfy { key, value in others[key.string ?? ""].map { isSame(value, $0) } ?? false }
  }
}
