import Documents
import Expressions
import Flows
import SourceText

/// What the flows and data actions of a run take and give back, for calls to be held against.
struct CallContracts: ProjectSummary {
  /// What may be called: a flow or data action of a type.
  struct Callee: Hashable, Sendable {
    let type: String
    let name: String
  }

  /// What a call hands over or takes.
  struct Claim: Sendable {
    enum Part: Sendable {
      case input(String, Given)
      case output(String, ExpressionType)
      /// All inputs by their names, and those among them that are given nothing.
      case inputs(Set<String>, empty: Set<String>)
    }

    /// What is called; of each type that it may have.
    let callees: [Callee]
    let part: Part
  }

  /// What is known of a value that is handed over.
  enum Given: Sendable {
    /// The type that its place had when the flow was compiled.
    case place(ExpressionType)
    /// The type of an expression.
    case type(ExpressionType)
    case text(String)
    case unknown
  }

  /// What files declare by the same name.
  fileprivate struct Entry: Sendable {
    let name: String
    let file: String
    /// By name, in lower case where that does not count.
    let inputs: [String: CallContract.Parameter]
    let outputs: [String: CallContract.Parameter]
    let ignoresCase: Bool
  }

  /// What is known; nil where files differ in it, and where one was not read whole.
  private var entries: [Callee: Entry?] = [:]

  /// Gathers what the flows, or else the data actions, of a file declare.
  init(_ file: LintedFile, ofDataActions: Bool) {
    for linted in file.flows where linted.flow.isDataAction == ofDataActions && !linted.flow.isRequest {
      guard let name = linted.flow.nameForCalls else { continue }
      let contract = linted.isWhole ? linted.flow.callContract : nil
      add(
        Callee(type: linted.flow.type, name: name),
        contract.map { Entry(name, in: file.file.source.name, $0, ignoresCase: !ofDataActions) })
    }
  }

  mutating func formUnion(_ other: CallContracts) {
    for (callee, entry) in other.entries { add(callee, entry) }
  }

  private mutating func add(_ callee: Callee, _ entry: Entry?) {
    if let known = entries[callee] {
      let isSame = known?.inputs == entry?.inputs && known?.outputs == entry?.outputs
      if !isSame { entries[callee] = .some(nil) }
    } else {
      entries[callee] = .some(entry)
    }
  }

  func verdict(on claim: Claim) -> Verdict {
    let found = claim.callees.compactMap { entries[$0] }
    guard found.count == 1, let entry = found[0] else { return .withdrawn }
    let message =
      switch claim.part {
      case .input(let name, let given): entry.fault(ofInput: name, given)
      case .output(let name, let type): entry.fault(ofOutput: name, type)
      case .inputs(let names, let empty): entry.fault(ofInputs: names, empty)
      }
    return message.map { .tells($0) } ?? .withdrawn
  }
}

extension CallContracts.Entry {
  init(_ name: String, in file: String, _ contract: CallContract, ignoresCase: Bool) {
    func byName(_ parameters: [CallContract.Parameter]) -> [String: CallContract.Parameter] {
      Dictionary(parameters.map { (ignoresCase ? $0.name.lowercased() : $0.name, $0) }) { first, _ in first }
    }
    self.name = name
    self.file = file
    self.ignoresCase = ignoresCase
    inputs = byName(contract.inputs)
    outputs = byName(contract.outputs)
  }

  private var title: String { "‘\(name.oneLine)’ (\(file))" }

  private func find(
    _ name: String, in parameters: [String: CallContract.Parameter]
  ) -> (parameter: CallContract.Parameter?, isKnown: Bool) {
    CallContract.find(ignoresCase ? name.lowercased() : name, in: parameters)
  }

  private func nearest(_ name: String, among parameters: [String: CallContract.Parameter]) -> [String] {
    let names = parameters.values.map(\.name)
    return nearestNames(to: name, among: names.count < 1000 ? names : [], limit: 1)
  }

  private func hint(_ name: String, among parameters: [String: CallContract.Parameter]) -> String {
    suggestion(nearest(name, among: parameters).map(\.oneLine))
  }

  func fault(ofInput name: String, _ given: CallContracts.Given) -> String? {
    let (parameter, isKnown) = find(name, in: inputs)
    guard isKnown else { return "\(title) takes no input ‘\(name.oneLine)’\(hint(name, among: inputs))" }
    guard let wanted = parameter?.type else { return nil }
    let type = wanted.displayName
    switch given {
    case .place(let place):
      return place.differs(from: wanted)
        ? "\(title) takes ‘\(name.oneLine)’ as \(type), and the call was made for \(place.displayName)" : nil
    case .type(let own):
      return own.isRefused(by: wanted)
        ? "\(title) takes ‘\(name.oneLine)’ as \(type), and is given \(own.displayName)" : nil
    case .text(let text):
      return wanted.takes(text) ? nil : "\(title) takes ‘\(name.oneLine)’ as \(type), and is given another text"
    case .unknown: return nil
    }
  }

