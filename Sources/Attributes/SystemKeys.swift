/// The keys that Genesys Cloud and its own clients write to participants; nobody asked for them.
package enum SystemKeys {
  /// The keys; one with a `*` at its end stands for all that begin so.
  private static let all = [
    "context._genesys_*", "context.genesys.*", "ivr.DistributionGroup", "ivr.Skills", "ivr.Priority",
    "conferenceInitiator", "consultInitiator", "SF_URLPop", "dialer*",
  ]

  /// Whether a key is one of them.
  package static func contains(_ key: String) -> Bool {
    all.contains { $0.hasSuffix("*") ? key.hasPrefix($0.dropLast()) : key == $0 }
  }

  /// Whether Genesys Cloud or a client of its own may be what writes a key: one of them, or one with a known prefix.
  package static func mayWrite(_ key: String) -> Bool {
    contains(key) || KeyPrefix.of(key) != nil || key.lowercased().hasPrefix("scheduledcallback")
  }
}
