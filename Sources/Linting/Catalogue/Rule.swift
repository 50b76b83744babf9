public import SourceText

/// A rule: a struct without state. What it looks at is told by the protocol that it conforms to, each of which asks for
/// one `check` method.
public protocol Rule: Sendable {
  /// What is to be known about the rule.
  static var metadata: RuleMetadata { get }

  /// Creates the rule.
  init()
}

/// A rule that looks at a whole file.
protocol FileRule: Rule {
  /// Reports what the rule finds in a file.
  func check(_ file: LintedFile, _ context: RuleContext)
}

/// A rule that looks at each flow of a file.
protocol FlowRule: Rule {
  /// Reports what the rule finds in one flow.
  func check(_ flow: LintedFlow, _ context: RuleContext)
}

/// A rule that looks at each expression and each reference to a variable.
protocol ExpressionRule: Rule {
  /// Reports what the rule finds in one expression of a flow, in order of place.
  func check(_ expression: FlowExpression, _ context: RuleContext)
}

/// A rule that looks at each expression in a language that Architect does not compile, such as ECMAScript or JSONPath.
protocol ForeignExpressionRule: Rule {
  /// Reports what the rule finds in one such expression.
  func check(foreign expression: FlowExpression, _ context: RuleContext)
}

/// A rule that looks at the suppressions of a file when all other rules have run, so that it is known which were of use.
protocol SuppressionRule: Rule {
  /// Reports suppressions that are not as they should be.
  func check(_ faults: [SuppressionFault], _ context: RuleContext)
}

/// A rule the findings of which depend on the other files of a run.
///
/// What it reports in a file makes a claim; the joined summaries of all files decide whether it holds, and may say more
/// of it than one file tells.
protocol ProjectRule: FileRule {
  /// What has to be known of a file to judge the findings in others.
  associatedtype Summary: ProjectSummary

  func summary(of file: LintedFile) -> Summary
}

/// What a rule has to know of all files of a run.
protocol ProjectSummary: Sendable {
  /// What a finding of the rule says of other files.
  associatedtype Claim: Sendable

  /// Adds the summary of another file, the path of which comes later.
  mutating func formUnion(_ other: Self)

  /// What the files say to a claim.
  func verdict(on claim: Claim) -> Verdict

  /// Why no claim holds; nil where some may.
  var silence: String? { get }
}

extension ProjectSummary {
  /// Nothing silences the rule.
  var silence: String? { nil }
}

/// What the files of a run say together to a finding.
enum Verdict: Sendable {
  /// It does not count.
  case withdrawn
  /// It counts.
  case holds
  /// It counts, and this is what is told.
  case tells(String)
}

/// What is to be known about a rule: the source of its documentation and of its tests.
public struct RuleMetadata: Sendable {
  /// Which rules run when none are named.
  public enum Preset: String, Sendable, CaseIterable, Comparable {
    /// Certain and useful in any flow.
    case `default`
    /// Also what may be intended.
    case strict
    /// Also matters of taste.
    case pedantic

    /// Orders from the fewest rules to the most.
    public static func < (left: Preset, right: Preset) -> Bool {
      left != right && allCases.first { $0 == left || $0 == right } == left
    }
  }

  /// What the rule's fixes are worth.
  public enum FixSafety: String, Sendable {
    /// The rule offers no fix.
    case none
    /// Every fix can be applied unseen.
    case safe
    /// No fix can be applied unseen.
    case unsafe
    /// Some fixes can be applied unseen.
    case mixed
  }

  /// The name, in kebab case; it names the bad thing.
  public let id: String
  /// How serious its findings are; single ones may be less serious.
  public let severity: Severity
  /// The smallest preset that holds it.
  public internal(set) var preset = Preset.default
  /// Whether it can be switched off.
  public internal(set) var isOptional = true
  /// One sentence that says what is found; Markdown.
  public let summary: String
  /// Why it matters and what to do, in paragraphs; Markdown.
  public let rationale: String
  /// Flows with what is found, marked.
  public let bad: [RuleExample]
  /// Flows without.
  public let good: [RuleExample]
  /// The version that brought the rule.
  public internal(set) var since = "0.1.0"
  /// What its fixes are worth.
  public internal(set) var fixSafety = FixSafety.none
  /// What a configuration can set for it beside its severity.
  public internal(set) var options: [RuleOption] = []
  /// Whether options make what it finds certain, so that it runs in every preset.
  var isCertain: @Sendable (LintOptions) -> Bool = { _ in false }
  /// Whether it runs only where the organisation's inventory is given.
  public internal(set) var needsInventory = false
  /// Whether what it finds is of no use where it stands, so that an editor may show it faded.
  public internal(set) var findsLeftovers = false
}

/// A flow that shows a rule; in a bad one `«` and `»` enclose the ranges of the findings.
public struct RuleExample: Sendable, ExpressibleByStringLiteral {
  /// The flow in Archy YAML, with its marks.
  public let marked: String
  /// The inventory that it is linted with, as JSON; nil for none.
  public private(set) var inventory: String?
  /// The file that is linted together with it; nil for none.
  public private(set) var companion: Companion?

  /// A file beside an example.
  public struct Companion: Sendable {
    /// Its name.
    public let name: String
    /// What is in it.
    public let text: String
  }

  /// Takes a flow with its marks.
  public init(stringLiteral marked: String) {
    self.marked = marked
  }

  /// The same, linted with an inventory.
  func with(inventory: String) -> RuleExample {
    var example = self
    example.inventory = inventory
    return example
  }

  /// The same, linted together with another file.
  func with(_ name: String, _ text: String) -> RuleExample {
    var example = self
    example.companion = Companion(name: name, text: text)
    return example
  }

  /// The same with another text in the place of one.
  func replacing(_ old: String, with new: String) -> RuleExample {
    var example = RuleExample(stringLiteral: marked.replacing(old, with: new))
    (example.inventory, example.companion) = (inventory, companion)
    return example
  }

  /// The flow without its marks.
  public var text: String {
    var text = String.UnicodeScalarView()
    for scalar in marked.unicodeScalars where scalar != "«" && scalar != "»" { text.append(scalar) }
    return String(text)
  }

  /// The marked ranges of ``text``, in order of their beginnings.
  public var ranges: [ByteRange] {
    var ranges: [ByteRange] = []
    var open: [Int] = []
    var offset = 0
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "«": open.append(offset)
      case "»": if let start = open.popLast() { ranges.append(ByteRange(start, offset)) }
      default: offset += UTF8.width(scalar)
      }
    }
    return ranges.sorted()
  }
}