  func fault(ofOutput name: String, _ type: ExpressionType) -> String? {
    let (parameter, isKnown) = find(name, in: outputs)
    guard isKnown else { return "\(title) gives no output ‘\(name.oneLine)’\(hint(name, among: outputs))" }
    guard let given = parameter?.type, given.differs(from: type) else { return nil }
    return "\(title) gives ‘\(name.oneLine)’ as \(given.displayName), and the variable is of type \(type.displayName)"
  }

  func fault(ofInputs names: Set<String>, _ empty: Set<String>) -> String? {
    let given = Set(ignoresCase ? names.map { $0.lowercased() } : Array(names))
    // What is given by a wrong name is told of there.
    let meant = names.filter { !find($0, in: inputs).isKnown }.sorted().prefix(20).flatMap {
      nearest($0, among: inputs)
    }
    let missing = inputs.filter { key, parameter in
      if meant.contains(parameter.name) { return false }
      if !given.contains(key) { return ignoresCase || parameter.isRequired }
      // A flow says of no input that it has to be given a value.
      return !ignoresCase && parameter.isRequired && empty.contains(key)
    }
    guard !missing.isEmpty else { return nil }
    let list = missing.values.map { "‘\($0.name.oneLine)’" }.sorted()
    let shown = list.prefix(3).joined(separator: ", ") + (list.count > 3 ? " and \(list.count - 3) more" : "")
    return ignoresCase
      ? "\(title) takes \(shown) too, which the call does not name"
      : "\(title) requires \(shown), which the call leaves empty"
  }
}

extension ExpressionType {
  /// Whether values of the one are none of the other, both being known.
  fileprivate func differs(from other: ExpressionType) -> Bool {
    switch (self, other) {
    case (.any, _), (_, .any), (.object, _), (_, .object), (.integer, .decimal): false
    case (.collection(let own), .collection(let item)): own.differs(from: item)
    default: self != other
    }
  }

  /// Whether a text that is written out is a value of it, as far as that is plain.
  fileprivate func takes(_ text: String) -> Bool {
    switch self {
    case .integer: Int(text) != nil
    case .decimal: Double(text) != nil
    case .boolean: ["true", "false", "yes", "no"].contains(text.lowercased())
    default: true
    }
  }
}

/// Calls, the inputs and outputs of which are held against what other files declare.
struct CallChecker {
  let flow: LintedFlow
  let context: RuleContext

  /// Makes the claims of an action's calls.
  ///
  /// - Parameter severity: how serious an input is that the call does not name.
  func check(_ action: ActionID, callees types: some Sequence<String>, missing severity: Severity) {
    for call in flow.flow[action].effects.calls {
      guard let name = call.name, !name.isEmpty, !name.holds("{{") else { continue }
      let callees = types.map { CallContracts.Callee(type: $0, name: name) }
      func report(_ part: CallContracts.Claim.Part, _ what: String, at place: Node, _ severity: Severity? = nil) {
        context.report(
          severity: severity, certainty: .likely, "\(what) of ‘\(name.oneLine)’", at: place, in: flow, action: action,
          claim: CallContracts.Claim(callees: callees, part: part))
      }
      for input in call.inputs where !input.isEmpty && !input.name.holds("{{") {
        report(.input(input.name, given(input.value)), "the input ‘\(input.name.oneLine)’", at: input.place)
      }
      for output in call.outputs where !output.name.holds("{{") {
        report(.output(output.name, type(of: output.target)), "the output ‘\(output.name.oneLine)’", at: output.place)
      }
      let empty = call.inputs.filter(\.isEmpty).map(\.name)
      report(
        .inputs(Set(call.inputs.map(\.name)), empty: Set(empty)), "the inputs", at: flow.flow[action].place, severity)
    }
  }

  private func given(_ value: FlowValue) -> CallContracts.Given {
    switch value {
    case .literal(let node):
      guard let text = node.text, !text.holds("{{") else { return .unknown }
      return .text(text)
    case .expression(let id):
      let expression = flow[id]
      if let type = expression.site.expectedType { return .place(type) }
      return expression.provenType.map { .type($0) } ?? .unknown
    case .absent, .unset, .binding, .other: return .unknown
    }
  }

  private func type(of target: SiteID) -> ExpressionType {
    flow.flow[target].expectedType ?? flow[target].provenType ?? .any
  }
}

extension FlowExpression {
  /// The type of the whole; nil where it is not known for certain.
  fileprivate var provenType: ExpressionType? {
    guard tree.isValid, !tree.nodes.isEmpty, isProven(tree[tree.root].range, flow.functions) else { return nil }
    return types[tree.unwrapped(tree.root)]
  }
}

extension FlowEffects.Input {
  /// Whether the call gives it nothing.
  fileprivate var isEmpty: Bool {
    switch value {
    case .absent, .unset: true
    case .literal(let node): node.text?.isEmpty == true
    case .expression, .binding, .other: false
    }
  }
}
