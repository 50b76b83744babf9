public import Conversations
import JSON
import SourceText

/// Why an attribute is missing, by all that is known.
@dynamicMemberLookup
public struct Explanation: Sendable {
  /// What the conversation alone tells.
  private let diagnosis: AttributeDiagnosis
  /// The key asked for, as it may be shown: a flow may build it with a secret.
  public let shownKey: String
  /// Why it is not there, or what is to be known of a value that is: certain ones first.
  public let causes: [Cause]

  /// The key, its status and its value, as the conversation has them; `missing` where there is no conversation.
  public subscript<Property>(dynamicMember path: KeyPath<AttributeDiagnosis, Property>) -> Property {
    diagnosis[keyPath: path]
  }

  /// What flows alone tell about a key, without a conversation.
  public init(of key: String, evidence: Evidence) {
    self.init(AttributeDiagnosis(of: key), inside: nil, evidence)
  }

  /// Adds to what the conversation tells what flows, a second reading and events tell.
  public init(_ diagnosis: AttributeDiagnosis, in conversation: Conversation, evidence: Evidence = Evidence()) {
    self.init(diagnosis, inside: conversation, evidence)
  }

  private init(_ diagnosis: AttributeDiagnosis, inside conversation: Conversation?, _ evidence: Evidence) {
    self.diagnosis = diagnosis
    shownKey = evidence.secrets.masked(diagnosis.key)
    var causes = diagnosis.causes
    // A question that names nothing needs no other explanation.
    if !causes.contains(where: { $0.id == "RC-00" }) {
      if let second = evidence.second {
        Self.merge(diagnosis.causes(bySecond: second, delay: evidence.secondDelay), into: &causes)
      }
      if let conversation {
        Self.merge(EventCauses(diagnosis, in: conversation, evidence.events).causes, into: &causes)
      }
      if !evidence.flows.isEmpty {
        Self.merge(FlowCauses(diagnosis, in: conversation, evidence).causes, into: &causes)
      }
      let customers = conversation?.participants(withPurpose: "customer").count ?? 0
      for action in evidence.dataActions {
        causes += action.causes(for: diagnosis.key, status: diagnosis.status, customers: customers)
      }
      causes = causes.byCertainty
    }
    self.causes = causes.map { $0.masked(by: evidence.secrets) }
  }

  /// Adds causes; one that says more about why nothing is there takes the place of the guess.
  private static func merge(_ found: [Cause], into causes: inout [Cause]) {
    for cause in found {
      if cause.id == "RC-01", let place = causes.firstIndex(where: { $0.id == "RC-01" }),
        cause.certainty <= causes[place].certainty
      {
        let fix = cause.fix ?? causes[place].fix
        causes[place] = cause
        causes[place].fix = fix
      } else {
        causes.append(cause)
      }
    }
  }
}
