import SourceText

/// The functions that are known.
///
/// The list cannot be complete: Genesys describes its functions only inside the product. A name that is not here is an
/// error when it is to be evaluated, and no more than a warning elsewhere.
public struct FunctionCatalogue: Sendable {
  /// The functions of the language, by category.
  public static let standard = FunctionCatalogue(
    logicalFunctions + textFunctions + conversionFunctions + mathFunctions + dateTimeFunctions + collectionFunctions
      + jsonFunctions + financialFunctions + phoneFunctions + lookupFunctions + audioFunctions
      + communicationFunctions)

  /// The functions in order of the catalogue.
  public let functions: [Function]
  private let places: [String: Int]

  /// Creates a catalogue; of functions with the same name the last one counts.
  public init(_ functions: [Function]) {
    self.functions = functions
    var places: [String: Int] = [:]
    for (place, function) in functions.enumerated() { places[function.name.lowercased()] = place }
    self.places = places
  }

  /// The function with a name, in any letter case.
  public subscript(_ name: String) -> Function? {
    place(of: name).map { functions[$0] }
  }

  /// The place in ``functions`` of the function with a name, in any letter case.
  func place(of name: String) -> Int? { places[name.lowercased()] }

  /// Names that a misspelt one may have meant.
  public func names(near name: String) -> [String] {
    nearestNames(to: name, among: functions.map(\.name))
  }
}
