import Documents
public import Expressions
public import SourceText

/// One place where participant data, or the user data of its forerunners, is read or written.
public struct AttributeUse: Sendable {
  /// What is done with it.
  public enum Access: String, Sendable, CaseIterable {
    case read, write
  }

  /// What is done with it.
  public let access: Access
  /// What is known of the attribute's name; nil where none is given.
  public let pattern: TextPattern?
  /// What stands for a name that is worked out when the flow runs: the expression or the whole call.
  public let dynamicName: String?
  /// How the export gives the name.
  public var nameValue = FlowValue.absent
  /// The bytes of the name, or of what stands for it.
  public let range: ByteRange
  /// The keys and indices from the document's root.
  public let path: [PathElement]
  /// The container that holds it.
  public let container: ContainerID?
  /// The action that does it.
  public let action: ActionID?
  /// What is written; `absent` for a read.
  public var value = FlowValue.absent
  /// The variable that a value read goes to.
  public var target: SiteID?
  /// The variable that a value read goes to, or the expression that is written, as it is written.
  public var valueText: String?

  /// The attribute's name; nil where it is worked out when the flow runs.
  public var name: String? {
    if case .exact(let name)? = pattern { name } else { nil }
  }

  /// The attribute's name as other files may have it, too; nil where it is worked out when the flow runs, or put in when
  /// the flow is published.
  public var publishedName: String? { name.flatMap { $0.holds("{{") ? nil : $0 } }

  /// Whether it writes.
  public var isWrite: Bool { access == .write }

  /// Whether its name is known, and a key, code unit by code unit.
  public func isExactly(_ key: String) -> Bool { name?.utf8.elementsEqual(key.utf8) == true }
}

extension Flow {
  /// Who reads and writes which attribute, in the order of the actions.
  public var attributeUses: [AttributeUse] {
    var uses = foreignAttributeUses.sorted { $0.range < $1.range }
    lazy var constants = constantTexts
    func use(_ access: AttributeUse.Access, _ name: FlowValue, by action: Int) -> AttributeUse {
      self.use(access, name, by: ActionID(index: action)) { constants[VariableName($0)] }
    }
    for (index, action) in actions.enumerated() {
      for read in action.effects.reads {
        var use = use(.read, read.name, by: index)
        use.target = read.target
        use.valueText = read.target.map { self[$0].text }
        uses.append(use)
      }
      for write in action.effects.writes {
        var use = use(.write, write.name, by: index)
        use.value = write.value
        use.valueText = text(of: write.value)
        uses.append(use)
      }
    }
    return uses
  }

  private func use(
    _ access: AttributeUse.Access, _ name: FlowValue, by action: ActionID, _ constant: (String) -> String?
  ) -> AttributeUse {
    let holder = self[action]
    var pattern: TextPattern?
    var written = ""
    var range = holder.node.range
    var path = holder.path
    switch name {
    case .literal(let node), .other(let node):
      let scalar = node.text == nil ? node.onlyText : node
      pattern = scalar?.text.map { .exact($0) }
      range = scalar?.contentRange ?? node.range
    case .expression(let site), .binding(let site):
      pattern = TextPattern(self[site].tree, constant: constant)
      written = self[site].text
      range = self[site].node.contentRange
      path = self[site].path
    case .absent, .unset:
      range = ByteRange(at: Int(range.start))
    }
    let isKnown = if case .exact? = pattern { true } else { false }
    return AttributeUse(
      access: access, pattern: pattern, dynamicName: isKnown ? nil : written, nameValue: name, range: range, path: path,
      container: holder.container, action: action)
  }

  /// The variables that hold the same text throughout: the first value, where nothing ever changes it.
  private var constantTexts: [VariableName: String] {
    var texts: [VariableName: String] = [:]
    for variable in variables.reversed() {
      let name = VariableName(variable.name)
      texts[name] = nil
      if !variable.isInput, case .literal(let node) = variable.initialValue { texts[name] = node.text }
    }
    for site in sites where site.kind == .target || site.kind == .binding { texts[VariableName(site.text)] = nil }
    return texts
  }

  private func text(of value: FlowValue) -> String? {
    switch value {
    case .literal(let node), .other(let node): node.text ?? node.onlyText?.text
    case .expression(let site), .binding(let site): self[site].text
    case .absent, .unset: nil
    }
  }
}

extension Node {
  /// The text of a mapping that holds nothing else but properties of its own XML.
  fileprivate var onlyText: Node? {
    kind == .mapping ? self["#text"] : nil
  }
}
