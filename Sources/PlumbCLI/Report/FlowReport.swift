import Flows
import SourceText

/// What a page about flows shows, made of what was read, found, tested and compared.
struct FlowReport {
  var title: String
  let flows: [ReportedFlow]
  let findings: [ReportedFinding]
  /// How many findings do not count, by comments or side files.
  let suppressed: Int
  /// The files that could not be used, with the reasons.
  let unreadable: [(file: String, message: String)]
  let attributes: AttributeMap
  var tests: TestResults?
  var difference: DifferenceReport?

  /// The ids of the flows, of the attributes and of the findings.
  let flowIDs: [String]
  let attributeIDs: [String]
  let findingIDs: [String]
  /// For each flow its findings.
  private(set) var ownFindings: [[(finding: Int, place: ControlFlow.Arrow.End?)]]
  /// For each finding its flow, and where in it; nil for what belongs to a file as a whole.
  private(set) var owners: [(flow: Int, place: ControlFlow.Arrow.End?)?]
  private let flowsByName: [String: [Int]]

  /// - Parameter knownAttributes: those that something outside of the flows is known to set.
  init(
    title: String, _ flows: [ReportedFlow], _ findings: [ReportedFinding], suppressed: Int,
    unreadable: [(file: String, message: String)], knownAttributes: Set<String>
  ) {
    self.title = title
    self.flows = flows
    self.findings = findings
    self.suppressed = suppressed
    self.unreadable = unreadable
    attributes = AttributeMap(flows, known: knownAttributes)
    flowsByName = Dictionary(grouping: flows.indices) { flows[$0].name ?? "" }
    var anchors = ReportAnchors()
    flowIDs = flows.map { anchors.next("flow", $0.name ?? $0.type) }
    attributeIDs = attributes.entries.map { anchors.next("attribute", $0.name) }
    findingIDs = findings.map { anchors.next("finding", String($0.fingerprint.prefix(12))) }

    struct Key: Hashable {
      let file: String
      let name: String?
      let type: String?
    }
    let places = Dictionary(grouping: flows.indices) {
      Key(file: flows[$0].file, name: flows[$0].name, type: flows[$0].type)
    }
    ownFindings = Array(repeating: [], count: flows.count)
    owners = []
    for (index, finding) in findings.enumerated() {
      let location = finding.location
      let own = places[Key(file: finding.file, name: location.flowName, type: location.flowType)] ?? []
      // Of several flows of one name in one file that which has the place.
      guard let flow = own.first(where: { flows[$0].subject(of: location) != nil }) ?? own.first else {
        owners.append(nil)
        continue
      }
      let place = flows[flow].subject(of: location)
      ownFindings[flow].append((index, place))
      owners.append((flow, place))
    }
  }

  /// How many findings there are of each severity that any has, the worst first.
  func counts(of findings: some Sequence<Int>) -> [(severity: Severity, count: Int)] {
    var counts: [Severity: Int] = [:]
    for finding in findings { counts[self.findings[finding].severity, default: 0] += 1 }
    return counts.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
  }

  /// The counts in words: `2 errors, 1 warning`.
  static func words(for counts: [(severity: Severity, count: Int)]) -> String {
    counts.map { "\($0.count) \($0.severity.rawValue)\($0.count == 1 ? "" : "s")" }.joined(separator: ", ")
  }

  /// The flows with the worst findings, the worst first.
  func worstFlows(limit: Int) -> [Int] {
    func weight(_ flow: Int) -> [Int] {
      let counts = counts(of: ownFindings[flow].map(\.finding))
      return [.error, .warning, .info].map { severity in counts.first { $0.severity == severity }?.count ?? 0 }
    }
    let weights = flows.indices.map(weight)
    let ordered = flows.indices.filter { weights[$0] != [0, 0, 0] }.sorted { left, right in
      weights[left] == weights[right] ? left < right : weights[right].lexicographicallyPrecedes(weights[left])
    }
    return Array(ordered.prefix(limit))
  }

  /// The id of a flow, or of a container or action of it.
  func id(of flow: Int, _ place: ControlFlow.Arrow.End? = nil) -> String {
    switch place {
    case .start, nil: flowIDs[flow]
    case .container(let id): "\(flowIDs[flow])_c\(id.index)"
    case .action(let id): "\(flowIDs[flow])_a\(id.index)"
    }
  }

  /// The flow of a name and type; nil where there is none, or several.
  func flow(named name: String?, type: String?) -> Int? {
    let own = flowsByName[name ?? ""] ?? []
    let exact = own.filter { flows[$0].type == type }
    return exact.count == 1 ? exact[0] : nil
  }
}
