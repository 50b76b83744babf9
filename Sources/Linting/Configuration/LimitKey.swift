import Documents
public import SourceText

/// A limit that a configuration sets.
public enum LimitKey: String, CaseIterable, Sendable {
  case fileSize = "file-size"
  case unpackedSize = "unpacked-size"
  case ruleSteps = "rule-steps"

  /// What it limits, in one sentence.
  var summary: String {
    switch self {
    case .fileSize: "The megabytes of one file, of one entry of an archive, or of one line of NDJSON."
    case .unpackedSize: "The megabytes of all entries of one archive together."
    case .ruleSteps: "How many steps one rule may take in one file."
    }
  }

  /// The limit, and what its number is multiplied by.
  private var limit: (path: WritableKeyPath<Limits, Int>, unit: Int) {
    switch self {
    case .fileSize: (\.fileSize, 1 << 20)
    case .unpackedSize: (\.unpackedSize, 1 << 20)
    case .ruleSteps: (\.ruleSteps, 1)
    }
  }

  /// The number that holds where none is given.
  var standard: Int { Limits()[keyPath: limit.path] / limit.unit }

  /// The largest number: places in a file are counted in 32 bits.
  var largest: Int { self == .ruleSteps ? 1_000_000_000_000 : self == .fileSize ? 2_000 : 100_000 }

  func set(_ number: Int, in limits: inout Limits) { limits[keyPath: limit.path] = number * limit.unit }
}

extension Configuration {
  /// All limits, with those that it sets.
  public var allLimits: Limits {
    var all = Limits()
    for (key, number) in limits { key.set(number, in: &all) }
    return all
  }
}

extension SettingsSection {
  /// Reads the limits of a configuration.
  mutating func limits(_ node: Node, _ configuration: inout Configuration) {
    for (key, value) in members(of: node, "‘limits’", keys: LimitKey.allCases.map(\.rawValue)) {
      guard let key = LimitKey(rawValue: key) else { continue }
      guard let number = value.text.flatMap({ Int($0) }), (1...key.largest).contains(number) else {
        report("expected a number from 1 to \(key.largest), found \(value.described)", at: value)
        continue
      }
      configuration.limits[key] = number
    }
  }
}
