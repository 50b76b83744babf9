public import SourceText

/// A rule: a struct without state. What it looks at is told by the protocol that it conforms to, each of which asks for
/// one `check` method.
protocol Rule: Sendable {
  /// What is to be known about the rule.
  static var metadata: RuleMetadata { get }

  /// Creates the rule.
  init()

  /// Takes its place in the lists of those that look at the same. The protocols below do so; to ask for each rule at run
  /// time which of them it conforms to takes longer than to lint a flow.
  func join(_ rules: inout RuleSet, at place: Int)
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
public final class RuleMetadata: Sendable {
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
  public let preset: Preset
  /// Whether it can be switched off.
  public let isOptional: Bool
  /// One sentence that says what is found; Markdown.
  public let summary: String
  /// Why it matters and what to do, in paragraphs; Markdown.
  public let rationale: String
  /// The version that brought the rule.
  public let since: String
  /// What its fixes are worth.
  public let fixSafety: FixSafety
  /// What a configuration can set for it beside its severity.
  public let options: [RuleOption]
  /// Whether options make what it finds certain, so that it runs in every preset.
  let isCertain: @Sendable (LintOptions) -> Bool
  /// Whether it runs only where the organisation's inventory is given.
  public let needsInventory: Bool
  /// Whether what it finds is of no use where it stands, so that an editor may show it faded.
  public let findsLeftovers: Bool
  private let makeBad: @Sendable () -> [RuleExample]
  private let makeGood: @Sendable () -> [RuleExample]

  /// Flows with what is found, marked.
  public var bad: [RuleExample] { makeBad() }
  /// Flows without.
  public var good: [RuleExample] { makeGood() }

  /// Describes a rule. The examples are made when they are asked for, which linting does not.
  init(
    id: String, severity: Severity, preset: Preset = .default, isOptional: Bool = true, summary: String,
    rationale: String, bad: @autoclosure @escaping @Sendable () -> [RuleExample],
    good: @autoclosure @escaping @Sendable () -> [RuleExample], since: String = "0.1.0", fixSafety: FixSafety = .none,
    options: [RuleOption] = [], isCertain: @escaping @Sendable (LintOptions) -> Bool = { _ in false },
    needsInventory: Bool = false, findsLeftovers: Bool = false
  ) {
    self.id = id
    self.severity = severity
    self.preset = preset
    self.isOptional = isOptional
    self.summary = summary
    self.rationale = rationale
    makeBad = bad
    makeGood = good
    self.since = since
    self.fixSafety = fixSafety
    self.options = options
    self.isCertain = isCertain
    self.needsInventory = needsInventory
    self.findsLeftovers = findsLeftovers
  }
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
