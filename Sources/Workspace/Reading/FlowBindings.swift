package import Conversations
import Documents
import Expressions
package import Flows
package import SourceText

/// The values that a flow gives its variables before anything else runs: those of their declarations, and those that
/// its Get Participant Data actions find on the customer.
package struct FlowBindings: Sendable {
  /// A value as the flow has it.
  enum Content: Sendable {
    case literal(String)
    case expression(Plan)
    case nothing
  }

  /// A declared variable.
  struct Declaration: Sendable {
    let name: String
    let type: ExpressionType
    let initial: Content
    /// Whether an action of the flow gives it a value that only the running flow knows.
    let isFilledLater: Bool
  }

  /// A variable that is filled with an attribute.
  struct AttributeRead: Sendable {
    let key: Content
    let target: String
  }

  let declarations: [Declaration]
  let reads: [AttributeRead]
  /// What the flow says that nobody is to see.
  package let secrets: SecretMask

  /// What a flow says.
  package init(_ flow: Flow) {
    var secrets = SecretMask()
    _ = flow.learnSecrets(of: &secrets)
    self.secrets = secrets
    // What else fills a variable is not known before the flow runs.
    var others = Set(flow.sites.indices.filter { [.target, .binding].contains(flow.sites[$0].kind) })
    var reads: [AttributeRead] = []
    for use in flow.attributeUses {
      guard let target = use.target, let action = use.action, flow[action].readsOwnParticipant else { continue }
      reads.append(AttributeRead(key: Self.content(use.nameValue, in: flow), target: flow[target].text))
      others.remove(target.index)
    }
    self.reads = reads
    let filled = Set(others.map { VariableName(flow.sites[$0].text) })
    declarations = flow.variables.map { variable in
      Declaration(
        name: variable.name, type: ExpressionType(declarationKey: variable.typeKey),
        initial: Self.content(variable.initialValue, in: flow),
        isFilledLater: filled.contains(VariableName(variable.name)) || variable.isInput)
    }
  }

  private static func content(_ value: FlowValue, in flow: Flow) -> Content {
    switch value {
    case .literal(let node): node.text.map { .literal($0) } ?? .nothing
    case .expression(let site): .expression(Plan(flow[site].tree))
    case .absent, .unset, .binding, .other: .nothing
    }
  }

  /// Gives the variables their values for the environment's conversation.
  ///
  /// A variable without an initial value that the running flow fills gets none here, so that it counts as unbound.
  package func bind(in environment: inout ConversationEnvironment) {
    for declaration in declarations {
      let value = Self.value(of: declaration.initial, in: &environment)
      var binding = VariableBinding(
        value?.read(as: declaration.type) ?? value ?? .notSet, type: declaration.type, from: .flow)
      if binding.value.isSet {
        binding.type = nil
      } else if binding.value.unknown != nil {
        // It keeps the type that is declared.
      } else if declaration.isFilledLater {
        environment.unbind(declaration.name)
        continue
      } else if case .collection = declaration.type {
        binding.value = .collection([], of: declaration.type.element ?? .any)
      } else {
        binding.origin.cause = Cause(
          "ABSENT", .certain, "the flow declares ‘\(declaration.name)’ without a value; give one with --set",
          fix: "--set \(declaration.name)=…")
      }
      environment.bind(declaration.name, binding)
    }
    guard environment.conversation != nil else {
      for read in reads { environment.unbind(read.target) }
      return
    }
    for read in reads {
      guard case .string(let key)? = Self.value(of: read.key, in: &environment) else { continue }
      environment.bind(read.target, environment.customerAttribute(key))
    }
  }

  private static func value(of content: Content, in environment: inout ConversationEnvironment) -> Value? {
    switch content {
    case .literal(let text): .string(text)
    case .expression(let plan): try? Evaluator.evaluate(plan, in: &environment).value
    case .nothing: nil
    }
  }
}

extension ConversationEnvironment {
  /// An attribute of the customer as the value of a variable.
  fileprivate mutating func customerAttribute(_ key: String) -> VariableBinding {
    let nowhere = ByteRange(at: 0)
    let path = AccessPath(
      root: "participant", rootRange: nowhere, steps: [.member("attributes", nowhere), .key(key, nowhere)],
      range: nowhere)
    let resolution = resolve(path)
    var origin = resolution.origin.map { self.origin($0) } ?? Origin()
    origin.binding = .attribute
    return VariableBinding(resolution.value, type: resolution.value.isSet ? nil : .string, origin: origin)
  }
}

extension ExpressionType {
  /// The type of a collection's items; nil for other types.
  fileprivate var element: ExpressionType? {
    if case .collection(let element) = self { element } else { nil }
  }
}
