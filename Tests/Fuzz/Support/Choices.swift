/// Takes choices out of the bytes of an input, so that what the fuzzer changes in them changes what is done.
struct Choices {
  private var rest: ArraySlice<UInt8>

  init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    rest = Array(UnsafeBufferPointer(start: start, count: count))[...]
  }

  var isEmpty: Bool { rest.isEmpty }

  /// The next byte; 0 where there is none.
  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// A number below a limit, which is at least 1.
  mutating func number(below limit: Int) -> Int {
    let number = limit > 256 ? Int(byte()) << 8 | Int(byte()) : Int(byte())
    return number % max(1, limit)
  }

  /// One of some things, of which there is at least one.
  mutating func one<Thing>(of things: [Thing]) -> Thing { things[number(below: things.count)] }

  /// So many bytes as they are, or as many as there are.
  mutating func bytes(_ count: Int) -> [UInt8] {
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  /// All bytes that are left.
  mutating func all() -> [UInt8] { bytes(rest.count) }
}
