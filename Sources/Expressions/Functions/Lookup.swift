extension FunctionCatalogue {
  static let lookupFunctions: [Function] = [
    .find("FindQueue", .verified, "queue", "que"),
    .find("FindQueueById", .verified, "queue", "que", by: .id),
    .find("FindUser", .unverified, "user", "usr", what: "e-mail address"),
    .find("FindUserById", .verified, "user", "usr", by: .id),
    .find("FindSkill", .verified, "skill", "skl"),
    .find("FindSkillById", .unverified, "skill", "skl", by: .id),
    .find("FindLanguageSkill", .unverified, "language skill", "lac"),
    .find("FindGroup", .thirdParty, "group", "grp"),
    .find("FindGroupById", .thirdParty, "group", "grp", by: .id),
    .find("FindWrapUpCode", .thirdParty, "wrap-up code", "wrc"),
    .find("FindSchedule", .unverified, "schedule", "sch"),
    .find("FindScheduleGroup", .thirdParty, "schedule group", "sqg"),
    .find("FindEmergencyGroup", .used, "emergency group", "emg"),
    .find("FindUserPrompt", .used, "user prompt", "pmt"),
    .find("FindSystemPrompt", .unverified, "system prompt", "pmt"),
  ]
}

extension Function {
  /// A function that looks for an object of the organisation.
  fileprivate static func find(
    _ name: String, _ confidence: Confidence, _ kind: String, _ code: String, by key: ObjectLookup.Key = .name,
    what: String? = nil
  ) -> Function {
    Function(
      name, .lookup, confidence, isPure: false,
      "Finds a \(kind) of the organisation by its \(what ?? key.rawValue). One that does not exist is NOT_SET.",
      limits: ["Where the organisation’s objects are not known the value is unknown."],
      overloads: [
        Overload(
          [Parameter(key == .id ? "id" : what == nil ? "name" : "email", .string)],
          .exactly(code == "pmt" ? .prompt : .object(code)), .lookup(key))
      ],
      examples: ["IsSet(\(name)(\"of another organisation\"))": "UNKNOWN"])
  }
}
