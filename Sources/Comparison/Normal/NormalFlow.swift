import Expressions
package import Flows
import SourceText

/// A flow in its normal form: what it does, apart from how its export writes it.
///
/// `plumb flow show --full` prints it and `plumb flow diff` compares it; neither looks at anything else. Ids, tracking ids,
/// layout, names that Architect gave, and values that it puts in itself are left out; variables, containers, ways and
/// properties, which have no order, are in that of their names.
package struct NormalFlow: Sendable {
  /// The flow's name.
  package let name: String?
  /// The type as Archy names it.
  package let type: String
  /// Whether it is written as Archy does; two flows of one shape can be compared in all, others in what both shapes have.
  package let shape: Shape
  /// The properties of the flow itself.
  package let settings: [NormalSetting]
  /// The variables, those of containers included.
  package let variables: [NormalVariable]
  /// The containers, in the order of the file.
  package let containers: [NormalContainer]
  /// The actions, in the order of the file.
  package let actions: [NormalAction]

  /// How an export is written.
  package enum Shape: Sendable {
    case archy, configuration, foreign
  }
}

/// A property with its values.
package struct NormalSetting: Hashable, Sendable {
  /// The keys that lead to it, with dots between them.
  package let key: String
  /// What is compared: the key, names of variables in small letters.
  let comparedKey: String
  /// The values, in order; more than one for a list.
  package var values: [NormalValue]
  /// What it is about.
  let subject: FlowSetting.Subject
  /// Whether both shapes of exports have it.
  let isShared: Bool
}

/// One value of a property.
package struct NormalValue: Hashable, Sendable {
  /// What it is.
  enum Form: Hashable, Sendable {
    case literal, expression, binding
    case container(Int)
    case action(Int)
  }

  /// The text as it is shown.
  package let text: String
  /// What is compared.
  let key: String
  /// What it is.
  let form: Form
}

/// A declared variable.
package struct NormalVariable: Sendable {
  /// The name with its scope.
  package let name: String
  /// The type, as Archy names it without `Variable`.
  package let type: String
  /// The first value and what else is declared.
  package let settings: [NormalSetting]
  /// The container that declares it; nil where the flow does.
  package let container: Int?
}

/// A container.
package struct NormalContainer: Sendable {
  /// What it is: `task`, `menu`, `state`…
  package let kind: String
  /// The name; nil for the list of a common module, which goes by the flow's.
  package let name: String?
  /// The id that references inside the file use.
  let id: String?
  /// Whether its name is that of the choice of a menu that holds it.
  let choice: Int?
  /// Its properties.
  package let settings: [NormalSetting]
  /// Its list of actions; for a menu its choices, which have no order; then those that nothing leads to.
  package let lists: [NormalWay]
}

/// A way of an action, or another list of actions.
package struct NormalWay: Sendable {
  /// The name: `yes`, `success`, that of an author; `case 2` for the second case of a switch; empty for the list of a
  /// container.
  package let name: String
  /// The condition of a case.
  package let condition: NormalValue?
  /// Whether the place among the ways matters.
  let isCase: Bool
  /// Whether the actions have an order.
  let isOrdered: Bool
  /// The actions.
  package let actions: [Int]
}

/// An action, or a choice of a menu.
package struct NormalAction: Sendable {
  /// The type as Archy names it.
  package let type: String
  /// The name that an author gave; nil for one of Architect's own.
  package let name: String?
  /// The name as it is written, else the type: what addresses call it.
  package let shownName: String
  /// The id, where the format has one.
  let id: String?
  /// Its properties.
  package let settings: [NormalSetting]
  /// The keys of its statements, in order.
  let statements: [String]
  /// The ways out of it that hold actions, or a condition.
  package let ways: [NormalWay]
  /// The container that holds it.
  package let container: Int
}

extension NormalFlow {
  /// Makes the normal form of a flow.
  package init(_ flow: Flow) {
    let builder = NormalFlowBuilder(flow)
    name = flow.name
    type = flow.type
    shape = flow.isForeign ? .foreign : flow.isArchy ? .archy : .configuration
    settings = builder.normal(builder.settings.ofFlow)
    variables = flow.variables.map(builder.variable)
    containers = flow.containers.indices.map { builder.container(ContainerID(index: $0)) }
    actions = flow.actions.indices.map { builder.action(ActionID(index: $0)) }
  }
}

