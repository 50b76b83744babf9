/// How sure a statement is.
public enum Certainty: String, Sendable, CaseIterable {
  /// The evidence proves it.
  case certain
  /// The evidence speaks for it.
  case likely
  /// Nothing speaks against it.
  case possible
}

/// Why a value is absent, or what is to be known about a value that is there.
public struct Cause: Sendable {
  /// `RC-00` … `RC-32`, or `ABSENT` for a value that merely is not there.
  public var id: String
  /// How sure it is.
  public var certainty: Certainty
  /// What is so, with the evidence; never an attribute's value.
  public var message: String
  /// The key that was found in place of the one asked for.
  public var foundKey: String?
  /// JSON Pointer of the evidence, from the root of the document.
  public var pointer: String?
  /// The participant that the evidence is on.
  public var participantID: String?
  /// That participant's purpose.
  public var purpose: String?
  /// The flow at fault, by name.
  public var flow: String?
  /// The action at fault, by name.
  public var action: String?
  /// What to do about it.
  public var fix: String?

  /// Creates a cause.
  public init(
    _ id: String, _ certainty: Certainty, _ message: String, foundKey: String? = nil, pointer: String? = nil,
    participantID: String? = nil, purpose: String? = nil, flow: String? = nil, action: String? = nil,
    fix: String? = nil
  ) {
    self.id = id
    self.certainty = certainty
    self.message = message
    self.foundKey = foundKey
    self.pointer = pointer
    self.participantID = participantID
    self.purpose = purpose
    self.flow = flow
    self.action = action
    self.fix = fix
  }
}

extension Cause {
  /// What stands for a cause where nobody asks for it.
  static let unexplained = Cause("ABSENT", .possible, "it is not there")
}

extension Certainty: Comparable {
  /// Orders by certainty: what is certain comes first.
  public static func < (left: Certainty, right: Certainty) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .certain: 0
    case .likely: 1
    case .possible: 2
    }
  }
}

extension [Cause] {
  /// The causes with certain ones first, otherwise in their order.
  public var byCertainty: [Cause] {
    enumerated().sorted { ($0.element.certainty, $0.offset) < ($1.element.certainty, $1.offset) }.map(\.element)
  }
}

/// Where a value came from, or why there is none.
public struct Origin: Sendable {
  /// JSON Pointer of the value.
  public var pointer: String?
  /// The participant it was read from.
  public var participantID: String?
  /// That participant's purpose.
  public var purpose: String?
  /// The rule that chose the participant: `only`, `live`, `flow`, `attributes`, `last`, `explicit`, `index`, `id`.
  public var chosenBy: String?
  /// Who gave the variable its value; nil for a path into the conversation.
  public var binding: VariableBinding.Source?
  /// Why there is no value; nil where there is one.
  public var cause: Cause?

  /// Creates an origin.
  public init(
    pointer: String? = nil, participantID: String? = nil, purpose: String? = nil, chosenBy: String? = nil,
    binding: VariableBinding.Source? = nil, cause: Cause? = nil
  ) {
    self.pointer = pointer
    self.participantID = participantID
    self.purpose = purpose
    self.chosenBy = chosenBy
    self.binding = binding
    self.cause = cause
  }
}
