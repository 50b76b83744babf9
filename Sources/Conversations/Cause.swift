public import JSON
public import SourceText

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

  /// Creates a cause with the value and the participant that are its evidence.
  public init(
    _ id: String, _ certainty: Certainty, _ message: String, foundKey: String? = nil, at value: JSONNode? = nil,
    on participant: Participant? = nil, flow: String? = nil, action: String? = nil, fix: String? = nil
  ) {
    self.id = id
    self.certainty = certainty
    self.message = message
    self.foundKey = foundKey
    pointer = value?.pointer
    participantID = participant?.id
    purpose = participant?.purpose
    self.flow = flow
    self.action = action
    self.fix = fix
  }

  /// What stands for a cause where nobody asks for it.
  static let unexplained = Cause("ABSENT", .possible, "it is not there")

  /// Something that could be there is not.
  static func absent(_ message: String, at node: JSONNode? = nil) -> Cause {
    Cause("ABSENT", .certain, message, at: node)
  }

  /// The question names nothing that a conversation can have.
  static func impossible(_ message: String, at node: JSONNode? = nil) -> Cause {
    Cause("RC-00", .certain, message, at: node)
  }

  /// An index is beyond the end of a list.
  static func beyondEnd(_ index: Int, of list: String, count: Int) -> Cause {
    .impossible(
      "index \(index) is beyond the end of \(list), \(count == 1 ? "which has 1" : "of which there are \(count)")")
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
  public init(pointer: String? = nil, binding: VariableBinding.Source? = nil, cause: Cause? = nil) {
    self.pointer = pointer
    self.binding = binding
    self.cause = cause
  }

  /// Names the participant that a value is read from, and why this one.
  mutating func take(_ choice: ParticipantChoice) {
    participantID = choice.participant.id
    purpose = choice.participant.purpose
    chosenBy = choice.rule.rawValue
  }
}
