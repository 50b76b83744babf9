import SourceText

/// Makes identifiers and draws; the same seed gives the same ones in the same order.
struct Identifiers: RandomNumberGenerator, Sendable {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// The next draw (SplitMix64).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A new identifier in the form of a random UUID.
  mutating func uuid() -> String {
    let bytes = [next(), next()].flatMap { withUnsafeBytes(of: $0.bigEndian, Array.init) }
    return formUUID(bytes, version: 4)
  }

  /// A new opaque token.
  mutating func token() -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    let text = (0..<64).map { _ in letters[Int(next() % UInt64(letters.count))] }
    return String(decoding: text, as: UTF8.self)
  }
}

/// The identifier that a name always has, for what a folder gives no identifier.
func identifier(named name: String) -> String {
  formUUID(SHA256.hash(of: Array(name.utf8)).prefix(16), version: 5)
}

/// Writes 16 bytes as a UUID of a version.
private func formUUID(_ bytes: some Sequence<UInt8>, version: UInt8) -> String {
  var bytes = Array(bytes)
  bytes[6] = bytes[6] & 0x0F | version << 4
  bytes[8] = bytes[8] & 0x3F | 0x80
  return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { hexadecimal(bytes[$0]) }.joined(separator: "-")
}
