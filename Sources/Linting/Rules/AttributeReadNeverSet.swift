import Attributes
import Flows
import SourceText

struct AttributeReadNeverSet: ProjectRule {
  static let metadata = RuleMetadata(
    id: "attribute-read-never-set", severity: .warning, preset: .strict,
    summary: "An attribute is read that no linted flow sets.",
    rationale: """
      Get Participant Data of a name that nothing sets gives NOT_SET on every run, without an error. All linted files \
      are looked at together, so lint the flows of an organisation in one run.

      A messenger, an API call or an agent's script may set the attribute too, which no flow shows. List such names in \
      `plumb.yaml` under `lint: attributes:`. The rule is silent in flows for messages and chats as long as there is no \
      such list, since what a messenger sets is not visible; where a flow sets names that are built at run time; for \
      what Genesys Cloud sets itself; and where a file could not be read whole. `--verbose` tells the reason.
      """,
    bad: [.attributes(.get("lit: «tier»"), in: "inboundCall")],
    good: [.attributes(.set("lit: tier"), .get("lit: tier"), .disconnect, in: "inboundCall")])

  func summary(of file: LintedFile) -> AttributeWriters { AttributeWriters(file) }

  func check(_ file: LintedFile, _ context: RuleContext) {
    let written = AttributeWriters(file)
    guard written.isComplete else { return }
    for flow in file.flows where !file.knownAttributes.isEmpty || !Self.openTypes.contains(flow.flow.type) {
      var reported: Set<String> = []
      for use in flow.attributeUses {
        guard !use.isWrite, let name = use.name, !name.isEmpty, !name.contains("{{"), !written.names.contains(name),
          !file.knownAttributes.contains(name), !SystemKeys.mayWrite(name), reported.insert(name).inserted
        else { continue }
        context.report(
          certainty: .possible, "no linted flow sets the attribute ‘\(name.oneLine)’", about: use, in: flow, claim: name
        )
      }
    }
  }

  /// Flows into which a messenger or a bot's connector may hand attributes.
  private static let openTypes: Set<String> = [
    "inboundShortMessage", "inQueueShortMessage", "inboundChat", "digitalBot", "bot", "botFlow", "digitalBotFlow",
  ]
}

struct AttributeWriters: ProjectSummary {
  /// The names that are written out.
  private(set) var names: Set<String> = []
  /// The file of which not all names are known, one being built at run time or not all having been read.
  private var openFile: String?

  /// Whether the names are all.
  var isComplete: Bool { openFile == nil }

  init(_ file: LintedFile) {
    var isComplete = true
    for flow in file.flows {
      if !flow.isWhole { isComplete = false }
      for use in flow.attributeUses where use.isWrite {
        if let name = use.name { names.insert(name) } else { isComplete = false }
      }
    }
    if !isComplete { openFile = file.file.source.name }
  }

  mutating func formUnion(_ other: AttributeWriters) {
    names.formUnion(other.names)
    openFile = openFile ?? other.openFile
  }

  func admits(_ name: String) -> Bool { isComplete && !names.contains(name) }

  var silence: String? {
    openFile.map { "\($0) may set attributes that are not known before it runs" }
  }
}
