import SourceText

/// The functions that are known.
///
/// The list cannot be complete: Genesys describes its functions only inside the product. A name that is not here is an
/// error when it is to be evaluated, and no more than a warning elsewhere.
public final class FunctionCatalogue: Sendable {
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

  /// The catalogue with more functions.
  ///
  /// A function that is here already keeps what is known of it and takes the other overloads in addition.
  public func adding(_ functions: [Function]) -> FunctionCatalogue {
    var all = self.functions
    for function in functions {
      if let place = places[function.name.lowercased()] {
        all[place] = all[place].adding(function.overloads)
      } else {
        all.append(function)
      }
    }
    return FunctionCatalogue(all)
  }

  /// The function with a name, in any letter case.
  public subscript(_ name: String) -> Function? {
    place(ofLowercased: name.lowercased()).map { functions[$0] }
  }

  /// The place in ``functions`` of the function with a name in lower case.
  func place(ofLowercased name: String) -> Int? { places[name] }

  /// Names that a misspelt one may have meant.
  public func names(near name: String) -> [String] {
    nearestNames(to: name, among: functions.map(\.name))
  }

  /// What is wrong with a name that no function has.
  func unknown(_ name: String) -> String {
    "expected the name of a function, found ‘\(name.clipped)’\(suggestion(names(near: name)))"
  }
}

extension Function {
  fileprivate func adding(_ others: [Overload]) -> Function {
    let known = Set(overloads.map { $0.signature(of: name) })
    let added = others.filter { !known.contains($0.signature(of: name)) }
    return Function(
      name, category, confidence, isPure: isPure && added.isEmpty, documentation, limits: limits,
      overloads: overloads + added, examples: examples)
  }
}
