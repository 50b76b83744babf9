#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Keys that are looked for in many objects. Their memory is written once and then only read.
package final class SkimmedKeys: @unchecked Sendable {
  /// How many keys there are.
  package let count: Int
  /// How many of them, the first ones, must not be there.
  let forbiddenCount: Int
  /// The keys, each closed by a quote, one after the other.
  private let names: UnsafeMutablePointer<UInt8>
  /// Where each of them begins, and where the last one ends.
  private let places: UnsafeMutablePointer<Int>
  /// For each first byte the keys that begin so, a bit a key; the empty key begins with its closing quote.
  private let byFirst: UnsafeMutablePointer<UInt64>

  /// Prepares keys; nil where they are too many.
  ///
  /// - Parameters:
  ///   - forbidden: keys that must not be there.
  ///   - wanted: keys whose values are asked for; their places are counted behind those that must not be there.
  package init?(forbidden: [String] = [], wanted: [String]) {
    let keys = (forbidden + wanted).map { Array($0.utf8) + [UInt8(ascii: "\"")] }
    guard keys.count <= 64 else { return nil }
    count = keys.count
    forbiddenCount = forbidden.count
    names = .allocate(capacity: keys.reduce(1) { $0 + $1.count })
    places = .allocate(capacity: keys.count + 1)
    byFirst = .allocate(capacity: 256)
    byFirst.initialize(repeating: 0, count: 256)
    var place = 0
    for (number, key) in keys.enumerated() {
      places[number] = place
      byFirst[Int(key[0])] |= 1 << UInt64(number)
      for byte in key {
        names[place] = byte
        place += 1
      }
    }
    places[keys.count] = place
  }

  deinit {
    names.deallocate()
    places.deallocate()
    byFirst.deallocate()
  }

  /// The place of the key that stands at an address, and is closed by a quote; nil for none of these.
  ///
  /// - Parameter room: how many bytes there are.
  @inline(__always)
  func place(of key: UnsafePointer<UInt8>, _ room: Int) -> Int? {
    var candidates = byFirst[Int(key[0])]
    while candidates != 0 {
      let number = candidates.trailingZeroBitCount
      let start = places[number]
      let count = places[number + 1] - start
      if count <= room, memcmp(key, names + start, count) == 0 { return number }
      candidates &= candidates &- 1
    }
    return nil
  }
}
