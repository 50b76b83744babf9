import Expressions
import Flows
import SourceText

struct PIIInAttribute: FlowRule {
  static let metadata = RuleMetadata(
    id: "pii-in-attribute", severity: .warning,
    summary: "A card number, PIN, date of birth or the like is written to participant data.",
    rationale: """
      Participant data is shown to agents, read by scripts, data actions and other flows, and kept with the conversation \
      for as long as that is kept. A card number, its security code, a PIN, a password, a social security or passport \
      number, a date of birth or a bank account does not belong there: take it in a secure call flow, hand it to the \
      data action that needs it, or write no more than its last digits.

      It is told by the names of variables, outputs of data actions, slots, members and of the attribute itself, and \
      followed through assignments. Parts of a value (`Right(Flow.cardNumber, 4)`), tests (`IsSet(Flow.pin)`), and names \
      that say so (`maskedCardNumber`, `cardNumberLast4`) are not reported; nor are names of people, telephone numbers \
      and addresses, which conversations hold anyway.
      """,
    bad: [.assigned("Flow.cardNumber", name: "«account»")],
    good: [.assigned("Right(Flow.cardNumber, 4)", name: "account")])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard !flow.flow.isForeign, flow.flow.type != FlowType.secureCall else { return }
    let writes = flow.attributeUses.filter(\.isWrite)
    guard !writes.isEmpty else { return }
    let held = heldData(in: flow)
    for use in writes {
      guard let site = use.value.site else { continue }
      let sources = sources(of: site, in: flow)
      let found = sources.lazy.compactMap { source in
        (source.datum ?? source.variable.flatMap { held[$0] }).map { (name: source.name, datum: $0) }
      }.first
      if let found {
        context.report(
          certainty: .likely,
          "‘\(found.name.oneLine)’ seems to hold \(found.datum.kind), and goes into participant data, which agents, "
            + "scripts and exports show", about: use, in: flow)
      } else if !sources.isEmpty, let name = use.name, let datum = PersonalDatum(named: name) {
        context.report(
          certainty: .likely,
          "the attribute is named like \(datum.kind), and participant data is shown to agents, scripts and in exports",
          about: use, in: flow)
      }
    }
  }

  /// What the text of a value is taken from.
  private struct Source {
    let name: String
    /// What its own name tells.
    let datum: PersonalDatum?
    /// The variable, where all of it is taken.
    var variable: VariableKey?
  }

  private func sources(of site: SiteID, in flow: LintedFlow) -> [Source] {
    let expression = flow[site]
    let tree = expression.tree
    guard tree.isValid else { return [] }
    return TextSources(of: tree).parts.compactMap { part in
      if let path = tree.accessPath(of: part) {
        let name = tree.text(path.range)
        let last = path.steps.last(where: { $0.name != nil })?.name ?? path.root
        return Source(
          name: name, datum: PersonalDatum(named: last),
          variable: path.steps.count == 1
            ? path.variable.map { VariableKey($0, in: expression.site.container) } : nil)
      }
      guard let (_, member) = tree.memberAccess(part), tree[member].kind == .string else { return nil }
      let name = tree.stringValue(of: member)
      return Source(name: name, datum: PersonalDatum(named: name))
    }
  }

  /// What variables hold that other names tell: those of outputs, and of variables that they are given the values of.
  private func heldData(in flow: LintedFlow) -> [VariableKey: PersonalDatum] {
    var held: [VariableKey: PersonalDatum] = [:]
    var targets: [VariableKey: [VariableKey]] = [:]
    func key(_ site: SiteID) -> VariableKey {
      VariableKey(VariableName(flow.flow[site].text), in: flow.flow[site].container)
    }
    for effects in flow.flow.actions.lazy.map(\.effects) {
      for output in effects.outputs {
        if let datum = output.name.flatMap({ PersonalDatum(named: $0) }) { held[key(output.target)] = datum }
      }
      for assignment in effects.assignments {
        guard let site = assignment.value.site else { continue }
        for source in sources(of: site, in: flow) {
          if let datum = source.datum { held[key(assignment.target)] = datum }
          if let variable = source.variable { targets[variable, default: []].append(key(assignment.target)) }
        }
      }
    }
    var pending = Array(held.keys)
    while let variable = pending.popLast() {
      for target in targets[variable] ?? [] where held[target] == nil {
        held[target] = held[variable]
        pending.append(target)
      }
    }
    return held
  }
}

extension FlowValue {
  /// The expression, or the variable that was picked.
  fileprivate var site: SiteID? {
    switch self {
    case .expression(let site), .binding(let site): site
    case .absent, .unset, .literal, .other: nil
    }
  }
}

extension SyntaxTree {
  /// What a node takes a member of, and the name of the member, where a function does so.
  fileprivate func memberAccess(_ id: NodeID) -> (base: NodeID, member: NodeID)? {
    let operands = operands(of: id).map(unwrapped)
    guard operands.count == 2, function(of: id)?.traits.contains(.takesMember) == true else { return nil }
    return (operands[0], operands[1])
  }
}

extension RuleExample {
  fileprivate static func assigned(_ value: String, name: String) -> RuleExample {
    .actions(
      """
      - setParticipantData:
          name: Note
          attributes:
            - attribute:
                name:
                  lit: \(name)
                value:
                  exp: \(value)
      """, declaring: ["Flow.cardNumber": "string"])
  }
}
