/// Why a value is not known: only the organisation, the clock or a running flow could tell it.
///
/// That is something else than NOT_SET, which is known to be no value. What needs a value that is not known has none that is
/// known either; what does not look at it goes on.
public struct Unknown: Hashable, Sendable {
  /// What has to be given for the value to be known.
  public enum Need: String, Sendable, CaseIterable {
    /// The objects of the organisation.
    case inventory
    /// The time.
    case now
    /// What a function gives of which only the types are known.
    case function
    /// The answer of something outside of the flow.
    case mock
  }

  /// What has to be given.
  public let needs: Need
  /// What is needed and what for, as the end of a sentence, lower case, without a full stop.
  public let message: String
  /// The member of an object that is needed; nil where it is anything else.
  public let member: Member?

  /// A member of an object of the organisation.
  public struct Member: Hashable, Sendable {
    /// The code of the object's type, `que`.
    public let typeCode: String
    /// The object's name.
    public let object: String
    /// The name of the member, `id`.
    public let name: String
  }

  /// Creates a reason.
  public init(_ needs: Need, _ message: String, member: Member? = nil) {
    self.needs = needs
    self.message = message
    self.member = member
  }
}

extension Unknown {
  /// The objects of a type, which a function looks in.
  static func objects(ofType code: String, for function: String) -> Unknown {
    let lists = Inventory.kinds.filter { $0.code == code }.map { "‘\($0.list)’" }.joined(separator: " and ")
    return Unknown(.inventory, "an inventory with \(lists), to tell what ‘\(function)’ finds")
  }

  /// The time, for a function.
  static func now(for function: String) -> Unknown {
    Unknown(.now, "the time, to tell what ‘\(function)’ gives")
  }

  /// What a function that is only declared gives.
  static func result(of function: String) -> Unknown {
    Unknown(.function, "what ‘\(function.clipped)’ gives, which is declared with its types only")
  }
}

extension Value {
  /// Why the value is not known; nil where it is.
  public var unknown: Unknown? {
    if case .unknown(let reason) = self { reason } else { nil }
  }
}
