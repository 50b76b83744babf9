/// Why a text names no place to send requests to.
public struct AddressError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, lower case, without a full stop.
  public let message: String

  init(_ message: String) {
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
