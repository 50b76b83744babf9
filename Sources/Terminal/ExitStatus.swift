/// How a run ended; the highest of `cloud`, `input`, `no` wins when several happened.
package struct ExitStatus: RawRepresentable, Hashable, Comparable, Sendable {
  /// The code that the process ends with.
  package let rawValue: Int32

  /// The status of a code, such as the one that another process ended with.
  package init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// Done: a value, no finding at or above the threshold, every asked key present.
  package static let done = ExitStatus(rawValue: 0)
  /// The answer is no.
  package static let no = ExitStatus(rawValue: 1)
  /// Wrong usage, found before any work started.
  package static let usage = ExitStatus(rawValue: 2)
  /// Some input could not be used; everything else was processed.
  package static let input = ExitStatus(rawValue: 3)
  /// Genesys Cloud refused or could not be reached.
  package static let cloud = ExitStatus(rawValue: 4)

  /// Orders by how serious it is.
  package static func < (left: ExitStatus, right: ExitStatus) -> Bool {
    left.rawValue < right.rawValue
  }

  /// Takes the more serious of both.
  package mutating func raise(to other: ExitStatus) {
    self = max(self, other)
  }
}
