/// The keys that Genesys Cloud and its own clients write to participants; nobody asked for them.
package enum SystemKeys {
  /// The keys; one with a `*` at its end stands for all that begin so.
  private static let all = [
    "context._genesys_*", "context.genesys.*", "ivr.DistributionGroup", "ivr.Skills", "ivr.Priority",
    "conferenceInitiator", "consultInitiator", "SF_URLPop", "dialer*",
  ]

  private static let names = Set(all.filter { !$0.hasSuffix("*") })
  private static let beginnings = all.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }

  /// Whether a key is one of them.
  package static func contains(_ key: String) -> Bool {
    names.contains(key) || beginnings.contains { key.hasPrefix($0) }
  }
}
