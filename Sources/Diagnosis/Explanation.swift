public import Conversations
public import JSON
import SourceText

/// Why an attribute is missing, by all that is known.
public struct Explanation: Sendable {
  /// The key asked for.
  public let key: String
  /// The same, as it may be shown: a flow may build it with a secret.
  public let shownKey: String
  /// Where the attribute stands in the conversation; `missing` where there is no conversation.
  public let status: AttributeDiagnosis.Status
  /// The participant that was meant; nil where none is.
  public let choice: ParticipantChoice?
  /// The value on that participant.
  public let value: JSONNode?
  /// The number of Unicode scalars of that value.
  public let valueLength: Int?
  /// Why it is not there, or what is to be known of a value that is: certain ones first.
  public let causes: [Cause]

  /// Adds to what the conversation tells what flows, a second reading and events tell.
  public init(_ diagnosis: AttributeDiagnosis, in conversation: Conversation, evidence: Evidence = Evidence()) {
    key = diagnosis.key
    shownKey = evidence.secrets.masked(key)
    status = diagnosis.status
    choice = diagnosis.choice
    value = diagnosis.value
    valueLength = diagnosis.valueLength
    // A question that names nothing needs no other explanation.
    if diagnosis.causes.contains(where: { $0.id == "RC-00" }) {
      causes = diagnosis.causes.map { $0.masked(by: evidence.secrets) }
      return
    }
    var causes = diagnosis.causes
    if let second = evidence.second {
      Self.merge(
        SecondReading(second, delay: evidence.secondDelay).causes(for: diagnosis), into: &causes)
    }
    if !evidence.events.isEmpty {
      let found = EventCauses(diagnosis, in: conversation, evidence.events).causes
      Self.merge(found, into: &causes)
    }
    if !evidence.flows.isEmpty {
      let found = FlowCauses(
        key: key, status: status, value: value, conversation: conversation, flows: evidence.flows,
        inventory: evidence.inventory
      ).causes
      Self.merge(found, into: &causes)
    }
    let customers = conversation.participants(withPurpose: "customer").count
    for action in evidence.dataActions {
      causes += action.causes(for: key, status: status, customers: customers)
    }
    self.causes = causes.byCertainty.map { $0.masked(by: evidence.secrets) }
  }

  /// What flows alone tell about a key, without a conversation.
  public init(of key: String, evidence: Evidence) {
    self.key = key
    shownKey = evidence.secrets.masked(key)
    status = .missing
    choice = nil
    value = nil
    valueLength = nil
    var causes = FlowCauses(key: key, status: .missing, value: nil, conversation: nil, flows: evidence.flows).causes
    for action in evidence.dataActions { causes += action.causes(for: key, status: .missing, customers: 0) }
    self.causes = causes.byCertainty.map { $0.masked(by: evidence.secrets) }
  }

  /// Adds causes; one that says more about why nothing is there takes the place of the guess.
  private static func merge(_ found: [Cause], into causes: inout [Cause]) {
    for cause in found {
      if cause.id == "RC-01", let place = causes.firstIndex(where: { $0.id == "RC-01" }),
        cause.certainty <= causes[place].certainty
      {
        var better = cause
        if better.fix == nil { better.fix = causes[place].fix }
        causes[place] = better
      } else {
        causes.append(cause)
      }
    }
  }
}
