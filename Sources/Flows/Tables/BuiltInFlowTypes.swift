/// In which types of flows Genesys provides the variables under a first word.
///
/// Source: the help's list of built-in variables, which is one per type of flow, as far as it is known, and 142 real flows,
/// none of which has an exception. Types that handle several channels, or of which nothing is known, are not judged.
enum BuiltInFlowTypes {
  /// The types that have them, by the first word in lower case.
  static let byNamespace: [String: Set<String>] = [
    "call": ["inboundCall", "outboundCall", "inQueueCall", "secureCall"],
    "message": ["inboundShortMessage", "inQueueShortMessage"],
    "email": ["inboundEmail", "inQueueEmail"],
    "chat": ["inboundChat"],
    "session": ["botFlow", "digitalBot"],
    "survey": ["surveyInvite"],
    "workitem": ["workitem"],
  ]

  /// The types of one channel alone, and workflows, which have no interaction.
  static let judged = Set(["call", "message", "email", "chat"].flatMap { byNamespace[$0] ?? [] }).union(["workflow"])

  /// The first words, in lower case, under which all variables are Genesys' own.
  static let closed: Set<String> = Set(byNamespace.keys).union(["system", "menu"])
}

extension Flow {
  /// Whether flows of its type are not known to have the variables under a first word, and have those of another channel.
  public func lacksBuiltIns(under namespace: String) -> Bool {
    guard BuiltInFlowTypes.judged.contains(type), let types = BuiltInFlowTypes.byNamespace[namespace.lowercased()]
    else {
      return false
    }
    return !types.contains(type)
  }

  /// Whether all variables under a first word are Genesys' own.
  public static func isBuiltIn(namespace: String) -> Bool { BuiltInFlowTypes.closed.contains(namespace.lowercased()) }
}
