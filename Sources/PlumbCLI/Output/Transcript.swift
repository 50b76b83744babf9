import Terminal

/// What a piece of work prints, kept until its turn comes.
struct Transcript: Sendable {
  /// A line for standard error.
  private struct Remark {
    /// How many bytes of standard output come before it.
    let place: Int
    /// What it is one of many of; nil for one that is always told.
    let kind: String?
    let text: String
  }

  private var output: [UInt8] = []
  private var remarks: [Remark] = []
  /// How many remarks of each kind there were.
  private var counts: [String: Int] = [:]

  /// Whether so much has come together that it had better be written.
  var isLong: Bool { output.count >= 1 << 16 }

  /// Appends to standard output.
  mutating func print(_ bytes: some Collection<UInt8>) { output.append(contentsOf: bytes) }

  /// Appends a text to standard output, without a line end of its own.
  mutating func print(_ text: String) { output.append(contentsOf: text.utf8) }

  /// Appends to standard output what is written into the buffer.
  mutating func print(_ write: (inout [UInt8]) -> Void) { write(&output) }

  /// Appends a line for standard error.
  mutating func complain(_ text: String) {
    remarks.append(Remark(place: output.count, kind: nil, text: text))
  }

  /// Appends a line for standard error that may come again and again, unless enough of its kind were told.
  mutating func tell(_ kind: String, _ text: @autoclosure () -> String) {
    counts[kind, default: 0] += 1
    guard counts[kind, default: 0] <= ErrorTally.told else { return }
    remarks.append(Remark(place: output.count, kind: kind, text: text()))
  }

  /// Prints all of it, and begins anew.
  mutating func flush(to console: Console, _ tally: inout ErrorTally) {
    var place = 0
    for remark in remarks {
      console.print(output[place..<remark.place])
      place = remark.place
      if let kind = remark.kind {
        if tally.isTold(kind) { console.complain(remark.text) }
        counts[kind, default: 0] -= 1
      } else {
        console.complain(remark.text)
      }
    }
    console.print(output[place...])
    for (kind, count) in counts { tally.count(kind, count) }
    output.removeAll(keepingCapacity: true)
    remarks.removeAll()
    counts.removeAll()
  }
}
