public import Flows
public import SourceText

/// One thing that a rule found in one file.
public struct Finding: Sendable {
  /// The rule's id.
  public var rule: String
  /// How serious it is.
  public var severity: Severity
  /// How sure it is.
  public var certainty: Certainty
  /// What is wrong, lower case, without a full stop.
  public var message: String
  /// The bytes it speaks of, in the text of the file; nil where positions mean nothing to a reader.
  public var range: ByteRange?
  /// Where it stands among the findings of its file, also where positions mean nothing to a reader.
  var order: UInt32
  /// Where in the flow it is.
  public var location: FlowLocation
  /// The whole decoded expression it is about.
  public var expression: String?
  /// The part of the expression it speaks of, in bytes of the decoded expression.
  public var expressionRange: ByteRange?
  /// Works out a fix.
  public typealias FixMaker = @Sendable () -> Fix?

  /// How to mend it; worked out each time it is asked for, which for a long expression takes a while.
  public var fix: Fix? { makeFix() }
  var makeFix: FixMaker
  /// Identifies the finding across versions of the file; filled in by the linter.
  public var fingerprint = ""
  /// What the fingerprint takes for the thing found: the hash of an expression; nil for the message.
  var subject: String?
  /// What its rule decides by, when all files of a run are known, whether it holds; nil where that does not matter.
  var claim: (any Sendable)?
  /// Why the finding does not count; nil where it does.
  public var suppression: Suppression?

  /// Creates a finding.
  public init(
    rule: String, severity: Severity, certainty: Certainty, message: String, range: ByteRange?,
    location: FlowLocation = FlowLocation(), expression: String? = nil, expressionRange: ByteRange? = nil,
    fix: @autoclosure @escaping FixMaker = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.certainty = certainty
    self.message = message
    self.range = range
    order = range?.start ?? 0
    self.location = location
    self.expression = expression
    self.expressionRange = expressionRange
    makeFix = fix
  }
}
