/// What names stand for without any environment: limits, playback formats and prompts.
enum Constants {
  /// The first words of such names, in lower case.
  static let roots: Set<String> = ["system", "format", "language", "prompt", "promptsystem"]

  /// The value of a whole reference; nil where it is none of these.
  static func value(of path: AccessPath) -> Value? {
    // Most references are to something else; of these words none has another length.
    guard (6...12).contains(path.root.utf8.count), 1...2 ~= path.steps.count else { return nil }
    let names = path.steps.compactMap { if case .member(let name, _) = $0 { name } else { nil } }
    guard names.count == path.steps.count, let last = names.last else { return nil }
    switch (path.root.lowercased(), names.count) {
    case ("system", 1): return limits[last.lowercased()]
    case ("format", 2):
      return formatCodes[names[0].lowercased()].map { .object(GenesysObject(typeCode: $0, text: last)) }
    case ("language", 2): return .object(GenesysObject(typeCode: "lng", text: last))
    case ("prompt", 1), ("promptsystem", 1):
      return .playback(Playback(.prompt, ["\(path.root).\(last)"]))
    default: return nil
    }
  }

  private static let limits: [String: Value] = [
    "mindatetime": .dateTime(.minimum), "maxdatetime": .dateTime(.maximum),
    "mindate": .date(.minimum), "maxdate": .date(.maximum),
    "mintime": .time(ClockTime(milliseconds: 0)), "maxtime": .time(ClockTime(milliseconds: -1)),
    "minint": .integer(-Value.maximumInteger), "maxint": .integer(Value.maximumInteger),
  ]

  private static let formatCodes: [String: String] = ["date": "daf", "string": "stf", "number": "nuf"]
}
