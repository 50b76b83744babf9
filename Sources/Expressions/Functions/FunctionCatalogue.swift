import SourceText

/// The functions that are known.
///
/// The list cannot be complete: Genesys describes its functions only inside the product. A name that is not here is an
/// error when it is to be evaluated, and no more than a warning elsewhere.
public final class FunctionCatalogue: Sendable {
  /// The functions of the language, by category.
  public static let standard = FunctionCatalogue(
    [
      logicalFunctions, textFunctions, conversionFunctions, mathFunctions, dateTimeFunctions, collectionFunctions,
      jsonFunctions, financialFunctions, phoneFunctions, lookupFunctions, audioFunctions, communicationFunctions,
    ].flatMap { $0 })

  /// The functions in order of the catalogue.
  public let functions: [Function]
  private let places: FunctionNames

  /// Creates a catalogue; of functions with the same name the last one counts.
  public init(_ functions: [Function]) {
    self.functions = functions
    var places = FunctionNames(capacity: functions.count)
    for (place, function) in functions.enumerated() { places.add(function.name, at: place) }
    self.places = places
  }

  /// The catalogue with more functions.
  ///
  /// A function that is here already keeps what is known of it and takes the other overloads in addition.
  public func adding(_ functions: [Function]) -> FunctionCatalogue {
    if functions.isEmpty { return self }
    var all = self.functions
    for function in functions {
      if let place = places[function.name] {
        let known = all[place].overloads
        let signatures = Set(known.map { $0.signature(of: "") })
        all[place] = all[place].replacing(
          overloads: known + function.overloads.filter { !signatures.contains($0.signature(of: "")) })
      } else {
        all.append(function)
      }
    }
    return FunctionCatalogue(all)
  }

  /// The function with a name, in any letter case.
  public subscript(_ name: String) -> Function? {
    place(of: name).map { functions[$0] }
  }

  /// The place in ``functions`` of the function with a name, in any letter case.
  func place(of name: String) -> Int? { places[name] }

  /// The same by the bytes of a name.
  fileprivate func place(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    name.allSatisfy { $0 < 0x80 } ? places[name] : places[String(decoding: name, as: UTF8.self)]
  }

  /// Names that a misspelt one, or one of another language, may have meant.
  public func names(near name: String) -> [String] {
    ForeignFunctions.names[name.lowercased()] ?? nearestNames(to: name, among: functions.map(\.name))
  }

  /// What is wrong with a name that no function has.
  func unknown(_ name: String) -> String {
    "expected the name of a function, found ‘\(name.clipped)’\(suggestion(names(near: name)))"
  }
}

extension SyntaxTree {
  /// The function that a node calls; nil where it calls none that is known.
  package func function(of id: NodeID, in functions: FunctionCatalogue = .standard) -> Function? {
    guard case .call = self[id].kind else { return nil }
    let range = self[id].nameRange.indices
    return text.withUnsafeBufferPointer { functions.place(of: UnsafeBufferPointer(rebasing: $0[range])) }
      .map { functions.functions[$0] }
  }
}