/// Makes the parts of a normal form.
private struct NormalFlowBuilder {
  let flow: Flow
  let settings: FlowSettings
  /// The names of variables as they are declared, by the names in lower case.
  private let names: [String: String]
  /// The actions of each container that stand in no list.
  private let loose: [Int: [Int]]

  init(_ flow: Flow) {
    self.flow = flow
    settings = FlowSettings(flow)
    names = Dictionary(flow.variables.map { (VariableName($0.name).folded, $0.name) }) { first, _ in first }
    var isListed = Array(repeating: false, count: flow.actions.count)
    for container in flow.containers {
      for id in container.actions { isListed[id.index] = true }
    }
    for action in flow.actions {
      for branch in action.branches {
        for id in branch.actions { isListed[id.index] = true }
      }
    }
    loose = Dictionary(grouping: flow.actions.indices.filter { !isListed[$0] }) { flow.actions[$0].container.index }
  }

  // MARK: Parts

  func variable(_ variable: FlowVariable) -> NormalVariable {
    let type = variable.typeKey.hasSuffix("Variable") ? String(variable.typeKey.dropLast(8)) : variable.typeKey
    return NormalVariable(
      name: variable.name, type: type, settings: normal(settings.settings(of: variable)),
      container: variable.container?.index)
  }

  func container(_ id: ContainerID) -> NormalContainer {
    let container = flow[id]
    var lists = [
      NormalWay(
        name: "", condition: nil, isCase: false, isOrdered: !container.isMenu && !flow.isForeign,
        actions: container.actions.map(\.index))
    ]
    if let loose = loose[id.index] {
      lists.append(
        NormalWay(name: "nothing leads to", condition: nil, isCase: false, isOrdered: false, actions: loose))
    }
    return NormalContainer(
      kind: container.kind, name: container.kind == FlowContainer.startUpKind ? nil : container.name ?? "",
      id: container.refID, choice: container.choice?.index, settings: normal(settings.settings(of: id)),
      lists: lists)
  }

  func action(_ id: ActionID) -> NormalAction {
    let action = flow[id]
    let given = action.name.flatMap { $0.isEmpty || action.definition?.isDefaultName($0) == true ? nil : $0 }
    let own = settings.settings(of: id)
    let statements = own.filter { $0.subject == .statement }.map { comparedKey($0) }
    return NormalAction(
      type: action.type, name: given, shownName: action.name ?? action.type,
      id: action.id, settings: normal(own), statements: statements, ways: ways(of: action),
      container: action.container.index)
  }

  private func ways(of action: FlowAction) -> [NormalWay] {
    var ways: [NormalWay] = []
    var taken: Set<Int> = []
    if action.definition?.decidedBy == .cases, let decision = action.decision {
      for (place, condition) in decision.conditions.enumerated() {
        let branch = place < decision.branches.count ? decision.branches[place] : nil
        if let branch { taken.insert(branch) }
        ways.append(
          NormalWay(
            name: "case \(place + 1)", condition: settings.value(ofCase: condition).map { value(of: $0) }, isCase: true,
            isOrdered: true, actions: branch.map { action.branches[$0].actions.map(\.index) } ?? []))
      }
    }
    var counts: [String: Int] = [:]
    var others: [NormalWay] = []
    for (place, branch) in action.branches.enumerated() where !taken.contains(place) && !branch.actions.isEmpty {
      let name = branch.title ?? branch.name
      // Of the ways of the table the configuration's label is no name.
      let shown =
        action.definition?.ways.contains { $0.name == branch.name && $0.kind != .authored } == true
        ? branch.name : name
      let count = counts[shown, default: 0] + 1
      counts[shown] = count
      others.append(
        NormalWay(
          name: count > 1 ? "\(shown) #\(count)" : shown, condition: nil, isCase: false, isOrdered: true,
          actions: branch.actions.map(\.index)))
    }
    return ways + others.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  // MARK: Properties

  /// Properties in the order of their keys, statements in their own, each with all of its values.
  func normal(_ settings: [FlowSetting]) -> [NormalSetting] {
    var places: [String: Int] = [:]
    var found: [NormalSetting] = []
    for setting in settings {
      let compared = comparedKey(setting)
      let value = value(of: setting)
      if let place = places[compared] {
        found[place].values.append(value)
      } else {
        places[compared] = found.count
        found.append(
          NormalSetting(
            key: key(setting), comparedKey: compared, values: [value], subject: setting.subject,
            isShared: setting.isShared))
      }
    }
    let statements = found.filter { $0.subject == .statement }
    let others = found.filter { $0.subject != .statement }
    return others.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } + statements
  }

