public import Expressions
import JSON
import SourceText

/// What expressions are evaluated against: a conversation and variables.
///
/// It answers paths that begin with `conversation` or `participant`; every other reference is a variable, looked up in
/// the bindings first and then in the built-in variables that the conversation tells.
public struct ConversationEnvironment: Environment, Sendable {
  /// The conversation; nil where expressions are evaluated without one.
  public private(set) var conversation: Conversation?
  /// How one of several participants of a purpose is picked.
  public let selectors: [String: ParticipantPreference.Selector]
  /// The variables that have been given a value, by their names in lower case.
  public private(set) var variables: [String: VariableBinding] = [:]
  /// Whether built-in variables are taken from the conversation.
  public let usesBuiltIns: Bool
  /// The time, in milliseconds since 1970-01-01T00:00:00Z; nil where it is not known.
  public var now: Int64?
  /// Where random numbers begin.
  public var randomSeed: UInt64 = 0
  /// The objects of the organisation; nil where they are not known.
  public var inventory: Inventory?
  /// Whether origins, causes and notes are wanted besides values; without them a value costs less.
  public var explains = true
  /// The variables that were asked for and that nobody has given a value, as they were written.
  public private(set) var unboundVariables: [String] = []
  private var origins: [Origin] = []

  /// Creates an environment.
  ///
  /// - Parameter bindings: values of variables by name, such as `Flow.tier`; letter case does not count.
  public init(
    _ conversation: Conversation?, preferences: [ParticipantPreference] = [], bindings: [String: Value] = [:],
    usesBuiltIns: Bool = true
  ) {
    self.conversation = conversation
    selectors = Dictionary(preferences.map { ($0.purpose, $0.selector) }, uniquingKeysWith: { $1 })
    self.usesBuiltIns = usesBuiltIns
    for (name, value) in bindings { bind(name, VariableBinding(value, from: .set)) }
  }

  /// Gives a variable a value, in place of an earlier one.
  public mutating func bind(_ name: String, _ binding: VariableBinding) {
    variables[name.lowercased()] = binding
  }

  /// Takes a variable's value away, so that it counts as one that nobody has given any.
  public mutating func unbind(_ name: String) {
    variables.removeValue(forKey: name.lowercased())
  }

  /// Goes on to another conversation, or to none; variables keep their values, origins given so far are forgotten.
  public mutating func enter(_ conversation: Conversation?) {
    self.conversation = conversation
    origins.removeAll(keepingCapacity: true)
    unboundVariables.removeAll()
  }

  /// Takes the list of variables that nobody has given a value and begins a new one.
  public mutating func takeUnboundVariables() -> [String] {
    defer { unboundVariables.removeAll() }
    return unboundVariables
  }

  /// Where a value came from, or why there is none.
  public func origin(_ id: OriginID) -> Origin {
    origins.indices.contains(id.index) ? origins[id.index] : Origin()
  }

  /// Answers a reference.
  public mutating func resolve(_ path: AccessPath) -> Resolution {
    path.isConversationPath ? resolveInConversation(path) : resolveVariable(path)
  }

  /// Explains the attribute that a path into the conversation asks for, or that the path can lead nowhere; nil where it
  /// asks for something else.
  ///
  /// - Parameter now: the moment taken as now, for telling a write that may not have landed yet.
  public func diagnose(_ path: AccessPath, now: Timestamp? = nil) -> AttributeDiagnosis? {
    guard let conversation, path.isConversationPath else { return nil }
    var reader = PathReader(path, in: conversation, selectors: selectors)
    let answer = reader.read()
    if let question = reader.question {
      return AttributeDiagnosis(
        of: question.key, in: conversation, purpose: question.purpose, choice: question.choice, now: now)
    }
    if case .absent(let cause) = answer, cause.id == "RC-00" {
      return AttributeDiagnosis(of: path.attributeKey ?? path.dotted, causes: [cause])
    }
    guard path.steps.first.map({ $0.isWord("from") || $0.isWord("to") }) ?? false,
      let key = path.attributeKey
    else { return nil }
    let choice = conversation.choose("customer", by: selectors["customer"] ?? .auto)
    return AttributeDiagnosis(of: key, in: conversation, choice: choice, now: now)
  }

