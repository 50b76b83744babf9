import Linting
import Testing

struct UnifiedDiffTests {
  /// Each character is a line.
  static let cases: [(old: String, new: String, expected: [String])] = [
    ("abc", "abc", []),
    ("abc", "axc", ["@@ -1,3 +1,3 @@", " a", "-b", "+x", " c"]),
    ("abc", "abxc", ["@@ -1,3 +1,4 @@", " a", " b", "+x", " c"]),
    ("abcdefghij", "bcdefghij", ["@@ -1,4 +1,3 @@", "-a", " b", " c", " d"]),
    (
      "abcdefghij", "xbcdefghiy",
      ["@@ -1,4 +1,4 @@", "-a", "+x", " b", " c", " d", "@@ -7,4 +7,4 @@", " g", " h", " i", "-j", "+y"]
    ),
    ("abcdefg", "xbcdefy", ["@@ -1,7 +1,7 @@", "-a", "+x", " b", " c", " d", " e", " f", "-g", "+y"]),
    ("aab", "aaab", ["@@ -1,3 +1,4 @@", " a", " a", "+a", " b"]),
  ]

  @Test(arguments: cases)
  func changesStandInHunks(old: String, new: String, expected: [String]) {
    let text = UnifiedDiff(from: lines(of: Array(old.utf8)), to: lines(of: Array(new.utf8))).text(named: "a")
    #expect(text.split(separator: "\n").dropFirst(2).map { String($0) } == expected)
  }

  @Test func everyDiffLeadsFromOldToNew() {
    var random = Random()
    for _ in 0..<300 {
      let old = random.letters()
      let new = random.letters()
      let text = UnifiedDiff(from: lines(of: old), to: lines(of: new)).text(named: "a")
      #expect(applied(text, to: old) == new, "\(old) \(new)\n\(text)")
    }
  }

  private func lines(of letters: [UInt8]) -> [UInt8] { letters.flatMap { [$0, 0x0A] } }

  private func applied(_ diff: String, to old: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for line in diff.split(separator: "\n").dropFirst(2) {
      let letter = line.utf8.dropFirst().first ?? 0
      switch line.first {
      case "@":
        let range = line.split(separator: " ")[1].dropFirst().split(separator: ",")
        let count = range.count > 1 ? Int(range[1]) ?? 1 : 1
        let start = (Int(range[0]) ?? 1) - (count == 0 ? 0 : 1)
        result += old[position..<start]
        position = start
      case "-": position += 1
      case "+": result.append(letter)
      default:
        result.append(letter)
        position += 1
      }
    }
    return result + old[position...]
  }

  /// The same numbers in each run.
  private struct Random {
    private var state: UInt64 = 42

    private mutating func number(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }

    mutating func letters() -> [UInt8] {
      let count = number(below: 12)
      return (0..<count).map { _ in UInt8(97 + number(below: 3)) }
    }
  }
}
