import Attributes
import Flows
import SourceText

struct AttributeReadNeverSet: ProjectRule {
  static let metadata = RuleMetadata(
    id: "attribute-read-never-set", severity: .warning, preset: .strict,
    summary: "An attribute is read that no linted flow, script or data action sets.",
    rationale: """
      Get Participant Data of a name that nothing sets gives NOT_SET on every run, without an error. All linted files \
      are looked at together, flows, scripts of agents and data actions, so lint those of an organisation in one run.

      A messenger or an API call may set the attribute too, which no flow shows. List such names in \
      `plumb.yaml` under `attributes:`. The rule is silent in flows for messages and chats, and in data actions, as \
      long as there is no such list, since what a messenger sets is not visible; where something sets names that are built at run time; for \
      what Genesys Cloud sets itself; and where a file could not be read whole. `--verbose` tells the reason. A name \
      that is set in another letter case is told of by `attribute-case-variant` alone.
      """,
    bad: [.attributes(.get("lit: «tier»"), in: "inboundCall")],
    good: [.attributes(.set("lit: tier"), .get("lit: tier"), .disconnect, in: "inboundCall")])

  func summary(of file: LintedFile) -> AttributeWriters { AttributeWriters(names: AttributeNames(file)) }

  func check(_ file: LintedFile, _ context: RuleContext) {
    let names = AttributeNames(file)
    guard names.openFile == nil else { return }
    for flow in file.flows where !file.knownAttributes.isEmpty || !Self.openTypes.contains(flow.flow.type) {
      var reported: Set<String> = []
      for use in flow.sharedAttributeUses {
        guard !use.isWrite, let name = use.publishedName, !name.isEmpty, names.writer(of: name) == nil,
          !file.knownAttributes.contains(name), !SystemKeys.mayWrite(name), reported.insert(name).inserted
        else { continue }
        context.report(
          certainty: .possible, .neverSet(name), about: use, in: flow,
          claim: AttributeWriters.Claim(name: name, toldByVariant: context.runs(AttributeCaseVariant.self)))
      }
    }
  }

  /// Flows into which a messenger or a bot's connector may hand attributes, and what such flows may call.
  private static let openTypes: Set<String> = [
    "inboundShortMessage", "inQueueShortMessage", "inboundChat", "digitalBot", "bot", "botFlow", "digitalBotFlow",
    FlowType.dataAction,
  ]
}

/// Who sets which attribute.
struct AttributeWriters: ProjectSummary {
  /// That nothing sets a name.
  struct Claim: Sendable {
    let name: String
    /// Whether another rule tells of names that are set in another letter case.
    let toldByVariant: Bool
  }

  private(set) var names: AttributeNames

  init(names: AttributeNames) { self.names = names }

  mutating func formUnion(_ other: AttributeWriters) { names.formUnion(other.names) }

  func verdict(on claim: Claim) -> Verdict {
    guard names.openFile == nil else { return .withdrawn }
    let spellings = names.spellings(of: claim.name)
    if spellings.contains(where: { $0.writer != nil && ($0.isExactly(claim.name) || claim.toldByVariant) }) {
      return .withdrawn
    }
    guard let near = names.nearestSet(to: claim.name), let file = near.writer else { return .holds }
    return .tells(.neverSet(claim.name) + "; did you mean ‘\(near.name.oneLine)’, which \(file) sets?")
  }

  var silence: String? {
    names.openFile.map { "\($0) may set attributes that are not known before it runs" }
  }
}

extension String {
  fileprivate static func neverSet(_ name: String) -> String { "no linted flow sets the attribute ‘\(name.oneLine)’" }
}
