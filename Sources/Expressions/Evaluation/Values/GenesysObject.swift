/// An object of Genesys Cloud, such as a queue, a user, a timeslot or a playback format.
public struct GenesysObject: Sendable {
  /// The code of its type, such as `que`.
  public let typeCode: String
  /// What `ToString` gives.
  public let text: String
  /// Its properties by name; names match in any letter case.
  public let properties: [(name: String, value: Value)]

  /// Whether it may have properties that nobody has told; these are not known, and no errors.
  public let isPartial: Bool

  /// Creates an object.
  public init(
    typeCode: String, text: String, properties: [(name: String, value: Value)] = [], isPartial: Bool = false
  ) {
    self.typeCode = typeCode
    self.text = text
    self.properties = properties
    self.isPartial = isPartial
  }
}