  private func key(_ setting: FlowSetting) -> String {
    guard setting.subject == .statement || setting.subject == .attribute else {
      return setting.keys.filter { !$0.isEmpty }.joined(separator: ".")
    }
    let last = setting.keys.last ?? ""
    let name = setting.subject == .statement ? names[last.trimmed.lowercased()] ?? last.trimmed : attributeName(last)
    return "\(setting.keys.first ?? "") \(name)"
  }

  /// The name of an attribute; one that is worked out as its expression in normal form.
  private func attributeName(_ name: String) -> String {
    guard name.hasPrefix("= ") else { return name }
    let form = ExpressionForm(String(name.dropFirst(2)), names: names)
    return form.literal ?? "= " + form.text
  }

  private func comparedKey(_ setting: FlowSetting) -> String {
    let key = key(setting)
    return setting.subject == .statement ? key.lowercased() : key
  }

  private func value(of setting: FlowSetting) -> NormalValue {
    value(of: setting.value)
  }

  private func value(of value: FlowSetting.Value) -> NormalValue {
    switch value {
    case .text(let text): NormalValue(text: text, key: text, form: .literal)
    case .speech(let text): spoken(text)
    case .expression(let site): expression(site)
    case .binding(let site): binding(site)
    case .container(let id):
      NormalValue(text: Self.title(of: flow[id]), key: "", form: .container(id.index))
    case .action(let id):
      NormalValue(text: "\(flow[id].type) ‘\(flow[id].name ?? "")’", key: "", form: .action(id.index))
    }
  }

  private static func title(of container: FlowContainer) -> String {
    container.name.map { "\(container.kind) ‘\($0)’" } ?? container.kind
  }

  private func binding(_ site: SiteID) -> NormalValue {
    let text = flow[site].text.trimmed
    let name = names[text.lowercased()] ?? text
    return NormalValue(text: name, key: name.lowercased(), form: .binding)
  }

  private func expression(_ site: SiteID) -> NormalValue {
    let site = flow[site]
    guard site.language == .architect else {
      let text = site.text.trimmed
      return NormalValue(text: text, key: text, form: .expression)
    }
    return Self.expression(site.text, names)
  }

  private func spoken(_ text: String) -> NormalValue {
    Self.expression("ToAudioTTS(\(StringLiteral.quoted(text)))", names)
  }

  private static func expression(_ text: String, _ names: [String: String]) -> NormalValue {
    let form = ExpressionForm(text, names: names)
    if let literal = form.literal { return NormalValue(text: literal, key: literal, form: .literal) }
    // What the editor of audio puts round what is played.
    if let inner = form.text.inside("AudioPlaybackOptions(", ", true)") {
      return expression(inner, names)
    }
    for start in ["ToAudio(PromptSystem.", "ToAudio(Prompt."] {
      if let name = form.text.inside(start, ")"), name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) {
        return NormalValue(text: name, key: name, form: .literal)
      }
    }
    return NormalValue(text: form.text, key: form.key, form: .expression)
  }
}

extension String {
  /// What stands between two texts; nil where they are not its ends.
  fileprivate func inside(_ start: String, _ end: String) -> String? {
    guard hasPrefix(start), hasSuffix(end), utf8.count >= start.utf8.count + end.utf8.count else { return nil }
    return String(dropFirst(start.count).dropLast(end.count))
  }
}