  /// Looks for an object of the organisation in the inventory.
  public mutating func find(_ lookup: ObjectLookup) -> Resolution? {
    guard let inventory else { return nil }
    switch inventory.answer(lookup) {
    case .found(let object): return Resolution(.json(object), stepCount: 0)
    case .none(let near):
      let what = "the inventory has none with the \(lookup.key.rawValue) ‘\(shortened(lookup.text))’\(suggestion(near))"
      return absent(.absent(what), Origin(), stepCount: 0, [])
    case .unknown: return nil
    }
  }

  private mutating func resolveInConversation(_ path: AccessPath) -> Resolution {
    guard let conversation else {
      let cause = Cause.absent("there is no conversation to look into")
      return absent(cause, Origin(), stepCount: path.steps.count, [])
    }
    var reader = PathReader(path, in: conversation, selectors: selectors, explains: explains)
    switch reader.read() {
    case .absent(let cause):
      guard explains else { return Resolution(.notSet, stepCount: path.steps.count) }
      return absent(cause, reader.origin, stepCount: path.steps.count, reader.diagnostics)
    case .value(let node):
      let value = Value(node)
      guard explains else { return Resolution(value, stepCount: path.steps.count) }
      var diagnostics = reader.diagnostics
      if reader.isAttribute, node.kind != .string {
        diagnostics.append(
          Diagnostic(
            .notAString, .info, "the attribute is a JSON \(node.kind); Genesys Cloud stores strings only",
            at: path.range))
      }
      var origin = reader.origin
      if origin.pointer == nil { origin.pointer = node.document === conversation.node.document ? node.pointer : nil }
      return Resolution(value, stepCount: path.steps.count, origin: keep(origin), diagnostics: diagnostics)
    }
  }

  private mutating func resolveVariable(_ path: AccessPath) -> Resolution {
    if let (binding, count) = path.variable({ variables[$0] }) {
      return Resolution(binding.value, type: binding.type, stepCount: count, origin: keep(binding.origin))
    }
    if usesBuiltIns, let conversation,
      let ((node, origin), count) = path.variable({ BuiltInBindings.value(of: $0, in: conversation) })
    {
      return Resolution(Value(node), stepCount: count, origin: keep(origin))
    }
    let variable = path.root + (path.steps.first?.name.map { "." + $0 } ?? "")
    if !unboundVariables.contains(variable) { unboundVariables.append(variable) }
    let near = explains ? BuiltInVariable.meant(by: variable) : []
    if let name = near.first {
      let message = "the variable ‘\(shortened(variable))’ is not known\(suggestion(near))"
      return absent(Cause("ABSENT", .likely, message, fix: name), Origin(), stepCount: path.steps.count, [])
    }
    let cause = Cause(
      "ABSENT", .certain, "the variable ‘\(shortened(variable))’ has no value; give one with --set \(variable)=…",
      fix: "--set \(variable)=…")
    return absent(cause, Origin(), stepCount: path.steps.count, [])
  }

  private mutating func absent(
    _ cause: Cause, _ origin: Origin, stepCount: Int, _ diagnostics: [Diagnostic]
  ) -> Resolution {
    var origin = origin
    origin.pointer = nil
    origin.cause = cause
    return Resolution(.notSet, stepCount: stepCount, origin: keep(origin), diagnostics: diagnostics)
  }

  private mutating func keep(_ origin: Origin) -> OriginID {
    origins.append(origin)
    return OriginID(origins.count - 1)
  }
}

extension AccessPath {
  /// The attribute that it names, whatever stands before `attributes`.
  fileprivate var attributeKey: String? {
    guard let place = steps.firstIndex(where: { $0.isWord("attributes") }) else { return nil }
    return AttributeKey(steps[(place + 1)...])?.text
  }

  /// The path as it would be written.
  fileprivate var dotted: String {
    steps.reduce(into: root) { text, step in
      switch step {
      case .member(let name, _): text += "." + name
      case .key(let name, _): text += "[\"\(name)\"]"
      case .index(let index, _): text += "[\(index)]"
      case .dynamic: text += "[…]"
      }
    }
  }
}
