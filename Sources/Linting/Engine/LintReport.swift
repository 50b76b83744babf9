public import SourceText

/// What linting one file gave.
public struct LintReport: Sendable {
  /// The file's path as given.
  public var name: String
  /// The file's text; nil where it could not be decoded.
  public var file: SourceFile?
  /// The findings, sorted by place and rule.
  public var findings: [Finding] = []
  /// The findings that do not count, each with its suppression, in the same order.
  public var suppressed: [Finding] = []
  /// What would be findings if other files said so, suppressed or not.
  var withheld: [Finding] = []
  /// Whether other files decide on what is found in it.
  public var isOpen: Bool { [findings, suppressed, withheld].contains { $0.contains { $0.claim != nil } } }
  /// Why the file could not be used at all.
  public var unreadable: Unreadable?
  /// Why nothing in the file could be looked at though it was read.
  public var emptiness: String?
  /// How many flows the file holds.
  public var flowCount = 0
  /// How many expressions were looked at.
  public var expressionCount = 0

  /// The flows of the file, by name and type.
  public var flows: [FlowIdentity] = []
  /// What rules have to know of the file to judge findings in others, by their ids.
  var summaries: [String: any ProjectSummary] = [:]
  /// Whether all of the file could be read.
  var isWhole = true
  /// What each rule took, where it was asked for.
  public var timings = LintTimings()

  /// The secrets of the file, which nothing that is shown may tell.
  var secrets = SecretMask()
  /// The bytes of the file that must not be shown.
  var hidden: [ByteRange] = []

  /// Creates an empty report.
  public init(name: String) {
    self.name = name
  }

  /// The report without the text and without fixes, which hold all that was read of the file.
  public func withoutFixes() -> LintReport {
    var report = self
    report.file = nil
    for index in report.findings.indices { report.findings[index].makeFix = { nil } }
    for index in report.suppressed.indices { report.suppressed[index].makeFix = { nil } }
    for index in report.withheld.indices { report.withheld[index].makeFix = { nil } }
    return report
  }

  /// Why a file could not be used.
  public struct Unreadable: Sendable {
    /// What is wrong.
    public var message: String
    /// Where, if that is known.
    public var place: Place?
    /// Whether nothing in the file looks like a flow; inside folders such files are passed over.
    public var isForeign = false
    /// Whether the file is beyond a limit.
    public var isOverLimit = false

    /// Creates a reason.
    public init(message: String, place: Place? = nil, isForeign: Bool = false, isOverLimit: Bool = false) {
      self.message = message
      self.place = place
      self.isForeign = isForeign
      self.isOverLimit = isOverLimit
    }
  }
}

/// What tells one flow from the others.
public struct FlowIdentity: Hashable, Sendable {
  /// The flow's name.
  public let name: String
  /// Its type as Archy calls it.
  public let type: String

  /// Creates an identity; what is missing is empty.
  public init(name: String?, type: String?) {
    self.name = name ?? ""
    self.type = type ?? ""
  }
}
