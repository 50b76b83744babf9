extension Function {
  /// A function that only its declaration tells of: the checker knows its types, the evaluator cannot compute it.
  public static func declared(_ name: String, overloads: [Overload]) -> Function {
    Function(
      name, .language, .declared, isPure: false,
      "Declared by the configuration. Expressions that use it are checked; Plumb cannot compute it.",
      overloads: overloads)
  }
}

extension Overload {
  /// One way to call a function that only a declaration tells of.
  public static func declared(_ parameters: [Parameter], result: ExpressionType) -> Overload {
    Overload(parameters, .exactly(result), .declared)
  }
}

extension Parameter {
  /// A parameter of a function that only a declaration tells of; it goes by its place, counted from 1.
  public static func declared(
    _ place: Int, _ type: ExpressionType, allowsNotSet: Bool = false, isOptional: Bool = false, isVariadic: Bool = false
  ) -> Parameter {
    Parameter(
      "value\(place)", type == .any ? .any : .exactly(type), allowsNotSet: allowsNotSet, isOptional: isOptional,
      isVariadic: isVariadic)
  }
}

extension FunctionCatalogue {
  /// This catalogue with functions that a configuration declares.
  ///
  /// A name that is known already keeps what is known of it: the declared overloads come after its own, so that what can
  /// be computed is.
  public func declaring(_ declared: [Function]) -> FunctionCatalogue {
    guard !declared.isEmpty else { return self }
    var functions = functions
    var places: [String: Int] = [:]
    for (place, function) in functions.enumerated() { places[function.name.lowercased()] = place }
    for function in declared {
      if let place = places[function.name.lowercased()] {
        functions[place].overloads += function.overloads
      } else {
        places[function.name.lowercased()] = functions.count
        functions.append(function)
      }
    }
    return FunctionCatalogue(functions)
  }
}
