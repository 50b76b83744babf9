/// How much participant data Genesys Cloud takes, and how that is counted.
package enum AttributeSize {
  /// The most characters of a value that a bot flow sets.
  package static let botValue = 256
  /// The most attributes that a session of a bot flow sets, and the most times that it sets or reads some.
  package static let botSession = 50
  /// The most characters of a name or a value that analytics keep.
  package static let analytics = 1024

  /// The characters of a value: its Unicode scalars.
  package static func length(of value: String) -> Int { value.unicodeScalars.count }
}
