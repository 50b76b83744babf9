import Documents
public import SourceText

/// What reading a configuration gave.
public struct ConfigurationReading: Sendable {
  /// The file that was read.
  public let file: SourceFile
  /// What it says, as far as it could be understood.
  public let configuration: Configuration
  /// What is wrong with it, in order of place; a configuration with errors must not be used.
  public let problems: [Diagnostic]
}

/// Reads `plumb.yaml`.
public enum SettingsReader {
  /// The most bytes of a configuration.
  public static let sizeLimit = Limits().configurationSize

  /// The keys of a configuration, and what each is for.
  package static var keys: [(name: String, summary: String)] {
    ConfigurationKey.allCases.map { ($0.rawValue, $0.summary) }
  }

  /// Reads the text of a configuration; an empty one says nothing.
  public static func read(_ file: SourceFile) -> ConfigurationReading {
    var configuration = Configuration()
    var problems: [Diagnostic] = []
    do throws(DocumentError) {
      let reading = try DocumentReader.read(file: file, as: .yaml, limits: limits)
      problems = reading.diagnostics
      if problems.isEmpty { read(reading.documents, into: &configuration, &problems) }
    } catch {
      problems = [Diagnostic(.invalidConfiguration, .error, error.message, at: ByteRange(at: 0))]
    }
    return ConfigurationReading(
      file: file, configuration: configuration, problems: problems.sorted { $0.range < $1.range })
  }

  private static var limits: DocumentLimits {
    var limits = DocumentLimits()
    limits.size = sizeLimit
    return limits
  }

  private static func read(
    _ documents: [DocumentTree], into configuration: inout Configuration, _ problems: inout [Diagnostic]
  ) {
    if let second = documents.dropFirst().first {
      problems.append(
        Diagnostic(.invalidConfiguration, .error, "expected one document, found another", at: second.root.range))
    }
    guard let root = documents.first?.root, !root.isBlank else { return }
    var section = SettingsSection()
    let values = section.members(of: root, "the configuration", keys: ConfigurationKey.allCases.map(\.rawValue))
    for (key, value) in values {
      switch ConfigurationKey(rawValue: key) {
      case .functions: configuration.functions = section.functions(value)
      case .signatures: configuration.signatures = section.files(value, key)
      case .extends: configuration.extends = section.files(value, key, orOne: true)
      case .preset: configuration.lint.preset = section.preset(value)
      case .rules: (configuration.lint.rules, configuration.lint.ruleOptions) = section.ruleSettings(value)
      case .select: configuration.lint.select = section.rules(value, key, switchingOff: false)
      case .ignore: configuration.lint.ignore = section.rules(value, key, switchingOff: true)
      case .overrides: configuration.lint.overrides = section.overrides(value)
      case .failOn: configuration.lint.failOn = section.failOn(value)
      case .maxWarnings: configuration.lint.maxWarnings = section.count(value)
      case .baseline: configuration.lint.baseline = section.files(value, key, orOne: true).first
      case .limits: section.limits(value, &configuration)
      case .conversation: configuration.conversation = section.files(value, key, orOne: true).first
      case .attributes: configuration.lint.attributes = section.texts(value, "‘attributes’", "the name of an attribute")
      case nil: break
      }
    }
    problems += section.problems
  }
}
